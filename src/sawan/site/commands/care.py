"""`sawan backup`, `sawan restore` and `sawan doctor`: looking after an instance."""

from __future__ import annotations

from pathlib import Path

import click

from sawan import console


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write everything that is stored into FILE, also while the site runs.

    FILE holds personal data: only its owner may read it, keep it so.
    """
    console.start_django()
    from sawan.site import backup as writing
    from sawan.site.archive import no_folder, unwritable

    if not file.absolute().parent.is_dir():
        raise no_folder(file)
    try:
        manifest = writing.write(file)
    except OSError as error:
        raise unwritable(file, error) from error
    rows = sum(table.rows for table in manifest.tables.values())
    console.advise(f"{file}: {rows:,} แถว / rows, {len(manifest.files):,} แฟ้ม / files")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put the backup in FILE in place of what this instance stores.

    What was stored is first written into a backup of its own, whose place is told.
    """
    console.start_django(prepared=False)
    from sawan.site import loading
    from sawan.site.restore import read

    with loading.alone(console.home()):
        manifest, saved = read(file)
    rows = sum(table.rows for table in manifest.tables.values())
    console.advise(f"{rows:,} แถว / rows, {manifest.made_at}")
    if saved:
        console.advise(f"ข้อมูลเดิมเก็บไว้ที่ / What was stored before is kept in {saved}")


@click.command()
@console.output_format("table", "json")
def doctor(format_: str) -> None:
    """Check this instance and say what to mend; exit status 1 when something must be mended."""
    console.start_django(prepared=False)
    from sawan.site import health

    findings = health.examine()
    if format_ == "json":
        console.write_json([finding.plain() for finding in findings])
    else:
        console.write_table(
            ["", "ตรวจ / Check", "พบ / Found"],
            [["✓" if finding.well else "✗", f"{finding.th} / {finding.en}", finding.found] for finding in findings],
        )
    if not all(finding.well for finding in findings):
        raise health.unwell(findings)
