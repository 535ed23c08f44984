"""Files as publishers give them, one module a layout: `recognise` tells it, `read` gives tidy rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from sawan.measure import faults
from sawan.measure.importers import ckan, dopa, nesdc_gpp, nesdc_hai, nso_workbook, px, sdmx, template
from sawan.measure.importing import workbook
from sawan.measure.importing.checking import AREA_COLUMNS
from sawan.measure.importing.marking import HEADING
from sawan.measure.importing.reading import Sheet, open_sheet
from sawan.problems import Refused
from sawan.thai import normalise

LAYOUTS: tuple[ModuleType, ...] = (template, nesdc_gpp, nesdc_hai, dopa, ckan, px, sdmx, nso_workbook)


def layout_of(path: Path) -> str:
    """The name of the layout of a file; `tidy` when no publisher's is recognised."""
    return next((str(layout.NAME) for layout in LAYOUTS if layout.recognise(path)), "tidy")


@contextmanager
def open_any(path: Path, name: str | None = None) -> Iterator[Sheet]:
    """Open a publisher's file or a tidy one for checking; `name` is what its sender calls it.

    Raises Refused as its reader does, and for a workbook that cannot be read without guessing.
    """
    name = name or path.name
    try:
        workbook.require_plain(path, name)
    except OSError as error:
        raise Refused(faults.unreadable(name)) from error
    for layout in LAYOUTS:
        if layout.recognise(path):
            yield _read(layout, path, name)
            return
    with open_sheet(path, name) as sheet:
        yield sheet


def column_names(path: Path) -> tuple[str, ...]:
    """What problems call the columns of a workbook's first sheet, in their order; () where it cannot be read."""
    import python_calamine  # slow import

    try:
        rows = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(nrows=1)
    except (python_calamine.CalamineError, IndexError):
        return ()
    headings = [normalise(str(cell)) for cell in rows[0]] if rows else []
    return tuple(template.HEADINGS.get(heading, _problem_name(heading)) for heading in headings)


def _problem_name(heading: str) -> str:
    """Problems call every column of areas `area`."""
    small = heading.casefold()
    return "area" if small in AREA_COLUMNS else heading if heading == HEADING else small


def _read(layout: ModuleType, path: Path, name: str) -> Sheet:
    """The rows of a publisher's file under the name that its sender gave it."""
    try:
        found: Sheet = layout.read(path).sheet()
    except Refused as refusal:
        raise Refused([replace(problem, file=name) for problem in refusal.problems]) from refusal
    return replace(found, name=name)
