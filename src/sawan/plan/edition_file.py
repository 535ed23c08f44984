"""The file of an edition, read: `plan-2564.yaml` to `Edition`, with every fault by line and field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from sawan.plan import edition as tree
from sawan.plan import faults, target_file
from sawan.plan.edition import Edition
from sawan.plan.edition_rules import check
from sawan.plan.target import Target
from sawan.plan.yaml_cursor import Cursor, Page, decode, open_text
from sawan.problems import Problem
from sawan.texts import Text
from sawan.thai import BREAK

NONE_SET = "none set"
ROLES = ("lead", "support")
HAVE = ("yes", "partly", "no")
MONEY = ("provincial", "cluster", "ministry", "local")
STAGES = ("plan", "bill", "act", "transferred", "obligated", "paid")
TRUST = ("A", "B", "C")
TIES = ("proposal", "confirmed")

WORDING = ("th", "en", "phrases", "short")
EDITION = (
    "province", "fiscal_year", "last_year", "title", "source", "proposals", "vision", "objectives",
    "success_indicators", "missions", "issues", "note", "not_understood",
)  # fmt: skip
NEEDED = ("province", "fiscal_year", "issues")
ISSUE = ("code", *WORDING, "missions", "targets", "objectives", "measures", "strategies", "guidelines")
GUIDELINE = (
    "code", *WORDING, "letter", "missions", "success_indicators", "indicators", "targets", "projects", "owners",
    "links", "results_chain", "tuesday_question", "analysis", "modules", "needs", "page", "typical_projects", "remark",
)  # fmt: skip
PROJECT = (
    "id", "th", "en", "fiscal_year", "amount_baht", "money", "stage", "trust", "tie", "source", "covers", "targets",
)  # fmt: skip
_FILE_YEAR = re.compile(r"^plan-(\d{4})\.ya?ml$")
T = TypeVar("T")
Fields = Mapping[str, Cursor]


def read(path: Path, content: bytes) -> tuple[Edition, list[Problem]]:
    """The edition of a file of this content and the warnings about it; Refused with every fault there is."""
    page = Page(str(path))
    found = parse_page(decode(page.name, content), page)
    named = _FILE_YEAR.match(path.name)
    if named and found.fiscal_year and int(named[1]) != found.fiscal_year:
        page.problems.append(faults.name_and_year(page.name, 1, int(named[1]), found.fiscal_year))
    page.finish()
    return found, page.problems


def parse(text: str, name: str = "plan.yaml") -> Edition:
    """The edition of a YAML text; Refused as in `read`."""
    page = Page(name)
    found = parse_page(text, page)
    page.finish()
    return found


def parse_page(text: str, page: Page) -> Edition:
    """The edition as far as it can be read; faults and warnings are noted on the page."""
    fields = open_text(text, page, NEEDED).fields(EDITION, NEEDED)
    found = _edition(fields)
    check(found, fields, page)
    return found


def _edition(fields: Fields) -> Edition:
    return Edition(
        province=_text(fields, "province"),
        fiscal_year=fields["fiscal_year"].year() if "fiscal_year" in fields else None,
        last_year=fields["last_year"].year() if "last_year" in fields else None,
        title=_both(fields, "title"),
        source=_maybe(fields, "source", _source),
        proposals=_list(fields, "proposals", _proposal),
        vision=_maybe(fields, "vision", _vision),
        objectives=_list(fields, "objectives", Cursor.both),
        success_indicators=_list(fields, "success_indicators", _success_indicator),
        missions=_list(fields, "missions", _mission),
        issues=_list(fields, "issues", _issue),
        note=_maybe(fields, "note", lambda cursor: _wording(cursor.fields(WORDING, ("th",)))),
        not_understood=_list(fields, "not_understood", _unread),
    )


def _vision(cursor: Cursor) -> tree.Vision:
    fields = cursor.fields((*WORDING, "heading"), ("th",))
    return tree.Vision(_wording(fields), _text(fields, "heading"))


def _source(cursor: Cursor) -> tree.Source:
    fields = cursor.fields(("th", "en", "address"), ("th",))
    return tree.Source(_named(fields), _text(fields, "address"))


def _proposal(cursor: Cursor) -> tree.Proposal:
    fields = cursor.fields(("field", "th", "en"), ("field", "th"))
    return tree.Proposal(_text(fields, "field"), _named(fields))


def _unread(cursor: Cursor) -> tree.Unread:
    fields = cursor.fields(("line", "text"), ("line",))
    return tree.Unread(int(fields["line"].number()) if "line" in fields else 0, _text(fields, "text"))


def _wording(fields: Fields) -> tree.Wording:
    text, phrases = _named(fields), _text(fields, "phrases")
    if phrases and phrases.replace(BREAK, "") != text.th:
        fields["phrases"].fault(faults.other_phrases(*fields["phrases"].address()))
    return tree.Wording(text, phrases, _both(fields, "short"))


def _success_indicator(cursor: Cursor) -> tree.SuccessIndicator:
    fields = cursor.fields(("code", *WORDING, "indicators", "targets"), ("code", "th"))
    return tree.SuccessIndicator(
        _text(fields, "code"), _wording(fields), _texts(fields, "indicators"), _targets(fields)
    )


def _mission(cursor: Cursor) -> tree.Mission:
    fields = cursor.fields(("code", *WORDING), ("code", "th"))
    return tree.Mission(_text(fields, "code"), _wording(fields))


def _issue(cursor: Cursor) -> tree.Issue:
    fields = cursor.fields(ISSUE, ("code", "th"))
    return tree.Issue(
        code=_text(fields, "code"),
        wording=_wording(fields),
        missions=_texts(fields, "missions"),
        guidelines=_list(fields, "guidelines", _guideline),
        objectives=_list(fields, "objectives", Cursor.both),
        measures=_list(fields, "measures", Cursor.both),
        strategies=_list(fields, "strategies", Cursor.both),
        targets=_targets(fields),
    )


def _guideline(cursor: Cursor) -> tree.Guideline:
    fields = cursor.fields(GUIDELINE, ("code", "th"))
    return tree.Guideline(
        code=_text(fields, "code"),
        wording=_wording(fields),
        letter=_text(fields, "letter"),
        missions=_texts(fields, "missions"),
        success_indicators=_texts(fields, "success_indicators"),
        indicators=_texts(fields, "indicators"),
        targets=_targets(fields),
        projects=_list(fields, "projects", _project),
        owners=_list(fields, "owners", _owner),
        links=_maybe(fields, "links", _links),
        results_chain=_maybe(fields, "results_chain", _chain),
        tuesday_question=_both(fields, "tuesday_question"),
        analysis=_both(fields, "analysis"),
        modules=_texts(fields, "modules"),
        needs=_list(fields, "needs", _need),
        page=_maybe(fields, "page", _page_text),
        typical_projects=_list(fields, "typical_projects", _typical_project),
        remark=_text(fields, "remark"),
    )


def _owner(cursor: Cursor) -> tree.Owner:
    fields = cursor.fields(("role", "th", "en"), ("role", "th"))
    return tree.Owner(_named(fields), _word(fields, "role", ROLES))


def _links(cursor: Cursor) -> tree.Links:
    fields = cursor.fields(("national_strategy", "master_plans", "sdg"))
    return tree.Links(*(_texts(fields, name) for name in ("national_strategy", "master_plans", "sdg")))


def _chain(cursor: Cursor) -> tree.ResultsChain:
    needed = ("activity", "output", "outcome")
    fields = cursor.fields((*needed, "indicators", "assumptions"), needed)
    activity, output, outcome = (_both(fields, name) for name in needed)
    return tree.ResultsChain(activity, output, outcome, _texts(fields, "indicators"), _both(fields, "assumptions"))


def _need(cursor: Cursor) -> tree.Need:
    fields = cursor.fields(("th", "en", "have", "where"), ("th", "have"))
    return tree.Need(_named(fields), _word(fields, "have", HAVE), _text(fields, "where"))


def _page_text(cursor: Cursor) -> tree.PageText:
    fields = cursor.fields(("sentence", "chart"), ("sentence", "chart"))
    return tree.PageText(_both(fields, "sentence"), _both(fields, "chart"))


def _typical_project(cursor: Cursor) -> tree.TypicalProject:
    fields = cursor.fields(("name", "agency", "amount_baht", "source"), ("name", "agency", "source"))
    amount = fields["amount_baht"].number() if "amount_baht" in fields else None
    return tree.TypicalProject(_text(fields, "name"), _text(fields, "agency"), amount, _text(fields, "source"))


def _project(cursor: Cursor) -> tree.UmbrellaProject:
    needed = tuple(name for name in PROJECT if name not in ("en", "covers", "targets"))
    fields = cursor.fields(PROJECT, needed)
    return tree.UmbrellaProject(
        id=_text(fields, "id"),
        name=_named(fields),
        fiscal_year=fields["fiscal_year"].year() if "fiscal_year" in fields else 0,
        amount_baht=fields["amount_baht"].number() if "amount_baht" in fields else Decimal(0),
        money=_word(fields, "money", MONEY),
        stage=_word(fields, "stage", STAGES),
        trust=_word(fields, "trust", TRUST),
        tie=_word(fields, "tie", TIES),
        source=_text(fields, "source"),
        covers=_texts(fields, "covers"),
        targets=_targets(fields),
    )


def _targets(fields: Fields) -> tuple[Target, ...]:
    """A list of targets; `none set` says that the document gives none."""
    if "targets" not in fields or fields["targets"].is_text(NONE_SET):
        return ()
    return tuple(target_file.read(entry) for entry in fields["targets"].items())


def _text(fields: Fields, name: str) -> str:
    return fields[name].text() if name in fields else ""


def _texts(fields: Fields, name: str) -> tuple[str, ...]:
    return fields[name].texts() if name in fields else ()


def _both(fields: Fields, name: str) -> Text:
    return fields[name].both() if name in fields else tree.NOTHING


def _named(fields: Fields) -> Text:
    return Text(_text(fields, "th"), _text(fields, "en"))


def _word(fields: Fields, name: str, known: Iterable[str]) -> str:
    return fields[name].one_of(tuple(known)) if name in fields else ""


def _list(fields: Fields, name: str, read_one: Callable[[Cursor], T]) -> tuple[T, ...]:
    return tuple(read_one(entry) for entry in fields[name].items()) if name in fields else ()


def _maybe(fields: Fields, name: str, read_one: Callable[[Cursor], T]) -> T | None:
    return read_one(fields[name]) if name in fields else None
