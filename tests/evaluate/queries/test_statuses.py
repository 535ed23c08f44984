"""An indicator in its group: which of its targets speaks, and what is missing where none does."""

from sawan.evaluate.queries.statuses import TargetStatus, members_of
from sawan.evaluate.status import Mark
from sawan.evaluate.status.judge import Status
from sawan.plan.target import Target
from sawan.texts import Text

ON, WATCH, OFF, NONE, NOTHING = Mark.ON_COURSE, Mark.WATCH, Mark.OFF_COURSE, Mark.NO_TARGET, Mark.NO_DATA


def target(code: str, year: int, mark: Mark, value: float | None = None, **more: object) -> TargetStatus:
    said = Status(
        mark=mark,
        outcome="",
        year=year,
        data_year=None,
        age_months=None,
        probability=None if value is not None else 0.4,
        badges=tuple(more.pop("badges", ())),  # type: ignore[call-overload]
        capped=(),
        text=Text(""),
        rule=Text(""),
    )
    level = more.pop("level", 1.0)
    return TargetStatus(Target("", indicator=code), year, level, said, value)  # type: ignore[arg-type]


def marks(*targets: TargetStatus, known: tuple[str, ...] = ("a",)) -> list[Mark]:
    return [one.mark for one in members_of(["a"], targets, known)]


def test_next_target_speaks_before_those_that_are_over() -> None:
    past, soon, later = target("a", 2563, OFF, 5.0), target("a", 2567, WATCH), target("a", 2570, ON)
    assert marks(past, later, soon) == [WATCH]
    assert marks(past, target("a", 2562, ON, 9.0)) == [OFF]
    assert marks(soon, target("a", 2567, OFF)) == [OFF]


def test_observed_target_counts_as_met_or_not_and_a_coming_one_by_its_chance() -> None:
    chances = [
        members_of(["a"], [one], ["a"])[0].probability
        for one in (target("a", 2563, ON, 9.0), target("a", 2563, OFF, 5.0), target("a", 2567, WATCH))
    ]
    assert chances == [1.0, 0.0, 0.4]


def test_without_a_judged_target_the_mark_says_what_is_missing() -> None:
    assert marks() == [NONE]
    assert marks(known=()) == [NOTHING]
    assert marks(target("a", 2567, NOTHING)) == [NOTHING]
    assert marks(target("a", 2567, NONE, level=None)) == [NONE]


def test_illustrative_and_stale_data_count_in_no_coverage() -> None:
    (sample,) = members_of(["a"], [target("a", 2567, ON, badges=("illustrative",))], ["a"])
    (stale,) = members_of(["a"], [target("a", 2567, WATCH, badges=("stale",))], ["a"])
    assert sample.mark is NOTHING and not stale.fresh
