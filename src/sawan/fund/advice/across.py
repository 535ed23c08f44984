"""Advice that needs the whole list: shared sentences, land claimed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sawan.fund.advice.catalogue import Advice, advice
from sawan.fund.duplicates.pairs import shared_claims
from sawan.fund.proposals import Proposals

SHORTEST_SENTENCE = 20


def sentence_advice(listed: Proposals) -> Iterator[Advice]:
    """Sentences of outcomes that stand word for word in another proposal: they do not count as filled."""
    holders: dict[str, list[str]] = {}
    for proposal in listed:
        for sentence in dict.fromkeys(_sentences(proposal.outcome)):
            holders.setdefault(sentence, []).append(proposal.id)
    for proposal in listed:
        for sentence in dict.fromkeys(_sentences(proposal.outcome)):
            others = [identifier for identifier in holders[sentence] if identifier != proposal.id]
            if others:
                shown = ", ".join(others[:3]) + (" …" if len(others) > 3 else "")
                found = {"sentence": sentence[:60], "count": str(len(others)), "others": shown}
                yield advice(proposal.id, "outcome_shared", **found)


def claim_advice(listed: Proposals) -> Iterator[Advice]:
    """Served land that two works of one agency both count."""
    for first, second, areas in shared_claims(listed.rows):
        shown = ", ".join(f"{area:,}" for area in areas)
        for one, other in ((first, second), (second, first)):
            found = {"areas": shown, "other": other.id, "name": other.name[:60]}
            yield advice(one.id, "benefit_claimed_twice", **found)


def _sentences(text: str) -> list[str]:
    pieces = (piece.strip() for piece in re.split(r"[;…]", text))
    return [piece for piece in pieces if len(piece) >= SHORTEST_SENTENCE and "ไม่พบข้อมูล" not in piece]
