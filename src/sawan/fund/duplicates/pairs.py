"""Pairs of proposals that a person should look at: the same, perhaps the same, on one river or road."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Literal

from sawan.fund.duplicates.blocking import candidate_pairs
from sawan.fund.duplicates.form import Form, form
from sawan.fund.duplicates.likeness import LOOK_FROM, SAME_FROM, Likeness, likeness
from sawan.fund.duplicates.objects import benefit_areas, named_objects
from sawan.fund.item_text import parse
from sawan.fund.proposals import Proposal
from sawan.texts import Text

Relation = Literal["same", "look", "related"]
ORDER = {"same": 0, "look": 1, "related": 2}
MANY = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """Two proposals and why they are shown together; nothing is merged by itself."""

    first: str
    second: str
    relation: Relation
    score: float
    reason: Text


@dataclass(frozen=True, slots=True)
class _Entry:
    proposal: Proposal
    form: Form
    agency: str
    districts: frozenset[str]
    subdistricts: frozenset[str]
    objects: frozenset[str]
    areas: tuple[Decimal, ...]


def find(proposals: Sequence[Proposal]) -> list[Pair]:
    """All pairs worth a look, surest first.

    same: at least 90 alike, nothing keeps them apart, and one agency or place. look: 80 to 90 alike, or one name
    lies in the other, or as alike as `same` with another agency or place or with a part that the other lacks.
    related: they work on the same named water or road in one district, or one agency claims the same served land
    twice. Only names that share rare trigrams are compared.
    """
    entries = [_entry(proposal) for proposal in proposals]
    candidates = candidate_pairs([entry.form.letters for entry in entries])
    found = {(i, j): pair for i, j in candidates if (pair := _compare(entries[i], entries[j]))}
    claims = ((i, j, _claim(entries[i].areas)) for i, j in _one_claim(entries))
    for i, j, reason in (*_on_one_object(entries), *claims):
        found.setdefault((i, j), _related(entries[i], entries[j], reason))
    return sorted(found.values(), key=lambda pair: (ORDER[pair.relation], -pair.score, pair.first, pair.second))


def _entry(proposal: Proposal) -> _Entry:
    place = parse(proposal.name, proposal.agency).place
    subdistricts = frozenset(proposal.subdistricts) or frozenset(place.subdistricts)
    districts = frozenset(proposal.districts) or frozenset(place.districts)
    return _Entry(
        proposal,
        form(proposal.name),
        form(proposal.agency).letters,
        districts | {code[:4] for code in subdistricts},
        subdistricts,
        named_objects(proposal.name),
        benefit_areas(proposal.outcome),
    )


def _compare(a: _Entry, b: _Entry) -> Pair | None:
    alike = likeness(a.form, b.form, LOOK_FROM)
    if alike.score >= LOOK_FROM and alike.may_be_one:
        return _one(a, b, alike)
    if alike.contained:
        return _pair(a, b, "look", alike.score, _SHORTENED)
    return None


def _one(a: _Entry, b: _Entry, alike: Likeness) -> Pair:
    if alike.score < SAME_FROM:
        return _pair(a, b, "look", alike.score, _ALIKE)
    if alike.inserted:
        return _pair(a, b, "look", alike.score, _PART)
    if _elsewhere(a.subdistricts, b.subdistricts) or _elsewhere(a.districts, b.districts):
        return _pair(a, b, "look", alike.score, _ELSEWHERE)
    if _other_agency(a, b) and not (a.subdistricts & b.subdistricts or a.districts & b.districts):
        return _pair(a, b, "look", alike.score, _OTHER_AGENCY)
    return _pair(a, b, "same", alike.score, _SAME)


def _elsewhere(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and not a & b


def _other_agency(a: _Entry, b: _Entry) -> bool:
    return bool(a.agency and b.agency) and a.agency != b.agency


def _on_one_object(entries: Sequence[_Entry]) -> Iterator[tuple[int, int, Text]]:
    """Pairs on one named object in one district; an object named by more than a dozen (a great river) tells nothing."""
    by_object: dict[str, list[int]] = {}
    for at, entry in enumerate(entries):
        for named in entry.objects:
            by_object.setdefault(named, []).append(at)
    for named, holders in sorted(by_object.items()):
        if len(holders) <= MANY:
            for i, j in combinations(holders, 2):
                if not _elsewhere(entries[i].districts, entries[j].districts):
                    yield i, j, _on(named)


def _on(named: str) -> Text:
    return Text(
        f"อยู่ที่{named}เดียวกัน ตรวจว่าไม่ได้นับพื้นที่หรือผู้รับประโยชน์ซ้ำกัน",
        f"Both are on {named}: check that areas and people who benefit are not counted twice.",
    )


def shared_claims(proposals: Sequence[Proposal]) -> Iterator[tuple[Proposal, Proposal, tuple[Decimal, ...]]]:
    """Two proposals of one agency that claim the same served land, with the areas in rai."""
    entries = [_entry(proposal) for proposal in proposals]
    for i, j in _one_claim(entries):
        yield proposals[i], proposals[j], entries[i].areas


def _one_claim(entries: Sequence[_Entry]) -> Iterator[tuple[int, int]]:
    """Pairs of one agency with the same served land: several figures alike, or one figure and one subdistrict."""
    by_claim: dict[tuple[str, tuple[Decimal, ...]], list[int]] = {}
    for at, entry in enumerate(entries):
        if entry.areas and entry.agency:
            by_claim.setdefault((entry.agency, entry.areas), []).append(at)
    for (_, areas), holders in by_claim.items():
        for i, j in combinations(holders[:MANY], 2):
            if len(areas) > 1 or entries[i].subdistricts & entries[j].subdistricts:
                yield i, j


def _claim(areas: Sequence[Decimal]) -> Text:
    listed = ", ".join(f"{area:,}" for area in areas)
    return Text(
        f"อ้างพื้นที่รับประโยชน์เท่ากัน ({listed} ไร่) จากหน่วยงานเดียวกัน ตรวจว่าไม่ได้นับซ้ำ",
        f"One agency claims the same served land twice ({listed} rai): check that it is not counted twice.",
    )


def _related(a: _Entry, b: _Entry, reason: Text) -> Pair:
    score = likeness(a.form, b.form, at_least=101).score
    return Pair(a.proposal.id, b.proposal.id, "related", round(score, 1), reason)


def _pair(a: _Entry, b: _Entry, relation: Relation, score: float, reason: Text) -> Pair:
    numbers = _one_sided_numbers(a.form, b.form)
    th, en = reason.th, reason.en
    if numbers:
        listed = ", ".join(f"{number:f}" for number in numbers[:4])
        th, en = f"{th} (ตัวเลขที่มีข้างเดียว: {listed})", f"{en} (numbers on one side only: {listed})"
    return Pair(a.proposal.id, b.proposal.id, relation, round(score, 1), Text(th, en))


def _one_sided_numbers(a: Form, b: Form) -> list[Decimal]:
    return sorted({*(a.numbers - b.numbers), *(b.numbers - a.numbers)})


_SAME = Text(
    "ชื่อเกือบเหมือนกัน ไม่มีเลขหมู่ หลัก กม. หรือชื่อสถานที่ที่ต่างกัน น่าจะเป็นโครงการเดียวกัน",
    "The names are nearly equal and no village, kilometre or object differs: probably one project.",
)
_ALIKE = Text(
    "ชื่อใกล้เคียงกันและไม่มีเลขหรือชื่อสถานที่ที่ต่างกัน โปรดเปรียบเทียบ",
    "The names are alike and no number or object differs: please compare.",
)
_SHORTENED = Text(
    "ชื่อหนึ่งเป็นส่วนหนึ่งของอีกชื่อหนึ่ง อาจเป็นโครงการเดียวกันที่เขียนย่อ โปรดเปรียบเทียบ",
    "One name lies in the other: perhaps the same project, shortened. Please compare.",
)
_PART = Text(
    "ชื่อเกือบเหมือนกัน แต่มีส่วนที่อีกชื่อหนึ่งไม่มี อาจเป็นงานส่วนหนึ่งของกันและกัน โปรดเปรียบเทียบ",
    "The names are nearly equal but one has a part that the other lacks, perhaps one is a part of the other: compare.",
)
_ELSEWHERE = Text(
    "ชื่อเกือบเหมือนกัน แต่อยู่คนละพื้นที่ โปรดเปรียบเทียบ",
    "The names are nearly equal, the places differ: please compare.",
)
_OTHER_AGENCY = Text(
    "ชื่อเกือบเหมือนกัน แต่คนละหน่วยงาน อาจเป็นแผนงานเดียวกันที่หลายหน่วยงานเสนอ",
    "The names are nearly equal, the agencies differ: perhaps one programme proposed by several.",
)
