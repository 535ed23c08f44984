"""Opens a backup file and checks every part of it before anything is done with it."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from sawan.problems import Problem, Refused
from sawan.site.backup import FORMAT, Manifest, Table, member, weight


@dataclass(frozen=True, slots=True)
class Archive:
    """An open backup whose rows and files are those that its manifest names."""

    manifest: Manifest
    parts: zipfile.ZipFile

    def columns(self, label: str) -> list[str]:
        """The columns of a table, in the order of its rows."""
        with self.parts.open(member(label)) as page:
            names: list[str] = json.loads(page.readline())
            return names

    def rows(self, label: str) -> Iterator[list[Any]]:
        """The rows of a table as they were written (dates and decimals as text)."""
        with self.parts.open(member(label)) as page:
            page.readline()
            for line in page:
                yield json.loads(line)

    def extract(self, home: Path) -> None:
        """Put the files back below `home`, each whole or not at all."""
        for name in self.manifest.files:
            target = home / name
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished = target.with_name(f".{target.name}.unfinished")
            unfinished.write_bytes(self.parts.read(f"files/{name}"))
            unfinished.replace(target)


@contextmanager
def opened(file: Path) -> Iterator[Archive]:
    """The backup in `file`. Raises Refused when it is no backup, of a newer format, or damaged."""
    try:
        with zipfile.ZipFile(file) as parts:
            archive = Archive(_manifest(parts), parts)
            _verify(archive)
            yield archive
    except OSError as error:
        raise Refused(_unreadable(file, error.strerror or str(error))) from error
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, EOFError) as error:
        raise Refused(_damaged(file)) from error


def _manifest(parts: zipfile.ZipFile) -> Manifest:
    said = json.loads(parts.read("manifest.json"))
    if said["format"] != FORMAT:
        raise Refused(newer(said["version"]))
    said["tables"] = {label: Table(**table) for label, table in said["tables"].items()}
    return Manifest(**said | {"migrations": tuple(said["migrations"])})


def _verify(archive: Archive) -> None:
    """Raise ValueError when rows or files are not those of the manifest."""
    for label, table in archive.manifest.tables.items():
        if _measured(archive.parts, label) != table:
            raise ValueError(label)
    for name, digest in archive.manifest.files.items():
        inside = PurePosixPath(name)
        if inside.is_absolute() or ".." in inside.parts:
            raise ValueError(name)
        with archive.parts.open(f"files/{name}") as page:
            if hashlib.file_digest(page, "sha256").hexdigest() != digest:  # type: ignore[arg-type]
                raise ValueError(name)


def _measured(parts: zipfile.ZipFile, label: str) -> Table:
    count, total = 0, 0
    with parts.open(member(label)) as page:
        page.readline()
        for line in page:
            count, total = count + 1, total + weight(line)
    return Table(count, f"{total % 2**256:064x}")


def newer(version: str) -> Problem:
    """The backup comes from a version that this program does not know."""
    return Problem(
        "newer_backup",
        f"แฟ้มสำรองมาจากโปรแกรมรุ่น {version} ซึ่งใหม่กว่ารุ่นนี้ โปรดปรับรุ่นโปรแกรมก่อน",
        f"The backup comes from version {version}, newer than this program: update the program first.",
    )


def _unreadable(file: Path, why: str) -> Problem:
    return Problem(
        "unreadable",
        f"เปิดแฟ้มไม่ได้ ({why}) โปรดตรวจชื่อแฟ้ม",
        f"The file cannot be opened ({why}): check its name.",
        file=str(file),
    )


def unwritable(file: Path, error: OSError) -> Refused:
    """The file to be written cannot be."""
    why = error.strerror or str(error)
    return Refused(
        Problem(
            "unwritable_file",
            f"เขียนแฟ้มนี้ไม่ได้ ({why}) โปรดตรวจโฟลเดอร์ สิทธิ์ และที่ว่าง",
            f"This file cannot be written ({why}): check the folder, your rights and the space left.",
            file=str(file),
        )
    )


def no_folder(file: Path) -> Refused:
    """The folder of a file to be written is not there."""
    return Refused(
        Problem(
            "no_folder",
            "ไม่มีโฟลเดอร์นี้ โปรดสร้างก่อนหรือระบุที่อื่น",
            "There is no such folder: make it first, or name another place.",
            file=str(file),
        )
    )


def _damaged(file: Path) -> Problem:
    return Problem(
        "damaged_backup",
        "แฟ้มนี้ไม่ใช่แฟ้มสำรองของระบบ หรือเสียหาย โปรดใช้แฟ้มอื่น ข้อมูลเดิมยังอยู่ครบ",
        "This is no backup of Sawan, or it is damaged: use another file. What was stored is untouched.",
        file=str(file),
    )
