"""Texts of the plan as pages need them: with the phrase breaks that were stored."""

from __future__ import annotations

from sawan.plan.edition import Wording
from sawan.texts import Text


def breakable(wording: Wording) -> Text:
    """The official Thai with its stored breaks (plain where none are stored) and the working translation."""
    return Text(wording.phrases or wording.text.th, wording.text.en)


def short(wording: Wording) -> Text:
    """The editorial short name where there is one, else the official text."""
    return wording.short or wording.text
