"""`sawan publish dataset` gives the rows of the open data page, in three forms."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import urllib.request
from pathlib import Path

import pyarrow.parquet
import pytest
from tests.conftest import SAWAN, Instance, Site


def run(instance: Instance, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = [str(SAWAN), "publish", "dataset", *words]
    return subprocess.run(command, env=instance.environment(), capture_output=True, timeout=60, check=False)


@pytest.mark.slow
def test_command_and_page_give_the_same_file(site: Site, tmp_path: Path) -> None:
    with urllib.request.urlopen(f"{site.url}/data/hai.csv") as answer:
        page = answer.read()
    assert run(site.instance, "hai").stdout == page
    rows = list(csv.DictReader(io.StringIO(page.decode("utf-8-sig"))))
    assert len({row["area"] for row in rows}) >= 77
    done = run(site.instance, "hai", "--format", "json")
    figures = json.loads(done.stdout)["figures"]
    assert [str(figure["value"]) for figure in figures] == [row["value"] for row in rows]
    out = tmp_path / "hai.parquet"
    assert run(site.instance, "hai", "--format", "parquet", "--out", str(out)).returncode == 0
    assert pyarrow.parquet.read_table(out).num_rows == len(rows)
    own = run(site.instance, "hai", "--area", "นครสวรรค์", "--year", "2564").stdout.decode("utf-8-sig")
    assert [row["area"] for row in csv.DictReader(io.StringIO(own))] == ["60"]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("hai_index",), 2, "hai_index"),
        (("hai",), 1, "hai"),
        (("hai", "--area", "Atlantis"), 2, "Atlantis"),
        (("hai", "--year", "2021"), 2, "2564"),
    ],
)
def test_refusals_have_their_status(bare_instance: Instance, words: tuple[str, ...], status: int, said: str) -> None:
    done = run(bare_instance, *words)
    assert (done.returncode, done.stdout) == (status, b"")
    assert said in done.stderr.decode() and b"Traceback" not in done.stderr
