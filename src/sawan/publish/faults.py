"""The refusals of this room, each in Thai and English."""

from __future__ import annotations

from sawan.problems import Problem, quote


def no_figures(code: str) -> Problem:
    """Nothing is held of an indicator for what was asked."""
    return Problem(
        "no_figures",
        f"ยังไม่มีค่าของ {quote(code)} ตามที่ถาม ดูสิ่งที่มีที่หน้า /data",
        f"No figure of {quote(code)} is held for what was asked: see what is held at /data.",
    )


def unwritable(file: str) -> Problem:
    """A file that cannot be written."""
    return Problem(
        "unwritable_file",
        f"เขียนแฟ้ม {quote(file)} ไม่ได้ โปรดตรวจโฟลเดอร์และสิทธิ์",
        f"{quote(file)} cannot be written: check the folder and that you may write there.",
        file=file,
        field="--out",
    )
