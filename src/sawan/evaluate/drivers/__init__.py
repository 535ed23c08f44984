"""What drove a change: contributions that add up to it exactly."""

from sawan.evaluate.drivers.index import geometric, product, shapley, sum_of_products
from sawan.evaluate.drivers.parts import Parts
from sawan.evaluate.drivers.sectors import Year, linked, yearly
from sawan.evaluate.drivers.shares import Shift, local_split, mean_over_areas, shift_share, yearly_shift_share

__all__ = [
    "Parts",
    "Shift",
    "Year",
    "geometric",
    "linked",
    "local_split",
    "mean_over_areas",
    "product",
    "shapley",
    "shift_share",
    "sum_of_products",
    "yearly",
    "yearly_shift_share",
]
