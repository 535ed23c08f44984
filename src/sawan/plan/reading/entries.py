"""What grows while a document is read: entries of lists, issues with their lists, the draft as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from sawan.plan.reading.lines import Line
from sawan.thai import fold

_OPENING, _CLOSING = "([{“", ")]}”"


@dataclass
class Entry:
    """A text of the plan as read so far, with the mark and the line at which it began.

    `phrases` says that its lines are phrases parted by spaces, as visions are set.
    """

    text: str
    line: Line
    style: str = ""
    numbers: tuple[int, ...] = ()
    last: Line | None = None
    phrases: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a bracket or quotation is open: the text goes on wherever it stands."""
        return any(
            self.text.count(left) > self.text.count(right) for left, right in zip(_OPENING, _CLOSING, strict=True)
        )

    def append(self, line: Line, *, spaced: bool = False) -> None:
        """Go on with the next line; Thai runs on without a space unless `spaced`."""
        tight = not self.text or (not spaced and _in_thai(self.text[-1]) and _in_thai(line.text[0]))
        self.text += ("" if tight else " ") + line.text
        self.last = line

    def same_as(self, text: str) -> bool:
        """Whether a text reads the same, spaces and marks aside."""
        return bool(text) and _folded(self.text) == _folded(text)


@dataclass
class IssueEntry(Entry):
    """An issue as read so far, with the lists under it by their kind (see `headings`).

    `guidelines_are` is the heading under which its guidelines stand: แนวทาง or กลยุทธ์.
    """

    lists: dict[str, list[Entry]] = field(default_factory=dict)
    guidelines_are: str = ""

    def list_of(self, kind: str) -> list[Entry]:
        """The list of a kind, created when first asked for."""
        return self.lists.setdefault(kind, [])


@dataclass
class Draft:
    """Everything that was found in a document, still with its lines."""

    titles: list[Line] = field(default_factory=list)
    vision: Entry | None = None
    vision_heading: str = ""
    goal: Entry | None = None
    objectives: list[Entry] = field(default_factory=list)
    success: list[Entry] = field(default_factory=list)
    missions: list[Entry] = field(default_factory=list)
    issues: list[IssueEntry] = field(default_factory=list)
    note: Entry | None = None
    rest: list[Line] = field(default_factory=list)

    @property
    def found(self) -> int:
        """How many texts of a plan were recognised."""
        counts = (len(self.objectives), len(self.success), len(self.missions), len(self.issues))
        return sum(counts) + sum(entry is not None for entry in (self.vision, self.goal))


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return fold(text)


def _in_thai(letter: str) -> bool:
    return "\u0e01" <= letter <= "\u0e4e"
