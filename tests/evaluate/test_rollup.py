"""Groups: stated weights, coverage, the worst of a third, targets met under common shocks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.evaluate.rollup import Member, Node, met_range, roll_up
from sawan.evaluate.status import Mark

ON, WATCH, OFF, NONE, NOTHING = Mark.ON_COURSE, Mark.WATCH, Mark.OFF_COURSE, Mark.NO_TARGET, Mark.NO_DATA


def group(*members: Member) -> Node:
    return Node("g", members=members)


def test_score_is_the_weighted_mean_of_achievement_cut_to_0_and_100() -> None:
    found = roll_up(group(Member("a", 3, ON, 150.0), Member("b", 1, OFF, -20.0)))["g"]
    assert found.score == pytest.approx(75)
    assert found.coverage == 1


def test_less_than_half_the_weight_gives_neither_score_nor_mark() -> None:
    found = roll_up(group(Member("a", 1, ON, 100.0), Member("b", 1.1, NOTHING)))["g"]
    assert (found.mark, found.score) == (NOTHING, None)
    assert found.coverage == pytest.approx(1 / 2.1)
    assert found.counts == {ON: 1, NOTHING: 1}


def test_stale_and_illustrative_data_do_not_count() -> None:
    found = roll_up(group(Member("a", 1, ON, 100.0, fresh=False), Member("b", 1, OFF, 0.0)))["g"]
    assert (found.coverage, found.score) == (0.5, 0)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([ON, ON, ON], ON),
        ([ON, ON, WATCH], WATCH),
        ([ON, ON, OFF], OFF),
        ([ON, ON, ON, OFF], ON),
        ([ON, ON, WATCH, OFF], WATCH),
        ([NONE, NONE], NONE),
        ([], NOTHING),
    ],
)
def test_mark_is_the_worst_of_a_third(marks: list[Mark], expected: Mark) -> None:
    members = [Member(str(i), 1, mark, 50.0) for i, mark in enumerate(marks)]
    assert roll_up(group(*members))["g"].mark is expected


def test_weights_multiply_down_the_tree() -> None:
    first = Node("1", 3, (Member("a", 1, ON, 100.0, 0.9),))
    second = Node("2", 1, (Member("b", 1, OFF, 0.0, 0.1), Member("c", 1, ON, 80.0, 0.7)))
    found = roll_up(Node("all", parts=(first, second)))
    assert found["all"].score == pytest.approx(0.75 * 100 + 0.125 * 80)
    assert found["all"].expected == pytest.approx(1.7) and found["all"].of_targets == 3
    assert set(found) == {"all", "1", "2"} and found["2"].score == pytest.approx(40)


def test_indicators_without_a_target_have_no_say_beside_one_that_has() -> None:
    unknown = Member("c", 1, NOTHING, aimed=False)
    found = roll_up(group(Member("a", 1, OFF, 10.0), Member("b", 1, NONE), unknown))["g"]
    assert (found.mark, found.coverage, found.counts) == (OFF, 1.0, {OFF: 1, NONE: 1, NOTHING: 1})
    assert roll_up(group(Member("b", 1, NONE), unknown))["g"].mark is NONE
    assert roll_up(group(unknown))["g"].mark is NOTHING
    assert roll_up(group(Member("a", 1, NOTHING), Member("b", 1, NONE)))["g"].mark is NOTHING


def test_one_guideline_with_targets_does_not_speak_for_its_issue() -> None:
    parts = [Node("1", members=(Member("a", 1, OFF, 10.0), Member("b", 1, NONE)))]
    parts += [Node(str(n), members=(Member(str(n), 1, NONE),)) for n in (2, 3)]
    found = roll_up(Node("issue", parts=tuple(parts)))
    assert found["1"].mark is OFF
    assert (found["issue"].mark, found["issue"].score) == (NONE, None)
    assert found["issue"].coverage == pytest.approx(1 / 3)


@given(st.lists(st.tuples(st.floats(0.1, 10), st.floats(-50, 150)), min_size=1, max_size=6), st.floats(0.01, 100))
def test_unit_of_weights_does_not_matter(members: list[tuple[float, float]], unit: float) -> None:
    plain = group(*(Member(str(i), w, ON, a) for i, (w, a) in enumerate(members)))
    scaled = group(*(Member(str(i), w * unit, ON, a) for i, (w, a) in enumerate(members)))
    assert roll_up(plain)["g"].score == pytest.approx(roll_up(scaled)["g"].score)


def test_common_shocks_widen_the_number_of_targets_met() -> None:
    random = np.random.default_rng(1)
    low, high, chances = np.zeros(40), np.full(40, np.inf), np.full(40, 0.5)
    together = np.repeat(random.normal(size=(200, 1)), 40, axis=1)
    apart = random.normal(size=(200, 40))
    wide, narrow = met_range(low, high, chances, together), met_range(low, high, chances, apart)
    assert (wide.low, wide.high) == (0, 40)
    assert 12 < narrow.low < 20 < narrow.high < 28
    unknown = met_range(low, high, chances, np.empty((0, 40)))
    assert (unknown.expected, unknown.low, unknown.high) == (20, 0, 40)
