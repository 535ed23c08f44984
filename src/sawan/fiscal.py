"""Time: Thai fiscal years and quarters, Buddhist and common eras, dates as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

BE_MINUS_CE = 543
FIRST_BE, LAST_BE = 2400, 2700

MONTHS_TH = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_TH_SHORT = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class NotABuddhistYear(ValueError):
    """A year that cannot be B.E.; `meant` is the B.E. year that was probably meant, or None."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.meant = year + BE_MINUS_CE if FIRST_BE - BE_MINUS_CE <= year <= LAST_BE - BE_MINUS_CE else None
        super().__init__(f"{year} is not a B.E. year" + (f"; {self.meant} was probably meant" if self.meant else ""))


def buddhist_year(year: int) -> int:
    """The year unchanged when it can be B.E.; NotABuddhistYear otherwise (a C.E. year names its B.E. year)."""
    if not FIRST_BE <= year <= LAST_BE:
        raise NotABuddhistYear(year)
    return year


def to_be(year_ce: int) -> int:
    """B.E. of a C.E. year (calendar years from 1 January, as Thailand counts since B.E. 2484)."""
    return year_ce + BE_MINUS_CE


def to_ce(year_be: int) -> int:
    """C.E. of a B.E. year."""
    return year_be - BE_MINUS_CE


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """Thailand's fiscal year, named by the B.E. year in which it ends: 2564 is 1 October 2020 to 30 September 2021."""

    be: int

    def __post_init__(self) -> None:
        buddhist_year(self.be)

    @classmethod
    def of(cls, day: date) -> FiscalYear:
        """The fiscal year in which a day falls."""
        return cls(to_be(day.year) + (1 if day.month >= 10 else 0))

    @property
    def start(self) -> date:
        """Its first day, 1 October."""
        return date(to_ce(self.be) - 1, 10, 1)

    @property
    def end(self) -> date:
        """Its last day, 30 September."""
        return date(to_ce(self.be), 9, 30)

    @property
    def quarters(self) -> tuple[Quarter, Quarter, Quarter, Quarter]:
        """Its four quarters in order."""
        return (Quarter(self, 1), Quarter(self, 2), Quarter(self, 3), Quarter(self, 4))

    def __str__(self) -> str:
        return str(self.be)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a fiscal year: the first is October to December."""

    year: FiscalYear
    number: int

    def __post_init__(self) -> None:
        if self.number not in (1, 2, 3, 4):
            raise ValueError(f"a year has four quarters, not {self.number}")

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The fiscal quarter in which a day falls."""
        return cls(FiscalYear.of(day), (day.month - 10) % 12 // 3 + 1)

    @property
    def start(self) -> date:
        """Its first day."""
        month = (9 + 3 * (self.number - 1)) % 12 + 1
        return date(self.year.start.year + (0 if self.number == 1 else 1), month, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        if self.number == 4:
            return self.year.end
        return Quarter(self.year, self.number + 1).start - timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


def say_date(day: date, lang: str, *, short: bool = False) -> str:
    """`24 พฤศจิกายน 2569` (B.E.), `24 November 2026` in English; `short` gives `24 พ.ย. 2569`, `24 Nov 2026`."""
    if lang == "th":
        return f"{day.day} {(MONTHS_TH_SHORT if short else MONTHS_TH)[day.month - 1]} {to_be(day.year)}"
    month = MONTHS_EN[day.month - 1]
    return f"{day.day} {month[:3] if short else month} {day.year}"
