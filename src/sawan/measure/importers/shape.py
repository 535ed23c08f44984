"""What every importer gives: the rows of a publisher's file in the columns of the tidy file."""

from __future__ import annotations

from dataclasses import dataclass

from sawan.measure.importing.reading import Sheet


@dataclass(frozen=True, slots=True)
class Tidy:
    """Columns of the tidy file, and each row with the number of the line that it was read from."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def sheet(self) -> Sheet:
        """The rows as a file that is open for checking."""
        return Sheet(self.name, self.columns, self.columns, ((number, list(cells)) for number, cells in self.rows))
