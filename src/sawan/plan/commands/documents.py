"""`sawan plan import`: from a published document to a draft that a person mends. Needs no set-up and no records."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sawan.console import advise, output_format, write_json


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--area", default="", help="The province, if the document does not say it: code or name.")
@click.option("--year", default="", help="The fiscal year (B.E.), if the document does not say it.")
@output_format("yaml", "json")
def import_document(file: Path, area: str, year: str, format_: str) -> None:
    """Draft an edition from the strategy as a province publishes it (TXT, HTML, DOCX, PDF)."""
    from sawan.plan import edition_yaml, reading  # slow import
    from sawan.plan.reading.options import province_code, year_be

    edition = reading.read(file, area=province_code(area, "--area"), year=year_be(year, "--year"))
    if format_ == "json":
        write_json(reading.as_json(edition, imported=True))
    else:
        sys.stdout.write(edition_yaml.write(edition, _remarks(file)))
    _advise(edition.province, edition.fiscal_year, len(edition.not_understood))


def _remarks(file: Path) -> tuple[str, ...]:
    return (
        f"Draft from {file.name}. The Thai is as published. Still to do by a person:",
        "province and fiscal_year where they are empty, the English, which mission each issue serves, indicators and",
        "targets; then look at every line under not_understood, and run `sawan plan check`.",
    )


def _advise(province: str, year: int | None, left: int) -> None:
    if not province:
        advise(
            "เอกสารไม่บอกจังหวัด ระบุด้วย --area เช่น --area 16 / "
            "The document does not name the province: give it with --area, such as --area 16."
        )
    if year is None:
        advise(
            "เอกสารไม่บอกปี ระบุปี พ.ศ. ด้วย --year เช่น --year 2564 / "
            "The document does not name the fiscal year: give it (B.E.) with --year, such as --year 2564."
        )
    if left:
        advise(f"{left} บรรทัดยังไม่ได้จัดเข้าแผน ดู not_understood / {left} lines were not placed: see not_understood.")
