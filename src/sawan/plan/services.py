"""What changes stored editions: loading a file, loading a province's folder, a step of the life, new targets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from sawan import tables
from sawan.people.audit import Actor, Outcome, change
from sawan.plan import edition_file, edition_patch, faults, life, nodes, official
from sawan.plan.edition import Edition
from sawan.plan.life import State
from sawan.plan.models import Edition as Row
from sawan.plan.models import Node
from sawan.plan.province import PlanFile, plan_paths, read_plans
from sawan.plan.target import Target
from sawan.plan.yaml_cursor import read_bytes
from sawan.problems import Refused


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading an edition did: its name, its state, and whether anything was new."""

    key: str
    state: State
    changed: bool


@change("plan.load", public=True)
def load(plan: PlanFile, *, by: Actor) -> Outcome[Loaded]:
    """Store an edition read by `province.read_plan`; a new one is a draft, the same text again changes nothing.

    Raises Refused when the edition is approved and its official text or targets would change.
    """
    row, changed = _store(plan, State.DRAFT)
    loaded = Loaded(str(row), State(row.state), changed)
    details = {"state": row.state, "digest": row.digest, "version": row.version}
    return Outcome(loaded, f"plan:{row}", details, changed=changed)


@change("plan.load_province", public=True)
def load_province(folder: Path | None = None, *, by: Actor) -> Outcome[str]:
    """Load every edition of a province's folder (the site's own by default), all or nothing, idempotently.

    They are what the province published: the newest is in force, the earlier ones are superseded; an edition that
    was drafted or approved here keeps its state. The answer names what was new, "" for nothing.
    """
    folder = folder or settings.SAWAN_PROVINCE
    if _is_loaded(folder):
        return Outcome("", f"plan:{folder.name}", {}, changed=False)
    plans = read_plans(folder)
    stored = [_store(plan, State.SUPERSEDED) for plan in plans]
    new = [row for row, changed in stored if changed]
    turned = _newest_in_force(plans[0].edition.province, plans)
    remark = ", ".join(str(row) for row in new)
    details = {"editions": [str(row) for row in new], "in_force": turned}
    return Outcome(remark, f"plan:{plans[0].edition.province}", details, changed=bool(new or turned))


@change("plan.approve", public=True)
def approve(key: str, *, by: Actor, version: int) -> Outcome[State]:
    """Record that the committee approved an edition after its hearing; its official text is fixed from now on.

    Raises Refused as `advance`.
    """
    return _advance(key, life.APPROVE, version)


@change("plan.advance", public=True)
def advance(key: str, step: str, *, by: Actor, version: int) -> Outcome[State]:
    """Take an edition a step further in its life (see `life.STEPS`, all but the approval).

    Putting one in force supersedes the other. Raises Refused when the edition is not there, was changed since
    `version`, or the step does not begin here.
    """
    if step == life.APPROVE:
        raise Refused(faults.approval_apart(key))
    return _advance(key, step, version)


@change("plan.retarget", public=True)
def retarget(key: str, code: str, targets: tuple[Target, ...], *, by: Actor, version: int) -> Outcome[int]:
    """Set the targets of a node of an edition that is not approved yet; the answer is the edition's new version.

    Every other line of the file stays as it is. Raises Refused when the edition or node is not there, the edition
    was changed since `version` or is approved, or a target is no target.
    """
    row = _row(key, version)
    if life.is_fixed(State(row.state)):
        raise Refused(faults.approved(key, key))
    old = tables.decode(key, bytes(row.file))
    try:
        text = edition_patch.with_targets(old, code, targets)
    except KeyError as error:
        raise Refused(
            faults.no_node(key, code, [one.code for one in nodes.of(edition_file.parse(old, key))])
        ) from error
    if text == old:
        return Outcome(row.version, f"plan:{key}", {}, changed=False)
    _fill(row, edition_file.parse(text, key), text.encode())
    details = {"code": code, "targets": [target.text for target in targets], "version": row.version}
    return Outcome(row.version, f"plan:{key}", details)


def _advance(key: str, step: str, version: int) -> Outcome[State]:
    row = _row(key, version)
    following = life.after(State(row.state), step)
    if following is None:
        raise Refused(faults.no_step(key, State(row.state), step))
    if following is State.IN_FORCE:
        _supersede(row.province)
    _turn(row, following)
    return Outcome(following, f"plan:{key}", {"step": step, "state": following.value})


def _is_loaded(folder: Path) -> bool:
    """Whether every file of the folder is stored byte for byte and one is in force: known without reading them."""
    digests = {sha256(read_bytes(path)).hexdigest() for path in plan_paths(folder)}
    stored = Row.objects.filter(digest__in=digests)
    return bool(digests) and stored.count() == len(digests) and stored.filter(state=State.IN_FORCE.value).exists()


def _store(plan: PlanFile, state_of_new: State) -> tuple[Row, bool]:
    """The row of an edition after storing it, and whether anything changed."""
    edition, digest = plan.edition, sha256(plan.content).hexdigest()
    year = edition.fiscal_year or 0  # a file without a year was refused when it was read
    row = Row.objects.filter(province=edition.province, fiscal_year=year).first()
    if row and row.digest == digest:
        return row, False
    if row is None:
        row = Row(province=edition.province, fiscal_year=year, state=state_of_new.value, version=0)
    elif life.is_fixed(State(row.state)) and row.official != official.fingerprint(edition):
        raise Refused(faults.approved(str(plan.path), str(row)))
    _fill(row, edition, plan.content)
    return row, True


def _fill(row: Row, edition: Edition, content: bytes) -> None:
    """Store an edition's file, its texts as rows, and a new version."""
    row.file, row.digest, row.official = content, sha256(content).hexdigest(), official.fingerprint(edition)
    row.version, row.loaded_at = row.version + 1, timezone.now()
    row.save()
    _store_nodes(row, edition)


def _store_nodes(row: Row, edition: Edition) -> None:
    """The texts of an edition as rows, written anew."""
    Node.objects.filter(edition=row).delete()
    Node.objects.bulk_create(
        Node(
            edition=row,
            kind=node.kind.value,
            code=node.code,
            parent=node.parent,
            position=position,
            th=node.wording.text.th,
            en=node.wording.text.en,
        )
        for position, node in enumerate(nodes.of(edition))
    )


def _newest_in_force(province: str, plans: Iterable[PlanFile]) -> str:
    """Put the newest published edition in force unless a newer one is already; the answer is its key or ""."""
    newest = max(plan.edition.fiscal_year or 0 for plan in plans)
    standing = Row.objects.filter(province=province, state=State.IN_FORCE.value).first()
    if standing and standing.fiscal_year >= newest:
        return ""
    row = Row.objects.get(province=province, fiscal_year=newest)
    if row.state != State.SUPERSEDED.value:
        return ""
    _supersede(province)
    _turn(row, State.IN_FORCE)
    return str(row)


def _supersede(province: str) -> None:
    for row in Row.objects.filter(province=province, state=State.IN_FORCE.value):
        _turn(row, State.SUPERSEDED)


def _turn(row: Row, state: State) -> None:
    row.state = state.value
    row.version += 1
    row.save(update_fields=["state", "version"])


def _row(key: str, version: int) -> Row:
    """The row of an edition, if nobody changed it since `version`."""
    code, _, year = key.partition("/")
    row = Row.objects.filter(province=code, fiscal_year=int(year) if year.isdigit() else 0).first()
    if row is None:
        raise Refused(faults.no_edition(key, [str(one) for one in Row.objects.all()]))
    if row.version != version:
        raise Refused(faults.changed_meanwhile(key))
    return row
