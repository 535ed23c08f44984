"""What all commands share: lazy groups, output formats, faults on standard error, exit statuses."""

from __future__ import annotations

import contextlib
import csv
import importlib
import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from sawan.problems import NoAnswer, Problem, Refused, quote

F = TypeVar("F", bound=Callable[..., Any])

WIDEST_TABLE = 1_000_000
"""Columns of a table that nobody watches on a screen: more than any row needs."""
DONE, ANSWER_IS_NO, INPUT_IS_WRONG, PROGRAM_FAILED = 0, 1, 2, 3


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, so that `--help` stays fast.

    `lazy` maps a command's name to `("package.module:attribute", "short help")`.
    """

    def __init__(self, *args: Any, lazy: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = dict(lazy)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which they were declared."""
        return [*self.lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command on first use."""
        if cmd_name not in self.lazy:
            return super().get_command(ctx, cmd_name)
        module, attribute = self.lazy[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by their declared help, importing none of them."""
        rows = [(name, help_text) for name, (_, help_text) in self.lazy.items()]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)


def output_format(*choices: str) -> Callable[[F], F]:
    """The `--format` option: the first choice is the default on a terminal, `json` elsewhere is asked for by name."""
    return click.option("--format", "format_", type=click.Choice(choices), default=choices[0], show_default=True)


def start_django(*, prepared: bool = True) -> None:
    """Make models usable. Called inside the commands that need the records, never at import.

    Raises Refused when the records are not there or are those of an older version; `prepared=False` does not ask.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sawan.site.settings")
    import django  # slow import

    django.setup()
    if prepared and unapplied_migrations():
        raise Refused(
            Problem(
                "not_prepared",
                "ระบบยังไม่พร้อมหรือเป็นรุ่นเก่า โปรดสั่ง sawan setup ก่อน",
                "This instance is not prepared, or is of an older version: run `sawan setup` first.",
            )
        )


def unapplied_migrations() -> list[str]:
    """The names of the migrations that the records lack (`plan.0001_initial`); all of them before set-up.

    Raises Refused when the database does not answer.
    """
    from django.conf import settings  # slow import
    from django.db import OperationalError, connection  # slow import
    from django.db.migrations.executor import MigrationExecutor  # slow import

    if connection.vendor == "sqlite" and not Path(settings.DATABASES["default"]["NAME"]).exists():
        return ["all"]
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise Refused(_no_database(str(error))) from error
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _no_database(why: str) -> Problem:
    return Problem(
        "no_database",
        f"เปิดฐานข้อมูลไม่ได้ ({quote(why)}) ตรวจ SAWAN_DATABASE_URL และว่าฐานข้อมูลทำงานอยู่",
        f"The database does not answer ({quote(why)}): check SAWAN_DATABASE_URL, and that the database runs.",
        field="SAWAN_DATABASE_URL",
    )


def write_json(answer: object) -> None:
    """Print an answer as UTF-8 JSON with stable keys."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as CSV with a header; None is an empty cell."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    sys.stdout.write(page.getvalue())


def write_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> None:
    """Print rows as a table for a person: cells as they are, folded on a terminal and never cut.

    Without a terminal it is as wide as its cells; there and under NO_COLOR it is plain text.
    """
    from rich.console import Console  # slow import
    from rich.table import Column, Table  # slow import

    watched = sys.stdout.isatty()
    plain = not watched or bool(os.environ.get("NO_COLOR"))
    table = Table(*(Column(name, overflow="fold") for name in columns), title=title)
    for row in rows:
        table.add_row(*("—" if cell is None else str(cell) for cell in row))
    width = None if watched else WIDEST_TABLE
    Console(force_terminal=False if plain else None, width=width, markup=False, emoji=False, highlight=False).print(
        table
    )


def advise(text: str) -> None:
    """Say something that is not the answer, on standard error."""
    click.echo(text, err=True)


def tell(problems: Iterable[Problem], lang: str | None) -> None:
    """Write each problem on a line of its own on standard error."""
    for problem in problems:
        click.echo(problem.line(lang), err=True)


def home() -> Path:
    """The folder that holds all that this instance stores (`SAWAN_HOME`, else `var/` in the project).

    Refused when a file stands where it, or a folder above it, should be.
    """
    folder = Path(os.environ.get("SAWAN_HOME") or project() / "var").absolute()
    standing = next(path for path in (folder, *folder.parents) if path.exists())
    if not standing.is_dir():
        raise Refused(
            Problem(
                "no_folder",
                f"{quote(standing)} เป็นแฟ้ม ไม่ใช่โฟลเดอร์ ตั้ง SAWAN_HOME เป็นโฟลเดอร์",
                f"{quote(standing)} is a file, not a folder: let SAWAN_HOME name a folder.",
                field="SAWAN_HOME",
            )
        )
    return folder


