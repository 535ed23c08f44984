"""Thai text: digits, spelling variants, folding for comparison, prefixes of places, phrase breaks."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pythainlp.tokenize import Tokenizer

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
BREAK = "|"
LONGEST_WORD = 100
ANY_WORD = "ฯลฯ"
"""An empty dictionary would be taken for none given."""

_TO_ARABIC = str.maketrans(THAI_DIGITS, "0123456789")
_TO_THAI = str.maketrans("0123456789", THAI_DIGITS)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
_TONES = "\u0e48\u0e49\u0e4a\u0e4b"
_ABOVE_BELOW = "\u0e31\u0e34-\u0e3a\u0e47"
_NIKHAHIT, _SARA_AA, _SARA_AM = "\u0e4d", "\u0e32", "\u0e33"
_THAI = re.compile("[\u0e01-\u0e2e]")
_SPELLINGS = (
    (re.compile(f"{_NIKHAHIT}([{_TONES}]?){_SARA_AA}"), rf"\1{_SARA_AM}"),
    (re.compile(f"([{_TONES}]){_NIKHAHIT}{_SARA_AA}"), rf"\1{_SARA_AM}"),
    (re.compile(f"([{_TONES}])([{_ABOVE_BELOW}])"), r"\2\1"),
    (re.compile(f"{_SARA_AM}([{_TONES}])"), rf"\1{_SARA_AM}"),
    (re.compile(f"([{_TONES}{_ABOVE_BELOW}])\\1+"), r"\1"),
)
_MARKS = re.compile("[\u0e47-\u0e4e\u0e3a]")
_NOT_TEXT = re.compile("[^\\w\u0e31\u0e34-\u0e39]|_")
_PLACE_PREFIX = re.compile(
    r"^(?:จังหวัด|อำเภอ|ตำบล|เขต|แขวง|เทศบาลนคร|เทศบาลเมือง|เทศบาลตำบล|จ\.|อ\.|ต\.|(?:changwat|amphoe|tambon|province|district)\b)\s*",
    re.IGNORECASE,
)
_PLACE_SUFFIX = re.compile(r"\s+(?:province|district|subdistrict|municipality)$", re.IGNORECASE)


def to_arabic_digits(text: str) -> str:
    """`๒๕๖๔` becomes `2564`; everything else stays."""
    return text.translate(_TO_ARABIC)


def to_thai_digits(text: str) -> str:
    """`2564` becomes `๒๕๖๔`, as official documents write it."""
    return text.translate(_TO_THAI)


def normalise(text: str) -> str:
    """One spelling for texts that look the same: no reader would see a difference.

    Unicode NFC, no invisible characters, single spaces, SARA AM as one letter, double SARA E as SARA AE, a tone
    mark after the vowel above or below it, no mark twice in a row.
    """
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = _SPACES.sub(" ", text).strip().replace("เเ", "แ")
    if not is_thai(text):
        return text
    while (mended := _respelt(text)) != text:
        text = mended
    return text


def _respelt(text: str) -> str:
    for found, meant in _SPELLINGS:
        text = found.sub(meant, text)
    return text


def fold(text: str) -> str:
    """The form in which texts are compared and searched: case, digits, spaces, punctuation and tone marks aside."""
    text = _MARKS.sub("", to_arabic_digits(normalise(text)).casefold())
    return _NOT_TEXT.sub("", text)


def strip_place_prefix(name: str) -> str:
    """`อ. ตาคลี`, `อำเภอตาคลี`, `Takhli District` become `ตาคลี`, `Takhli`."""
    name = normalise(name)
    stripped = _PLACE_SUFFIX.sub("", _PLACE_PREFIX.sub("", name)).strip()
    return stripped or name


def is_thai(text: str) -> bool:
    """Whether the text holds at least one Thai letter."""
    return _THAI.search(text) is not None


def phrases(text: str, extra_words: tuple[str, ...] = ()) -> list[str]:
    """The pieces of `text` inside which a line never breaks.

    A text stored with `|` breaks there; other texts break at their spaces and, in long Thai runs, between words
    that the dictionary and `extra_words` (names of places, usually) know. The pieces joined give the text back.
    """
    if BREAK in text:
        return [piece for piece in text.split(BREAK) if piece]
    pieces = re.findall(r"\S+\s*", text)
    return [part for piece in pieces for part in (_words(piece, extra_words) if _is_long(piece) else [piece])]


def plain(text: str) -> str:
    """The text without its stored phrase breaks."""
    return text.replace(BREAK, "")


def words(text: str, extra_words: tuple[str, ...] = ()) -> list[str]:
    """Thai words by the dictionary, spaces kept as words; joined they give the text back."""
    return list(_tokenizer(text, _dictionary(extra_words)).word_tokenize(text))


def _is_long(piece: str) -> bool:
    return is_thai(piece) and len(piece) > 24


def _words(piece: str, extra_words: tuple[str, ...]) -> list[str]:
    """Words gathered into phrases of about a dozen letters, so that a heading never breaks after two letters."""
    gathered: list[str] = []
    for word in words(piece, extra_words):
        if gathered and (len(gathered[-1]) + len(word) <= 12 or not is_thai(word)):
            gathered[-1] += word
        else:
            gathered.append(word)
    return gathered


def _tokenizer(text: str, dictionary: frozenset[str]) -> Tokenizer:
    """A tokenizer that knows the words that stand in the text: others cannot matter, and all of them take a second."""
    from pythainlp.tokenize import Tokenizer  # slow import

    ends = [min(len(text), start + LONGEST_WORD) for start in range(len(text))]
    pieces = {text[start:end] for start, last in enumerate(ends) for end in range(start + 1, last + 1)}
    return Tokenizer((pieces & dictionary) | {ANY_WORD}, engine="newmm", keep_whitespace=True)


@cache
def _dictionary(extra_words: tuple[str, ...]) -> frozenset[str]:
    from pythainlp.corpus import thai_words  # slow import

    return frozenset(thai_words() | set(extra_words))
