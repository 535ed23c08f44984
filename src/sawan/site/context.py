"""What the frame of every page needs: language, the same page in the other language, province, verbs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from sawan.plan.province import Province, read_province
from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class Verb:
    """One of the six sections of the site: its code, where it starts, its name and the question it answers."""

    code: str
    path: str
    name: Text
    question: Text


VERBS = (
    Verb("plan", "/strategy", Text("วางแผน", "Plan"), Text("เราต้องการอะไร", "What do we want?")),
    Verb("measure", "/data", Text("วัดผล", "Measure"), Text("เราไปถึงไหนแล้ว", "Where are we?")),
    Verb("fund", "/fund", Text("จัดสรร", "Fund"), Text("ปีหน้าจะทำอะไร", "What shall we do next year?")),
    Verb("deliver", "/deliver", Text("ดำเนินงาน", "Deliver"), Text("ทำแล้วหรือยัง", "Is it being done?")),
    Verb("evaluate", "/evaluate", Text("ประเมินผล", "Evaluate"), Text("ได้ผลหรือไม่", "Does it work?")),
    Verb("publish", "/documents", Text("เผยแพร่", "Publish"), Text("ใครดูได้บ้าง", "Who can see it?")),
)


@cache
def province_of(folder: Path) -> Province:
    """The province of a folder, read once."""
    return read_province(folder)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the frame's values; the language comes from the path alone."""
    lang = "en" if request.path == "/en" or request.path.startswith("/en/") else "th"
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    bare = (request.path.removeprefix("/en") or "/") if lang == "en" else request.path
    return {
        "lang": lang,
        "href_th": bare + query,
        "href_en": f"/en{bare}{query}",
        "verbs": VERBS,
        "province": province_of(settings.SAWAN_PROVINCE),
    }
