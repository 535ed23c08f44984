"""What a composite index is made of: methods, a recipe that names one for each step, the uncertainty around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from sawan.measure.composite.tree import Tree

Pool = str | int
"""`panel`, `year`, or one year whose statistics are applied to all."""

PLAIN_FACTORS = ("screen", "pool", "impute", "treat", "normalise", "aggregate", "weights")


@dataclass(frozen=True)
class Method:
    """A method by name with all its parameters (defaults filled in), its own pool, and methods for single codes."""

    name: str
    parameters: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    pool: Pool | None = None
    per: Mapping[str, Method] = field(default_factory=lambda: MappingProxyType({}))

    def __getitem__(self, key: str) -> Any:
        return self.parameters[key]

    def of(self, code: str) -> Method:
        """The method that holds for one code."""
        return self.per.get(code, self)

    def pool_of(self, code: str, default: Pool) -> Pool:
        """The pool that holds for one code: its own method's, else the step's, else the index's."""
        own = self.of(code).pool
        return own if own is not None else self.pool if self.pool is not None else default


@dataclass(frozen=True)
class Recipe:
    """One way of computing the index: `aggregate` has a method for each node, `weights` one each but for the top."""

    screen: float
    pool: Pool
    impute: Method
    treat: Method
    normalise: Method
    aggregate: Mapping[str, Method]
    weights: Mapping[str, float]

    def changed(self, choices: Mapping[str, Any]) -> Recipe:
        """The same with other alternatives in place of whole steps."""
        return replace(self, **choices)


@dataclass(frozen=True)
class Factor:
    """A step with alternatives: settings that replace it, and the probability of each (adding up to 1)."""

    name: str
    alternatives: tuple[Any, ...]
    probabilities: tuple[float, ...]


@dataclass(frozen=True)
class WeightDraws:
    """Random weights: `dirichlet` with concentration `size` or `noise` of +-`size`, at the levels given (None: all)."""

    kind: str
    size: float
    levels: tuple[int, ...] | None = None


@dataclass(frozen=True)
class DataErrors:
    """Normal errors of observation: `relative` (a share), `absolute` (a deviation for each code) or `se` (of DATA)."""

    kind: str
    relative: float = 0.0
    absolute: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Uncertainty:
    """What is varied and how; `order` holds the names of all factors as the specification writes them."""

    factors: tuple[Factor, ...] = ()
    weights: WeightDraws | None = None
    data: DataErrors | None = None
    order: tuple[str, ...] = ()
    draws: int = 10_000
    seed: int = 1
    sensitivity: bool = True
    ranks: bool = True
    pairs: bool = False
    replay: str | None = None


@dataclass(frozen=True)
class Spec:
    """A composite index: its tree, its nominal recipe and, if asked for, its uncertainty."""

    tree: Tree
    nominal: Recipe
    uncertainty: Uncertainty | None = None
    file: str | None = None
