"""Uploads that wait to be confirmed: kept in the instance by the hash of their bytes, thrown away after a day."""

from __future__ import annotations

import hashlib
import io
import json
import re
import time
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path

from sawan.measure import faults
from sawan.measure.importing.reading import GZIP, WORKBOOK
from sawan.problems import Refused

LARGEST = 5 * 1024 * 1024
"""Bytes of an upload; larger files go through `sawan measure import`."""
KEPT = 24 * 3600
"""Seconds for which an upload that nobody confirms is kept."""

_HASH = re.compile(r"[0-9a-f]{64}")
_ENDING = re.compile(r"\.[a-z0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A kept file: the hash of its bytes, what its sender calls it, and the source of rows that name none."""

    hash: str
    name: str
    source: str = ""


def path(folder: Path, upload: Upload) -> Path:
    """Where the bytes of an upload stand: under their hash, with the ending of its name, by which layouts are told."""
    ending = Path(upload.name).suffix.lower()
    return folder / (upload.hash + (ending if _ENDING.fullmatch(ending) else ""))


def keep(folder: Path, name: str, content: bytes, source: str = "") -> Upload:
    """Keep an upload; the same bytes are kept once.

    Raises Refused for a file that is empty, too large or no table.
    """
    _inspect(name, content)
    upload = Upload(hashlib.sha256(content).hexdigest(), name, source)
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder)
    _write(path(folder, upload), content)
    _write(_record(folder, upload.hash), json.dumps(asdict(upload), ensure_ascii=False).encode())
    return upload


def find(folder: Path, key: str) -> Upload | None:
    """The upload with this hash, None when it is not kept (any more)."""
    if not _HASH.fullmatch(key):
        return None
    try:
        upload = Upload(**json.loads(_record(folder, key).read_bytes()))
    except FileNotFoundError:
        return None
    return upload if path(folder, upload).is_file() else None


def drop(folder: Path, upload: Upload) -> None:
    """Throw an upload away once it is stored."""
    for page in (path(folder, upload), _record(folder, upload.hash)):
        page.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Throw away what nobody confirmed within a day."""
    oldest = time.time() - KEPT
    for page in folder.iterdir():
        try:
            if page.stat().st_mtime < oldest:
                page.unlink()
        except FileNotFoundError:
            continue


def _record(folder: Path, key: str) -> Path:
    return folder / f"{key}.upload"


def _write(page: Path, content: bytes) -> None:
    draft = page.with_name(f"{page.name}.{time.monotonic_ns()}.draft")
    draft.write_bytes(content)
    draft.replace(page)


def _inspect(name: str, content: bytes) -> None:
    if not content:
        raise Refused(faults.no_rows(name))
    if len(content) > LARGEST:
        raise Refused(faults.upload_too_large(name, LARGEST))
    if content[:2] == GZIP:
        raise Refused(faults.not_a_table(name))
    if content[:4] == WORKBOOK:
        _inspect_workbook(name, content)


def _inspect_workbook(name: str, content: bytes) -> None:
    """An archive that holds no workbook; what is wrong inside of one is told when it is checked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            parts = book.infolist()
    except zipfile.BadZipFile as error:
        raise Refused(faults.not_a_table(name)) from error
    if not any(part.filename.startswith("xl/") for part in parts):
        raise Refused(faults.not_a_table(name))
