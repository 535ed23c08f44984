"""`sawan plan` as people call it: what it prints, its exit statuses, and a second province from a page."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from tests.conftest import SAWAN, Instance

PROJECT = Path(__file__).parents[2]
NAKHON_SAWAN = PROJECT / "provinces" / "nakhon-sawan"
DATA = Path(__file__).parent / "data"
LOAD = (
    "import sys; from pathlib import Path; from sawan.plan import services; from sawan.people.actor import SYSTEM;"
    "print(services.load_province(Path(sys.argv[1]), by=SYSTEM))"
)


def sawan(*words: str) -> subprocess.CompletedProcess[str]:
    """A command without an instance."""
    return subprocess.run([str(SAWAN), "plan", *words], capture_output=True, text=True, timeout=60, check=False)


def test_import_prints_json_alone_on_standard_output() -> None:
    done = sawan("import", str(DATA / "nakhon-sawan-2564.txt"), "--format", "json")
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert (answer["province"], answer["fiscal_year"], answer["not_understood"]) == ("60", 2564, [])
    assert [[line["code"] for line in issue["guidelines"]][-1] for issue in answer["issues"]] == [
        "1.6",
        "2.4",
        "3.4",
        "4.2",
    ]


def test_import_takes_what_the_document_does_not_say() -> None:
    done = sawan("import", str(DATA / "surat-thani.txt"), "--area", "สุราษฎร์ธานี", "--year", "๒๕๖๕", "--format", "json")
    answer = json.loads(done.stdout)
    assert (answer["province"], answer["fiscal_year"]) == ("84", 2565)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("import", "nowhere.txt"), 2, "nowhere.txt"),
        (("import", str(DATA / "surat-thani.txt"), "--year", "2021"), 2, "2564"),
        (("import", str(DATA / "surat-thani.txt"), "--area", "6001"), 2, "6001"),
        (("import", str(DATA / "surat-thani.txt"), "--area", "nowhere"), 2, "--area: "),
        (("import", str(DATA / "README.md")), 1, "README.md"),
        (("check", "nowhere.yaml"), 2, "nowhere.yaml"),
        (("check", str(DATA / "surat-thani.txt")), 2, "surat-thani.txt"),
    ],
)
def test_refusals_have_their_status_and_name_the_file(words: tuple[str, ...], status: int, said: str) -> None:
    done = sawan(*words)
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr and "Traceback" not in done.stderr


def test_check_warns_of_an_indicator_that_the_catalogue_lacks(tmp_path: Path) -> None:
    path = tmp_path / "plan-2564.yaml"
    text = (NAKHON_SAWAN / "plan-2564.yaml").read_text("utf-8")
    path.write_text(text.replace("indicators: [hai]", "indicators: [hai2]"), "utf-8")
    done = sawan("check", str(path))
    line = next(at for at, line in enumerate(path.read_text("utf-8").splitlines(), 1) if "[hai2]" in line)
    assert done.returncode == 0 and "hai2" in done.stderr
    assert f"plan-2564.yaml:{line}: " in done.stderr


def test_check_names_the_line_of_the_field_and_every_field_of_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text('province: "60"\nfiscal_year: 2564\nissues:\n- code: "1"\n  th: ก\n  missions: [M9]\n', "utf-8")
    assert "plan.yaml:6: issues[0].missions: " in sawan("check", str(path)).stderr
    path.write_bytes(b"")
    said = sawan("check", str(path)).stderr
    assert all(f"plan.yaml:1: {field}: " in said for field in ("province", "fiscal_year", "issues"))
    path.write_bytes(bytes(range(256)))
    assert "YAML" in sawan("check", str(path)).stderr


def test_import_is_quick() -> None:
    """Under 200 ms of its own work (processor time): what a bare start of the program costs is taken off."""

    def spent(*words: str) -> float:
        before = os.times()
        subprocess.run([str(SAWAN), *words], capture_output=True, check=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    document = str(DATA / "nakhon-sawan-2564.txt")
    own = min(spent("plan", "import", document) - spent("plan", "--help") for _ in range(3))
    assert own < 0.2


def test_the_editions_that_ship(bare_instance: Instance) -> None:
    bare_instance.python(LOAD, str(NAKHON_SAWAN))
    shown = json.loads(bare_instance.sawan("plan", "show", "60/2564", "--format", "json"))
    assert list(shown) == ["province", "fiscal_year", "vision", "success_indicators", "missions", "issues", "note"]
    assert shown["issues"][0]["guidelines"][4]["en"].startswith("Tourism")
    changes = json.loads(bare_instance.sawan("plan", "diff", "60/2563", "60/2564", "--format", "json"))
    assert changes == {"from": "60/2563", "to": "60/2564", "changes": []}
    exported = bare_instance.sawan("plan", "export", "60/2564")
    assert exported == (NAKHON_SAWAN / "plan-2564.yaml").read_text("utf-8")
    for name in ("60/2599", "99/2564", "60", "60/2021", "x/y"):
        assert "Traceback" not in bare_instance.sawan("plan", "show", name, status=2)


def test_a_second_province_is_a_folder(bare_instance: Instance, tmp_path: Path) -> None:
    """Draft an edition from a published page, store it, read it back."""
    draft = sawan("import", str(DATA / "lopburi.txt"), "--year", "2564")
    folder = tmp_path / "lopburi"
    folder.mkdir()
    (folder / "province.yaml").write_text('code: "16"\nname: {th: ลพบุรี, en: Lop Buri}\n', "utf-8")
    path = folder / "plan-2564.yaml"
    path.write_text(draft.stdout, "utf-8")
    assert bare_instance.python(LOAD, str(folder)).strip() == "16/2564"
    shown = json.loads(bare_instance.sawan("plan", "show", "16/2564", "--format", "json"))
    assert len(shown["missions"]) == 5 and shown["issues"] == []
    bare_instance.sawan("plan", "load", str(path))
    assert bare_instance.sawan("plan", "export", "16/2564") == draft.stdout
