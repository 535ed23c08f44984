"""The commands of `sawan people`, each imported when it is called."""

from __future__ import annotations

import click

from sawan.console import LazyGroup

COMMANDS: dict[str, tuple[str, str]] = {
    "create-admin": ("sawan.people.commands.accounts:create_admin", "Make an account that administers the others."),
    "create": ("sawan.people.commands.accounts:create", "Make an account with roles."),
    "list": ("sawan.people.commands.accounts:list_people", "Who has an account, with which roles."),
    "roles": ("sawan.people.commands.accounts:roles", "Give a person other roles."),
    "password": ("sawan.people.commands.accounts:password", "Give a person a new password."),
    "no-second-step": ("sawan.people.commands.accounts:no_second_step", "Take a person's lost second step away."),
    "export": ("sawan.people.commands.personal:export", "All personal data kept about a person, as JSON."),
    "erase": ("sawan.people.commands.personal:erase", "Erase what is known of a person."),
    "audit": ("sawan.people.commands.trail:audit", "The audit trail: list it, verify its chain."),
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def people() -> None:
    """Users, roles, the audit trail."""
