"""The chance of each target, the pace it needs beside the recent one, and the sentence that says both."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sawan.evaluate.forecast import LONGEST_HORIZON, Band, Forecast, Series, forecast
from sawan.evaluate.forecast.reading import Question
from sawan.evaluate.target import Pace, Region, from_direction, pace
from sawan.evaluate.wording import chance_figure, chance_word, signed
from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question; `probability` is None where the year is observed or no forecast is possible."""

    question: Question
    region: Region
    probability: float | None
    band: Band | None
    last_year: int | None
    last_value: float | None
    needed: float | None
    recent: float | None
    recent_years: int
    notes: tuple[str, ...]

    @property
    def answered(self) -> bool:
        """Is there a probability or an observed answer?"""
        return self.probability is not None or any(note.startswith("observed") for note in self.notes)

    def sentence(self) -> Text:
        """The answer in words: the chance, the pace needed, the pace of the last years; or why there is none."""
        name, year = self.question.series, self.question.year
        goal = from_direction(year, self.question.direction, self.question.target, self.question.high).said()
        if self.probability is None:
            return self._without_chance(name, year, goal)
        recent = None if self.needed is None else Pace(self.needed, self.recent, self.recent_years)
        said = pace_words(year, goal, self.probability, recent)
        th, en = f"{name}: {said.th}", f"{name}: {said.en}"
        if "few_points" in self.notes:
            th, en = th + "; ข้อมูลน้อย คำพยากรณ์จึงอ่อน", en + "; there are few points, so the forecast is weak"
        return Text(th, en + ".")

    def _without_chance(self, name: str, year: int, goal: Text) -> Text:
        reason = REASONS[self.notes[-1]]
        return Text(
            f"{name}: เป้าหมายปี {year} ({goal.th}) {reason.th}", f"{name}: the {year} target ({goal.en}) {reason.en}."
        )


def pace_words(year: int, goal: Text, probability: float | None, needed: Pace | None) -> Text:
    """The chance of a target in figure and word, the pace it needs, the pace of the last years; without a full stop.

    `probability` is None where no forecast is possible; then only the paces are said.
    """
    th, en = f"เป้าหมายปี {year} ({goal.th}) ยังพยากรณ์ไม่ได้", f"the {year} target ({goal.en}) cannot be forecast yet"
    if probability is not None:
        word, figure = chance_word(probability), chance_figure(probability)
        th = f"ด้วยแนวโน้มนี้ โอกาสบรรลุเป้าหมายปี {year} ({goal.th}) คือ {figure} ({word.th})"
        en = f"at this pace the {year} target ({goal.en}) is met with probability {figure} ({word.en})"
    if needed is not None and needed.recent is not None:
        th += f"; ต้องเปลี่ยน {signed(needed.needed)} ต่อปี {needed.years} ปีหลังเปลี่ยน {signed(needed.recent)} ต่อปี"
        en += f"; it needs {signed(needed.needed)} a year, the last {needed.years} gave {signed(needed.recent)}"
    return Text(th, en)


REASONS = {
    "observed_reached": Text("บรรลุแล้ว", "was reached"),
    "observed_missed": Text("ไม่บรรลุ", "was missed"),
    "not_observed": Text("ตอบไม่ได้ เพราะปีนั้นไม่มีข้อมูล", "cannot be answered: that year was not observed"),
    "too_few_points": Text("พยากรณ์ไม่ได้ ข้อมูลน้อยกว่า 4 ปีต่อเนื่อง", "has no forecast: fewer than 4 years in a row"),
    "constant": Text("พยากรณ์ไม่ได้ ค่าเท่ากันทุกปี", "has no forecast: all values are equal"),
    "not_finite": Text("พยากรณ์ไม่ได้ มีค่าที่ไม่ใช่จำนวนจำกัด", "has no forecast: a value is not finite"),
}


def answers(series: Sequence[Series], questions: Iterable[Question]) -> list[Answer]:
    """One answer a question, in their order; every question's series must be among `series`.

    Probabilities come from the same pooled scores as the bands of `forecast`.
    """
    asked = list(questions)
    by_name = {one.name: one for one in series}
    ahead = [question.year - by_name[question.series].last_year for question in asked]
    horizon = max([1, *(years for years in ahead if years <= LONGEST_HORIZON)])
    found = {one.series.name: one for one in forecast(series, horizon)}
    return [_answer(question, found[question.series]) for question in asked]


def _answer(question: Question, found: Forecast) -> Answer:
    region = from_direction(question.year, question.direction, question.target, question.high).region()
    run = found.run
    there = _pace(question, region, found)
    known = len(run.values) > 0
    answer = Answer(
        question,
        region,
        probability=None,
        band=None,
        last_year=run.last_year if known else None,
        last_value=_finite(float(run.values[-1])) if known else None,
        needed=there.needed if there and question.year > run.last_year else None,
        recent=there.recent if there else None,
        recent_years=there.years if there else 0,
        notes=found.notes,
    )
    if question.year <= found.series.last_year:
        return replace(answer, notes=(_observed(question, region, found.series),))
    if not found.made:
        return answer
    probability = found.probability(question.year, region.low, region.high)
    return replace(answer, probability=probability, band=found.bands()[question.year - run.last_year - 1])


def _observed(question: Question, region: Region, series: Series) -> str:
    value = series.values.get(question.year)
    if value is None or not math.isfinite(value):
        return "not_observed"
    return "observed_reached" if region.contains(value) else "observed_missed"


def _pace(question: Question, region: Region, found: Forecast) -> Pace | None:
    run = found.run
    if not len(run.values) or not all(math.isfinite(value) for value in run.values):
        return None
    ahead = max(question.year, run.last_year + 1)
    return pace(range(run.first_year, run.last_year + 1), run.values.tolist(), region, ahead)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
