"""Writes the pages of docs/reference that follow from the program: commands, settings, permissions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from sawan.cli import sawan
from sawan.people.actions import NAMES
from sawan.people.permissions import ROLES, RULES
from sawan.site.environment import VARIABLES

MADE = "<!-- Made by scripts/reference from the program; a test compares. -->\n"


def write(folder: Path) -> None:
    """Write every page into `folder` (docs/reference)."""
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """File name -> Markdown text."""
    return {"commands.md": commands(), "settings.md": settings(), "permissions.md": permissions()}


def commands() -> str:
    """What each command says of itself, in the order of `sawan --help`."""
    parts = [
        "# Commands\n",
        MADE,
        "What was asked for goes to standard output, everything else to standard error. Exit status: 0 done; 1 the "
        "answer is no; 2 the input or the call is wrong, nothing was changed; 3 the program failed, the place of the "
        "log is told. `--lang th` or `--lang en` anywhere in the call says faults in one language.\n",
    ]
    for words, command in _walk(sawan, ("sawan",)):
        settings = {**sawan.context_settings, "terminal_width": 100, "max_content_width": 100}
        context = command.context_class(command, info_name=" ".join(words), **settings)
        parts.append(f"## {' '.join(words)}\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    return "\n".join(parts)


def settings() -> str:
    """The environment variables that an instance reads."""
    rows = [f"| `{v.name}` | {v.default} | {v.en} | {v.th} |" for v in VARIABLES]
    head = ["| variable | default | meaning | ความหมาย |", "| --- | --- | --- | --- |"]
    said = (
        "Everything that differs between instances comes from the environment. Two values of `SAWAN_HOME` are two "
        "instances.\n"
    )
    return "\n".join(["# Settings\n", MADE, said, *head, *rows]) + "\n"


def permissions() -> str:
    """Who may do what, as the table in `sawan.people.permissions` says."""
    legend = (
        "**any**: everywhere. **agency**: what belongs to the person's own agency. **self**: what is the person's own. "
        "An empty cell: not allowed. Commands on the machine itself act as the system, which may do everything.\n"
    )
    roles = list(ROLES)
    head = ["| action | " + " | ".join(f"{ROLES[role][1]}<br>{ROLES[role][0]}" for role in roles) + " |"]
    head.append("| --- |" + " --- |" * len(roles))
    rows = [
        f"| `{action}`<br>{NAMES[action].en}<br>{NAMES[action].th} | "
        + " | ".join(str(rule[role]) if role in rule else "" for role in roles)
        + " |"
        for action, rule in RULES.items()
    ]
    return "\n".join(["# Permissions\n", MADE, legend, *head, *rows]) + "\n"


def _walk(command: click.Command, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """A command and all those below it."""
    yield words, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=words[-1])
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from _walk(below, (*words, name))
