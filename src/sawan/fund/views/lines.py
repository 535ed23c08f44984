"""The list of budget lines on the page of money: filters in the address, pages, the same rows as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from sawan.areas import register
from sawan.fund import queries
from sawan.fund.queries import Filters, LinePage, LineRow, Year
from sawan.fund.views import words
from sawan.plan import queries as plan
from sawan.texts import Text

CSV_COLUMNS = (
    *("id", "line_group", "fiscal_year_be", "source", "budget_unit", "ministry", "project", "item_text", "amount_baht"),
    *("guideline_proposed", "tie_reason_th", "province_codes", "district_codes", "subdistrict_codes", "village_no"),
    *("page", "second_reading_agrees", "years", "group_total_baht", "stage", "reading", "trust"),
)
ASKED = ("year", "place", "source", "guideline", "q", "sort", "page")
"""The parameters of an address that change what the page shows."""
_GUIDELINE = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})?|none)$")
_AGREES = {True: "yes", False: "no", None: ""}


def lines_csv(request: HttpRequest) -> HttpResponse:
    """The lines that the filters of the address show, whole, as CSV with source, stage, reading and trust."""
    province = plan.province()
    years = [year for year in queries.years() if year.kind == "lines"]
    filters, year = _filters(request, years, province.code)
    page = io.StringIO()
    page.write("\ufeff")
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    if filters and year:
        writer.writerows(_csv_row(line, year) for line in queries.all_lines(filters))
    response = HttpResponse(page.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"budget-lines-{province.code}-{filters.year if filters else 'none'}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def block(request: HttpRequest, years: list[Year], province: str, names: Mapping[str, Text]) -> dict[str, Any]:
    """What the template needs of the list: the page of lines, the filters and what they offer, the way on."""
    filters, year = _filters(request, years, province)
    if filters is None:
        return {"lines": None}
    wanted = request.GET.get("page", "1")
    shown = queries.budget_lines(filters, int(wanted) if wanted.isdecimal() and len(wanted) < 6 else 1)
    return {
        "lines": shown,
        "line_year": year,
        "rows": [_line(row, names) for row in shown.rows],
        "chosen": filters,
        "source_names": words.SOURCES,
        "guideline_names": names,
        "districts": register.children(province),
        "line_years": [each.fiscal_year for each in years],
        "csv": f"/fund/lines.csv?{_query(shown)}",
        "pages": _pages(shown),
    }


def _filters(request: HttpRequest, years: list[Year], province: str) -> tuple[Filters | None, Year | None]:
    """The filters of the address; what it does not say or says wrongly is left open."""
    if not years:
        return None, None
    asked = request.GET
    year = next((year for year in years if str(year.fiscal_year) == asked.get("year")), years[0])
    place, guideline = asked.get("place", ""), asked.get("guideline", "")
    return (
        Filters(
            year=year.fiscal_year,
            place=place if register.exists(place) and register.is_within(place, province) else province,
            source=asked.get("source", "") if asked.get("source") in words.SOURCES else "",
            guideline=guideline if _GUIDELINE.match(guideline) else "",
            text=asked.get("q", "")[:100],
            sort=asked.get("sort", "amount"),
        ),
        year,
    )


def _line(row: LineRow, names: Mapping[str, Text]) -> dict[str, Any]:
    places = [register.get(code).name for code in row.districts if register.exists(code)]
    return {
        "line": row,
        "source": words.source(row.source),
        "guideline": names.get(row.guideline),
        "places": places,
    }


def _query(shown: LinePage, **changed: object) -> str:
    filters = shown.filters
    asked = {
        "year": filters.year,
        "place": filters.place,
        "source": filters.source,
        "guideline": filters.guideline,
        "q": filters.text,
        "sort": filters.sort,
        **changed,
    }
    return urlencode({name: value for name, value in asked.items() if value not in ("", None)})


def _pages(shown: LinePage) -> dict[str, Any]:
    """Addresses of the page before and after, and of each order; filters are kept."""
    return {
        "before": f"?{_query(shown, page=shown.page - 1)}#lines" if shown.page > 1 else "",
        "after": f"?{_query(shown, page=shown.page + 1)}#lines" if shown.page < shown.pages else "",
    }


def _csv_row(line: LineRow, year: Year) -> tuple[object, ...]:
    return (
        *(
            line.code,
            line.group,
            line.fiscal_year,
            line.source,
            line.unit,
            line.ministry,
            line.project,
            _safe(line.text),
        ),
        *(line.amount, line.guideline, line.tie.th, ";".join(line.provinces), ";".join(line.districts)),
        *(";".join(line.subdistricts), line.villages, line.page, _AGREES[line.confirmed]),
        *(line.years, "" if line.group_total is None else line.group_total, year.stage, year.reading, year.trust),
    )


def _safe(text: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
