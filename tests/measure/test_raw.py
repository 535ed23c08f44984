"""Raw tables by name, and what a query over them may do."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pytest

from sawan.measure import microdata, raw
from sawan.measure.poverty import Sample, measure

CUTOFF = 0.4
HEADCOUNT = f"""
WITH scored AS (SELECT *, ({" + ".join(microdata.DIMENSIONS)}) / 5.0 AS score FROM households)
SELECT area, year_be, SUM(members * weight * (score >= {CUTOFF} - 1e-9)::int) / SUM(members * weight) AS value
FROM scored GROUP BY area, year_be ORDER BY area
"""


@pytest.fixture
def households() -> Iterator[pa.Table]:
    content = microdata.households(["6001", "6002", "6007"], 400, seed=2564)
    raw.offer("households", reader := lambda: content)
    raw.offer("households", reader)
    yield content
    raw.withdraw("households")


def test_a_query_over_an_offered_table_agrees_with_the_method(households: pa.Table) -> None:
    answer = raw.run(HEADCOUNT).to_pylist()
    assert [row["area"] for row in answer] == ["6001", "6002", "6007"]
    for row in answer:
        here = np.array(households["area"]) == row["area"]
        deprived = np.stack([np.array(households[name], float)[here] for name in microdata.DIMENSIONS], axis=1)
        sample = Sample(deprived, np.array(households["members"])[here], np.array(households["weight"])[here])
        assert row["value"] == pytest.approx(measure(sample, np.full(5, 0.2), CUTOFF).headcount, abs=1e-9)


def test_the_same_seed_gives_the_same_households() -> None:
    one, other = (microdata.households(["6001"], 50, seed) for seed in (7, 7))
    assert one.equals(other)
    assert not one.equals(microdata.households(["6001"], 50, seed=8))
    assert set(one["status"].to_pylist()) == {"illustrative"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "select",
        "DROP TABLE households",
        "SELECT 1; SELECT 2",
        "INSERT INTO households VALUES (1)",
        "COPY households TO 'out.csv'",
        "ATTACH 'other.db'",
        "PRAGMA database_list",
        "SET memory_limit = '9GB'",
        "CREATE TABLE t AS SELECT * FROM households",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM read_parquet('x')",
        "SELECT * FROM other.households",
        "SELECT area, year_be, 1 AS value FROM nowhere",
        "SELECT area FROM households",
        "SELECT area, year_be, nothing AS value FROM households",
        "SELECT area, year_be, (SELECT content FROM read_text('/etc/passwd')) AS value FROM households",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM duckdb_settings()",
    ],
)
def test_everything_else_is_refused_in_both_languages(households: pa.Table, text: str) -> None:
    with pytest.raises(raw.NotAQuery) as refusal:
        raw.run(text)
    assert refusal.value.th
    assert refusal.value.en


def test_a_name_is_lent_once(households: pa.Table) -> None:
    with pytest.raises(ValueError, match="already"):
        raw.offer("households", lambda: households)
    with pytest.raises(ValueError, match="no name"):
        raw.offer("House holds", lambda: households)
    assert "households" in raw.offered()
