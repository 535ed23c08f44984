"""What the commands about a file of proposals share: naming the file in either way, writing a table."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import click

from sawan.problems import Problem, Refused


def proposals_file(command: Callable[..., None]) -> Callable[..., None]:
    """Take the file of proposals as the first word or as `--proposals`; the command gets it as `proposals`."""

    @click.argument("file", type=click.Path(path_type=Path), required=False)
    @click.option("--proposals", "named", type=click.Path(path_type=Path), help="The same as P.csv given first.")
    @wraps(command)
    def with_file(*, file: Path | None, named: Path | None, **options: Any) -> None:
        if file is None and named is None:
            raise Refused(_no_file())
        if file is not None and named is not None:
            raise Refused(_two_files())
        command(proposals=file or named, **options)

    return with_file


def write_table_file(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a CSV (UTF-8, line feeds) as a whole; Refused when its folder cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as page:
            writer = csv.writer(page, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(rows)
    except OSError as error:
        raise Refused(_unwritable(str(path))) from error


def _no_file() -> Problem:
    return Problem(
        "usage",
        "ยังไม่ได้ระบุแฟ้มโครงการ โปรดระบุ P.csv หรือ --proposals P.csv",
        "No file of proposals: give P.csv or --proposals P.csv.",
        field="--proposals",
    )


def _two_files() -> Problem:
    return Problem(
        "usage",
        "ระบุแฟ้มโครงการสองแฟ้ม โปรดเหลือแฟ้มเดียว",
        "Two files of proposals were given: keep one.",
        field="--proposals",
    )


def _unwritable(path: str) -> Problem:
    return Problem(
        "unwritable_file",
        f"เขียนแฟ้ม {path} ไม่ได้ โปรดตรวจโฟลเดอร์และสิทธิ์",
        f"The file {path} cannot be written: check its folder and your rights.",
        file=path,
        field="--out",
    )
