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
LARGEST_UNPACKED = 100 * 1024 * 1024
KEPT = 24 * 3600
"""Seconds for which an upload that nobody confirms is kept."""

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A kept file: the hash of its bytes, what its sender calls it, and the source of rows that name none."""

    hash: str
    name: str
    source: str = ""


def path(folder: Path, key: str) -> Path:
    """Where the bytes of an upload stand."""
    return folder / key


def keep(folder: Path, name: str, content: bytes, source: str = "") -> Upload:
    """Keep an upload; the same bytes are kept once.

    Raises Refused for a file that is empty, too large, no table, or a workbook with macros.
    """
    _inspect(name, content)
    upload = Upload(hashlib.sha256(content).hexdigest(), name, source)
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder)
    _write(path(folder, upload.hash), content)
    _write(_record(folder, upload.hash), json.dumps(asdict(upload), ensure_ascii=False).encode())
    return upload


def find(folder: Path, key: str) -> Upload | None:
    """The upload with this hash, None when it is not kept (any more)."""
    if not _HASH.fullmatch(key) or not path(folder, key).is_file():
        return None
    try:
        return Upload(**json.loads(_record(folder, key).read_bytes()))
    except FileNotFoundError:
        return None


def drop(folder: Path, key: str) -> None:
    """Throw an upload away once it is stored."""
    for page in (path(folder, key), _record(folder, key)):
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
    return folder / f"{key}.json"


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
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            parts = book.infolist()
    except zipfile.BadZipFile as error:
        raise Refused(faults.not_a_table(name)) from error
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Refused(faults.upload_too_large(name, LARGEST))
    if any(part.filename.casefold().endswith("vbaproject.bin") for part in parts):
        raise Refused(faults.macros(name))
    if not any(part.filename.startswith("xl/") for part in parts):
        raise Refused(faults.not_a_table(name))
