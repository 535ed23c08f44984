"""`sawan measure composite`: a composite index from a specification and a table."""

from __future__ import annotations

import os
from pathlib import Path

import click

from sawan.console import tell


@click.command()
@click.option("--spec", "spec_path", required=True, type=click.Path(path_type=Path), help="The specification (YAML).")
@click.option("--data", "data_path", required=True, type=click.Path(path_type=Path), help="Observations (CSV).")
@click.option("--out", "folder", required=True, type=click.Path(path_type=Path), help="Folder for the results.")
@click.option("--draws", type=click.IntRange(min=1), help="Draws of the uncertainty; wins over the specification.")
@click.option("--seed", type=click.IntRange(min=0), help="Seed of the draws; wins over the specification.")
@click.pass_context
def composite(
    context: click.Context, spec_path: Path, data_path: Path, folder: Path, draws: int | None, seed: int | None
) -> None:
    """Compute a composite index with its audit, its change over time and its uncertainty."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # the same bytes on one core or many
    from sawan.measure.composite.run import check_out, left_over, run  # slow import
    from sawan.measure.composite.writing import write  # slow import

    check_out(folder, (spec_path, data_path))
    done = run(spec_path, data_path, draws, seed)
    write(folder, done.pages)
    old = left_over(folder, done.pages)
    tell([*done.remarks, *([old] if old else [])], (context.obj or {}).get("lang"))
