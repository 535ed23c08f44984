"""What all commands share: tables that lose nothing, languages, exit statuses."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path

import click
import pytest
from tests.conftest import SAWAN, Instance

from sawan.cli import sawan
from sawan.console import home, run, write_table
from sawan.problems import Refused

LONG = "พัฒนาระบบบริหารจัดการน้ำเพื่อการเกษตรอย่างทั่วถึงและเป็นธรรม" * 10


def test_a_table_that_nobody_watches_is_plain_and_keeps_every_cell_whole(capsys: pytest.CaptureFixture[str]) -> None:
    write_table([f"column {at}" for at in range(30)], [[LONG] * 29 + [None]], title="title [1]")
    said = capsys.readouterr().out
    assert "\x1b" not in said and "…" not in said
    assert "title [1]" in said and said.count(LONG) == 29 and "—" in said


def test_a_table_takes_no_cell_for_markup(capsys: pytest.CaptureFixture[str]) -> None:
    write_table(["[b]"], [["[/x] [red]แดง[/red] :smile:"]])
    said = capsys.readouterr().out
    assert "[b]" in said and "[/x] [red]แดง[/red] :smile:" in said


@pytest.mark.parametrize("words", [["--lang", "en"], ["--lang=en"]])
@pytest.mark.parametrize("at", [0, 1, 3])
def test_the_language_stands_anywhere(capsys: pytest.CaptureFixture[str], words: list[str], at: int) -> None:
    call = ["areas", "find", "nowhere"]
    assert run(sawan, [*call[:at], *words, *call[at:]]) == 2
    assert not re.search("[\u0e00-\u0e7f]", capsys.readouterr().err)


@pytest.mark.parametrize("words", [["--lang", "fr"], ["--lang="], ["--lang"]])
def test_another_language_is_refused_in_both(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert run(sawan, ["areas", "find", "60", *words]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.startswith("--lang: ") and "write --lang th" in said.err


@pytest.mark.parametrize("below", ["", "home"])
def test_a_home_that_is_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("SAWAN_HOME", str(tmp_path / "file" / below))
    with pytest.raises(Refused, match="SAWAN_HOME"):
        home()


def test_a_failure_tells_its_log_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @click.command()
    def broken() -> None:
        raise ZeroDivisionError("the reason")

    (tmp_path / "file").touch()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    for place, log in (("var", "var/log/failures.log"), ("file", "temporary/sawan/failures.log")):
        monkeypatch.setenv("SAWAN_HOME", str(tmp_path / place))
        assert run(click.Group(commands={"broken": broken}), ["broken"]) == 3
        said = capsys.readouterr().err
        assert str(tmp_path / log) in said and "Traceback" not in said and "the reason" not in said
        assert "the reason" in (tmp_path / log).read_text("utf-8")


@pytest.mark.parametrize("reader", ["true", "head -1"])
def test_a_pipe_that_nobody_reads_is_no_failure(reader: str) -> None:
    call = f"set -o pipefail; {SAWAN} measure catalogue --format csv | {reader} > {os.devnull}"
    done = subprocess.run(["bash", "-c", call], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_json_is_utf8_in_any_locale() -> None:
    call = [str(SAWAN), "areas", "find", "60", "--format", "json"]
    done = subprocess.run(call, env=os.environ | {"PYTHONIOENCODING": "ascii"}, capture_output=True, check=True)
    assert "นครสวรรค์" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    "address", ["mysql://host/name", "postgresql://host:port/name", "postgresql://u@127.0.0.1:1/x"]
)
def test_a_database_that_cannot_be_is_refused_by_name(tmp_path: Path, address: str) -> None:
    told = Instance(tmp_path / "home", address).sawan("plan", "show", "60/2564", status=2)
    assert told.startswith("SAWAN_DATABASE_URL: ")
