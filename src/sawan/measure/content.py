"""A fingerprint of observations that does not depend on their order: equal rows, equal fingerprint."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sawan.measure.importing.report import Rows

if TYPE_CHECKING:
    import numpy as np

Content = tuple[str, str, str, str, str, int, float | None, str, int]
"""indicator, area, breakdown, period, vintage, published day, value, reason, status"""


def of_rows(rows: Rows) -> str:
    """The fingerprint of rows as a file gives them, sixteen hexadecimal digits."""
    import numpy as np  # slow import

    series = _hashes("\x1f".join((key.indicator, key.area, key.breakdown)) for key in rows.series)
    period = _hashes(rows.periods)
    origin = _hashes(f"{told.vintage}\x1f{told.published}\x1f{told.reason}\x1f{told.status}" for told in rows.origins)
    return _sum(
        series[np.frombuffer(rows.series_at, dtype=np.int32)],
        period[np.frombuffer(rows.period_at, dtype=np.int32)],
        origin[np.frombuffer(rows.origin_at, dtype=np.int32)],
        rows.value,
    )


def of_content(found: Iterable[Content]) -> str:
    """The same fingerprint from rows as a table or a copy holds them."""
    known: dict[str, int] = {}
    series, period, origin, values = array("Q"), array("Q"), array("Q"), array("d")
    for indicator, area, breakdown, at, vintage, published, value, reason, status in found:
        series.append(_known(known, f"{indicator}\x1f{area}\x1f{breakdown}"))
        period.append(_known(known, at))
        origin.append(_known(known, f"{vintage}\x1f{published}\x1f{reason}\x1f{status}"))
        values.append(float("nan") if value is None else value)
    return _sum(series, period, origin, values)


def _sum(series: Any, period: Any, origin: Any, values: Sequence[float]) -> str:
    """The sum over rows of a mixed 64-bit number each; missing values have the bits of one NaN."""
    import numpy as np  # slow import

    value = np.array(values, dtype=np.float64) + 0.0
    value[np.isnan(value)] = np.nan
    mixed = np.asarray(series, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for part in (period, origin, value.view(np.uint64)):
        mixed = _mix(mixed ^ np.asarray(part, dtype=np.uint64))
    return f"{int(mixed.sum(dtype=np.uint64)):016x}"


def _mix(number: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The finaliser of SplitMix64 (Steele, Lea, Flood 2014), by element."""
    import numpy as np  # slow import

    number = number + np.uint64(0x9E3779B97F4A7C15)
    number = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    number = (number ^ (number >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: np.ndarray[Any, Any] = number ^ (number >> np.uint64(31))
    return mixed


def _hashes(texts: Iterable[str]) -> np.ndarray[Any, Any]:
    import numpy as np  # slow import

    return np.array([_hash(text) for text in texts], dtype=np.uint64)


def _known(known: dict[str, int], text: str) -> int:
    found = known.get(text)
    if found is None:
        found = known[text] = _hash(text)
    return found


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
