"""The sentences beside a mark: what was decided, for which year, from which data, how old."""

from __future__ import annotations

from sawan.evaluate.status.rule import Observed, Rule, mark_of
from sawan.evaluate.target import Target
from sawan.evaluate.wording import chance_figure, chance_word, number
from sawan.texts import Text

CAPS = {
    "revision": Text(
        "ข้อมูลยังเป็นเบื้องต้น การปรับแก้อาจเปลี่ยนผล", "the data is preliminary and its revision may change the answer"
    ),
    "stale": Text("ข้อมูลเก่ากว่ารอบเผยแพร่ปกติ", "the data is older than its usual rhythm"),
}
PLAIN = {
    "no_target": Text("ยังไม่ตั้งเป้าหมาย", "No target has been set"),
    "no_data": Text("ยังไม่มีข้อมูล", "No data yet"),
    "not_judged": Text(
        "เป้าหมายปี {year}: ยังตัดสินไม่ได้ ข้อมูลยังไม่พอพยากรณ์", "Target of {year}: not judged, too little data for a forecast"
    ),
    "too_old": Text("เป้าหมายปี {year}: ข้อมูลเก่าเกินกว่าจะตัดสิน", "Target of {year}: the data is too old to judge by"),
    "reached": Text(
        "ปี {year}: บรรลุเป้าหมาย ({value}; เป้าหมาย{goal_th})",
        "{year}: target reached ({value}; the target was {goal_en})",
    ),
    "missed": Text(
        "ปี {year}: ไม่บรรลุเป้าหมาย ({value}; เป้าหมาย{goal_th})",
        "{year}: target missed ({value}; the target was {goal_en})",
    ),
    "forecast": Text(
        "โอกาสบรรลุเป้าหมายปี {year} ({goal_th}) คือ {chance} ({word_th})",
        "The chance of meeting the {year} target ({goal_en}) is {chance} ({word_en})",
    ),
}


def main(outcome: str, target: Target | None, shown: Observed | None, probability: float | None, rule: Rule) -> Text:
    """The statement itself, without its full stop."""
    parts: dict[str, object] = {}
    if target is not None:
        goal = target.said()
        parts |= {"year": target.year, "goal_th": goal.th, "goal_en": goal.en}
    if shown is not None:
        parts["value"] = number(shown.value)
    if probability is not None:
        word = chance_word(probability)
        parts |= {"chance": _chance(probability, rule), "word_th": word.th, "word_en": word.en}
    pattern = PLAIN[outcome]
    return Text(pattern.th.format(**parts), pattern.en.format(**parts))


def sentence(statement: Text, capped: tuple[str, ...], data_year: int | None, age_months: int | None) -> Text:
    """The statement, why it is held down, and the year and age of the newest data."""
    th = statement.th + "".join(f" ได้ไม่เกินเฝ้าระวังเพราะ{CAPS[code].th}" for code in capped)
    en = statement.en + "".join(f"; held at watch because {CAPS[code].en}" for code in capped)
    if data_year is None or age_months is None:
        return Text(th, f"{en}.")
    age = _age(age_months)
    return Text(f"{th} (ข้อมูลล่าสุดปี {data_year} อายุ {age.th})", f"{en}. (Latest data: {data_year}, {age.en} old.)")


def _chance(probability: float, rule: Rule) -> str:
    """Two decimals; four where two would seem to stand on the other side of a bound."""
    same = mark_of(round(probability, 2), rule) is mark_of(probability, rule)
    return chance_figure(probability) if same else f"{probability:.4f}"


def _age(months: int) -> Text:
    years, rest = divmod(months, 12)
    th = " ".join([f"{years} ปี"] * bool(years) + [f"{rest} เดือน"] * bool(rest)) or "ไม่ถึงเดือน"
    en = " ".join([f"{years} y"] * bool(years) + [f"{rest} mo"] * bool(rest)) or "under a month"
    return Text(th, en)
