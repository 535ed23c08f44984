"""A refusal: what is wrong, where, and what to do, in Thai and English."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in what somebody gave us, addressed so that they can mend it.

    `th` and `en` are whole sentences that end with what to do. `file` is the name as the user gave it, `row`
    counts from 1 (the header of a table is row 1; the line of a YAML file), `field` is the column or key.
    `code` is a stable short name for programs (`unknown_area`). A `warning` is told but refuses nothing.
    """

    code: str
    th: str
    en: str
    file: str | None = None
    row: int | None = None
    field: str | None = None
    warning: bool = False

    def text(self, lang: str | None = None) -> str:
        """The sentence in `lang` ("th" or "en"); both, Thai first, when `lang` is None."""
        if lang is None:
            return f"{self.th} / {self.en}"
        return self.th if lang == "th" else self.en

    def line(self, lang: str | None = None) -> str:
        """`FILE:ROW: FIELD: sentence`, leaving out the parts that do not apply."""
        place = ":".join(str(part) for part in (self.file, self.row) if part is not None)
        return ": ".join(part for part in (place, self.field, self.text(lang)) if part)


class Refused(Exception):
    """Input was refused; carries every problem found, and nothing was changed."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        found = (problems,) if isinstance(problems, Problem) else tuple(problems)
        if not found:
            raise AssertionError("Refused needs at least one problem")
        self.problems: tuple[Problem, ...] = found
        super().__init__("\n".join(problem.line("en") for problem in found))


class NoAnswer(Exception):
    """The call was right and the answer is no (exit status 1): no value, no selection."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.line("en"))


def quote(value: object) -> str:
    """A value as shown in a sentence: one line, cut to 80 characters."""
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
