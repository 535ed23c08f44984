"""Quality advice on proposals: what is missing or cannot be measured, said in the field and at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sawan.fund.advice.across import claim_advice, sentence_advice
from sawan.fund.advice.catalogue import Advice, Rule, advice, rules
from sawan.fund.advice.fields import (
    MOST_SDG,
    area_advice,
    budget_advice,
    name_advice,
    outcome_advice,
    output_advice,
    people_advice,
)
from sawan.fund.advice.targets import target_advice
from sawan.fund.item_text import national, parse
from sawan.fund.proposals import Proposal, Proposals

__all__ = ["Advice", "Rule", "advise", "home_province", "rules", "target_advice"]


def advise(listed: Proposals) -> list[Advice]:
    """All advice on a list of proposals, by proposal in the order of the file, required first.

    A field that the file does not have at all gives no advice: what a layout cannot say is not held against it.
    """
    home = home_province(listed)
    found: dict[str, list[Advice]] = {proposal.id: [] for proposal in listed}
    for proposal in listed:
        found[proposal.id] += _of_one(proposal, listed, home)
    if listed.has("outcome"):
        for each in (*sentence_advice(listed), *claim_advice(listed)):
            found[each.proposal].append(each)
    order = ("required", "advice", "note")
    return [each for held in found.values() for each in sorted(held, key=lambda given: order.index(given.severity))]


def home_province(listed: Proposals) -> str:
    """Thai name of the province that most proposals name; "" when none is named."""
    names = {place.code: place.name for place in national().provinces}
    read = (parse(f"{proposal.name} {proposal.agency}").place.provinces for proposal in listed)
    counts = Counter(code for codes in read for code in codes)
    return names[counts.most_common(1)[0][0]] if counts else ""


def _of_one(proposal: Proposal, listed: Proposals, home: str) -> Iterator[Advice]:
    if listed.year_columns or listed.has("budget_total_baht"):
        yield from budget_advice(proposal, listed)
    if listed.has("output"):
        yield from output_advice(proposal)
    if listed.has("outcome"):
        yield from outcome_advice(proposal)
        yield from people_advice(proposal)
    if listed.has("issue_indicator") and not proposal.indicator:
        yield advice(proposal.id, "indicator_missing")
    yield from area_advice(proposal, home)
    yield from name_advice(proposal, home)
    if len(proposal.sdg) > MOST_SDG:
        yield advice(proposal.id, "sdg_too_many", count=str(len(proposal.sdg)))
