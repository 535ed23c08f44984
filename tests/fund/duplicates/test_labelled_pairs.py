"""Precision and recall on 471 labelled pairs of real names, and what blocking may not lose."""

import csv
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from sawan.fund.duplicates import Likeness, form, likeness
from sawan.fund.duplicates.blocking import candidate_pairs

PAIRS = Path(__file__).parents[1] / "data" / "duplicate-pairs.csv"
EDITIONS = "two editions of one list"


@pytest.fixture(scope="module")
def pairs() -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8-sig") as page:
        return list(csv.DictReader(page))


def rates(pairs: list[dict[str, str]], says_same: Callable[[Likeness], bool]) -> tuple[float, float]:
    """Precision and recall of a rule."""
    said = [(says_same(likeness(form(p["text_a"]), form(p["text_b"]))), p["same_project"] == "1") for p in pairs]
    hits = sum(yes and true for yes, true in said)
    return hits / sum(yes for yes, _ in said), hits / sum(true for _, true in said)


def test_at_80_precision_and_recall_are_not_under_98_and_98_percent(pairs: list[dict[str, str]]) -> None:
    typed = [pair for pair in pairs if pair["kind"] != EDITIONS]
    precision, recall = rates(typed, lambda alike: alike.score >= 80 and alike.may_be_one)
    assert len(typed) == 463
    assert precision >= 0.98
    assert recall >= 0.98


def test_at_90_precision_is_not_under_98_percent(pairs: list[dict[str, str]]) -> None:
    typed = [pair for pair in pairs if pair["kind"] != EDITIONS]
    precision, recall = rates(typed, lambda alike: alike.score >= 90 and alike.may_be_one)
    assert precision >= 0.98
    assert recall >= 0.96


def test_what_may_be_called_same_is_hardly_ever_wrong(pairs: list[dict[str, str]]) -> None:
    precision, recall = rates(pairs, lambda a: a.score >= 90 and a.may_be_one and not a.inserted)
    assert precision >= 0.985
    assert recall >= 0.93


def test_projects_in_two_editions_of_a_list_are_found(pairs: list[dict[str, str]]) -> None:
    editions = [pair for pair in pairs if pair["kind"] == EDITIONS]
    _, recall = rates(editions, lambda alike: (alike.score >= 80 and alike.may_be_one) or alike.contained)
    assert len(editions) == 8
    assert recall == 1


@pytest.mark.slow
def test_blocking_loses_no_pair_that_comparing_all_would_find(pairs: list[dict[str, str]]) -> None:
    names = list(dict.fromkeys(pair[side] for pair in pairs for side in ("text_a", "text_b")))
    forms = [form(name) for name in names]
    blocked = set(candidate_pairs([each.letters for each in forms]))
    for i, j in combinations(range(len(forms)), 2):
        alike = likeness(forms[i], forms[j], at_least=80)
        if alike.score >= 80 and alike.may_be_one:
            assert (i, j) in blocked, (names[i], names[j])
    assert len(blocked) < len(names) ** 2 / 40
