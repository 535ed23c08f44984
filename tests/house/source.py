"""The source as the tests of the house see it: its files, and the parts that have a fixed name in every room."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parents[2]
SOURCE = PROJECT / "src" / "sawan"
ROOMS = ("areas", "people", "measure", "plan", "fund", "deliver", "evaluate", "publish")
FURNITURE = {
    *("models", "queries", "services", "forms", "views", "api", "commands", "tasks", "urls"),
    *("apps", "admin", "migrations", "templatetags", "middleware"),
    "portal",  # public pages that join rooms
}
"""The parts of a room that may know Django; every other module is a core."""
OPEN = {"sawan.people.audit", "sawan.people.accounts", "sawan.people.signed_in", "sawan.people.cached"}
"""Modules outside the furniture that know Django: the decorator of services, sign-in, the shelf of pages."""


@cache
def modules() -> tuple[Path, ...]:
    """Every module that we write; migrations are written by Django."""
    return tuple(file for file in sorted(SOURCE.rglob("*.py")) if "migrations" not in file.parts)


def dotted(file: Path) -> str:
    """The name under which a module is imported."""
    parts = file.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_core(name: str) -> bool:
    """Whether a module must stay free of Django."""
    parts = name.split(".")[1:]
    return bool(parts) and parts[0] != "site" and not FURNITURE & set(parts) and name not in OPEN


@cache
def tree(file: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(file.read_text(encoding="utf-8"))


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every function and method with its place."""
    for file in modules():
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{file.relative_to(PROJECT)}:{node.lineno} {node.name}", node


def tracked() -> list[Path]:
    """Every file that git keeps."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True).stdout
    return [PROJECT / name for name in listed.decode().split("\0") if name and (PROJECT / name).is_file()]
