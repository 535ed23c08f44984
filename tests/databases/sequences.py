"""Random sequences of import, revision and undo against a plain model; run inside an instance's own process."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import duckdb
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from sawan import console
from sawan.measure import copies, services
from sawan.measure.importing import Builder, Origin, Report, SeriesKey
from sawan.measure.queries import analysis, stored
from sawan.people.audit import SYSTEM
from sawan.problems import Refused

DAYS = {"first": 100, "second": 200, "third": 300}
KEYS = [SeriesKey(code, area, sex) for code in ("births", "cpi") for area in ("60", "61") for sex in ("", "sex=female")]
PERIODS = ["2563", "2564"]

Key = tuple[SeriesKey, str]


@dataclass(frozen=True)
class Told:
    """One row of an import."""

    key: SeriesKey
    period: str
    vintage: str
    value: float | None
    status: int
    day: int


@dataclass
class Stand:
    """What the model knows of one key: every edition, and which is current."""

    editions: dict[str, Told] = field(default_factory=dict)
    current: Told | None = None


@dataclass
class Made:
    """A run of the model."""

    number: int
    rows: list[Told]
    indicators: set[str]


def replayed(runs: list[Made]) -> dict[Key, Stand]:
    """The state after runs, by the rule of the contract: the newest edition is current, a correction replaces."""
    state: dict[Key, Stand] = {}
    for made in runs:
        by_key: dict[Key, list[Told]] = {}
        for told in made.rows:
            by_key.setdefault((told.key, told.period), []).append(told)
        for key, rows in by_key.items():
            _apply(state.setdefault(key, Stand()), rows)
    return state


def _apply(stand: Stand, rows: list[Told]) -> None:
    settled = []
    for told in rows:
        before = stand.editions.get(told.vintage)
        day = max(told.day, before.day) if before else told.day
        settled.append(Told(told.key, told.period, told.vintage, told.value, told.status, day))
    newest = max(settled, key=lambda told: told.day)
    for told in settled:
        before = stand.editions.get(told.vintage)
        if before and (before.value, before.status) == (told.value, told.status):
            continue
        stand.editions[told.vintage] = told
        if told is newest and (stand.current is None or told.day >= stand.current.day):
            stand.current = told


def report_of(rows: list[Told]) -> Report:
    builder = Builder()
    for told in rows:
        reason = "-" if told.value is None else ""
        builder.add(told.key, told.period, Origin(told.vintage, told.day, told.status, reason=reason), told.value)
    return Report("file.csv", "0" * 64, date(2026, 1, 1), builder.rows, read=len(rows))


told_rows = st.lists(
    st.builds(
        lambda key, period, vintage, value, status: Told(key, period, vintage, value, status, DAYS[vintage]),
        st.sampled_from(KEYS),
        st.sampled_from(PERIODS),
        st.sampled_from(sorted(DAYS)),
        st.one_of(st.none(), st.sampled_from([0.0, 1.0, 2.5])),
        st.integers(0, 2),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda told: (told.key, told.period, told.vintage),
)


class Observations(RuleBasedStateMachine):
    """Imports and undoes, with the store, the copies and the model compared after every step."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[Made] = []
        for number in reversed(analysis.live_runs()):
            if services.Run.objects.get(pk=number).kind != services.COMPUTED:
                services.undo(number, by=SYSTEM)

    @rule(rows=told_rows)
    def bring(self, rows: list[Told]) -> None:
        before = replayed(self.runs)
        info = services.import_observations(report_of(rows), by=SYSTEM)
        made = Made(info.number, rows, {told.key.indicator for told in rows})
        changes = [told for told in rows if _is_change(before, told)]
        assert info.new + info.revised == len(changes)
        assert info.same == len(rows) - len(changes)
        assert bool(info.number) == bool(changes)
        if changes:
            self.runs.append(made)

    @rule()
    def bring_again(self) -> None:
        if self.runs:
            standing = replayed(self.runs)
            rows = [told for told in self.runs[-1].rows if not _is_change(standing, told)]
            if rows:
                assert services.import_observations(report_of(rows), by=SYSTEM).number == 0

    @rule(at=st.integers(0, 30))
    def take_back(self, at: int) -> None:
        if not self.runs:
            return
        made = self.runs[at % len(self.runs)]
        later = [other for other in self.runs if other.number > made.number and other.indicators & made.indicators]
        try:
            services.undo(made.number, by=SYSTEM)
        except Refused as refusal:
            assert later, refusal
            return
        assert not later
        self.runs.remove(made)

    @invariant()
    def what_is_current_is_what_the_model_says(self) -> None:
        wanted = _plain(replayed(self.runs))
        assert _stored() == wanted
        for at, made in enumerate(self.runs):
            assert _stored(made.number) == _plain(replayed(self.runs[: at + 1]))
        live = analysis.ensure_copies()
        assert (_copied(live) if live else {}) == wanted
        if self.runs:
            middle = self.runs[len(self.runs) // 2]
            past = _plain(replayed(self.runs[: len(self.runs) // 2 + 1]))
            assert _copied([run for run in live if run <= middle.number]) == past

    def teardown(self) -> None:
        assert [check for check in analysis.verify() if check.fault] == []
        assert analysis.orphans() == 0


Plain = dict[tuple[str, str, str, str], tuple[float | None, int, str]]


def _is_change(state: dict[Key, Stand], told: Told) -> bool:
    stand = state.get((told.key, told.period))
    before = stand.editions.get(told.vintage) if stand else None
    return before is None or (before.value, before.status) != (told.value, told.status)


def _plain(state: dict[Key, Stand]) -> Plain:
    found: Plain = {}
    for (key, period), stand in state.items():
        if told := stand.current:
            found[key.indicator, key.area, key.breakdown, period] = (told.value, told.status, told.vintage)
    return found


def _stored(run: int | None = None) -> Plain:
    found: Plain = {}
    for key in KEYS:
        where = (key.indicator, key.area)
        rows = stored.current(*where, key.breakdown) if run is None else stored.as_of_run(*where, run, key.breakdown)
        for row in rows:
            place = (key.indicator, key.area, key.breakdown, row.period)
            assert place not in found
            found[place] = (row.value, row.status_number, row.vintage)
    return found


def _copied(runs: list[int]) -> Plain:
    codes = {key.indicator for key in KEYS}
    with duckdb.connect() as engine:
        rows = engine.execute(
            "SELECT indicator, area, breakdown, period, value, status, vintage"
            f" FROM ({copies.current_query(console.home(), runs)})"
        ).fetchall()
    return {tuple(row[:4]): tuple(row[4:]) for row in rows if row[0] in codes}  # type: ignore[misc]


def run(examples: int, steps: int) -> None:
    """Try that many sequences of at most so many steps."""
    run_state_machine_as_test(
        Observations,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
