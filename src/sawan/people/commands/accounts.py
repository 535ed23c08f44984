"""`sawan people create-admin`, `create`, `list`, `roles`, `password`: accounts."""

from __future__ import annotations

import sys

import click

from sawan import console

ROLE = click.option("--role", "roles", multiple=True, help="Role; may be given several times.")
AGENCY = click.option("--agency", default="", help="Code of the agency that the person works for.")


@click.command()
@click.argument("username")
@click.option("--name", default="", help="The person's name as pages show it.")
def create_admin(username: str, name: str) -> None:
    """Make an administrator's account; the password is asked for, or read from standard input."""
    _create(username, name, ("administrator",), "")


@click.command()
@click.argument("username")
@click.option("--name", default="", help="The person's name as pages show it.")
@ROLE
@AGENCY
def create(username: str, name: str, roles: tuple[str, ...], agency: str) -> None:
    """Make an account; the password is asked for, or read from standard input."""
    _create(username, name, roles, agency)


@click.command("list")
@console.output_format("table", "json", "csv")
def list_people(format_: str) -> None:
    """Who has an account, with which roles, and when they were last here."""
    console.start_django()
    from sawan.people import queries

    columns = ("username", "name", "roles", "agency", "active", "last_seen")
    rows = [(p.username, p.name, " ".join(p.roles), p.agency, p.active, p.last_seen) for p in queries.people()]
    if format_ == "json":
        console.write_json([dict(zip(columns, map(_plain, row), strict=True)) for row in rows])
    elif format_ == "csv":
        console.write_csv(columns, rows)
    else:
        console.write_table(columns, rows)


@click.command()
@click.argument("username")
@ROLE
@AGENCY
def roles(username: str, roles: tuple[str, ...], agency: str) -> None:
    """Give a person these roles and agency in place of those they had; without --role none."""
    console.start_django()
    from sawan.people import services
    from sawan.people.actor import SYSTEM

    services.set_roles(number_of(username), by=SYSTEM, roles=roles, agency=agency)


@click.command()
@click.argument("username")
def password(username: str) -> None:
    """Give a person a new password; it is asked for, or read from standard input."""
    console.start_django()
    from sawan.people import services
    from sawan.people.actor import SYSTEM

    services.set_password(number_of(username), by=SYSTEM, password=_ask_password())


@click.command()
@click.argument("username")
def no_second_step(username: str) -> None:
    """Take a person's second step away, when phone and recovery codes are lost; make sure who asks."""
    console.start_django()
    from sawan.people import services
    from sawan.people.actor import SYSTEM

    services.remove_second_step(number_of(username), by=SYSTEM)


def number_of(username: str) -> int:
    """The number of the account with this name. Raises Refused when there is none."""
    from sawan.people import faults, queries
    from sawan.problems import Refused

    found = queries.person(username)
    if found is None:
        raise Refused(faults.unknown_user(username))
    return found.number


def _create(username: str, name: str, roles: tuple[str, ...], agency: str) -> None:
    console.start_django()
    from sawan.people import services
    from sawan.people.actor import SYSTEM

    account = services.Account(username, name, roles, agency)
    services.create(account, by=SYSTEM, password=_ask_password())
    console.advise(f"สร้างบัญชี {username} แล้ว / {username} can sign in now.")


def _ask_password() -> str:
    """The password as typed twice on a terminal, or the first line of standard input."""
    from sawan.people import faults
    from sawan.problems import Refused

    if sys.stdin.isatty():
        said: str = click.prompt("รหัสผ่าน / Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        said = sys.stdin.readline().rstrip("\r\n")
    if not said:
        raise Refused(faults.no_password())
    return said


def _plain(value: object) -> object:
    return value if isinstance(value, bool | None) else str(value)
