"""Advice on Nan's 112 proposals of FY2571, against the counts that were made of them by hand and rule."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from sawan.cli import sawan
from sawan.console import run
from sawan.fund.advice import Advice, advise, home_province, rules
from sawan.fund.proposals import read

DATA = Path(__file__).parents[1] / "data"
NAN = DATA / "proposals-nan-fy2571.csv"
WITHOUT_BUDGET = {f"NAN71-{number}" for number in ("004", "008", "011", "074", "087", "088", "089", "090", "109")}


@pytest.fixture(scope="module")
def given() -> list[Advice]:
    return advise(read(NAN))


def proposals(given: list[Advice], rule: str) -> set[str]:
    return {each.proposal for each in given if each.rule == rule}


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("no_budget", 9),
        ("budget_without_year", 25),
        ("budget_sum_differs", 0),
        ("outcome_missing", 10),
        ("outcome_half_missing", 1),
        ("output_missing", 9),
        ("indicator_missing", 5),
        ("outcome_shared", 28),
        ("benefit_claimed_twice", 4),
        ("outcome_repeats_output", 2),
        ("outcome_no_baseline", 1),
        ("name_too_long", 13),
        ("area_from_agency", 14),
        ("sdg_too_many", 109),
    ],
)
def test_findings_agree_with_the_published_counts(given: list[Advice], rule: str, count: int) -> None:
    assert len(proposals(given, rule)) == count


def test_eighty_one_outcomes_have_no_number_with_a_unit(given: list[Advice]) -> None:
    assert len(proposals(given, "outcome_unmeasured") | proposals(given, "outcome_missing")) == 81


def test_findings_by_wording_are_near_the_published_counts(given: list[Advice]) -> None:
    """Words of benefit, place names and slips were judged by eye: 32, 59 and 3 there."""
    assert abs(len(proposals(given, "outcome_vague")) - 32) <= 5
    assert abs(len(proposals(given, "area_missing") | proposals(given, "area_from_agency")) - 59) <= 3
    assert abs(len(proposals(given, "name_typing")) - 3) <= 1


def test_the_nine_without_a_budget_are_named_in_both_layouts() -> None:
    for file in (NAN, DATA / "fund-input-nan-fy2571.csv"):
        assert proposals(advise(read(file)), "no_budget") == WITHOUT_BUDGET


def test_fields_that_a_layout_lacks_give_no_advice() -> None:
    fields = Counter(each.field for each in advise(read(DATA / "fund-input-nan-fy2571.csv")))
    assert set(fields) == {"cost_2571", "area", "name"}


def test_required_comes_first_and_every_message_is_filled_in_both_languages(given: list[Advice]) -> None:
    order = {"required": 0, "advice": 1, "note": 2}
    by_proposal: dict[str, list[int]] = {}
    for each in given:
        by_proposal.setdefault(each.proposal, []).append(order[each.severity])
        assert each.message.th
        assert each.message.en
        assert "{" not in each.message.th + each.message.en
    assert all(severities == sorted(severities) for severities in by_proposal.values())


def test_home_province_is_the_one_most_proposals_name() -> None:
    assert home_province(read(NAN)) == "น่าน"


def test_command_writes_the_contract_and_names_the_nine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "A.csv"
    assert run(sawan, ["fund", "advise", str(NAN), "--out", str(out)]) == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert list(rows[0]) == ["id", "field", "rule", "severity", "message_th", "message_en"]
    assert {row["id"] for row in rows if row["rule"] == "no_budget"} == WITHOUT_BUDGET
    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("no_budget")]
    assert all(identifier in line for identifier in WITHOUT_BUDGET)


def test_bad_input_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "P.csv").write_text("id,title\nA,ถนน\n", encoding="utf-8")
    assert run(sawan, ["fund", "advise", str(tmp_path / "P.csv"), "--out", str(tmp_path / "A.csv")]) == 2
    assert "P.csv:1: name: ไม่มีคอลัมน์นี้" in capsys.readouterr().err
    assert run(sawan, ["fund", "advise", str(tmp_path / "none.csv"), "--out", str(tmp_path / "A.csv")]) == 2
    assert run(sawan, ["fund", "advise", "--out", str(tmp_path / "A.csv")]) == 2


def test_every_rule_of_the_file_is_used_by_some_code_and_documented() -> None:
    room = Path(__file__).parents[3]
    code = "".join(path.read_text(encoding="utf-8") for path in (room / "src/sawan/fund/advice").glob("*.py"))
    page = (room / "docs/reference/fund-advise.md").read_text(encoding="utf-8")
    for rule in rules():
        assert f'"{rule}"' in code
        assert f"`{rule}`" in page
