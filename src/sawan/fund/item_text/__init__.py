"""Item texts of Thai budgets: place and quantity read by rules, with what could not be read said."""

from sawan.fund.item_text.gazetteer import Gazetteer, gazetteer, national
from sawan.fund.item_text.place import Place, Unmatched, find_place
from sawan.fund.item_text.quantity import Amount, Area, Quantity, Stations, find_quantity
from sawan.fund.item_text.reading import ItemText, parse

__all__ = [
    "Amount",
    "Area",
    "Gazetteer",
    "ItemText",
    "Place",
    "Quantity",
    "Stations",
    "Unmatched",
    "find_place",
    "find_quantity",
    "gazetteer",
    "national",
    "parse",
]
