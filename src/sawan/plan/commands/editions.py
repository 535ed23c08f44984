"""`sawan plan check | load | show | diff | export`: the editions of a province."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sawan.console import advise, output_format, start_django, tell, write_csv, write_json, write_table
from sawan.plan import nodes
from sawan.plan.difference import Change
from sawan.plan.edition import Edition
from sawan.plan.life import STATE_NAMES
from sawan.texts import Text

DIFF_COLUMNS = ("kind", "code_from", "code_to", "th_from", "th_to")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def check(obj: dict[str, str | None], file: Path) -> None:
    """Check the file of an edition: exit status 0, or 2 with every fault by line and field."""
    from sawan.plan import checking  # slow import

    plan = checking.check_file(file)
    edition = plan.edition
    tell(plan.warnings, obj["lang"])
    advise(
        f"{file}: {edition.key} ถูกต้อง {len(edition.issues)} ประเด็น {len(edition.guidelines)} แนวทาง / "
        f"is in order: {len(edition.issues)} issues, {len(edition.guidelines)} guidelines."
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def load(obj: dict[str, str | None], file: Path) -> None:
    """Store an edition: a new one is a draft; loading the same file again changes nothing."""
    from sawan.plan import checking  # slow import

    plan = checking.check_file(file)
    tell(plan.warnings, obj["lang"])
    start_django()
    from sawan.people.actor import SYSTEM  # app ready
    from sawan.plan import services  # app ready

    loaded = services.load(plan, by=SYSTEM)
    state = STATE_NAMES[loaded.state]
    if loaded.changed:
        advise(f"{loaded.key}: บันทึกแล้ว ({state.th}) / stored ({state.en}).")
    else:
        advise(f"{loaded.key}: ไม่มีอะไรเปลี่ยน ({state.th}) / nothing changed ({state.en}).")


@click.command()
@click.argument("edition")
@output_format("table", "json", "yaml")
def show(edition: str, format_: str) -> None:
    """Show an edition, such as 60/2564."""
    start_django()
    from sawan.plan import queries, reading  # app ready

    found = queries.edition_named(edition)
    if format_ == "json":
        write_json(reading.as_json(found.tree))
    elif format_ == "yaml":
        sys.stdout.write(found.text)
    else:
        _show_table(found.tree, STATE_NAMES[found.info.state])


@click.command()
@click.argument("old")
@click.argument("new")
@output_format("table", "json", "csv")
def diff(old: str, new: str, format_: str) -> None:
    """What changed from one edition to another: `sawan plan diff 60/2563 60/2564`."""
    start_django()
    from sawan.plan import queries  # app ready

    found = queries.difference(old, new)
    rows = [
        (str(change.what), change.code_from, change.code_to, change.th_from, change.th_to) for change in found.changes
    ]
    if format_ == "json":
        changes = [dict(zip(DIFF_COLUMNS, row, strict=True)) for row in rows]
        write_json({"from": found.old.key, "to": found.new.key, "changes": changes})
    elif format_ == "csv":
        write_csv(DIFF_COLUMNS, rows)
    elif not rows:
        advise(f"{old} → {new}: ไม่มีอะไรเปลี่ยน / nothing changed.")
    else:
        write_table(("kind", "from", "to", "what"), [_diff_row(change) for change in found.changes])


@click.command()
@click.argument("edition")
def export(edition: str) -> None:
    """Write an edition's file to standard output, byte for byte as it was loaded."""
    start_django()
    from sawan.plan import queries  # app ready

    click.echo(queries.edition_named(edition).file, nl=False)


def _show_table(edition: Edition, state: Text) -> None:
    title = f"{edition.key} · {state.th} / {state.en}"
    write_table(
        ("code", "th", "en"), [(node.code, *_texts(node.wording.text)) for node in nodes.of(edition)], title=title
    )


def _texts(text: Text) -> tuple[str, str | None]:
    return text.th, text.en or None


def _diff_row(change: Change) -> tuple[str, str | None, str | None, str]:
    """A rewording is shown in one line: words gone in [-…-], words new in {+…+}."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    words = "".join(marks[piece.what].format(piece.text) for piece in change.pieces)
    texts = " → ".join(text or "none set" for text in (change.th_from, change.th_to))
    one = change.th_to or change.th_from or ""
    shown = words or (texts if str(change.what) == "retargeted" else one)
    return str(change.what), change.code_from, change.code_to, shown
