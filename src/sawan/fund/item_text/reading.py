"""One item text, read: where it is and how much it buys."""

from __future__ import annotations

from dataclasses import dataclass

from sawan.fund.item_text.gazetteer import Gazetteer, national
from sawan.fund.item_text.place import Place, find_place
from sawan.fund.item_text.quantity import Quantity, find_quantity
from sawan.thai import normalise, to_arabic_digits


@dataclass(frozen=True, slots=True)
class ItemText:
    """Place and quantity of one line of a budget, as its text gives them."""

    place: Place
    quantity: Quantity


def parse(text: str, unit: str = "", names: Gazetteer | None = None) -> ItemText:
    """Read an item text as printed in a budget or typed in a proposal.

    `unit` is the budget unit, which gives the province when the text names none; `names` the places to look
    among (default: the official register). A named place that lies elsewhere stays unmatched, with the reason.
    """
    plain = to_arabic_digits(normalise(text))
    return ItemText(find_place(plain, normalise(unit), names or national()), find_quantity(plain))
