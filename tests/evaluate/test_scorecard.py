"""The scorecard as arrays says what the status says one by one, and quickly."""

import math
import time
from dataclasses import dataclass
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sawan.evaluate.scorecard import CODES, Cells, scorecard
from sawan.evaluate.status import Chance, Observed, judge
from sawan.evaluate.target import Target, achievement

TODAY = date(2022, 12, 31)
number = st.floats(-10, 10).map(lambda x: round(x, 2))
maybe = st.none() | number
share = st.none() | st.floats(0.01, 0.99)


@dataclass(frozen=True)
class Cell:
    target: tuple[str, float, float] | None
    observed: float | None
    latest: float | None
    probability: float | None
    revised: float | None
    revision: float | None
    age: int
    unsure: bool
    base: float | None

    def region(self) -> tuple[float, float]:
        return (math.nan, math.nan) if self.target is None else (self.aim().region().low, self.aim().region().high)

    def aim(self) -> Target:
        assert self.target is not None
        shape, low, width = self.target
        return Target(2565, shape, low, high=low + abs(width))


cells = st.builds(
    Cell,
    st.none() | st.tuples(st.sampled_from(["at_least", "at_most", "between"]), number, number),
    maybe,
    maybe,
    share,
    share,
    st.none() | st.floats(0, 3),
    st.integers(0, 7),
    st.booleans(),
    maybe,
)


def column(values: list[float | None]) -> np.ndarray:
    return np.array([math.nan if value is None else value for value in values]).reshape(-1, 1, 1)


@settings(max_examples=60, deadline=None)
@given(st.lists(cells, min_size=1, max_size=20))
def test_arrays_agree_with_the_rule_one_by_one(listed: list[Cell]) -> None:
    listed = [cell for cell in listed if cell.latest is not None or cell.observed is None]
    if not listed:
        return
    low, high = zip(*(cell.region() for cell in listed), strict=True)
    card = scorecard(
        Cells(
            low=column(list(low)),
            high=column(list(high)),
            observed=column([cell.observed for cell in listed]),
            latest=column([cell.latest for cell in listed]),
            probability=column([cell.probability for cell in listed]),
            revised=column([cell.revised for cell in listed]),
            revision=column([cell.revision for cell in listed]),
            late=column([cell.age - 1 for cell in listed]),
            unsure=np.array([cell.unsure for cell in listed]).reshape(-1, 1, 1),
            base=column([cell.base for cell in listed]),
        )
    )
    for at, cell in enumerate(listed):
        quality = "preliminary" if cell.unsure else "official"
        ended = date(TODAY.year - cell.age, 12, 31)

        def seen(
            value: float | None, cell: Cell = cell, quality: str = quality, ended: date = ended
        ) -> Observed | None:
            return None if value is None else Observed(value, 0, ended, quality, usual_revision=cell.revision)

        status = judge(
            cell.aim() if cell.target else None,
            seen(cell.latest),
            today=TODAY,
            at_target=seen(cell.observed),
            chance=Chance(cell.probability, cell.revised) if cell.probability is not None else None,
        )
        assert CODES[card.marks[at, 0, 0]] is status.mark, (cell, status)
        value = cell.latest if cell.observed is None else cell.observed
        if cell.target is None or value is None:
            assert math.isnan(card.achievement[at, 0, 0])
            continue
        expected = achievement(cell.aim().region(), value, cell.base)
        assert card.achievement[at, 0, 0] == pytest.approx(math.nan if expected is None else expected, nan_ok=True)


def test_sixty_indicators_of_all_provinces_for_ten_years_take_no_second() -> None:
    random = np.random.default_rng(1)
    shape = (60, 77, 10)
    figures = {name: random.normal(size=shape) for name in ("observed", "latest", "revision", "base", "low")}
    figures["high"] = np.full(shape, np.inf)
    figures |= {name: random.random(shape) for name in ("probability", "revised")}
    unsure = random.random(shape) < 0.2
    start = time.process_time()
    card = scorecard(Cells(late=random.normal(size=shape), unsure=unsure, **figures))
    assert time.process_time() - start < 1
    assert card.marks.shape == shape
