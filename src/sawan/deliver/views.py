"""The page of execution `/deliver`: what is held of it today, and the published disbursement targets."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sawan.deliver import disbursement
from sawan.deliver.disbursement import Result
from sawan.people.cached import cached_page
from sawan.plan import queries as plan
from sawan.texts import Text

WANTED = (
    Text(
        "เงินที่เบิกจ่ายและก่อหนี้ของแต่ละโครงการ (แฟ้มจากสำนักงานคลังจังหวัด)",
        "Money paid and obligated of each project (a file of the provincial treasury)",
    ),
    Text("สัญญาและขั้นตอนจัดซื้อจัดจ้าง (e-GP)", "Contracts and steps of procurement (e-GP)"),
    Text("ความก้าวหน้า ปัญหา และภาพจากพื้นที่ของหน่วยงาน", "Progress, problems and pictures from the agencies"),
)


def deliver(request: HttpRequest) -> HttpResponse:
    """`/deliver`: what is held about execution today; emptiness is said, never filled."""
    return cached_page(request, lambda: _deliver(request))


def _deliver(request: HttpRequest) -> HttpResponse:
    province = plan.province()
    own = disbursement.results_of(province.name.en)
    context: dict[str, Any] = {
        "section": "deliver",
        "crumbs": (("", Text("ดำเนินงาน", "Deliver")),),
        "answer": answer(own, province.name),
        "own": own,
        "targets": disbursement.targets(),
        "rules": disbursement.rules(),
        "wanted": WANTED,
    }
    return render(request, "deliver/deliver.html", context)


def answer(own: tuple[Result, ...], name: Text) -> Text:
    """What is known of the province's own disbursement, or that nothing is."""
    newest = next((row for row in own if row.total is not None), None)
    if newest is None:
        return Text(
            "ระบบยังไม่มีรายงานการเบิกจ่ายหรือความก้าวหน้าของโครงการในจังหวัด",
            "No report of money paid or of work done in the province is held yet.",
        )
    return Text(
        f"ล่าสุดที่มีในเอกสารสาธารณะ จังหวัด{name.th}"
        f"เบิกจ่ายร้อยละ {newest.total} เมื่อสิ้นปีงบประมาณ {newest.fiscal_year} "
        "หลังจากนั้นระบบยังไม่มีรายงาน",
        f"The last public figure held: {name.en} had paid out {newest.total} % at the end of FY{newest.fiscal_year}. "
        "Nothing later is held.",
    )
