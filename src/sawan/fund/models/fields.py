"""Money in the database: whole satang, so that sums are exact on every engine."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models.expressions import Combinable

from sawan.money import from_satang, to_satang


class MoneyField(models.BigIntegerField):  # type: ignore[type-arg]
    """Baht as Decimal in Python, whole satang as an integer in the database; sums stay Decimal baht."""

    _pyi_private_set_type: Decimal | int | Combinable  # type: ignore[assignment]
    _pyi_private_get_type: Decimal  # type: ignore[assignment]
    _pyi_lookup_exact_type: Decimal | int  # type: ignore[assignment]

    description = "An amount of money in baht"

    def from_db_value(self, value: int | None, *_: Any) -> Decimal | None:
        """Satang from the database as baht."""
        return None if value is None else from_satang(int(value))

    def to_python(self, value: Any) -> Decimal | None:
        """Baht from what a form or a fixture gives."""
        return None if value is None else Decimal(value)

    def get_prep_value(self, value: Any) -> int | None:
        """Satang for the database; ValueError when baht have parts of a satang."""
        return None if value is None else to_satang(Decimal(value))
