"""The file of an edition: what ships is right, every fault has its line and field, nothing is lost in writing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sawan.plan import edition_file, edition_yaml, province
from sawan.plan.edition import Edition, Guideline, Issue, Mission, Vision, Wording
from sawan.plan.target import Aim, Baseline, Basis, Counted, Target
from sawan.problems import Problem, Refused
from sawan.texts import Text

NAKHON_SAWAN = Path(__file__).parents[2] / "provinces" / "nakhon-sawan"
SMALL = """\
province: "60"
fiscal_year: 2564
missions:
- code: M1
  th: พัฒนาคน
issues:
- code: "1"
  th: เศรษฐกิจ
  missions: [M1]
  guidelines:
  - code: "1.1"
    th: ท่องเที่ยว
    phrases: ท่อง|เที่ยว
    targets:
    - text: รายได้ 4,177 ล้านบาท
      indicator: tourism_receipts
      aim: reach
      values:
        2564: 4177
"""


def faults(text: str, name: str = "plan.yaml") -> list[Problem]:
    with pytest.raises(Refused) as refusal:
        edition_file.parse(text, name)
    return list(refusal.value.problems)


def fault(old: str, new: str) -> Problem:
    """The one fault of the small plan with a change."""
    assert old in SMALL
    (problem,) = faults(SMALL.replace(old, new))
    assert problem.th and problem.en and problem.file == "plan.yaml"
    return problem


@pytest.fixture(scope="module")
def editions() -> dict[int, Edition]:
    return {plan.edition.fiscal_year or 0: plan.edition for plan in province.read_plans(NAKHON_SAWAN)}


def test_the_strategy_has_its_shape(editions: dict[int, Edition]) -> None:
    for edition in editions.values():
        assert [len(issue.guidelines) for issue in edition.issues] == [6, 4, 4, 2]
        assert len(edition.success_indicators) == len(edition.missions) == 4
        assert "".join(line.letter for line in edition.issues[0].guidelines) == "HEAVEN"
        assert edition.vision and edition.vision.wording.phrases.count("|") == 4
        assert all(line.wording.text.en and line.wording.short.th and line.missions for line in edition.guidelines)


def test_official_texts_of_both_years_are_the_same(editions: dict[int, Edition]) -> None:
    assert [line.wording for line in editions[2563].guidelines] == [line.wording for line in editions[2564].guidelines]


def test_money_of_fy2563_adds_up_to_the_printed_total(editions: dict[int, Edition]) -> None:
    """Bill of FY2563: agriculture 222.2319, tourism 25.0, society 15.753, river bank 9.654, security 5.679 M baht."""
    money = {line.code: line.projects[0].amount_baht for line in editions[2563].guidelines if line.projects}
    assert money == {
        "1.3": Decimal(222231900),
        "1.5": Decimal(25000000),
        "2.3": Decimal(15753000),
        "2.4": Decimal(5679000),
        "3.4": Decimal(9654000),
    }
    assert sum(money.values()) == Decimal(278317900)
    assert all(project.tie == "proposal" for line in editions[2563].guidelines for project in line.projects)


def test_no_target_was_invented(editions: dict[int, Edition]) -> None:
    assert not any(line.targets or line.projects for line in editions[2564].guidelines)
    own = [target for line in editions[2563].guidelines for target in line.targets]
    theirs = [target for line in editions[2563].guidelines for one in line.projects for target in one.targets]
    assert own == [] and len(theirs) == 9
    (receipts,) = [target for target in theirs if target.indicator == "tourism_receipts"]
    assert (receipts.number(2563), receipts.number(2564)) == (Decimal(4177), None)


def test_what_is_proposed_says_so(editions: dict[int, Edition]) -> None:
    assert all(editions[2564].is_proposal(field) for field in ("owners", "links", "page", "short", "missions"))
    assert editions[2563].is_proposal("projects")
    assert not editions[2564].is_proposal("th")


@pytest.mark.parametrize("year", [2563, 2564])
def test_written_back_the_file_is_the_same(year: int) -> None:
    text = (NAKHON_SAWAN / f"plan-{year}.yaml").read_text("utf-8")
    remarks = [line[2:] for line in text.splitlines() if line.startswith("# ")]
    assert edition_yaml.write(edition_file.parse(text), remarks) == text


def test_the_small_plan_is_right() -> None:
    assert edition_file.parse(SMALL).issues[0].guidelines[0].targets[0].values == ((2564, Decimal(4177)),)


@pytest.mark.parametrize(
    ("old", "new", "code", "row", "field"),
    [
        ("fiscal_year: 2564", "fiscal_year: 2021", "not_a_be_year", 2, "fiscal_year"),
        ("fiscal_year: 2564\n", "", "missing", 1, "fiscal_year"),
        ("fiscal_year: 2564", "fiscal_year: soon", "not_a_be_year", 2, "fiscal_year"),
        ('province: "60"', 'province: "9999"', "unknown_province", 1, "province"),
        ("  th: เศรษฐกิจ\n", "", "missing", 7, "issues[0].th"),
        ("missions: [M1]", "missions: [M9]", "unknown_node", 9, "issues[0].missions"),
        ('code: "1.1"', 'code: "2.1"', "code_of_other_issue", 11, "issues[0].guidelines[0].code"),
        ("phrases: ท่อง|เที่ยว", "phrases: ท่อง|เที่ยวไทย", "phrases_differ", 13, "issues[0].guidelines[0].phrases"),
        ("aim: reach", "aim: grow", "not_one_of", 17, "issues[0].guidelines[0].targets[0].aim"),
        ("2564: 4177", "2564: lots", "not_a_number", 19, "issues[0].guidelines[0].targets[0].values.2564"),
        ("2564: 4177", "2564: -5", "negative", 19, "issues[0].guidelines[0].targets[0].values.2564"),
        ("2564: 4177", "2021: 4177", "not_a_be_year", 19, "issues[0].guidelines[0].targets[0].values.2021"),
        ("      indicator: tourism_receipts\n", "", "no_unit", 15, "issues[0].guidelines[0].targets[0]"),
        ("  missions: [M1]", "  mission: [M1]", "unknown_field", 9, "issues[0].mission"),
        ("  missions: [M1]", "  missions: M1", "wrong_kind", 9, "issues[0].missions"),
        ("- code: M1", "- code: M1\n  code: M2", "doubled", 5, "missions[0].code"),
        ("th: พัฒนาคน", "th: !!python/object:os.system x", "strange_tag", 5, "missions[0].th"),
    ],
)
def test_each_fault_names_line_and_field(old: str, new: str, code: str, row: int, field: str) -> None:
    problem = fault(old, new)
    assert (problem.code, problem.row, problem.field) == (code, row, field)


def test_a_ce_year_names_the_be_year() -> None:
    assert "2564" in fault("fiscal_year: 2564", "fiscal_year: 2021").en


def test_all_faults_at_once() -> None:
    text = SMALL.replace("2564: 4177", "2564: x").replace("th: พัฒนาคน", "th:").replace('"60"', '"00"')
    assert {problem.code for problem in faults(text)} == {"not_a_number", "missing", "unknown_province"}


def test_a_fall_by_more_than_everything_is_refused() -> None:
    text = SMALL.replace("aim: reach", "aim: fall\n      counted: percent")
    assert [problem.code for problem in faults(text)] == ["fall_over_all"]


@pytest.mark.parametrize(
    "text",
    [
        "issues: &a\n- guidelines: *a\n",
        'province: "60"\nfiscal_year: 2564\nissues: &x\n- code: "1"\n  th: ก\n  guidelines: *x\n',
        "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nissues: [*c, *c]\n",
    ],
)
def test_cycles_and_bombs_end_at_once(text: str) -> None:
    assert {"alias", "wrong_kind"} & {problem.code for problem in faults(text)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "missing"),
        ("province: [", "broken_yaml"),
        ("a: b: c", "broken_yaml"),
        ("[" * 2000, "too_deep"),
        ("---\na: 1\n---\nb: 2\n", "broken_yaml"),
        ("just words", "wrong_kind"),
        ("? [a]\n: b", "wrong_kind"),
    ],
)
def test_broken_files_are_refused_with_a_sentence(text: str, code: str) -> None:
    assert code in {problem.code for problem in faults(text)}


def test_a_file_in_tis_620_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan-2564.yaml"
    path.write_bytes(SMALL.encode("cp874"))
    assert province.read_plan(path).edition.missions[0].wording.text.th == "พัฒนาคน"


def test_a_name_of_another_year_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan-2565.yaml"
    path.write_text(SMALL, "utf-8")
    with pytest.raises(Refused, match="2565"):
        province.read_plan(path)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "plan-2564.yaml"
    with path.open("wb") as page:
        page.truncate(200_000_000)
    with pytest.raises(Refused, match="too large"):
        province.read_plan(path)


# Writing and reading back

WORDS = st.text(
    st.characters(categories=["L", "M", "N", "P", "S", "Zs"], max_codepoint=0x2100), min_size=1, max_size=30
)
LINES = WORDS.map(str.strip).filter(bool)
TEXTS = st.builds(Text, LINES, st.one_of(st.just(""), LINES))
WORDINGS = st.builds(Wording, TEXTS, st.just(""), st.one_of(st.just(Text("")), TEXTS))
NUMBERS = st.decimals(0, 10**9, places=2)
TARGETS = st.builds(
    Target,
    text=LINES,
    aim=st.sampled_from([Aim.RISE, Aim.REACH, Aim.AT_MOST]),
    counted=st.just(Counted.VALUE),
    values=st.lists(
        st.tuples(st.one_of(st.none(), st.integers(2550, 2580)), NUMBERS),
        min_size=1,
        max_size=3,
        unique_by=lambda pair: pair[0],
    ).map(tuple),
    unit=LINES,
    each_year=st.booleans(),
    baseline=st.one_of(
        st.just(Baseline()), st.builds(Baseline, st.just(Basis.VALUE), NUMBERS, st.integers(2550, 2580))
    ),
)
LINES_OF_PLAN = st.lists(st.tuples(WORDINGS, st.lists(TARGETS, max_size=2).map(tuple)), max_size=2)


@st.composite
def editions_of_any_kind(draw: st.DrawFn) -> Edition:
    issues = []
    for at in range(1, draw(st.integers(1, 3))):
        below = enumerate(draw(LINES_OF_PLAN), 1)
        lines = tuple(Guideline(f"{at}.{n}", wording, targets=targets) for n, (wording, targets) in below)
        issues.append(Issue(str(at), draw(WORDINGS), guidelines=lines))
    missions = enumerate(draw(st.lists(WORDINGS, max_size=2)), 1)
    return Edition(
        province="60",
        fiscal_year=2564,
        vision=Vision(draw(WORDINGS), "วิสัยทัศน์"),
        missions=tuple(Mission(f"M{at}", wording) for at, wording in missions),
        issues=tuple(issues),
    )


@settings(max_examples=60, deadline=None)
@given(editions_of_any_kind())
def test_any_edition_survives_its_file(edition: Edition) -> None:
    assert edition_file.parse(edition_yaml.write(edition)) == edition
