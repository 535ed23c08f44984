"""`sawan evaluate effect`: did a programme work? Fit, placebos and a verdict in words."""

from __future__ import annotations

from pathlib import Path

import click

PATH = click.Path(path_type=Path)


@click.command("effect")
@click.option("--panel", type=PATH, required=True, help="CSV, one row a unit and time.")
@click.option("--outcome", required=True, help="Column of the outcome.")
@click.option("--unit", required=True, help="Column of the units' names.")
@click.option("--time", "time_column", required=True, help="Column of the times, whole numbers.")
@click.option("--treated", multiple=True, help="The unit that had the programme; several: their mean.")
@click.option("--from", "start", type=int, help="First time with the programme.")
@click.option("--method", type=click.Choice(["sc", "sdid", "asc", "did"]), required=True)
@click.option("--predictors", type=PATH, help="YAML of predictors, with --method sc.")
@click.option("--donors", default="", help="Units to compare with, A,B,...; default: all others.")
@click.option("--exclude", default="", help="Units to leave out, A,B,...")
@click.option("--cohort", help="Column of each unit's first treated time, with --method did.")
@click.option("--seed", type=click.IntRange(min=0), default=2564, show_default=True)
@click.option("--out", type=PATH, required=True, help="Folder of the answer.")
@click.pass_context
def effect_command(context: click.Context, /, **options: object) -> None:
    """Compare a treated unit with what would have been, and say how sure that is."""
    from sawan.evaluate.effect.call import Call, answer  # slow import

    text = answer(Call(**options))  # type: ignore[arg-type]
    lang = (context.obj or {}).get("lang")
    click.echo(text.say(lang) if lang else f"{text.th} / {text.en}")
