"""Advice on one proposal, field by field, in the order in which a form gives it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sawan.fund.advice import reading
from sawan.fund.advice.catalogue import Advice, advice
from sawan.fund.item_text import ItemText, parse
from sawan.fund.proposals import Proposal, Proposals
from sawan.money import format_baht
from sawan.texts import Text

LONG_NAME, SHORT_NAME, MOST_SDG = 120, 45, 2
_HALF_MISSING = ("ไม่พบข้อมูล",)
_WIDTH, _THICKNESS, _LENGTH = Text("ความกว้าง", "A width"), Text("ความหนา", "A thickness"), Text("ความยาว", "A length")
_USUAL_OF_ROADS = (
    ("widths_m", _WIDTH, Decimal(2), Decimal(25)),
    ("thicknesses_m", _THICKNESS, Decimal("0.03"), Decimal("0.30")),
    ("lengths_m", _LENGTH, Decimal(30), Decimal(40_000)),
)
_USUAL_OF_BANKS = (("lengths_m", _LENGTH, Decimal(30), Decimal(3_000)),)


def budget_advice(proposal: Proposal, listed: Proposals) -> Iterator[Advice]:
    """Missing money, money without a year, years that do not add up."""
    first_year = next(iter(listed.year_columns.values()), "budget_total_baht")
    field = "budget_total_baht" if listed.has("budget_total_baht") else first_year
    years = sum(proposal.by_year.values(), Decimal(0))
    if proposal.budget is None:
        yield advice(proposal.id, "no_budget", field)
    elif proposal.total and not years and listed.year_columns:
        yield advice(proposal.id, "budget_without_year", first_year, total=_baht(proposal.total))
    elif proposal.total and years and years != proposal.total:
        yield advice(proposal.id, "budget_sum_differs", field, total=_baht(proposal.total), years=_baht(years))


def output_advice(proposal: Proposal) -> Iterator[Advice]:
    """A missing output, an output without a number."""
    if not proposal.output:
        yield advice(proposal.id, "output_missing")
    elif not reading.measures(proposal.output):
        yield advice(proposal.id, "output_unmeasured")


def outcome_advice(proposal: Proposal) -> Iterator[Advice]:
    """Number, change, baseline and date, output said again, words of praise: the rules fire in this order."""
    text = proposal.outcome
    if not text:
        yield advice(proposal.id, "outcome_missing")
        return
    if any(phrase in text for phrase in _HALF_MISSING):
        yield advice(proposal.id, "outcome_half_missing")
    measured = reading.measures(text)
    if not measured:
        yield advice(proposal.id, "outcome_unmeasured", by=_by_when(proposal), indicator=_indicator(proposal))
        if words := reading.praise(text):
            yield advice(proposal.id, "outcome_vague", words=", ".join(words))
    elif reading.repeats_output(text, proposal.output):
        yield advice(proposal.id, "outcome_repeats_output")
    elif not reading.is_change(text):
        reach = ", ".join(f"{measure.value:,} {measure.unit}" for measure in measured[:3])
        yield advice(proposal.id, "outcome_reach_only", reach=reach)
    else:
        yield from _change_advice(proposal)


def _change_advice(proposal: Proposal) -> Iterator[Advice]:
    if not reading.has_baseline(proposal.outcome):
        yield advice(proposal.id, "outcome_no_baseline")
    if not reading.has_deadline(proposal.outcome):
        yield advice(proposal.id, "outcome_no_date")


def _by_when(proposal: Proposal) -> Text:
    """The end of the fiscal year after the last year of the budget, by which an outcome shows."""
    year = max(proposal.by_year, default=0) + 1
    return Text(f" ภายในปี {year}", f" by {year}") if proposal.by_year else Text("")


def _indicator(proposal: Proposal) -> Text:
    shown = proposal.indicator if len(proposal.indicator) <= 90 else proposal.indicator[:89] + "…"
    return Text(f" ตัวชี้วัดของประเด็น: {shown}", f" The issue's indicator: {shown}") if shown else Text("")


def people_advice(proposal: Proposal) -> Iterator[Advice]:
    """Who benefits, and how many."""
    text = f"{proposal.output} {proposal.outcome}"
    who = reading.people(text)
    if text.strip() and not who:
        yield advice(proposal.id, "beneficiaries_missing")
    elif who and not reading.counts_people(text):
        yield advice(proposal.id, "beneficiaries_uncounted", who=", ".join(who[:3]))


def area_advice(proposal: Proposal, home: str) -> Iterator[Advice]:
    """No place at all, a place to be had from the agency, a place that the register does not have there.

    `home` is the Thai name of the province for which the list was made; texts need not repeat it.
    """
    read = [parse(text, f"จังหวัด{home}").place for text in (proposal.name, proposal.output)]
    found = bool(proposal.districts or proposal.subdistricts) or any(p.districts or p.subdistricts for p in read)
    if not found:
        place = agency_place(proposal.agency, home)
        rule = "area_from_agency" if place else "area_missing"
        yield advice(proposal.id, rule, **({"place": place} if place else {}))
    for lost in read[0].unmatched:
        yield advice(proposal.id, "area_unmatched", reason=Text(lost.th, lost.en))


def name_advice(proposal: Proposal, home: str) -> Iterator[Advice]:
    """Names that are too long, have no place, or were mistyped; sizes in them that cannot be."""
    name, item = proposal.name, parse(proposal.name, f"จังหวัด{home}")
    if len(name) > LONG_NAME:
        has = reading.has_dimensions(name)
        yield advice(
            proposal.id,
            "name_too_long",
            length=str(len(name)),
            dimensions=Text(" ย้ายขนาดไปไว้ในกิจกรรม", "; move the dimensions to the activity") if has else "",
        )
    if len(name) < SHORT_NAME and not _has_place(name, item, home):
        yield advice(proposal.id, "name_without_place")
    for typed, meant in reading.typing_faults(name):
        yield advice(proposal.id, "name_typing", typed=typed, meant=meant)
    yield from _size_advice(proposal.id, name, item)


def _has_place(name: str, item: ItemText, home: str) -> bool:
    place = item.place
    return bool(place.districts or place.subdistricts or place.villages) or "บ้าน" in name or bool(home and home in name)


def _size_advice(identifier: str, name: str, item: ItemText) -> Iterator[Advice]:
    """The first width, thickness and length of a road or a bank wall; those that follow are of drains and the like."""
    usual = _USUAL_OF_ROADS if reading.is_road(name) else _USUAL_OF_BANKS if reading.is_bank(name) else ()
    for field, what, low, high in usual:
        for value in getattr(item.quantity, field)[:1]:
            if not low <= value <= high:
                yield advice(
                    identifier, "size_unlikely", what=what, value=f"{value:,}", low=f"{low:,}", high=f"{high:,}"
                )


def agency_place(agency: str, home: str) -> str:
    """The subdistrict whose local government proposes (`อบต.`, `เทศบาลตำบล`); "" for other agencies."""
    for lead in ("องค์การบริหารส่วนตำบล", "อบต.", "เทศบาลตำบล", "ทต."):
        if agency.startswith(lead):
            place = parse(f"ตำบล{agency.removeprefix(lead).strip()}", f"จังหวัด{home}").place
            return f"ตำบล{agency.removeprefix(lead).strip()}" if place.subdistricts else ""
    return ""


def _baht(amount: Decimal) -> str:
    return format_baht(amount, 2).removesuffix(".00")
