"""Duplicates among 5,000 names: seconds of each step, against reading the names once (the floor)."""

from __future__ import annotations

import csv
import random
import re
import time
from pathlib import Path

from sawan.areas import register
from sawan.fund.duplicates import form, likeness
from sawan.fund.duplicates.blocking import candidate_pairs
from sawan.fund.duplicates.form import Form

PAIRS = Path(__file__).parents[1] / "tests" / "fund" / "data" / "duplicate-pairs.csv"
NAMES, SEED = 5_000, 2564


def names() -> list[str]:
    """Real names, then variants of them with other subdistricts and other digits."""
    with PAIRS.open(encoding="utf-8-sig") as page:
        real = list(dict.fromkeys(row[side] for row in csv.DictReader(page) for side in ("text_a", "text_b")))
    chance = random.Random(SEED)
    places = [area.name_th for area in register.of_level("subdistrict")]
    made = list(real)
    while len(made) < NAMES:
        name = re.sub(r"ตำบล\S+", lambda _: f"ตำบล{chance.choice(places)}", chance.choice(real))
        made.append(re.sub(r"\d", lambda _: str(chance.randint(0, 9)), name))
    return made


def timed(label: str, floor: float | None, start: float) -> float:
    """Print one row of the table and give the seconds of CPU."""
    seconds = time.process_time() - start
    print(f"{label:<34}{seconds:8.2f} s CPU" + (f"{seconds / floor:10.1f} x floor" if floor else ""))
    return seconds


def main() -> None:
    """Run the three steps."""
    made = names()
    start = time.process_time()
    forms: list[Form] = [form(name) for name in made]
    floor = timed(f"{len(made)} names made comparable", None, start)
    start = time.process_time()
    pairs = candidate_pairs([each.letters for each in forms])
    timed(f"blocking: {len(pairs)} pairs", floor, start)
    start = time.process_time()
    found = sum((alike := likeness(forms[i], forms[j], 80)).score >= 80 and alike.may_be_one for i, j in pairs)
    timed(f"comparing: {found} may be one", floor, start)


if __name__ == "__main__":
    main()
