"""Place and quantity of 140 hand-labelled budget lines; every field is counted, every line must be whole."""

import csv
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from sawan.fund.item_text import ItemText, parse

LABELLED = Path(__file__).parents[1] / "data" / "parse-labelled.csv"


def plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def listed(values: Iterable[object]) -> str:
    return ";".join(plain(value) if isinstance(value, Decimal) else str(value) for value in values)


def as_labelled(item: ItemText) -> dict[str, str]:
    place, size = item.place, item.quantity
    lost = [f"?{unmatched.name}" for unmatched in place.unmatched if unmatched.level == "subdistrict"]
    return {
        "province": listed(place.provinces),
        "district": listed(place.districts),
        "tambon": listed([*place.subdistricts, *lost]),
        "village": listed(place.villages),
        "length_m": listed(size.lengths_m),
        "width_m": listed(size.widths_m),
        "thickness_m": listed(size.thicknesses_m),
        "shoulder_m": "" if size.shoulder_m is None else plain(size.shoulder_m),
        "area": ";".join(f"{plain(area.value)} {area.unit}" for area in size.areas),
        "volume_m3": listed(size.volumes_m3),
        "km": listed(size.stations),
        "count": f"{plain(size.count.value)} {size.count.unit}" if size.count else "",
        "bundle_items": "" if size.bundle_items is None else str(size.bundle_items),
    }


def test_at_least_199_of_200_labelled_lines_are_read_whole() -> None:
    with LABELLED.open(encoding="utf-8-sig") as page:
        rows = list(csv.DictReader(page))
    wrong: Counter[str] = Counter()
    faulty = []
    for row in rows:
        gold = {**row, "volume_m3": listed(Decimal(cell) for cell in row["volume_m3"].split(";") if cell)}
        read = as_labelled(parse(row["item_text"], row["budget_unit"]))
        fields = [field for field, value in read.items() if value != gold[field]]
        wrong.update(fields)
        faulty += [row["id"]] if fields else []
    assert len(rows) == 140
    assert len(faulty) / len(rows) <= 1 / 200, (faulty, wrong)
