"""The strategy at a glance in the terminal: the success indicators with value, year and rank, and what is new."""

from __future__ import annotations

from collections.abc import Iterator

from sawan.areas import register
from sawan.evaluate import queries as evaluate
from sawan.plan.edition import Edition
from sawan.publish.portal import frame, home, success
from sawan.publish.portal.success import Card
from sawan.texts import Text

MOST_NEWS = 3
VALUE_WIDTH = 10
NOTHING = Text("ยังไม่มีฉบับแผนในระบบ", "No edition of a plan is loaded yet.")
NEWS = Text("มีอะไรใหม่", "What is new")


def lines(lang: str | None) -> Iterator[str]:
    """The lines to print in `lang`; Thai and then English when it is None."""
    edition = frame.edition_in_force()
    for said in ("th", "en") if lang is None else (lang,):
        yield from _of_edition(edition, said) if edition else [NOTHING.say(said)]
        yield ""


def _of_edition(edition: Edition, lang: str) -> Iterator[str]:
    yield _title(edition).say(lang)
    for card in success.cards(edition, evaluate.statuses(edition, frame.today()), lang):
        yield from _of_card(card, lang)
    news = home.what_changed(edition)[:MOST_NEWS]
    if news:
        yield NEWS.say(lang)
    yield from (f"  • {change.headline.say(lang)}" for change in news)


def _of_card(card: Card, lang: str) -> Iterator[str]:
    """The value with its name and year, then the lines of the card beneath."""
    value = f"{card.value} {card.unit.say(lang)}".strip() or "—"
    year = card.year_label.say(lang)
    yield f"  {value:<{VALUE_WIDTH}}{card.short.say(lang)}{' · ' + year if year else ''}"
    yield from (" " * (VALUE_WIDTH + 2) + line.say(lang) for line in card.lines)


def _title(edition: Edition) -> Text:
    year, name = edition.fiscal_year, register.get(edition.province).name
    return Text(
        f"ยุทธศาสตร์การพัฒนาจังหวัด{name.th} ปีงบประมาณ {year}",
        f"{name.en} Provincial Development Strategy, fiscal year B.E. {year}",
    )
