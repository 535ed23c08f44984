"""YAML read as nodes that know their line and field, so that every fault has an address."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from sawan import tables
from sawan.fiscal import NotABuddhistYear, buddhist_year
from sawan.plan import faults
from sawan.problems import Problem, Refused
from sawan.texts import Text
from sawan.thai import to_arabic_digits

LARGEST = 2_000_000
DEEPEST = 30
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp"))
_NUMBER = re.compile(r"^[-−]?\d{1,3}(,\d{3})+(\.\d+)?$|^[-−]?\d+(\.\d+)?$")
_EMPTY = frozenset({"", "null", "~", "Null", "NULL"})


def read_file(path: Path) -> str:
    """The text of a YAML file in UTF-8 or TIS-620; Refused when missing, over 2 MB or in another encoding."""
    return decode(str(path), read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """The content of a YAML file; Refused when missing or over 2 MB."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise Refused(faults.no_file(str(path))) from error
    if size > LARGEST:
        raise Refused(faults.too_large(str(path), size, LARGEST))
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(faults.no_file(str(path))) from error


@dataclass
class Page:
    """The file being read: its name as the user gave it, and every fault found so far."""

    name: str
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def finish(self) -> None:
        """Raise Refused with all faults at once, if there are any; warnings refuse nothing."""
        if any(not problem.warning for problem in self.problems):
            raise Refused(self.problems)


def decode(name: str, content: bytes) -> str:
    """The text of a YAML file in UTF-8 or TIS-620; Refused for any other content."""
    try:
        return tables.decode(name, content)
    except Refused as refusal:
        raise Refused(faults.not_yaml(name)) from refusal


def open_text(text: str, page: Page, needed: Sequence[str] = ("fiscal_year",)) -> Cursor:
    """The root of a YAML text; Refused when it is broken, nested without end, or empty, naming the `needed` fields."""
    from ruamel.yaml import YAML  # slow import
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # slow import

    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Refused(faults.broken_yaml(page.name, mark.line + 1 if mark else None, error.problem or "")) from error
    except YAMLError as error:
        raise Refused(faults.broken_yaml(page.name, None, str(error))) from error
    except RecursionError as error:
        raise Refused(faults.too_deep(page.name)) from error
    if root is None:
        raise Refused([faults.missing(page.name, 1, name) for name in needed])
    return Cursor(page, root, "")