def province() -> Path:
    """The folder of the strategy as data (`SAWAN_PROVINCE`, else `provinces/nakhon-sawan` in the project)."""
    return Path(os.environ.get("SAWAN_PROVINCE") or project() / "provinces" / "nakhon-sawan").absolute()


def project() -> Path:
    """The checkout that this program runs from; the current folder when it was installed without one."""
    checkout = Path(__file__).parents[2]
    return checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()


def run(group: click.Group, arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status; no exception gets past, no traceback is shown."""
    lang: str | None = None
    try:
        words = list(sys.argv[1:] if arguments is None else arguments)
        _write_utf8()
        lang, words = _language(words)
        result = group.main(words, prog_name="sawan", standalone_mode=False, obj={"lang": lang})
        sys.stdout.flush()
        return result if isinstance(result, int) else DONE
    except Refused as refusal:
        tell(refusal.problems, lang)
        return INPUT_IS_WRONG
    except NoAnswer as answer:
        tell([answer.problem], lang)
        return ANSWER_IS_NO
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message(), err=True)
        return INPUT_IS_WRONG
    except click.ClickException as wrong:
        tell([_usage(wrong)], lang)
        return INPUT_IS_WRONG
    except (click.Abort, KeyboardInterrupt):
        tell([Problem("stopped", "หยุดตามคำสั่ง ไม่มีข้อมูลใดถูกแก้ไข", "Stopped as asked; nothing was changed.")], lang)
        return INPUT_IS_WRONG
    except (BrokenPipeError, SystemExit):  # click leaves by the latter when nobody reads on
        _write_nowhere()
        return DONE
    except Exception as error:
        tell([_failure(error)], lang)
        return PROGRAM_FAILED


def _write_utf8() -> None:
    """Write UTF-8 whatever the locale says, and nowhere when standard output is closed."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open as long as the process
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _write_nowhere() -> None:
    """Let what is still to be written to a closed pipe vanish, so that the interpreter ends in peace."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _language(words: list[str]) -> tuple[str | None, list[str]]:
    """Take `--lang th|en` out of the words, wherever it stands; without it faults come in both languages."""
    for at, word in enumerate(words):
        if word != "--lang" and not word.startswith("--lang="):
            continue
        lang, after = (words[at + 1 : at + 2], at + 2) if word == "--lang" else ([word[7:]], at + 1)
        if lang not in (["th"], ["en"]):
            raise Refused(_no_language(*lang))
        return lang[0], words[:at] + words[after:]
    return None, words


def _no_language(said: str = "") -> Problem:
    return Problem(
        "usage",
        f"“{quote(said)}” ไม่ใช่ภาษาที่มี เขียน --lang th หรือ --lang en",
        f"“{quote(said)}” is no language of this program: write --lang th or --lang en.",
        field="--lang",
    )


def _usage(wrong: click.ClickException) -> Problem:
    said = wrong.format_message()
    return Problem("usage", f"คำสั่งไม่ถูกต้อง ({said}) ดูวิธีใช้ด้วย --help", f"The call is wrong: {said} See --help.")


def _failure(error: Exception) -> Problem:
    """Keep the traceback in a log file of the instance (else of the machine's temporary folder) and say where it is."""
    kind, log = (
        type(error).__name__,
        _write_log(f"{datetime.now(UTC).isoformat()} {sys.argv}\n{traceback.format_exc()}\n"),
    )
    return Problem(
        "program_failed",
        f"โปรแกรมขัดข้อง ({kind}) ข้อมูลเดิมยังอยู่ครบ รายละเอียดอยู่ที่ {log} โปรดส่งแฟ้มนี้ให้ผู้ดูแลระบบ",
        f"The program failed ({kind}); what was stored is safe. Details are in {log}: "
        "please send it to whoever looks after the system.",
    )


def _write_log(entry: str) -> Path | str:
    """Where the entry was written; "-" when no place takes it."""
    for folder in (_log_folder, _temporary_folder):
        try:
            log = folder() / "failures.log"
            log.parent.mkdir(parents=True, exist_ok=True)
            with log.open("a", encoding="utf-8") as page:
                page.write(entry)
        except (OSError, Refused):
            continue
        return log
    return "-"


def _log_folder() -> Path:
    return home() / "log"


def _temporary_folder() -> Path:
    import tempfile  # slow import

    return Path(tempfile.gettempdir()) / "sawan"
