"""What can be wrong with a published document, as problems in both languages."""

from __future__ import annotations

from sawan.plan.faults import no_file, too_large
from sawan.problems import Problem, quote

__all__ = ["empty", "encrypted", "no_file", "no_text_layer", "nothing_found", "old_office", "other_kind", "too_large"]


def empty(name: str) -> Problem:
    """Nothing is in the file."""
    return Problem(
        "empty",
        "แฟ้มว่างเปล่า โปรดเลือกแฟ้มที่มีข้อความยุทธศาสตร์",
        "The file is empty: choose one that holds the text of the strategy.",
        file=name,
    )


def old_office(name: str) -> Problem:
    """A .doc or .rtf file."""
    return Problem(
        "old_office",
        "แฟ้ม .doc และ .rtf อ่านไม่ได้ เปิดใน Word แล้วบันทึกเป็น .docx หรือ .txt",
        "Files of type .doc and .rtf cannot be read: open it in Word and save it as .docx or .txt.",
        file=name,
    )


def other_kind(name: str) -> Problem:
    """An image, an archive, a programme."""
    return Problem(
        "other_kind",
        "แฟ้มนี้ไม่ใช่เอกสารข้อความ รับ .txt .html .docx และ .pdf ที่มีชั้นข้อความ",
        "This is not a text document: .txt, .html, .docx and .pdf with a text layer are read.",
        file=name,
    )


def broken(name: str, said: str) -> Problem:
    """A DOCX or PDF that its reader cannot open."""
    return Problem(
        "broken_document",
        f"เปิดเอกสารไม่ได้ ({quote(said)}) แฟ้มอาจเสียหาย ลองเปิดในโปรแกรมเดิมแล้วบันทึกใหม่",
        f"The document cannot be opened ({quote(said)}): it may be damaged; open it in its program and save it again.",
        file=name,
    )


def encrypted(name: str) -> Problem:
    """A PDF or DOCX with a password."""
    return Problem(
        "encrypted",
        "เอกสารมีรหัสผ่าน โปรดปลดรหัสแล้วบันทึกใหม่",
        "The document has a password: remove it and save the document again.",
        file=name,
    )


def no_text_layer(name: str) -> Problem:
    """A scanned PDF."""
    return Problem(
        "no_text_layer",
        "PDF นี้เป็นภาพสแกน ไม่มีชั้นข้อความ ใช้ฉบับที่ส่งออกจาก Word หรือทำ OCR แล้วตรวจคำก่อน",
        "This PDF is a scan without a text layer: use the one exported from Word, or run OCR and proofread it first.",
        file=name,
    )


def nothing_found(name: str, lines: int) -> Problem:
    """No part of a plan was recognised."""
    return Problem(
        "nothing_found",
        f"อ่าน {lines} บรรทัดแล้ว ไม่พบวิสัยทัศน์ พันธกิจ หรือประเด็นการพัฒนา ตรวจว่าเป็นหน้ายุทธศาสตร์และหัวข้ออยู่บรรทัดของตัวเอง",
        f"{lines} lines were read and no vision, mission or development issue was found: check that this is the page "
        "of the strategy and that its headings stand on lines of their own.",
        file=name,
    )


def unknown_area_option(area: str, field: str) -> Problem:
    """What was given for the province is none."""
    return Problem(
        "unknown_province",
        f"“{quote(area)}” ไม่ใช่จังหวัด ใช้รหัสสองหลักหรือชื่อจังหวัด เช่น 60 หรือ นครสวรรค์",
        f"“{quote(area)}” is no province: use its two-digit code or name, such as 60 or Nakhon Sawan.",
        field=field,
    )
