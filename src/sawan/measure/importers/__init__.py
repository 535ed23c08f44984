"""Files as publishers give them, one module a layout: `recognise` tells it, `read` gives tidy rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from sawan.measure.importers import ckan, dopa, nesdc_gpp, nesdc_hai
from sawan.measure.importing.reading import Sheet, open_sheet

LAYOUTS: tuple[ModuleType, ...] = (nesdc_gpp, nesdc_hai, dopa, ckan)


def layout_of(path: Path) -> str:
    """The name of the layout of a file; `tidy` when no publisher's is recognised."""
    return next((str(layout.NAME) for layout in LAYOUTS if layout.recognise(path)), "tidy")


@contextmanager
def open_any(path: Path, name: str | None = None) -> Iterator[Sheet]:
    """Open a publisher's file or a tidy one for checking; raises Refused as its reader does."""
    for layout in LAYOUTS:
        if layout.recognise(path):
            yield layout.read(path).sheet()
            return
    with open_sheet(path, name) as sheet:
        yield sheet
