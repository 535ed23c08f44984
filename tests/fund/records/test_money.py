"""Records of money: loading what ships, sums against printed totals, each line once, sources apart."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import Sum
from hypothesis import given
from hypothesis import strategies as st

from sawan.fund import queries
from sawan.fund.models import BudgetLine, LinePlace, RecordFile, UmbrellaProject, YearlyBudget
from sawan.fund.models.fields import MoneyField
from sawan.fund.queries.lines import PAGE_SIZE, Filters
from sawan.fund.services import load_shipped
from sawan.people.actor import SYSTEM, VISITOR
from sawan.people.faults import PermissionRefused
from sawan.people.models import AuditEntry
from sawan.people.queries import data_version
from sawan.problems import Refused

PROVINCE = Path(__file__).parents[3] / "provinces" / "nakhon-sawan"
MILLION = Decimal(1_000_000)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The shipped records, loaded once for the module and taken away after it."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        load_shipped(by=SYSTEM, province=PROVINCE)
        yield
        RecordFile.objects.all().delete()
        AuditEntry.objects.all().delete()


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def raw(name: str) -> list[dict[str, str]]:
    with (PROVINCE / "records" / name).open(encoding="utf-8-sig") as page:
        return list(csv.DictReader(page))


def test_everything_that_ships_is_loaded() -> None:
    assert BudgetLine.objects.count() == 790
    assert UmbrellaProject.objects.count() == 21
    assert YearlyBudget.objects.count() == 619 + 537


def test_loading_again_does_nothing() -> None:
    before, entries = data_version(), AuditEntry.objects.count()
    assert load_shipped(by=SYSTEM, province=PROVINCE) == ""
    assert (data_version(), AuditEntry.objects.count()) == (before, entries)


def test_a_visitor_may_not_load() -> None:
    with pytest.raises(PermissionRefused):
        load_shipped(by=VISITOR, province=PROVINCE)


def test_umbrella_projects_add_up_to_the_printed_totals() -> None:
    """PBO, analysis of the FY2563 bill, p. 91-95: 278.318 M for Nakhon Sawan, 315.386 M for the cluster."""
    assert queries.umbrella_projects(2563, "60").total == Decimal("278317900")
    assert queries.umbrella_projects(2563, "N-L2").total == Decimal("315386400")
    assert len(queries.umbrella_projects(2563).rows) == 21


def test_targets_are_those_of_the_paper_and_faulty_ones_are_marked() -> None:
    rows = {row.code: row for row in queries.umbrella_projects(2563).rows}
    receipts = next(t for t in rows["U63-60-2"].targets if t.indicator == "รายได้จากการท่องเที่ยว")
    assert (receipts.value, receipts.unit) == (Decimal(4177), "ล้านบาท")
    assert any("contradicts" in target.note for target in rows["U63-66-3"].targets)


def test_ties_of_umbrella_projects_are_those_of_the_plan() -> None:
    from sawan.plan.province import read_plans

    edition = next(plan.edition for plan in read_plans(PROVINCE) if plan.edition.fiscal_year == 2563)
    planned = {p.id: g.code for issue in edition.issues for g in issue.guidelines for p in g.projects}
    tied = {row.code: row.guideline for row in queries.umbrella_projects(2563, "60").rows}
    assert planned == tied


def test_money_by_guideline_of_2563_is_the_provinces_own_and_the_clusters_apart() -> None:
    money = queries.budget_by_guideline(2563, province="60")
    assert money.kind == "umbrella"
    assert money.amount("1.3", "province") == Decimal("222231900")
    assert money.amount("1.5", "province") == Decimal("25000000")
    assert money.amount("1.5", "cluster") == Decimal("216360000")
    assert sum(row.amount for row in money.rows if row.source == "province") == Decimal("278317900")
    assert queries.budget_by_guideline(2563, ("province",), province="60").amount("1.5") == Decimal("25000000")
    assert money.amount("1.1") is None


def test_sums_by_source_are_those_of_the_file_counted_anew() -> None:
    rows = [r for r in raw("budget-lines-fy2565.csv") if r["fiscal_year_be"] == "2565"]
    scopes = {
        "province": "province",
        "cluster": "cluster",
        "ministry": "ministry",
        "unit": "unit in province",
        "local": "local",
    }
    for money in queries.by_source(2565, province="60").rows:
        mine = [r for r in rows if r["scope"] == scopes[money.source] and "60" in r["province_code"].split(";")]
        assert (money.amount, money.lines) == (sum(Decimal(r["amount_baht"]) for r in mine), len(mine))


def test_published_sums_of_the_book() -> None:
    """summary of the 790 lines as counted by those who cut them: 30.6984 M own, 30 M of the cluster in the province."""
    sources = {row.source: row.amount for row in queries.by_source(2565, province="60").rows}
    assert sources["province"] == Decimal("30698400")
    assert sources["cluster"] == Decimal("30000000")
    assert queries.by_source(2565, province="60").cluster_whole == Decimal("262555500")


def test_other_years_of_multi_year_lines_are_not_added() -> None:
    group = [line for line in BudgetLine.objects.all() if line.fiscal_year != 2565]
    assert len(group) == 83
    shown = queries.all_lines(Filters(2565, place="60"))
    assert {line.fiscal_year for line in shown} == {2565}
    assert queries.budget_by_guideline(2564, province="60").kind == ""


def test_a_line_of_several_provinces_or_districts_is_counted_once() -> None:
    line = BudgetLine.objects.filter(source="ministry", fiscal_year=2565, places__code="60").first()
    assert line is not None
    before = queries.by_source(2565, province="60")
    place = queries.by_place(2565, province="60")
    LinePlace.objects.bulk_create([LinePlace(line=line, code=code) for code in ("66", "6605", "6003", "6011", "6012")])
    assert queries.by_source(2565, province="60").rows == before.rows
    after = queries.by_place(2565, province="60")
    total = lambda by: sum(p.amount for p in (*by.rows, by.several, by.unplaced))  # noqa: E731
    assert total(after) == total(place) == sum(row.amount for row in before.rows)
    assert after.several.lines == place.several.lines + 1


def test_guideline_sums_and_untied_lines_make_up_the_sources() -> None:
    money = queries.budget_by_guideline(2565, province="60")
    assert money.kind == "lines"
    for source in queries.by_source(2565, province="60").rows:
        assert sum(r.amount for r in money.rows if r.source == source.source) == source.amount
    assert money.amount("") is not None


def test_lines_of_neighbours_have_no_tie_to_this_provinces_plan() -> None:
    tied = BudgetLine.objects.exclude(guideline="")
    for line in tied.prefetch_related("places"):
        provinces = {place.code for place in line.places.all() if len(place.code) == 2}
        assert not provinces or "60" in provinces


def test_ties_follow_the_first_rule_in_spite_of_misread_letters() -> None:
    lines = {line.text: line for line in queries.all_lines(Filters(2565, place="60"))}
    walls = [line for text, line in lines.items() if "เขื่อนป้องกันตลิ่ง" in text]
    assert {line.guideline for line in walls} == {"3.4"}
    old_age = [line for text, line in lines.items() if "ยังชีพผู้สูงอายุ" in text]
    assert {line.guideline for line in old_age} == {"2.2"}
    assert all(line.tie.th and line.tie.en for line in lines.values() if line.guideline)


def test_filters_narrow_and_pages_hold_every_line_once() -> None:
    everything = queries.budget_lines(Filters(2565, place="60"))
    seen = [
        row.code
        for page in range(1, everything.pages + 1)
        for row in queries.budget_lines(Filters(2565, place="60"), page).rows
    ]
    assert len(seen) == len(set(seen)) == everything.lines
    assert everything.pages == -(-everything.lines // PAGE_SIZE)
    assert queries.budget_lines(Filters(2565, place="60"), 999).page == everything.pages
    narrowed = queries.budget_lines(Filters(2565, place="6007", source="ministry", text="เครื่อง"))
    assert 0 < narrowed.lines < everything.lines
    assert all("6007" in row.districts and row.source == "ministry" for row in narrowed.rows)
    assert narrowed.amount == sum(row.amount for row in queries.all_lines(narrowed.filters))
    untied = queries.budget_lines(Filters(2565, place="60", guideline="none"))
    assert {row.guideline for row in untied.rows} == {""}


def test_lists_ask_the_same_number_of_questions_for_one_line_and_for_many(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    for filters in (Filters(2565, place="60"), Filters(2565, place="6007", text="กล้องส่องตรวจกระเพาะ")):
        with django_assert_num_queries(5):  # type: ignore[operator]
            queries.budget_lines(filters)


def test_series_of_the_province_keeps_own_and_state_money_apart() -> None:
    series = queries.province_budget_series("60")
    own = {row.fiscal_year: row.amount for row in series.of("province")}
    assert own[2563] == Decimal("278300000")  # printed in millions with one decimal
    assert {row.kind for row in series.rows} == {"province", "state"}
    assert [row.fiscal_year for row in series.of("state")] == list(range(2553, 2560))


def test_years_say_stage_reading_trust_and_what_is_missing() -> None:
    years = {year.fiscal_year: year for year in queries.years()}
    assert (years[2565].reading, years[2565].kind, years[2563].stage) == ("ocr", "lines", "bill")
    codes = {note.code: note for note in years[2565].notes}
    assert {"missing_volumes", "missing_agriculture", "ocr", "past_years"} <= set(codes)
    assert codes["missing_agriculture"].source == "province"


def test_money_is_exact_in_the_database() -> None:
    amounts = [Decimal("0.01"), Decimal("123456789012345.67"), Decimal("0.02")]
    file = RecordFile.objects.create(name="test", hash="")
    YearlyBudget.objects.bulk_create(
        YearlyBudget(file=file, fiscal_year=2500 + i, kind="test", unit="x", amount=amount, trust="A")
        for i, amount in enumerate(amounts)
    )
    assert YearlyBudget.objects.filter(kind="test").aggregate(sum=Sum("amount"))["sum"] == sum(amounts)


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_baht_survive_the_way_through_satang(baht: Decimal) -> None:
    field = MoneyField()
    assert field.from_db_value(field.get_prep_value(baht)) == baht


def test_parts_of_a_satang_are_refused() -> None:
    with pytest.raises(ValueError, match="satang"):
        MoneyField().get_prep_value(Decimal("1.005"))


def copy_of_the_province(folder: Path, change: tuple[str, str, str] | None = None) -> Path:
    """A small province with records; `change` is (file, old, new)."""
    (folder / "records").mkdir(parents=True)
    (folder / "province.yaml").write_text('code: "60"\nname: {th: นครสวรรค์, en: Nakhon Sawan}\n', encoding="utf-8")
    for path in (PROVINCE / "records").iterdir():
        lines = path.read_text(encoding="utf-8").splitlines()
        text = "\n".join(lines if path.suffix != ".csv" else lines[:40]) + "\n"
        if change and change[0] == path.name:
            text = text.replace(change[1], change[2])
        (folder / "records" / path.name).write_text(text, encoding="utf-8")
    return folder


def test_a_bad_file_is_refused_whole(tmp_path: Path) -> None:
    bad = copy_of_the_province(tmp_path / "p", ("budget-lines-fy2565.csv", "15358000", "สิบห้าล้าน"))
    with pytest.raises(Refused) as refusal:
        load_shipped(by=SYSTEM, province=bad)
    (problem,) = refusal.value.problems
    assert (problem.file, problem.row, problem.field) == ("budget-lines-fy2565.csv", 2, "amount_baht")
    assert BudgetLine.objects.count() == 790


def test_a_changed_tie_is_loaded_again(tmp_path: Path) -> None:
    changed = copy_of_the_province(
        tmp_path / "p", ("ties.yaml", 'guideline: "1.5", th: ชื่อ', 'guideline: "1.6", th: ชื่อ')
    )
    assert load_shipped(by=SYSTEM, province=changed).startswith("+")
    assert UmbrellaProject.objects.get(code="U63-60-2").guideline == "1.6"
    assert BudgetLine.objects.count() == 39


def test_a_province_without_records_is_empty_and_no_fault(tmp_path: Path) -> None:
    (tmp_path / "province.yaml").write_text('code: "81"\nname: {th: กระบี่, en: Krabi}\n', encoding="utf-8")
    assert load_shipped(by=SYSTEM, province=tmp_path) == ""
