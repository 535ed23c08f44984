"""Did it work? A planning officer asks it of any indicator and province; the answer may refuse to speak."""

from __future__ import annotations

from typing import Any

import numpy as np
from django.http import HttpRequest, HttpResponse

from sawan.areas import register
from sawan.charts import render, trend
from sawan.charts.figure import Figure
from sawan.evaluate.effect import Study, study
from sawan.evaluate.effect.methods import Method
from sawan.evaluate.effect.question import Question, build_case
from sawan.evaluate.effect.report import said
from sawan.evaluate.effect.table import PanelTable
from sawan.measure import instance
from sawan.measure import queries as measure
from sawan.measure.catalogue import Indicator
from sawan.people.cached import cached_page
from sawan.problems import Problem, Refused
from sawan.publish.portal import frame
from sawan.publish.portal.reading import number, read
from sawan.texts import Text

METHODS = {
    "sc": Text("จังหวัดสังเคราะห์", "Synthetic control"),
    "sdid": Text("ผลต่างสังเคราะห์", "Synthetic difference in differences"),
    "asc": Text("จังหวัดสังเคราะห์แบบแก้ความเอน", "Augmented synthetic control"),
    "did": Text("ผลต่างของผลต่าง", "Difference in differences"),
}
ASKS = ("indicator", "province", "from", "method")
SEED, MOST_WEIGHTS, WIDE, PHONE = 2564, 8, (560, 240), (180, 200)


def effect(request: HttpRequest) -> HttpResponse:
    """`/evaluate/effect?indicator=&province=&from=&method=`: the question and, when it was asked, the answer."""
    return cached_page(request, lambda: _effect(request), asks=ASKS)


def _effect(request: HttpRequest) -> HttpResponse:
    lang, asked = frame.language(request), {name: request.GET.get(name, "").strip()[:60] for name in ASKS}
    context: dict[str, Any] = {
        "section": "evaluate",
        "crumbs": [("/evaluate", Text("ประเมินผล", "Evaluate")), ("", Text("โครงการได้ผลหรือไม่", "Did it work?"))],
        "asked": asked | {"province": asked["province"] or frame.province(), "method": asked["method"] or "sc"},
        "provinces": register.of_level("province"),
        "methods": METHODS,
        "indicators": _askable(),
    }
    if asked["indicator"] and asked["from"]:
        try:
            context |= _answer(context["asked"], lang)
        except Refused as refusal:
            context["problems"] = [Text(problem.th, problem.en) for problem in refusal.problems[:12]]
    return frame.page(request, "portal/effect.html", context)


def _askable() -> list[tuple[str, Text]]:
    """Indicators with at least eight years of at least twenty provinces."""
    return [
        (row.indicator.code, row.indicator.name)
        for row in measure.holdings().rows
        if row.figures and row.first_year and row.last_year and row.last_year - row.first_year >= 7 and row.areas >= 20
    ]


def _answer(asked: dict[str, str], lang: str) -> dict[str, Any]:
    if asked["method"] not in METHODS or not asked["from"].isdigit():
        raise Refused(
            Problem("bad_question", "โปรดเลือกวิธี และใส่ปีเริ่มเป็น พ.ศ.", "Choose a method and give the first year in B.E.")
        )
    entry = instance.current_catalogue().require(asked["indicator"])
    panel, treated = panel_of(entry.code), register.get(asked["province"]).code
    question = Question(entry.code, (treated,), int(asked["from"]))
    found = study(build_case(panel, question), Method(asked["method"], SEED))
    reading = read(entry.code, treated, ranked=False)
    weights = sorted(zip(found.fit.case.names, found.fit.weights.tolist(), strict=True), key=lambda pair: -pair[1])
    return {
        "verdict": _named(said(found, question), treated, entry),
        "chart": _chart(found, question, entry.unit, reading.decimals, lang),
        "weights": [
            (register.get(name).name, number(weight, 3)) for name, weight in weights[:MOST_WEIGHTS] if weight > 0.001
        ],
        "numbers": _numbers(found, reading.decimals + 1),
        "sample": reading.sample,
    }


def panel_of(code: str) -> PanelTable:
    """The yearly values of all provinces that have every year, over the years that at least twenty of them have."""
    rows = [
        row
        for row in measure.table(code)
        if len(row.area) == 2 and row.area.isdigit() and len(row.period) == 4 and not row.breakdown
    ]
    years = sorted({int(row.period) for row in rows})
    counts = {year: sum(int(row.period) == year for row in rows) for year in years}
    last = max((year for year in years if counts[year] >= 20), default=0)
    first = last
    while counts.get(first - 1, 0) >= 20:
        first -= 1
    times = tuple(range(first, last + 1))
    held: dict[str, dict[int, float]] = {}
    for row in rows:
        held.setdefault(row.area, {})[int(row.period)] = row.value
    whole = tuple(sorted(area for area, values in held.items() if all(year in values for year in times)))
    values = np.array([[held[area][year] for area in whole] for year in times])
    return PanelTable(code, whole, times, {code: values}, {})


def _named(text: Text, area: str, entry: Indicator) -> Text:
    """The sentence with the names of the province and the indicator in place of their codes."""
    place = register.get(area).name
    return Text(
        text.th.replace(entry.code, entry.name.th).replace(area, place.th, 1),
        text.en.replace(entry.code, entry.name.en).replace(area, place.en, 1),
    )


def _numbers(found: Study, decimals: int) -> list[tuple[Text, str]]:
    """The figures beside the chart; no effect where the verdict refuses to speak, else what could have been seen."""
    fit, measures = found.fit, found.measures
    rows = [
        (Text("ความคลาดเคลื่อนก่อนเริ่ม (RMSPE)", "Error before the start (RMSPE)"), number(fit.error_before, decimals)),
        (Text("จังหวัดเปรียบเทียบ", "Donors"), str(len(fit.case.names))),
        (Text("การทดสอบหลอก", "Placebos"), str(len(found.units))),
    ]
    if found.verdict.word == "no_answer":
        return rows
    rows.insert(0, (Text("ผลเฉลี่ยหลังเริ่ม", "Mean effect after the start"), number(fit.effect, decimals)))
    if measures.smallest_visible is not None:
        smallest = Text("ผลที่เล็กที่สุดที่จะมองเห็นได้", "Smallest effect to be seen")
        rows.insert(1, (smallest, number(measures.smallest_visible, decimals)))
    return rows


def _chart(found: Study, question: Question, unit: Text, decimals: int, lang: str) -> Figure:
    case = found.fit.case
    first = question.start - case.before
    years = [first + at for at in range(len(case.own))]
    own = Text("จริง", "observed").say(lang)
    other = Text("ถ้าไม่มีโครงการ", "without it").say(lang)
    series = [
        trend.Series(own, "data-1", list(zip(years, case.own.tolist(), strict=True)), width=3.2),
        trend.Series(other, "data-5", list(zip(years, found.fit.synthetic.tolist(), strict=True)), (5, 4)),
    ]
    event = trend.Event(Text("เริ่ม", "start").say(lang), question.start, question.start)
    spec = trend.trend(series, events=[event], decimals=decimals, size=WIDE)
    phone = trend.trend(series, events=[event], decimals=decimals, size=PHONE)
    finding = Text("ค่าจริงกับค่าที่น่าจะเป็นถ้าไม่มีโครงการ", "What was observed, and what would have been")
    return Figure(
        "effect-chart",
        finding,
        unit,
        render.svg(spec, finding.say(lang), "effect"),
        Text("คำนวณโดยสวรรค์", "computed by Sawan"),
        render.svg(phone, finding.say(lang), "effect-phone"),
    )
