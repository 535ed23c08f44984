"""A text in both languages, Thai first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["th", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """What is said in Thai (`th`, the official wording) and in English (`en`, may be empty)."""

    th: str
    en: str = ""

    def say(self, lang: str) -> str:
        """The text in `lang`; the Thai where no English was written, since the Thai is the official one."""
        return self.en if lang == "en" and self.en else self.th

    def as_json(self) -> dict[str, str]:
        """`{"th": ..., "en": ...}`, the form of every JSON answer."""
        return {"th": self.th, "en": self.en}

    def __bool__(self) -> bool:
        return bool(self.th or self.en)
