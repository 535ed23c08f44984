"""Names of single indicators, without reading the whole catalogue: commands that need one or two stay quick."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from sawan.measure import catalogue
from sawan.texts import Text


def titles(codes: Collection[str]) -> Mapping[str, Text]:
    """The name of each indicator; Refused (`unknown_indicator`, with near codes) for one that the catalogue lacks."""
    found = {code: _title(code) for code in codes}
    return {code: name if name else catalogue.load().require(code).name for code, name in found.items()}


@cache
def _title(code: str) -> Text | None:
    """The name from the record's own lines, None when no page holds such a record."""
    from ruamel.yaml import YAML  # slow import

    record = re.compile(rf"^{re.escape(code)}:\n(?:  (?! |name:).*\n|   .*\n)*  name:\n((?:    .*\n)+)", re.MULTILINE)
    lines = next((found[1] for text in _pages() if (found := record.search(text))), None)
    if lines is None:
        return None
    name = YAML(typ="safe", pure=True).load(lines)
    return Text(name["th"], name["en"])


@cache
def _pages() -> tuple[str, ...]:
    return tuple(page.read_text(encoding="utf-8") for page in sorted(catalogue.shipped().glob("*.yaml")))
