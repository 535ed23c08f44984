"""Every address of the site asked with what no honest reader would send; run inside an instance with data."""

from __future__ import annotations

import itertools
import json
import logging
import random
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

TEXTS = [
    "", "x", "0", "-1", "1e999", "NaN", "²", "๒๕๖๔", "60", "6007", "TH", "gpp_growth", "2564", "1.5", "1.5.5", "K1",
    "M1", "60,60", "1,2,,", "csv", "9999999999", "9" * 40, "\x00", "a\x00b", "' OR 1=1 --", "<script>",
    "../../etc/passwd", "%", "\ud7ff", "\u202e", "ก" * 5000,
]  # fmt: skip
SLUGS = ["gpp_growth", "hai", "hazard", "csv", "json", "parquet", "yaml", "svg", "-", "x" * 300]
QUESTIONS = [
    "page", "year", "area", "areas", "add", "years", "q", "kind", "view", "money", "node", "group", "guideline",
    "level", "show", "figure", "code", "lang", "before", "agency", "indicator", "province", "from", "order", "next",
]  # fmt: skip
FIELDS = [
    "action", "step", "version", "code", "node", "reason", "document", "file", "login", "password", "source", "text",
    "year", "target", "value", "next",
]  # fmt: skip
FILES = [
    b"", b"\x00" * 99, b"\xff\xfe\x00", b"%PDF-1.4 junk", b"PK\x03\x04junk", b"a,b\n1,2\n", b"\xef\xbb\xbf" * 2,
    b"indicator,area,year_be,value\ngpp_growth,60,2563,9\n", "แผน\n๑. ก\n".encode("cp874"),
]  # fmt: skip
FILE_NAMES = ["a.csv", "x.xlsx", "p.pdf", "d.docx", "h.html", "../x.csv", "ก" * 200 + ".csv", "none"]
NO_POST = re.compile(r"^/health|/logout/")


def failures(seed: int, times: int) -> tuple[int, list[str]]:
    """How many requests were sent, by a stranger and by each role, and those that ended in a failure (status 5xx)."""
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS.append("testserver")
    logging.disable(logging.CRITICAL)
    chance, failed, sent = random.Random(seed), [], 0
    readers = {role: _signed_in(role) for role in ("", "administrator", "planner", "officer", "auditor")}
    for route, _, (role, client) in itertools.product(_routes(), range(times), readers.items()):
        path = _path(route, chance)
        language = "" if NO_POST.search(path) else chance.choice(["", "/en"])
        asked = {name: chance.choice(TEXTS) for name in chance.sample(QUESTIONS, chance.randint(0, 3))}
        answers = [client.get(language + path, asked)]
        if not NO_POST.search(path) and chance.random() < 0.5:
            assert isinstance(client, Client)
            answers.append(client.post(language + path, _form(chance)))
        sent += len(answers)
        failed += [f"{role} {a.request['REQUEST_METHOD']} {path} {asked}" for a in answers if a.status_code >= 500]
    return sent, failed


def _signed_in(role: str) -> Any:
    from django.test import Client

    from sawan.people.models import User

    client = Client(raise_request_exception=False)
    if role:
        client.force_login(User.objects.create(username=f"hostile-{role}", roles=[role], agency="สศช."))
    return client


def _routes() -> list[str]:
    from django.urls import get_resolver

    return sorted({route for route in _walk(get_resolver(), "") if "logout" not in route})


def _walk(resolver: Any, before: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern, route)
        else:
            yield route


def _path(route: str, chance: random.Random) -> str:
    plain = re.sub(r"\(\?P<[^>]+>[^)]*\)", "abc", route).replace("^", "").replace("\\Z", "").replace("$", "")
    return "/" + re.sub(r"<([a-z]+):[^>]+>", lambda found: _part(found[1], chance), plain)


def _part(kind: str, chance: random.Random) -> str:
    known = {"be": ["2563", "2564", "2400"], "int": ["0", "1", "9" * 22], "hash": ["0" * 64], "slug": SLUGS}
    return quote(chance.choice(known.get(kind) or [text for text in TEXTS if text and "/" not in text]), safe="")


def _form(chance: random.Random) -> dict[str, Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    form: dict[str, Any] = {name: chance.choice(TEXTS) for name in FIELDS} | {
        "action": chance.choice(["save", "read", ""])
    }
    if chance.random() < 0.6:
        for name in ("file", "document"):
            form[name] = SimpleUploadedFile(chance.choice(FILE_NAMES), chance.choice(FILES))
    return form


def report(seed: int, times: int) -> None:
    """Print what `failures` gives, as JSON."""
    print(json.dumps(failures(seed, times)))
