"""`sawan areas find` and `sawan areas show`: the register on the command line."""

from __future__ import annotations

import click

from sawan.areas import names, register, shapes
from sawan.areas.register import Area
from sawan.console import output_format, write_csv, write_json, write_table

COLUMNS = (
    "code",
    "level",
    "name_th",
    "name_en",
    "parent",
    "lat",
    "lon",
    "area_km2",
    "population",
    "population_year_be",
)


@click.command()
@click.argument("text")
@click.option("--level", help="Only places of this level (province, district, subdistrict, ...).")
@click.option("--within", help="Only places inside this area (code or name).")
@output_format("table", "json", "csv")
def find(text: str, level: str | None, within: str | None, format_: str) -> None:
    """The place that TEXT (a code, a name, an address) means; refused when it may mean several."""
    outer = names.find(within).code if within else None
    area = names.find(text, level, outer)
    if format_ == "json":
        write_json(_record(area))
    else:
        (write_csv if format_ == "csv" else write_table)(COLUMNS, [_row(area)])


@click.command()
@click.argument("code")
@output_format("table", "json", "csv")
def show(code: str, format_: str) -> None:
    """A place of the register, given by CODE or name: what holds it, what it holds, whether a map can show it."""
    area = names.find(code)
    below = register.children(area.code)
    if format_ == "json":
        above = [above.code for above in register.ancestors(area.code)]
        shaped = shapes.has_shape(area.code)
        held = {"ancestors": above, "children": [child.code for child in below], "has_shape": shaped}
        write_json({**_record(area), **held, "note": area.note or None})
    elif format_ == "csv":
        write_csv(COLUMNS, [_row(area), *map(_row, below)])
    else:
        write_table(COLUMNS[:5], [_row(each)[:5] for each in (area, *below)], title=area.full_name.th)


def _row(area: Area) -> list[object]:
    return [getattr(area, column) for column in COLUMNS]


def _record(area: Area) -> dict[str, object]:
    plain = {column: getattr(area, column) for column in COLUMNS if not column.startswith("name_")}
    return {**plain, "name": area.name.as_json(), "full_name": area.full_name.as_json()}
