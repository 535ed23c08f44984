"""The copy for analysis: one Parquet file a run, never changed, named by its own hash, free to be deleted."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sawan.measure.content import Content

FOLDER = "observations"
COLUMNS = ("indicator", "area", "breakdown", "period", "vintage", "published", "value", "reason", "status", "opened")
"""What a copy holds. `opened` says whether the row was current when its run was made: what is current is, for every
key, the opened row of the newest run."""

CHUNK = 100_000
CopyRow = tuple[str, str, str, str, str, int, float | None, str, int, bool]


def folder(home: Path, run: int) -> Path:
    """Where the copy of a run stands."""
    return home / FOLDER / f"run={run}"


def find(home: Path, run: int) -> Path | None:
    """The copy of a run, None when it was not written or was deleted."""
    return next(iter(sorted(folder(home, run).glob("*.parquet"))), None)


def write(home: Path, run: int, rows: Iterable[CopyRow]) -> Path:
    """Write the copy of a run under a temporary name, then give it its name; a broken attempt leaves no copy."""
    import pyarrow.parquet as pq  # slow import

    place = folder(home, run)
    place.mkdir(parents=True, exist_ok=True)
    draft = place / f"draft-{os.getpid()}"
    with pq.ParquetWriter(draft, _schema(), compression="zstd") as page:
        for table in _tables(rows):
            page.write_table(table)
    with draft.open("rb+") as page:
        os.fsync(page.fileno())
    final = place / f"{_hash(draft)}.parquet"
    draft.replace(final)
    return final


def is_whole(copy: Path) -> bool:
    """Whether the bytes of a copy are the ones that were written."""
    return copy.stem == _hash(copy)


def read(copy: Path) -> Iterator[Content]:
    """The rows of a copy, for comparing with the table."""
    import pyarrow.parquet as pq  # slow import

    for batch in pq.ParquetFile(copy).iter_batches(columns=list(COLUMNS[:-1])):
        yield from zip(*(batch.column(name).to_pylist() for name in COLUMNS[:-1]), strict=True)


def clean(home: Path, live: Iterable[int]) -> None:
    """Take away drafts of broken attempts and the copies of runs that are gone."""
    wanted = {folder(home, run).name for run in live}
    for place in (home / FOLDER).glob("run=*"):
        for page in place.iterdir():
            if place.name not in wanted or page.name.startswith("draft-"):
                page.unlink(missing_ok=True)
        if place.name not in wanted:
            place.rmdir()


def current_query(home: Path, runs: Iterable[int]) -> str:
    """DuckDB's query of what is current after `runs`: for every key the opened row of the newest of them.

    With the runs up to a number it answers as of that run. Columns: `run` and COLUMNS without `opened`.
    """
    pages = [str(copy) for copy in (find(home, run) for run in runs) if copy]
    if not pages:
        raise ValueError("there is no copy to read")
    files = ", ".join("'" + page.replace("'", "''") + "'" for page in pages)
    key = "indicator, area, breakdown, period"
    return (
        f"SELECT CAST(run AS BIGINT) AS run, {', '.join(COLUMNS[:-1])}"
        f" FROM read_parquet([{files}], hive_partitioning = true) WHERE opened"
        f" QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY CAST(run AS BIGINT) DESC) = 1"
    )


def _tables(rows: Iterable[CopyRow]) -> Iterator[Any]:
    import pyarrow as pa  # slow import

    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        columns = [
            pa.array(column, type=kind.type) for column, kind in zip(zip(*chunk, strict=True), _schema(), strict=True)
        ]
        yield pa.Table.from_arrays(columns, schema=_schema())


def _schema() -> Any:
    import pyarrow as pa  # slow import

    kinds = dict.fromkeys(COLUMNS, pa.string())
    kinds.update(published=pa.int32(), value=pa.float64(), status=pa.int8(), opened=pa.bool_())
    return pa.schema([pa.field(name, kinds[name], nullable=name == "value") for name in COLUMNS])


def _hash(page: Path) -> str:
    return hashlib.sha256(page.read_bytes()).hexdigest()[:32]
