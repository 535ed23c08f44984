"""Travel times made elsewhere: a table `origin,destination,minutes` from r5, OSRM, OpenTripPlanner or AccessMod."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sawan import tables
from sawan.evaluate.analyses import faults
from sawan.evaluate.analyses.facilities import Facilities
from sawan.evaluate.analyses.places import Array
from sawan.problems import Problem, Refused

COLUMNS = ("origin", "destination", "minutes")
UNREACHED = np.inf


def read_minutes(path: Path, origins: Sequence[str], found: Facilities) -> Array:
    """Minutes from each origin (a subdistrict's code) to each facility (its id), n x m; a pair left out is not reached.

    Raises Refused for columns that are not there, numbers that are none, an origin or a facility without any pair.
    """
    table = tables.read(path)
    missing = [faults.columns_missing(table.name, (column,)) for column in COLUMNS if column not in table.columns]
    if missing:
        raise Refused(missing)
    row_of = {code: at for at, code in enumerate(origins)}
    column_of = {one.id: at for at, one in enumerate(found.placed)}
    minutes = np.full((len(row_of), len(column_of)), UNREACHED)
    problems: list[Problem] = []
    for row in table:
        figure = tables.parse_number(row["minutes"])
        if figure is None or figure < 0:
            problems.append(faults.not_positive(row["minutes"], table.name, row.number, "minutes"))
        elif row["origin"] in row_of and row["destination"] in column_of:
            minutes[row_of[row["origin"]], column_of[row["destination"]]] = figure
    reached = np.isfinite(minutes)
    lonely = [code for code, any_pair in zip(origins, reached.any(axis=1), strict=True) if not any_pair]
    lonely += [one.id for one, any_pair in zip(found.placed, reached.any(axis=0), strict=True) if not any_pair]
    problems += [faults.no_travel_time(name, table.name) for name in lonely]
    if problems:
        raise Refused(problems)
    return minutes
