"""Small parts: lengths of modules and functions, arguments, names that say nothing."""

from __future__ import annotations

import ast
from statistics import median

from tests.house.source import PROJECT, functions, modules

LONGEST_MODULE, MEDIAN_MODULE = 500, 120
LONGEST_FUNCTION, MEDIAN_FUNCTION = 60, 10
MOST_POSITIONAL = 5
EMPTY_NAMES = {"utils.py", "helpers.py", "common.py", "base.py", "misc.py"}


def test_no_module_is_long() -> None:
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in modules()}
    assert not {str(file.relative_to(PROJECT)): n for file, n in lengths.items() if n > LONGEST_MODULE}
    assert median(lengths.values()) < MEDIAN_MODULE


def test_no_function_is_long() -> None:
    lengths = {place: (node.end_lineno or 0) - node.lineno + 1 for place, node in functions()}
    assert not {place: n for place, n in lengths.items() if n > LONGEST_FUNCTION}
    assert median(lengths.values()) < MEDIAN_FUNCTION


def test_no_function_takes_many_positional_arguments() -> None:
    assert not [place for place, node in functions() if len(_by_position(node)) > MOST_POSITIONAL]


def test_no_function_takes_a_bare_truth_value_by_position() -> None:
    assert not [place for place, node in functions() if any(_is_bool(arg) for arg in _by_position(node))]


def test_no_module_has_an_empty_name() -> None:
    assert not [file for file in modules() if file.name in EMPTY_NAMES]


def _by_position(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.arg]:
    """The arguments that may be given by position; click gives a command all its own by name."""
    if node.decorator_list and any("click." in ast.unparse(decorator) for decorator in node.decorator_list):
        return []
    named = [*node.args.posonlyargs, *node.args.args]
    return [arg for arg in named if arg.arg not in {"self", "cls"}]


def _is_bool(arg: ast.arg) -> bool:
    return isinstance(arg.annotation, ast.Name) and arg.annotation.id == "bool"
