"""Hours of air quality stations as Air4Thai gives them; a station is not an area, so they are not tidy rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sawan import tables
from sawan.problems import Problem, Refused

NAME = "air4thai"
PARAMETERS = {"PM25": "pm25", "PM10": "pm10", "O3": "o3", "CO": "co", "NO2": "no2", "SO2": "so2"}

Hours = Mapping[str, list[tuple[datetime, Mapping[str, float]]]]
"""By station: local time (UTC+7) and what was measured in the hour before it."""


def recognise(path: Path) -> bool:
    """Whether the file is an answer of the history service."""
    if path.suffix.lower() != ".json" or not path.is_file():
        return False
    with path.open("rb") as page:
        head = page.read(4096).decode("utf-8", errors="replace")
    return '"stations"' in head and '"stationID"' in head


def read_hours(path: Path) -> Hours:
    """Readings by station and hour; `-` and absent parameters are left out. Raises Refused for another content."""
    try:
        stations = json.loads(tables.decode(path.name, tables.read_bytes(path)))["stations"]
        return {str(one["stationID"]): [_hour(hour) for hour in one["data"]] for one in stations}
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(_not_air4thai(path.name)) from error


def _hour(hour: Mapping[str, object]) -> tuple[datetime, Mapping[str, float]]:
    at = datetime.fromisoformat(str(hour["DATETIMEDATA"]))
    told = {PARAMETERS[name]: value for name, value in hour.items() if name in PARAMETERS}
    return at, {name: float(value) for name, value in told.items() if isinstance(value, (int, float))}


def _not_air4thai(file: str) -> Problem:
    return Problem(
        "not_air4thai",
        "แฟ้มนี้ไม่ใช่ข้อมูลย้อนหลังของ Air4Thai โปรดดาวน์โหลดใหม่",
        "This is not an answer of Air4Thai's history service: download it again.",
        file=file,
    )
