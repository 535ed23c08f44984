"""`sawan people export` and `sawan people erase`: a person's right to their data."""

from __future__ import annotations

import json
import sys

import click

from sawan import console
from sawan.people.commands.accounts import number_of


@click.command()
@click.argument("username")
def export(username: str) -> None:
    """Print all personal data kept about a person, with the purpose of keeping it, as JSON."""
    console.start_django()
    from sawan.people import queries

    answer = queries.personal_data(number_of(username))
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2, default=str) + "\n")


@click.command()
@click.argument("username")
def erase(username: str) -> None:
    """Erase what is known of a person; the account stays as a number, closed, so that the audit trail holds."""
    console.start_django()
    from sawan.people import services
    from sawan.people.actor import SYSTEM

    counts = services.erase(number_of(username), by=SYSTEM)
    for label, count in counts.items():
        console.advise(f"{label}: {count}")
