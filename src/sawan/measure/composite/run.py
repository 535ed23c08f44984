"""A whole run: specification and data in, pages out; nothing is written before everything is computed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sawan.measure.composite import writing
from sawan.measure.composite.audit import audit
from sawan.measure.composite.contributions import changes
from sawan.measure.composite.faults import fault, warning
from sawan.measure.composite.panel import read_panel
from sawan.measure.composite.parsing import read_spec
from sawan.measure.composite.pipeline import compute, refusals_of
from sawan.measure.composite.remarks import remarks_on
from sawan.measure.composite.uncertainty import explore
from sawan.problems import Problem, Refused


@dataclass(frozen=True)
class Run:
    """The pages of a run by file name, and remarks on it."""

    pages: dict[str, writing.Page]
    remarks: tuple[Problem, ...]


def run(spec_path: Path, data_path: Path, draws: int | None = None, seed: int | None = None) -> Run:
    """Compute all pages of `sawan measure composite`; raises `Refused` with every fault found."""
    spec = read_spec(spec_path)
    panel = read_panel(data_path, spec.tree.indicators)
    if spec.uncertainty is not None:
        asked = spec.uncertainty
        draws = asked.draws if draws is None else draws
        seed = asked.seed if seed is None else seed
        spec = replace(spec, uncertainty=replace(asked, draws=draws, seed=seed))
    index = compute(spec, panel)
    pages = {
        "normalised.csv": writing.normalised_page(index),
        "scores.csv": writing.scores_page(index),
    }
    remarks: list[Problem] = [*remarks_on(spec)]
    if spec.uncertainty is not None:
        explored = explore(index, spec_path.parent)
        pages |= writing.uncertainty_pages(index, explored)
        remarks += explored.remarks
    with refusals_of(spec, panel):
        pages["audit.csv"] = writing.audit_page(audit(index))
        if len(panel.years) > 1:
            change = changes(index)
            pages["change.csv"] = writing.change_page(index, change)
            remarks += change.remarks
    return Run(pages, tuple(remarks))


def check_out(folder: Path, inputs: Iterable[Path]) -> None:
    """Refuse a folder in which an output would overwrite an input."""
    written = {(folder / name).resolve() for name in writing.FILES}
    for path in inputs:
        if path.resolve() in written:
            raise Refused(fault("out_is_input", file=str(folder), name=path.name))


def left_over(folder: Path, pages: Iterable[str]) -> Problem | None:
    """A remark on files of an earlier run that this one did not write."""
    old = [name for name in writing.FILES if name not in pages and (folder / name).exists()]
    return warning("old_files", file=str(folder), names=", ".join(old)) if old else None
