"""`sawan evaluate target`: the chance of each target, in figures and in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sawan.evaluate.chances import Answer

COLUMNS = (
    "target",
    "direction",
    "probability",
    "mean",
    "lo80",
    "hi80",
    "last_year",
    "last_value",
    "needed_per_year",
    "recent_per_year",
    "note",
)


@click.command("target")
@click.option("--series", "source", type=click.Path(path_type=Path), required=True, help="CSV: series,year,value.")
@click.option("--targets", type=click.Path(path_type=Path), required=True, help="CSV: series,year,target[,direction].")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Where the chances are written.")
@click.pass_context
def target_command(context: click.Context, source: Path, targets: Path, out: Path) -> None:
    """Say how likely each target is to be met, and what pace it needs."""
    from sawan.evaluate import faults, writing  # slow import
    from sawan.evaluate.chances import answers  # slow import
    from sawan.evaluate.forecast.reading import read_questions, read_series  # slow import
    from sawan.problems import NoAnswer  # slow import

    read = read_series(source)
    asked = read_questions(targets, read)
    found = answers(read.series, asked.questions)
    columns = ("series", read.year_column, *COLUMNS)
    writing.write_files({out: writing.csv_text(columns, [_row(answer) for answer in found])})
    lang = (context.obj or {}).get("lang")
    for answer in found:
        sentence = answer.sentence()
        click.echo(sentence.say(lang) if lang else f"{sentence.th} / {sentence.en}")
    if not any(answer.answered for answer in found):
        raise NoAnswer(faults.none_answered())


def _row(answer: Answer) -> tuple[str | float | None, ...]:
    from sawan.evaluate.writing import chance  # slow import

    asked, band = answer.question, answer.band
    figures = (band.mean, band.low80, band.high80) if band else (None, None, None)
    return (
        asked.series,
        asked.year,
        asked.target,
        asked.direction,
        chance(answer.probability),
        *figures,
        answer.last_year,
        answer.last_value,
        answer.needed,
        answer.recent,
        ";".join(answer.notes),
    )
