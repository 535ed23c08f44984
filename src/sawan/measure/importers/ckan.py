"""Records of a CKAN data store (data.go.th and agencies' catalogues) that have the columns of the tidy file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sawan import tables
from sawan.measure.importers.shape import Tidy
from sawan.problems import Problem, Refused
from sawan.thai import normalise

NAME = "ckan"
_OWN = frozenset({"_id", "_full_text"})


def recognise(path: Path) -> bool:
    """Whether the file is an answer of `datastore_search`."""
    if path.suffix.lower() != ".json" or not path.is_file():
        return False
    with path.open("rb") as page:
        head = page.read(4096).decode("utf-8", errors="replace")
    return '"success"' in head and ('"result"' in head or '"error"' in head)


def read(path: Path) -> Tidy:
    """The records as rows, in the order of `fields`. Raises Refused for an answer that says it failed."""
    answer = _answer(path)
    if not answer.get("success"):
        raise Refused(_failed(path.name, answer.get("error")))
    result = answer["result"]
    wanted = [str(field["id"]) for field in result["fields"] if field["id"] not in _OWN]
    rows = tuple(
        (number, tuple("" if record.get(name) is None else str(record[name]) for name in wanted))
        for number, record in enumerate(result["records"], start=1)
    )
    return Tidy(path.name, tuple(normalise(name).casefold() for name in wanted), rows)


def _answer(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(tables.decode(path.name, tables.read_bytes(path)))
        if not isinstance(found, dict) or (found.get("success") and "records" not in found["result"]):
            raise ValueError("no records")
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(_failed(path.name, None)) from error
    return found


def _failed(file: str, error: object) -> Problem:
    said = error.get("message") if isinstance(error, dict) else None
    return Problem(
        "ckan_failed",
        f"คำตอบของคลังข้อมูลใช้ไม่ได้ ({said or 'ไม่มีระเบียน'}) โปรดดาวน์โหลดใหม่",
        f"The answer of the data store cannot be used ({said or 'no records'}): download it again.",
        file=file,
    )
