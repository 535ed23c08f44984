"""What of an edition is official and fixed by its approval, as one comparable value."""

from __future__ import annotations

from hashlib import sha256

from sawan.plan.edition import Edition, Guideline, Issue


def fingerprint(edition: Edition) -> str:
    """A hash of the official part: place, years, every Thai text with its code, and the document's own targets.

    Translations, short names, line breaks, owners, links, money of other documents and everything else that the
    edition marks as a proposal may be mended later without touching it.
    """
    official = (
        edition.province,
        edition.fiscal_year,
        edition.last_year,
        edition.vision.wording.text.th if edition.vision else "",
        tuple(text.th for text in edition.objectives),
        tuple((one.code, one.wording.text.th, one.targets) for one in edition.success_indicators),
        tuple((one.code, one.wording.text.th) for one in edition.missions),
        tuple(_issue(issue) for issue in edition.issues),
        edition.note.text.th if edition.note else "",
    )
    return sha256(repr(official).encode()).hexdigest()


def _issue(issue: Issue) -> tuple[object, ...]:
    texts = (*issue.objectives, *issue.measures, *issue.strategies)
    guidelines = tuple(_guideline(guideline) for guideline in issue.guidelines)
    return (issue.code, issue.wording.text.th, issue.targets, tuple(text.th for text in texts), guidelines)


def _guideline(guideline: Guideline) -> tuple[object, ...]:
    return (guideline.code, guideline.letter, guideline.wording.text.th, guideline.targets)
