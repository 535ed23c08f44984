"""All that one run found out, before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from sawan.problems import Problem

from .conflict import Conflict
from .front import Front
from .model import Choice, Model
from .overruns import Overruns
from .prices import Price, RuleFigures
from .robustness import Core
from .variations import Variation


@dataclass(frozen=True, slots=True)
class Inputs:
    """Names and SHA-256 sums of the two files, and what the run was told."""

    proposals_file: str
    rules_file: str
    proposals_sha256: str
    rules_sha256: str
    seed: int
    threads: int


@dataclass
class Findings:
    """The choice and everything about it; what was not reached is None or absent and named in `unfinished`.

    `prices` and `moves` go by place, `rules` by id, `curve` by per cent, `scenarios` by number. `above` lists the
    proposals of the list above the frame with the per cent at which each enters.
    """

    model: Model
    inputs: Inputs
    choice: Choice
    prices: dict[int, Price] = field(default_factory=dict)
    rules: dict[str, RuleFigures] = field(default_factory=dict)
    curve: dict[Fraction, Variation] = field(default_factory=dict)
    scenarios: dict[int, Variation] = field(default_factory=dict)
    core: Core | None = None
    front: Front | None = None
    overruns: Overruns | None = None
    above: list[tuple[int, Fraction | None]] | None = None
    conflict: Conflict | None = None
    unfinished: list[str] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    seconds: Mapping[str, float] = field(default_factory=dict)
    seconds_total: float = 0.0

    @property
    def points(self) -> list[Variation]:
        """The curve, lowest per cent first."""
        return [self.curve[percent] for percent in sorted(self.curve)]
