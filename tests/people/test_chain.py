"""The hash chain: whatever is altered in whatever entry, it shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sawan.people import chain

TEXT = st.text(max_size=20)
ENTRIES = st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT), min_size=1, max_size=8)


def _chain(entries: list[tuple[str, str, str, str]]) -> list[chain.Link]:
    previous, links = chain.START, []
    for at, words in enumerate(entries):
        link = chain.Link(previous, datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=at), *words)
        links.append(replace(link, sealed=link.hash()))
        previous = link.hash()
    return links


@given(ENTRIES)
def test_untouched_chain_is_whole(entries: list[tuple[str, str, str, str]]) -> None:
    assert chain.first_break(enumerate(_chain(entries))) is None


@given(ENTRIES, st.data())
def test_altered_entry_is_found(entries: list[tuple[str, str, str, str]], data: st.DataObject) -> None:
    links = _chain(entries)
    at = data.draw(st.integers(0, len(links) - 1))
    field = data.draw(st.sampled_from(["actor", "action", "subject", "details"]))
    links[at] = replace(links[at], **{field: getattr(links[at], field) + "x"})
    assert chain.first_break(enumerate(links)) == at


@given(ENTRIES.filter(lambda entries: len(entries) > 1), st.data())
def test_removed_entry_is_found_at_the_next(entries: list[tuple[str, str, str, str]], data: st.DataObject) -> None:
    links = list(enumerate(_chain(entries)))
    at = data.draw(st.integers(0, len(links) - 2))
    del links[at]
    assert chain.first_break(links) == at + 1


@given(st.dictionaries(st.text(max_size=5), st.none() | st.booleans() | st.integers() | TEXT))
def test_canonical_text_ignores_the_order_of_keys(details: dict[str, object]) -> None:
    assert chain.canonical(details) == chain.canonical(dict(reversed(details.items())))


def test_words_cannot_move_between_fields() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    one = chain.Link(chain.START, moment, "ab", "c", "", "")
    other = chain.Link(chain.START, moment, "a", "bc", "", "")
    assert one.hash() != other.hash()
