"""Bad input: every fault at once, in both languages, with row and field, and nothing written beside problems.csv."""

from __future__ import annotations

from pathlib import Path

import pytest

from sawan.fund import choice
from sawan.fund.choice.selecting import Refused

P = "id,name,value,cost,district,requires,excludes,min_share\n"
C = "ceilings: {cost: 10}\n"
GOOD = P + "A,ก,5,3,d,,,\nB,ข,4,2,e,,,\n"


def faults(proposals, rules):
    sources = choice.Sources(
        proposals if isinstance(proposals, bytes) else proposals.encode(),
        rules if isinstance(rules, bytes) else rules.encode(),
    )
    with pytest.raises(Refused) as caught:
        choice.read(sources)
    for problem in caught.value.problems:
        assert problem.th and problem.en and problem.th != problem.en
        assert "{what}" not in problem.en and "{who}" not in problem.th
    return [(problem.file, problem.row, problem.field, problem.code) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("A,,5,-3,d,,,\n", [(2, "cost", "negative")]),
        ("A,,5,,d,,,\n", [(2, "cost", "missing_value")]),
        ("A,,5,สาม,d,,,\n", [(2, "cost", "not_a_number")]),
        ("A,,5,1e3,d,,,\n", [(2, "cost", "not_a_number")]),
        ("A,,,3,d,,,\n", [(2, "value", "missing_value")]),
        ("A,,-1,3,d,,,\n", [(2, "value", "negative")]),
        ("A,,5,0,d,,,\n", [(2, "cost", "zero_cost")]),
        ("A,,5,3,d,,,\nA,,5,3,d,,,\n", [(3, "id", "duplicate_id")]),
        ("A B,,5,3,d,,,\n", [(2, "id", "bad_id")]),
        ("A\0,,5,3,d,,,\n", [(2, "id", "bad_id")]),
        ("A\u200b,,5,3,d,,,\n", [(2, "id", "bad_id")]),
        (",,5,3,d,,,\n", [(2, "id", "missing_value")]),
        ("A,,5,3,d,Z,,\n", [(2, "requires", "unknown_id")]),
        ("A,,5,3,d,,Z,\n", [(2, "excludes", "unknown_id")]),
        ("A,,5,3,d,A,,\n", [(2, "requires", "requires_itself")]),
        ("A,,5,3,d,B,,\nB,,5,3,d,C,,\nC,,5,3,d,A,,\n", [(2, "requires", "requires_cycle")]),
        ("A,,5,3,d,,,0\n", [(2, "min_share", "share_out_of_range")]),
        ("A,,5,3,d,,,1.2\n", [(2, "min_share", "share_out_of_range")]),
        ("A,,5,3,d,,,x\n", [(2, "min_share", "not_a_number")]),
        ("A,,5,3,d,,,,more\n", [(2, None, "too_many_cells")]),
        ("", [(2, "id", "missing_value")]),
    ],
)
def test_faults_of_the_proposals_name_row_and_column(rows, expected):
    assert faults(P + rows, "ceilings: {cost: 10}") == [("P.csv", *one) for one in expected]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (C + "ceeling: 3", [(2, "ceeling", "unknown_key")]),
        (
            C + "limits: [{wher: {district: d}, min: 1}]",
            [(2, "limits.1.wher", "unknown_key"), (2, "limits.1.where", "bad_limit")],
        ),
        ("note: x", [(1, "ceilings", "missing_value")]),
        ("ceilings: {cost: lots}", [(1, "ceilings.cost", "not_a_number")]),
        ("ceilings: {cost: -1}", [(1, "ceilings.cost", "negative")]),
        (C + "limits: [{where: {district: z}, min: 1}]", [(2, "limits.1", "unknown_tag_value")]),
        (C + 'limits: [{where: {district: "*"}, min: 1, heads: {z: 5}}]', [(2, "limits.1", "unknown_tag_value")]),
        (C + "limits: [{where: {district: d}}]", [(2, "limits.1", "bad_limit")]),
        (C + "limits: [{where: {district: d}, min: 3, max: 2}]", [(2, "limits.1", "min_over_max")]),
        (C + "limits: [{where: {district: d}, of: count, max: 5%}]", [(2, "limits.1.max", "bad_limit")]),
        (C + "limits: [{where: {district: d}, of: value, max: 5%}]", [(2, "limits.1", "bad_limit")]),
        (C + "must: [Z]", [(2, "must", "unknown_id")]),
        (C + "must: [A]\nnever: [A]", [(2, "must", "must_and_never")]),
        ("ceilings: {cost: 4}\nmust: [A, B]", [(2, "ceilings.cost", "must_over_ceiling")]),
        (C + "must: [A, B]\ngroups: [{of: [A, B], max: 1}]", [(2, "must", "must_excludes")]),
        (C + "criteria: {value: [0.6, 0.7], cost: [0.5, 0.6]}", [(2, "criteria", "weights_contradict")]),
        (
            C + "criteria: {value: [0, 0.4], cost: [0, 1]}\norder: [value >= cost]",
            [(3, "order", "weights_contradict")],
        ),
        (C + "objective: most value", [(2, "objective", "bad_rule")]),
        (C + "pareto: [max value]", [(2, "pareto", "bad_rule")]),
        (C + "scenarios: [{name: x, musst: [A]}]", [(2, "scenarios.1.musst", "unknown_key")]),
        ("ceilings: [", [(1, None, "bad_yaml")]),
        ("- a\n- b", [(1, None, "bad_yaml")]),
        (C + "must: &x [*x]", [(1, None, "bad_yaml")]),
    ],
)  # fmt: skip
def test_faults_of_the_rules_name_line_and_key(rules, expected):
    assert faults(GOOD, rules) == [("R.yaml", *one) for one in expected]


