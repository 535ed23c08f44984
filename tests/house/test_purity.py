"""Cores compute and know no Django: no chain of imports leads there, and they import where it is missing."""

from __future__ import annotations

import subprocess
import sys

import grimp
import pytest
from tests.house.source import dotted, is_core, modules

CORES = sorted(name for name in map(dotted, modules()) if is_core(name))

WITHOUT_DJANGO = """
import importlib, sys
class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "allauth", "ninja"}:
            raise ImportError("a core asked for " + name)
sys.meta_path.insert(0, Wall())
failed = []
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except ImportError as error:
        failed.append(f"{name}: {error}")
print("\\n".join(failed))
"""


def test_no_core_reaches_django_by_any_chain() -> None:
    graph = grimp.build_graph("sawan", include_external_packages=True, exclude_type_checking_imports=True)
    graph.remove_import(importer="sawan.console", imported="django")  # start_django() imports it when called
    chains = {
        core: graph.find_shortest_chain(importer=core, imported="django") for core in CORES if core in graph.modules
    }
    assert not {core: chain for core, chain in chains.items() if chain}


@pytest.mark.slow
def test_every_core_imports_without_django() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_DJANGO, *CORES], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


def test_importing_a_room_costs_nothing() -> None:
    program = "import sys, sawan.people, sawan.measure, sawan.plan, sawan.fund, sawan.publish; print(len(sys.modules))"
    bare = "import sys; print(len(sys.modules))"
    loaded = [int(subprocess.check_output([sys.executable, "-c", text])) for text in (program, bare)]
    assert loaded[0] - loaded[1] <= 6
