"""From points to a total: gate, sum, bands, and the spread between assessors, which is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sawan.fund.scoring.scheme import Criterion, Scheme


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one assessor gave one proposal: points by criterion, None where nothing was answered."""

    proposal: str
    points: dict[str, Decimal | None]
    assessor: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """Points of several assessors: their mean with the lowest and the highest, which a mean would hide."""

    mean: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, values: Sequence[Decimal]) -> Spread:
        """Spread of one or more values."""
        return cls(sum(values, Decimal(0)) / len(values), min(values), max(values))


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one proposal.

    `gate`: 1 open, 0 closed, None when unanswered or when assessors disagree; a scheme without a gate has 1.
    `total`: None while an answer is missing, except that a closed gate makes it 0 at once.
    `missing`: criteria without an answer of every assessor. `split`: criteria where assessors differ by half of
    the scale or more; averaging such a pair says what nobody said.
    """

    proposal: str
    assessors: int
    gate: int | None
    total: Spread | None
    band: str
    points: dict[str, Spread | None]
    missing: tuple[str, ...]
    split: tuple[str, ...]


def score(scheme: Scheme, assessments: Sequence[Assessment]) -> list[Score]:
    """Scores by proposal, in order of first appearance.

    Total of one assessor = (sum of the points of the `sum` criteria) x scale / of, the rule printed with NESDC's
    criteria (x 100 / 29 there); the total of a proposal is the spread of its assessors' totals.
    """
    by_proposal: dict[str, list[Assessment]] = {}
    for assessment in assessments:
        by_proposal.setdefault(assessment.proposal, []).append(assessment)
    return [_score(scheme, proposal, given) for proposal, given in by_proposal.items()]


def _score(scheme: Scheme, proposal: str, given: Sequence[Assessment]) -> Score:
    points = {criterion.code: _spread(criterion, given) for criterion in scheme.criteria}
    missing = tuple(code for code, spread in points.items() if spread is None)
    gate = _gate(scheme, points)
    total = Spread(Decimal(0), Decimal(0), Decimal(0)) if gate == 0 else None
    if gate == 1 and not missing:
        total = Spread.of([_total(scheme, assessment) for assessment in given])
    return Score(
        proposal=proposal,
        assessors=len(given),
        gate=gate,
        total=total,
        band=scheme.band(total.mean) if total else "",
        points=points,
        missing=missing,
        split=tuple(c.code for c in scheme.criteria if _is_split(c, points[c.code])),
    )


def _spread(criterion: Criterion, given: Sequence[Assessment]) -> Spread | None:
    values = [assessment.points.get(criterion.code) for assessment in given]
    known = [value for value in values if value is not None]
    return Spread.of(known) if len(known) == len(values) else None


def _gate(scheme: Scheme, points: dict[str, Spread | None]) -> int | None:
    """Closed as soon as all assessors close one gate; open only when all open every gate."""
    gates = [points[criterion.code] for criterion in scheme.criteria if criterion.role == "gate"]
    if any(gate is not None and gate.high == 0 for gate in gates):
        return 0
    return 1 if all(gate is not None and gate.low > 0 for gate in gates) else None


def _total(scheme: Scheme, assessment: Assessment) -> Decimal:
    values = [assessment.points[c.code] or Decimal(0) for c in scheme.criteria if c.role == "sum"]
    return sum(values, Decimal(0)) * scheme.scale / scheme.of


def _is_split(criterion: Criterion, spread: Spread | None) -> bool:
    return spread is not None and (spread.high - spread.low) * 2 >= criterion.highest
