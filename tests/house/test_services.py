"""What is stored changes in services only, and every service is a declared change."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

from tests.house.source import PROJECT, ROOMS, dotted, modules, tree

from sawan.people.audit import ACTIONS
from sawan.people.permissions import ROLES, RULES

WRITES = re.compile(
    r"\.objects\.(create|bulk_create|bulk_update|update_or_create|get_or_create)\(|\.save\(|\.delete\(\)"
)
WRITERS = ("services", "audit.py", "migrations", "restore.py")


def _services() -> list[Path]:
    found = [file for file in modules() if "services" in file.with_suffix("").parts]
    return [file for file in found if file.relative_to(PROJECT).parts[2] in ROOMS]


def test_every_public_service_is_a_declared_change() -> None:
    bare = []
    for file in _services():
        module = importlib.import_module(dotted(file))
        declared = set(ACTIONS.values())
        for node in tree(file).body:
            public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if public and getattr(module, node.name) not in declared:
                bare.append(f"{dotted(file)}.{node.name}")
    assert not bare


def test_every_service_takes_the_actor_by_name() -> None:
    for file in _services():
        for node in tree(file).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                assert "by" in [arg.arg for arg in node.args.kwonlyargs], f"{dotted(file)}.{node.name}"


def test_every_declared_action_stands_in_the_permission_table() -> None:
    for file in _services():
        importlib.import_module(dotted(file))
    declared = {action for action, service in ACTIONS.items() if service.__module__.startswith("sawan.")}
    assert not declared - set(RULES)


def test_every_action_in_the_table_is_asked_for_somewhere() -> None:
    tables = {"permissions.py", "actions.py"}
    source = "".join(file.read_text("utf-8") for file in modules() if file.name not in tables)
    assert not [action for action in RULES if f'"{action}"' not in source]


def test_every_role_in_the_table_exists() -> None:
    assert {role for rule in RULES.values() for role in rule} <= set(ROLES)


def test_nothing_is_stored_outside_services() -> None:
    found = []
    for file in modules():
        place = str(file.relative_to(PROJECT))
        if not any(writer in place for writer in WRITERS):
            found += [
                f"{place}: {line.strip()}" for line in file.read_text("utf-8").splitlines() if WRITES.search(line)
            ]
    assert not found


def test_transactions_are_opened_by_the_decorator_only() -> None:
    opened = [str(file.relative_to(PROJECT)) for file in modules() if "atomic(" in file.read_text("utf-8")]
    assert set(opened) <= {"src/sawan/people/audit.py", "src/sawan/site/backup.py", "src/sawan/site/restore.py"}
