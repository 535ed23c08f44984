"""What pages, commands, documents and later rooms ask about editions; every answer carries the data version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from django.conf import settings

from sawan import tables
from sawan.areas import names
from sawan.fiscal import NotABuddhistYear, buddhist_year
from sawan.people.queries import data_version
from sawan.plan import difference as differences
from sawan.plan import edition_file, faults, nodes
from sawan.plan.difference import Change
from sawan.plan.edition import Edition, Guideline, Issue, UmbrellaProject
from sawan.plan.life import State
from sawan.plan.models import Edition as Row
from sawan.plan.nodes import Kind, Node
from sawan.plan.province import Province, read_province
from sawan.plan.target import Target
from sawan.problems import Refused
from sawan.thai import to_arabic_digits


@dataclass(frozen=True, slots=True)
class EditionInfo:
    """An edition as lists show it; `version` is what a change of it has to name."""

    province: str
    fiscal_year: int
    state: State
    version: int
    loaded_at: datetime
    data_version: int

    @property
    def key(self) -> str:
        """`60/2564`."""
        return f"{self.province}/{self.fiscal_year}"


@dataclass(frozen=True, slots=True)
class StoredEdition:
    """An edition with its whole tree and its file as it was loaded."""

    info: EditionInfo
    tree: Edition
    file: bytes

    @property
    def text(self) -> str:
        """The file as text."""
        return tables.decode(self.info.key, self.file)


@dataclass(frozen=True, slots=True)
class FoundNode:
    """A node of an edition; `issue` is the issue that it is or belongs to, `guideline` the guideline that it is."""

    edition: EditionInfo
    node: Node
    issue: Issue | None
    guideline: Guideline | None


@dataclass(frozen=True, slots=True)
class NodeTarget:
    """A target with the node it stands under; `project` names the money line whose target it is, "" for the plan's own.

    `source` says which document set it.
    """

    edition: str
    code: str
    target: Target
    project: str
    source: str


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A line of money under a guideline."""

    edition: str
    code: str
    project: UmbrellaProject


@dataclass(frozen=True, slots=True)
class Difference:
    """The changes from one edition to another."""

    old: EditionInfo
    new: EditionInfo
    changes: tuple[Change, ...]
    data_version: int


def province() -> Province:
    """Whose site this is, from the folder of the strategy; Refused when the folder is wrong."""
    return read_province(settings.SAWAN_PROVINCE)


def editions(province: str = "") -> tuple[EditionInfo, ...]:
    """All editions (of a province), oldest first; two queries."""
    rows = Row.objects.defer("file").order_by("province", "fiscal_year")
    now = data_version()
    return tuple(_info(row, now) for row in (rows.filter(province=province) if province else rows))


def edition(province: str, fiscal_year: int) -> StoredEdition:
    """An edition with its tree; Refused when it is not there, naming those that are."""
    row = Row.objects.filter(province=province, fiscal_year=fiscal_year).first()
    if row is None:
        raise Refused(faults.no_edition(f"{province}/{fiscal_year}", [info.key for info in editions(province)]))
    return _stored(row)


def edition_named(name: str) -> StoredEdition:
    """The edition of a name such as `60/2564` or `นครสวรรค์/2564`; Refused when it is not one, or not there."""
    code, _, year = to_arabic_digits(name.strip()).partition("/")
    if not (code and year.isdigit()):
        raise Refused(faults.no_edition(name, [info.key for info in editions()]))
    try:
        return edition(_province_code(code), buddhist_year(int(year)))
    except NotABuddhistYear as error:
        raise Refused(faults.not_buddhist(None, None, None, year, error.meant)) from error


def _province_code(name: str) -> str:
    """The code of a province written as `60`, `TH-60` or by name; what is no province stays as written."""
    found = [area.code for area in names.candidates(name, "province")]
    return found[0] if len(found) == 1 else name


def current(province: str = "") -> StoredEdition | None:
    """The edition in force of a province (of the site's own when none is named); None before there is one."""
    code = province or read_province(settings.SAWAN_PROVINCE).code
    row = Row.objects.filter(province=code, state=State.IN_FORCE.value).first()
    return _stored(row) if row else None


def node(province: str, fiscal_year: int, code: str) -> FoundNode:
    """A node by its code (`1.3`, `1`, `M2`, `K1`, `vision`); Refused when the edition has none of it."""
    found = edition(province, fiscal_year)
    for one in nodes.of(found.tree):
        if one.code == code:
            issue = next((issue for issue in found.tree.issues if issue.code in (one.code, one.parent)), None)
            line = next((line for line in found.tree.guidelines if line.code == code), None)
            return FoundNode(found.info, one, issue, line)
    raise Refused(faults.no_node(found.info.key, code, [one.code for one in nodes.of(found.tree)]))


def targets(province: str, *, indicator: str = "", year: int | None = None) -> tuple[NodeTarget, ...]:
    """Targets of all editions of a province, those of money lines included; narrowed by indicator and B.E. year."""
    found: list[NodeTarget] = []
    for row in Row.objects.filter(province=province):
        found += _targets_of(_stored(row))
    return tuple(
        one
        for one in found
        if (not indicator or one.target.indicator == indicator)
        and (year is None or one.target.number(year) is not None)
    )


def money(province: str, fiscal_year: int) -> tuple[MoneyLine, ...]:
    """The lines of money for a fiscal year, by guideline; empty where no document was read."""
    return tuple(
        MoneyLine(f"{row.province}/{row.fiscal_year}", line.code, project)
        for row in Row.objects.filter(province=province)
        for line in _stored(row).tree.guidelines
        for project in line.projects
        if project.fiscal_year == fiscal_year
    )


def money_by_guideline(province: str, fiscal_year: int) -> dict[str, Decimal]:
    """Guideline -> baht of a fiscal year, of the province's own budget only."""
    sums: dict[str, Decimal] = {}
    for line in money(province, fiscal_year):
        if line.project.money == "provincial":
            sums[line.code] = sums.get(line.code, Decimal(0)) + line.project.amount_baht
    return sums


def difference(old: str, new: str) -> Difference:
    """The changes from one edition to another, both named as `60/2563`; Refused when one is not there."""
    before, after = edition_named(old), edition_named(new)
    changes = differences.between(before.tree, after.tree)
    return Difference(before.info, after.info, changes, after.info.data_version)


@lru_cache(maxsize=64)
def tree_of(name: str, file: bytes) -> Edition:
    """The tree of a stored file, read once in a process."""
    return edition_file.parse(tables.decode(name, file), name)


def _stored(row: Row) -> StoredEdition:
    file = bytes(row.file)
    return StoredEdition(_info(row, data_version()), tree_of(str(row), file), file)


def _info(row: Row, version: int) -> EditionInfo:
    return EditionInfo(row.province, row.fiscal_year, State(row.state), row.version, row.loaded_at, version)


def _targets_of(stored: StoredEdition) -> list[NodeTarget]:
    key, tree = stored.info.key, stored.tree
    own = tree.title.th or key
    found = [
        NodeTarget(key, one.code, target, "", own)
        for one in nodes.of(tree)
        if one.kind is not Kind.VISION
        for target in one.targets
    ]
    found += [
        NodeTarget(key, line.code, target, project.name.th, project.source)
        for line in tree.guidelines
        for project in line.projects
        for target in project.targets
    ]
    return found
