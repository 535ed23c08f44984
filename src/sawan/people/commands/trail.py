"""`sawan people audit list` and `verify`: the audit trail."""

from __future__ import annotations

import click

from sawan import console

COMMANDS: dict[str, tuple[str, str]] = {
    "list": ("sawan.people.commands.trail:list_entries", "The newest entries."),
    "verify": ("sawan.people.commands.trail:verify", "Check that no entry was altered or removed."),
}


@click.group(cls=console.LazyGroup, lazy=COMMANDS)
def audit() -> None:
    """The audit trail: list it, verify its chain."""


@click.command("list")
@click.option("--about", default="", help="Only actions or subjects that begin so, or of one actor (user:7).")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 100_000), help="How many entries.")
@console.output_format("table", "json")
def list_entries(about: str, limit: int, format_: str) -> None:
    """The newest entries of the audit trail."""
    console.start_django()
    from sawan.people import queries

    entries = queries.trail(words=about, limit=limit)
    if format_ == "json":
        console.write_json(
            [
                {"number": e.number, "at": e.at.isoformat(), "who": e.who, "action": e.action, "subject": e.subject}
                | {"details": dict(e.details), "hash": e.hash}
                for e in entries
            ]
        )
    else:
        columns = ("no.", "at", "who", "action", "subject")
        console.write_table(
            columns, [(e.number, f"{e.at:%Y-%m-%d %H:%M}", e.who, e.action, e.subject) for e in entries]
        )


@click.command()
@click.option("--head", default="", help="A hash noted earlier: the trail must still hold it.")
def verify(head: str) -> None:
    """Check the whole chain; prints how many entries fit and the hash of the last, to be noted elsewhere.

    Exit status 1 when an entry was altered or removed. A cut at the end shows only against a hash noted earlier.
    """
    console.start_django()
    from sawan.people import faults, queries
    from sawan.problems import NoAnswer

    broken = queries.broken_link()
    if broken is not None:
        raise NoAnswer(faults.broken_chain(broken))
    if head and not queries.holds_hash(head):
        raise NoAnswer(faults.other_head(head))
    count, last = queries.chain_head()
    click.echo(f"{count} {last}")
