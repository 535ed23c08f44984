"""Where personal data is kept: each room declares its fields, so that a person's data can be given out or erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Declared:
    """Fields of a model that hold personal data, why they are kept, and the field that names the person."""

    model: type[Model]
    fields: tuple[str, ...]
    purpose: tuple[str, str]
    person: str


DECLARED: dict[str, Declared] = {}
"""Label of the model -> what was declared."""


def declare(model: type[Model], fields: Sequence[str], purpose: tuple[str, str], *, person: str = "") -> None:
    """Say that `fields` of `model` hold personal data, kept for `purpose` (Thai, English).

    `person` is the foreign key (or `pk`) that leads to the user; empty when the person is no user of the system
    (a contact of a project), whose data is then looked up by value.
    """
    DECLARED[model._meta.label] = Declared(model, tuple(fields), purpose, person)