@dataclass(frozen=True)
class Cursor:
    """A node of the file at a field (`issues[0].guidelines[2].th`). Wrong kinds are noted and read as empty."""

    page: Page
    node: Any
    path: str

    @property
    def line(self) -> int:
        """Line of the file, from 1."""
        return int(self.node.start_mark.line) + 1

    def address(self) -> tuple[str, int, str]:
        """File, line and field, as the makers of faults take them."""
        return self.page.name, self.line, self.path

    def fault(self, problem: Problem) -> None:
        """Note a fault of this node."""
        self.page.problems.append(problem)

    def fields(self, known: Sequence[str], needed: Sequence[str] = ()) -> Mapping[str, Cursor]:
        """The keys of a mapping; unknown, doubled and missing keys are faults, empty ones are left out."""
        found: dict[str, Cursor] = {}
        for key, value in self._pairs():
            name = str(key.value)
            cursor = Cursor(self.page, value, f"{self.path}.{name}" if self.path else name)
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                self.fault(faults.unknown_field(*Cursor(self.page, key, cursor.path).address(), next(iter(near), None)))
            elif name in found:
                self.fault(faults.doubled(*Cursor(self.page, key, cursor.path).address(), name))
            else:
                found[name] = cursor
        found = {name: cursor for name, cursor in found.items() if not cursor.is_empty()}
        for name in needed:
            if name not in found:
                self.fault(faults.missing(self.page.name, self.line, f"{self.path}.{name}" if self.path else name))
        return found

    def entries(self) -> Iterator[tuple[str, Cursor]]:
        """The keys of a mapping whose keys are free, such as years."""
        for key, value in self._pairs():
            yield str(key.value), Cursor(self.page, value, f"{self.path}.{key.value}")

    def items(self) -> list[Cursor]:
        """The entries of a list."""
        if self.is_empty():
            return []
        if not self._is("seq") or not self._first_visit():
            self._wrong("รายการ (แต่ละข้อขึ้นต้นด้วย -)", "a list (each entry begins with -)")
            return []
        return [Cursor(self.page, entry, f"{self.path}[{at}]") for at, entry in enumerate(self.node.value)]

    def entries_again(self) -> list[Cursor]:
        """The entries of a list that was read already, for their lines."""
        nodes = self.node.value if self._is("seq") else []
        return [Cursor(self.page, entry, f"{self.path}[{at}]") for at, entry in enumerate(nodes)]

    def fields_again(self) -> list[tuple[str, Cursor]]:
        """The keys of a mapping that was read already, for their lines."""
        pairs = self.node.value if self._is("map") else []
        return [(str(key.value), Cursor(self.page, value, f"{self.path}.{key.value}")) for key, value in pairs]

    def text(self) -> str:
        """The text of a scalar as written, spaces at the ends cut."""
        if not self._is("scalar") or not self._first_visit():
            self._wrong("ข้อความ", "a text")
            return ""
        if str(self.node.tag) not in _PLAIN_TAGS:
            self.fault(faults.strange_tag(*self.address(), str(self.node.tag)))
        return str(self.node.value).strip()

    def texts(self) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(entry.text() for entry in self.items())

    def both(self) -> Text:
        """`{th, en}`; the Thai is needed."""
        fields = self.fields(("th", "en"), ("th",))
        return Text(*(fields[lang].text() if lang in fields else "" for lang in ("th", "en")))

    def one_of(self, known: Sequence[str]) -> str:
        """A word of a list."""
        word = self.text()
        if word not in known:
            self.fault(faults.not_one_of(*self.address(), word, known))
        return word

    def number(self) -> Decimal:
        """A number that is not negative; digits may be Thai and grouped by commas."""
        written = to_arabic_digits(self.text())
        if not _NUMBER.match(written):
            self.fault(faults.not_a_number(*self.address(), written))
            return Decimal(0)
        number = Decimal(written.replace(",", "").replace("−", "-"))
        if number < 0:
            self.fault(faults.negative(*self.address(), written))
        return number

    def year(self) -> int:
        """A B.E. year; a C.E. year is a fault that names the B.E. year."""
        return self._year(to_arabic_digits(self.text()))

    def _year(self, written: str) -> int:
        try:
            return buddhist_year(int(written))
        except NotABuddhistYear as error:
            self.fault(faults.not_buddhist(*self.address(), written, error.meant))
        except ValueError:
            self.fault(faults.not_buddhist(*self.address(), written, None))
        return 0

    def yearly(self) -> tuple[tuple[int | None, Decimal], ...]:
        """A number for each B.E. year (`2564: 12`); the key `any` is a number without a year."""
        found: list[tuple[int | None, Decimal]] = []
        for key, cursor in self.entries():
            found.append((None if key == "any" else cursor._year(to_arabic_digits(key)), cursor.number()))
        return tuple(found)

    def flag(self) -> bool:
        """`true` or `false`."""
        return self.one_of(("true", "false")) == "true"

    def is_empty(self) -> bool:
        """Whether nothing stands here."""
        return self._is("scalar") and str(self.node.value).strip() in _EMPTY and self.node.style is None

    def is_text(self, text: str) -> bool:
        """Whether this is a scalar of exactly this text."""
        return self._is("scalar") and str(self.node.value).strip() == text

    def _pairs(self) -> list[tuple[Any, Any]]:
        if not self._is("map") or not self._first_visit():
            self._wrong("กลุ่มของช่อง (ชื่อช่อง: ค่า)", "a group of fields (name: value)")
            return []
        return [(key, value) for key, value in self.node.value if self._plain_key(key)]

    def _plain_key(self, key: Any) -> bool:
        if key.id == "scalar":
            return True
        self.fault(faults.wrong_kind(*Cursor(self.page, key, self.path).address(), "ชื่อช่อง", "the name of a field"))
        return False

    def _is(self, kind: str) -> bool:
        return {"scalar": "scalar", "sequence": "seq", "mapping": "map"}[self.node.id] == kind

    def _first_visit(self) -> bool:
        """Whether this node was not read before: an alias makes the same node stand in two places."""
        if id(self.node) in self.page.seen or self.path.count(".") > DEEPEST:
            self.fault(faults.alias(*self.address()))
            return False
        self.page.seen.add(id(self.node))
        return True

    def _wrong(self, th: str, en: str) -> None:
        if id(self.node) not in self.page.seen:
            self.fault(faults.wrong_kind(*self.address(), th, en))
