"""The commands as a person drives them: outputs, exit statuses, refusals in both languages."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from tests.conftest import SAWAN, Instance

from sawan.measure.importing import marking

pytestmark = pytest.mark.slow


def written(folder: Path, *rows: str, header: str = "indicator,area,year_be,value,vintage") -> Path:
    page = folder / "file.csv"
    page.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return page


def value(instance: Instance, code: str, year: int) -> float | None:
    words = ("measure", "value", code, "--area", "60", "--year", str(year), "--format", "json")
    done = instance._run([str(SAWAN), *words], "")
    found: float | None = json.loads(done.stdout)["value"]
    assert done.returncode == (1 if found is None else 0)
    return found


def test_import_revise_undo(bare_instance: Instance, tmp_path: Path) -> None:
    first = written(tmp_path, "gpp_cvm,60,2569,100,a", "gpp_cvm,60,2570,110,a")
    told = json.loads(bare_instance.sawan("measure", "import", str(first), "--format", "json"))
    assert (told["new"], told["revised"], told["same"]) == (2, 0, 0)
    assert value(bare_instance, "gpp_growth", 2570) == pytest.approx(10)
    again = json.loads(bare_instance.sawan("measure", "import", str(first), "--format", "json"))
    assert (again["run"], again["new"], again["revised"], again["same"]) == (None, 0, 0, 2)
    second = written(tmp_path, "gpp_cvm,60,2570,120,a")
    dry = json.loads(bare_instance.sawan("measure", "import", str(second), "--dry-run", "--format", "json"))
    assert (dry["run"], dry["revised"]) == (None, 1)
    assert value(bare_instance, "gpp_cvm", 2570) == 110
    revised = json.loads(bare_instance.sawan("measure", "import", str(second), "--format", "json"))
    assert value(bare_instance, "gpp_growth", 2570) == pytest.approx(20)
    assert str(revised["run"]) in bare_instance.sawan("measure", "undo", str(told["run"]), status=2)
    bare_instance.sawan("measure", "undo", str(revised["run"]))
    assert value(bare_instance, "gpp_growth", 2570) == pytest.approx(10)
    bare_instance.sawan("measure", "undo", str(told["run"]))
    assert value(bare_instance, "gpp_cvm", 2570) is None
    assert value(bare_instance, "gpp_growth", 2570) is None
    bare_instance.sawan("measure", "verify")


def test_a_file_with_one_refused_row_changes_nothing_and_comes_back_with_reasons(
    bare_instance: Instance, tmp_path: Path
) -> None:
    page = written(tmp_path, "hai,60,2564,0.5,a", "hay,Atlantis,2021,x,a")
    out = tmp_path / "refused.csv"
    told = bare_instance.sawan("measure", "import", str(page), "--refused", str(out), status=2)
    assert told.count("file.csv:3: ") == 4
    for field in ("indicator", "area", "year_be", "value"):
        assert f"file.csv:3: {field}: " in told
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    assert [bool(row["reasons"]) for row in rows] == [False, True]
    assert rows[0]["value"] == "0.5"
    assert value(bare_instance, "hai", 2564) is None


def test_a_refused_workbook_comes_back_as_a_workbook_and_other_files_do_not(
    bare_instance: Instance, tmp_path: Path
) -> None:
    page, out = tmp_path / "sent.xlsx", tmp_path / "back.xlsx"
    with xlsxwriter.Workbook(page) as book:
        sheet = book.add_worksheet("ข้อมูล")
        sheet.write_row(0, 0, ["indicator", "area", "year_be", "value"])
        sheet.write_row(1, 0, ["hai", "60", 2564])
        sheet.write_formula("D2", "=1/2", value=0.5)
    told = bare_instance.sawan("measure", "import", str(page), "--refused", str(out), status=2)
    assert "sent.xlsx:2: ข้อมูล!D2: " in told
    back = openpyxl.load_workbook(out).worksheets[0]
    assert "D2" in str(back["E2"].value) and back["D2"].value == "=1/2" and back["D2"].fill.fgColor.rgb == marking.RED
    sent = written(tmp_path, "hai,60,2564,many,a")
    assert "name that ends in .csv" in bare_instance.sawan(
        "measure", "import", str(sent), "--refused", str(out), status=2
    )
    assert value(bare_instance, "hai", 2564) is None


def test_the_newest_edition_is_current_whatever_came_last(bare_instance: Instance, tmp_path: Path) -> None:
    header = "indicator,area,year_be,value,vintage,published"
    bare_instance.sawan("measure", "import", str(written(tmp_path, "hai,60,2564,0.62,new,2022-09-01", header=header)))
    bare_instance.sawan("measure", "import", str(written(tmp_path, "hai,60,2564,0.58,old,2019-12-01", header=header)))
    assert value(bare_instance, "hai", 2564) == 0.62


def test_one_flipped_byte_of_a_copy_is_found_and_a_deleted_folder_is_not_missed(
    bare_instance: Instance, tmp_path: Path
) -> None:
    bare_instance.sawan("measure", "import", str(written(tmp_path, "hai,60,2564,0.5,a")))
    bare_instance.sawan("measure", "verify")
    (copy,) = (bare_instance.home / "observations").glob("run=*/*.parquet")
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)
    bare_instance.sawan("measure", "verify", status=1)
    copy.unlink()
    bare_instance.sawan("measure", "verify")


def test_run_stores_nothing_when_nothing_changed(bare_instance: Instance, tmp_path: Path) -> None:
    bare_instance.sawan("measure", "import", str(written(tmp_path, "gpp_cvm,60,2569,100,a", "gpp_cvm,60,2570,110,a")))
    told = json.loads(bare_instance.sawan("measure", "run", "--format", "json"))
    assert (told["run"], told["new"], told["revised"], told["same"]) == (None, 0, 0, 1)
    assert told["missing"]["missing_input"] >= 1
    bare_instance.sawan("measure", "run", "--indicators", "hai", status=2)


def test_check_needs_no_setup(sqlite_instance: Instance) -> None:
    found = json.loads(sqlite_instance.sawan("measure", "check", "--format", "json"))
    assert all(one["right"] for one in found)


def test_a_refused_file_is_never_written_over_itself_or_into_nowhere(bare_instance: Instance, tmp_path: Path) -> None:
    page = written(tmp_path, "hai,60,2564,much,a")
    before = page.read_bytes()
    told = bare_instance.sawan("measure", "import", str(page), "--refused", str(page), status=2)
    assert "name another" in told
    assert page.read_bytes() == before
    told = bare_instance.sawan("measure", "import", str(page), "--refused", str(tmp_path / "none" / "a.csv"), status=2)
    assert "file.csv:2: value: " in told
    assert "cannot be written" in told
