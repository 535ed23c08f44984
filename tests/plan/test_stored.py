"""Stored editions: idempotent, exact, immutable once approved, one in force; a second province is a folder."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sawan.people.actor import SYSTEM, VISITOR, Actor
from sawan.people.audit import PermissionRefused
from sawan.people.models import AuditEntry
from sawan.people.queries import data_version
from sawan.plan import queries, services
from sawan.plan.life import State
from sawan.plan.province import PlanFile, read_plan
from sawan.plan.targets import Given, read
from sawan.problems import Refused

PROJECT = Path(__file__).parents[2]
NAKHON_SAWAN = PROJECT / "provinces" / "nakhon-sawan"
DATA = Path(__file__).parent / "data"

pytestmark = pytest.mark.django_db


def plan(folder: Path, year: int, old: str = "", new: str = "") -> PlanFile:
    """The edition of 2564 under another year, with one text changed."""
    text = (NAKHON_SAWAN / "plan-2564.yaml").read_text("utf-8").replace("fiscal_year: 2564", f"fiscal_year: {year}")
    assert old in text
    path = folder / f"plan-{year}.yaml"
    path.write_text(text.replace(old, new) if old else text, "utf-8")
    return read_plan(path)


def take(*steps: str) -> None:
    """Take the edition of 2565 through its life."""
    for step in steps:
        version = queries.edition("60", 2565).info.version
        if step == "approve":
            services.approve("60/2565", by=SYSTEM, version=version)
        else:
            services.advance("60/2565", step, by=SYSTEM, version=version)


def test_a_province_is_loaded_once_and_its_newest_edition_is_in_force() -> None:
    entries, version = AuditEntry.objects.count(), data_version()
    assert services.load_province(NAKHON_SAWAN, by=SYSTEM) == "60/2563, 60/2564"
    assert services.load_province(NAKHON_SAWAN, by=SYSTEM) == ""
    assert (AuditEntry.objects.count(), data_version()) == (entries + 1, version + 1)
    assert [(info.key, info.state) for info in queries.editions("60")] == [
        ("60/2563", State.SUPERSEDED),
        ("60/2564", State.IN_FORCE),
    ]
    now = queries.current("60")
    assert now and now.info.key == "60/2564"
    for name in ("TH-60/2564", "นครสวรรค์/๒๕๖๔"):
        assert queries.edition_named(name).info.key == "60/2564"


def test_the_file_comes_back_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "plan-2564.yaml"
    path.write_bytes((NAKHON_SAWAN / "plan-2564.yaml").read_bytes().replace(b"\n", b"\r\n"))
    services.load(read_plan(path), by=SYSTEM)
    assert queries.edition("60", 2564).file == path.read_bytes()


def test_a_draft_may_change_and_an_approved_edition_may_not(tmp_path: Path) -> None:
    assert services.load(plan(tmp_path, 2565), by=SYSTEM).state is State.DRAFT
    assert services.load(plan(tmp_path, 2565, "th: ด้านพัฒนาสุขภาวะ", "th: ด้านสุขภาพ"), by=SYSTEM).changed
    take("open_hearing", "approve")
    with pytest.raises(Refused, match="approved") as refusal:
        services.load(plan(tmp_path, 2565), by=SYSTEM)
    assert refusal.value.problems[0].code == "approved"
    assert queries.node("60", 2565, "2.1").node.wording.text.th == "ด้านสุขภาพ"


def test_translations_of_an_approved_edition_may_be_mended(tmp_path: Path) -> None:
    services.load_province(NAKHON_SAWAN, by=SYSTEM)
    mended = plan(tmp_path, 2564, "en: Well-being and health", "en: Health and well-being")
    loaded = services.load(mended, by=SYSTEM)
    assert (loaded.changed, loaded.state) == (True, State.IN_FORCE)


def test_putting_one_in_force_supersedes_the_other(tmp_path: Path) -> None:
    services.load_province(NAKHON_SAWAN, by=SYSTEM)
    services.load(plan(tmp_path, 2565), by=SYSTEM)
    take("open_hearing", "approve", "put_in_force")
    assert [info.state for info in queries.editions("60")] == [State.SUPERSEDED, State.SUPERSEDED, State.IN_FORCE]
    assert services.load_province(NAKHON_SAWAN, by=SYSTEM) == ""  # what ships does not take it back
    now = queries.current("60")
    assert now and now.info.key == "60/2565"


def test_steps_out_of_order_and_stale_pages_are_refused(tmp_path: Path) -> None:
    services.load(plan(tmp_path, 2565), by=SYSTEM)
    with pytest.raises(Refused, match="not possible"):
        services.advance("60/2565", "put_in_force", by=SYSTEM, version=1)
    services.advance("60/2565", "open_hearing", by=SYSTEM, version=1)
    with pytest.raises(Refused, match="meanwhile"):
        services.advance("60/2565", "withdraw", by=SYSTEM, version=1)


def test_a_visitor_changes_nothing() -> None:
    with pytest.raises(PermissionRefused):
        services.load_province(NAKHON_SAWAN, by=VISITOR)
    assert queries.editions() == ()


def test_one_wrong_file_and_nothing_of_the_folder_is_loaded(tmp_path: Path) -> None:
    folder = shutil.copytree(NAKHON_SAWAN, tmp_path / "province")
    text = (folder / "plan-2564.yaml").read_text("utf-8")
    (folder / "plan-2564.yaml").write_text(text.replace("fiscal_year: 2564", "fiscal_year: 2021"), "utf-8")
    with pytest.raises(Refused, match="2564"):
        services.load_province(folder, by=SYSTEM)
    assert queries.editions() == ()


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(NAKHON_SAWAN, tmp_path / "province")
    (folder / "plan-2565.yaml").symlink_to("/etc/hostname")
    with pytest.raises(Refused, match="leads out"):
        services.load_province(folder, by=SYSTEM)


def test_targets_and_money_of_fy2563() -> None:
    services.load_province(NAKHON_SAWAN, by=SYSTEM)
    (receipts,) = queries.targets("60", indicator="tourism_receipts", year=2563)
    assert (receipts.code, receipts.target.number(2563)) == ("1.5", 4177)
    assert "Parliamentary Budget Office" in receipts.source
    assert sum(queries.money_by_guideline("60", 2563).values()) == 278317900
    assert queries.money("60", 2564) == ()


def test_an_unknown_node_names_those_that_are_there() -> None:
    services.load_province(NAKHON_SAWAN, by=SYSTEM)
    with pytest.raises(Refused, match=r"1\.1"):
        queries.node("60", 2564, "9.9")
    found = queries.node("60", 2564, "1.5")
    assert found.guideline and found.issue and (found.guideline.letter, found.issue.code) == ("E", "1")


def test_reading_an_edition_costs_the_same_queries_however_large(django_assert_num_queries: object) -> None:
    services.load_province(NAKHON_SAWAN, by=SYSTEM)
    with django_assert_num_queries(2):  # type: ignore[operator]
        queries.edition("60", 2564)
    with django_assert_num_queries(2):  # type: ignore[operator]
        queries.editions()


def test_new_targets_of_a_draft_change_one_place_of_its_file(tmp_path: Path) -> None:
    draft = plan(tmp_path, 2565)
    services.load(draft, by=SYSTEM)
    (target,) = read("รายได้จากการท่องเที่ยว 5,000 ล้านบาท", Given(year=2565)).targets
    target = replace(target, indicator="tourism_receipts")
    assert services.retarget("60/2565", "1.5", (target,), by=SYSTEM, version=1) == 2
    stored = queries.edition("60", 2565)
    (found,) = queries.targets("60", indicator="tourism_receipts", year=2565)
    assert (found.code, found.target) == ("1.5", target)
    old, new = draft.content.decode().splitlines(), stored.text.splitlines()
    gone = [line for line in old if line not in new]
    assert gone == [] and len(new) - len(old) == 7
    with pytest.raises(Refused, match="meanwhile"):
        services.retarget("60/2565", "1.5", (), by=SYSTEM, version=1)
    services.retarget("60/2565", "1.5", (), by=SYSTEM, version=2)
    assert queries.edition("60", 2565).file == draft.content


def test_targets_of_an_approved_edition_are_fixed(tmp_path: Path) -> None:
    services.load(plan(tmp_path, 2565), by=SYSTEM)
    take("open_hearing", "approve")
    with pytest.raises(Refused, match="approved"):
        services.retarget("60/2565", "1.5", (), by=SYSTEM, version=3)


def test_a_planner_does_not_approve(tmp_path: Path) -> None:
    services.load(plan(tmp_path, 2565), by=SYSTEM)
    take("open_hearing")
    planner = Actor(user_id=None, name="planner", roles=frozenset({"planner"}), agency=None)
    with pytest.raises(PermissionRefused):
        services.approve("60/2565", by=planner, version=2)
    with pytest.raises(Refused, match="approver"):
        services.advance("60/2565", "approve", by=planner, version=2)