def test_columns_that_the_rules_need_are_missed_by_name():
    found = faults(GOOD, "ceilings: {cost: 10, cost_2: 3}\nobjective: max need\nlimits: [{where: {agency: x}, min: 1}]")
    assert found == [("P.csv", 1, name, "missing_column") for name in ("cost_2", "need", "agency")]


def test_contradictory_weights_are_named():
    with pytest.raises(Refused) as caught:
        choice.read(
            choice.Sources(
                GOOD.encode(), b"ceilings: {cost: 9}\ncriteria: {value: [0, 0.4], cost: [0, 1]}\norder: [value >= cost]"
            )
        )
    assert "value >= cost" in caught.value.problems[0].en and "value: [0, 0.4]" in caught.value.problems[0].en


def test_unknown_key_offers_the_nearest_known_one():
    with pytest.raises(Refused) as caught:
        choice.read(choice.Sources(GOOD.encode(), b"ceilings: {cost: 9}\nceeling: 3"))
    assert "ceilings" in caught.value.problems[0].en


def test_all_faults_come_at_once_with_the_files_as_given(run):
    done = run(P + "A,,x,-3,d,,,\nB,,4,,e,Q,,2\n", "ceilings: {cost: 10}\nmust: [Z]\nodd: 1\n")
    assert done.status == 2
    assert sorted(path.name for path in done.folder.iterdir()) == ["problems.csv"]
    rows = done.rows("problems.csv")
    assert [(row["row"], row["field"], row["code"]) for row in rows] == [
        ("2", "cost", "negative"), ("2", "value", "not_a_number"), ("3", "cost", "missing_value"),
        ("3", "min_share", "share_out_of_range"), ("3", "requires", "unknown_id"), ("2", "must", "unknown_id"),
        ("3", "odd", "unknown_key"),
    ]  # fmt: skip
    lines = done.errors.strip().splitlines()
    assert len(lines) == len(rows) and all("/P.csv:" in line or "/R.yaml:" in line for line in lines)


def test_nan_proposals_without_a_budget_are_refused_by_name(run):
    text = (Path(__file__).parent.parent / "data" / "fund-input-nan-fy2571.csv").read_text(encoding="utf-8-sig")
    years = ", ".join(f"cost_{year}: 250000000" for year in range(2571, 2576))
    done = run(text, f"ceilings: {{{years}}}\n")
    assert done.status == 2
    named = {row["message_en"].split()[0] for row in done.rows("problems.csv")}
    assert named == {f"NAN71-{n:03d}" for n in (4, 8, 11, 74, 87, 88, 89, 90, 109)}
    assert {row["code"] for row in done.rows("problems.csv")} == {"missing_value"}


def test_too_many_rows_are_refused():
    text = P + "".join(f"p{n},,1,1,d,,,\n" for n in range(100_001))
    assert faults(text, "ceilings: {cost: 10}") == [("P.csv", 100_002, None, "too_many_rows")]


@pytest.mark.parametrize("data", [b"id,value,cost\nA,\xff,3\n", b'id,value,cost\nA,"3,3\nB,2,2\n'])
def test_bytes_that_are_no_utf8_table_are_refused(data):
    assert [code for *_, code in faults(data, "ceilings: {cost: 10}")] == ["encoding"]


def test_thai_digits_separators_byte_order_mark_and_texts_that_yaml_would_change_are_read():
    text = '\ufeffid,value,cost,district\n0601,๕,"1,200.50",no\n1.10,4,๒,yes\n'
    rules = "ceilings: {cost: 1_300}\nmust: [0601]\nnever: [1.10]\nlimits: [{where: {district: no}, min: 1}]\n"
    proposals, read = choice.read(choice.Sources(text.encode(), rules.encode()))
    assert proposals.ids == ["0601", "1.10"] and read.must == ("0601",) and read.never == ("1.10",)
    assert proposals.numbers["cost"].fractions()[0] == 1200.5


def test_missing_file_is_named(run, tmp_path):
    done = run(GOOD, "ceilings: {cost: 3}", "--proposals", str(tmp_path / "nowhere.csv"))
    assert done.status == 2 and "nowhere.csv" in done.errors


def test_the_nearest_name_stands_after_a_space():
    with pytest.raises(Refused) as caught:
        choice.read(
            choice.Sources(GOOD.encode(), (C + "limits: [{where: {district: dd}, min: 1}]\nlimts: 1\n").encode())
        )
    for problem in caught.value.problems:
        assert " (หมายถึง “" in problem.th and " (did you mean “" in problem.en
