"""`sawan plan check | load | show | diff | export`: the editions of a province."""

from __future__ import annotations

from pathlib import Path

import click

from sawan.console import advise, tell


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def check(obj: dict[str, str | None], file: Path) -> None:
    """Check the file of an edition: exit status 0, or 2 with every fault by line and field."""
    from sawan.plan import checking  # slow import

    edition, warnings = checking.check_file(file)
    tell(warnings, obj["lang"])
    advise(
        f"{file}: {edition.key} ถูกต้อง {len(edition.issues)} ประเด็น {len(edition.guidelines)} แนวทาง / "
        f"is in order: {len(edition.issues)} issues, {len(edition.guidelines)} guidelines."
    )
