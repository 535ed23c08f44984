"""What the committee decides: the contents of R.yaml as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

Kind = Literal["plain", "ceiling", "chosen"]
TOTAL, COUNT, SCORE, VALUE = "total", "count", "score", "value"
RESERVED = (TOTAL, COUNT, SCORE)


@dataclass(frozen=True, slots=True)
class Aim:
    """One objective: the sum of `column` (or `total`, `count`, `score`), to be large or small.

    `give` is the share of this objective that later ones may cost.
    """

    column: str
    largest: bool = True
    give: Fraction = Fraction(0)

    @property
    def label(self) -> str:
        """As written in the rules: `max value`."""
        return f"{'max' if self.largest else 'min'} {self.column}"


@dataclass(frozen=True, slots=True)
class Amount:
    """An end of a limit: a number (`plain`), a share of the ceilings (`ceiling`) or of what is chosen (`chosen`)."""

    number: Fraction
    kind: Kind = "plain"


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as written: `who` None stands for each value of the tag; `heads` makes one rule a key."""

    key: str
    line: int
    tag: str
    who: tuple[str, ...] | None
    of: str = TOTAL
    least: Amount | None = None
    most: Amount | None = None
    heads: Mapping[str, Fraction] | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """How many of these may be funded."""

    of: tuple[str, ...]
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Synergy:
    """What is added to the totals of columns when all of `of` are funded."""

    of: tuple[str, ...]
    adds: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Robust:
    """Protection against overruns of any `gamma` funded proposals; None protects against all at once."""

    gamma: int | None
    overrun: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Curve:
    """Ceilings from `start` to `end` per cent in steps."""

    start: Fraction = Fraction(50)
    end: Fraction = Fraction(150)
    step: Fraction = Fraction(5)

    def percents(self) -> list[Fraction]:
        """Every point of the curve, lowest first."""
        return [self.start + self.step * i for i in range(int((self.end - self.start) / self.step) + 1)]


@dataclass(frozen=True, slots=True)
class Scenario:
    """Another set of rules under a name."""

    name: str
    rules: Rules


@dataclass(frozen=True, slots=True)
class Rules:
    """All that stands in R.yaml, with defaults filled in.

    `criteria` maps a column to its lowest and highest weight; `fixed` tells that only single weights were
    given. `order` holds pairs (a, b): a weighs at least as much as b. `lines` maps `must`, `order` and the like to
    the line of the file on which they stand.
    """

    ceilings: Mapping[str, Fraction]
    aims: tuple[Aim, ...] = ()
    criteria: Mapping[str, tuple[Fraction, Fraction]] = field(default_factory=dict)
    fixed: bool = True
    order: tuple[tuple[str, str], ...] = ()
    limits: tuple[Limit, ...] = ()
    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    synergies: tuple[Synergy, ...] = ()
    robust: Robust | None = None
    core: str | None = None
    reasons: str = "full"
    pareto: tuple[Aim, ...] = ()
    curve: Curve | None = None
    scenarios: tuple[Scenario, ...] = ()
    title: str = ""
    note: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def objectives(self) -> tuple[Aim, ...]:
        """The objectives in force: those written, else the score when there are criteria, else the value."""
        return self.aims or (Aim(SCORE if self.criteria else VALUE),)

    @property
    def weights_are_open(self) -> bool:
        """Whether weights are ranges or ordered, so that the best selection depends on them."""
        return bool(self.criteria) and (not self.fixed or bool(self.order))

    @property
    def core_over(self) -> str:
        """Over which portfolios the core index is counted: `optimal`, `nondominated` or `none`."""
        if not self.criteria:
            return "none"
        return self.core or ("optimal" if self.weights_are_open else "none")

    def scaled(self, factor: Fraction) -> Rules:
        """The same rules with all ceilings multiplied."""
        return replace(self, ceilings={column: most * factor for column, most in self.ceilings.items()})

    def columns_needed(self) -> list[str]:
        """Numeric columns of P.csv beside the ceilings that the rules read, in the order of their mention."""
        wanted = [aim.column for aim in (*self.objectives, *self.pareto)]
        wanted += [*self.criteria, *(limit.of for limit in self.limits)]
        for scenario in self.scenarios:
            wanted += scenario.rules.columns_needed()
            wanted += list(scenario.rules.ceilings)
        return [name for name in dict.fromkeys(wanted) if name not in RESERVED and name not in self.ceilings]
