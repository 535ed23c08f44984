"""The strategy of a fiscal year: map, list, table, downloads, and the difference between editions."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from sawan.people.cached import cached_page
from sawan.plan import queries as plan
from sawan.plan import reading
from sawan.plan.edition import Edition
from sawan.publish.portal import frame, strategy_page
from sawan.publish.portal.strategy_page import TEMPLATES
from sawan.texts import Text

CHANGE_WORDS = {
    "added": Text("เพิ่ม", "added"),
    "removed": Text("ตัดออก", "removed"),
    "moved": Text("ย้าย", "moved"),
    "reworded": Text("ปรับถ้อยคำ", "reworded"),
    "retargeted": Text("ปรับเป้าหมาย", "retargeted"),
}


def newest(request: HttpRequest) -> HttpResponse:
    """`/strategy` leads to the edition in force."""
    years = frame.editions()
    if not years:
        return cached_page(request, lambda: frame.page(request, "portal/no_strategy.html", {"section": "plan"}))
    prefix = "/en" if frame.language(request) == "en" else ""
    return HttpResponseRedirect(f"{prefix}/strategy/{years[-1]}")


def strategy(request: HttpRequest, year: int) -> HttpResponse:
    """The strategy as map, list or table (`?view=`), money of a source (`?money=`), one node picked out (`?node=`)."""
    return cached_page(request, lambda: _strategy(request, year), asks=("view", "money", "node"))


def _strategy(request: HttpRequest, year: int) -> HttpResponse:
    edition = require(year)
    asked = strategy_page.asked(
        edition, request.GET.get("view", ""), request.GET.get("money", ""), request.GET.get("node", "")
    )
    context = strategy_page.context(edition, frame.language(request), asked)
    return frame.page(request, TEMPLATES[asked.view], context)


def require(year: int) -> Edition:
    """The edition of a fiscal year; 404 where there is none."""
    edition = frame.edition(year)
    if edition is None:
        raise Http404(f"no edition {year}")
    return edition


def download(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """The edition as the YAML file that was loaded, or as JSON."""
    return cached_page(request, lambda: _download(year, form))


def _download(year: int, form: str) -> HttpResponse:
    require(year)
    stored = plan.edition(frame.province(), year)
    if form == "yaml":
        response = HttpResponse(stored.file, content_type="application/yaml; charset=utf-8")
    elif form == "json":
        response = JsonResponse(reading.as_json(stored.tree), json_dumps_params={"ensure_ascii": False, "indent": 2})
    else:
        raise Http404(f"no form {form}")
    response.headers["Content-Disposition"] = f'attachment; filename="strategy-{frame.province()}-{year}.{form}"'
    return response


def difference(request: HttpRequest, year: int, other: int) -> HttpResponse:
    """What changed from the edition of `other` to that of `year`, node by node, word by word."""
    return cached_page(request, lambda: _difference(request, year, other))


def _difference(request: HttpRequest, year: int, other: int) -> HttpResponse:
    require(year), require(other)
    found = plan.difference(f"{frame.province()}/{other}", f"{frame.province()}/{year}")
    context = {
        "section": "plan",
        "crumbs": [
            frame.HOME,
            (f"/strategy/{year}", Text(f"แผนที่ยุทธศาสตร์ {year}", f"Strategy {year}")),
            ("", Text(f"เทียบกับฉบับ {other}", f"Against {other}")),
        ],
        "year": year,
        "other": other,
        "changes": [{"change": change, "word": CHANGE_WORDS[change.what]} for change in found.changes],
    }
    return frame.page(request, "portal/difference.html", context)
