"""Thai text: variants that look the same compare equal, and phrase breaks never lose a letter."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pythainlp.corpus import thai_words
from pythainlp.tokenize import Tokenizer

from sawan import thai

THAI = st.text(alphabet=st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B), max_size=40)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("น\u0e4d\u0e32", "นำ"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("เเม่วงก์", "แม่วงก์"),
        ("ที\u0e48", "ท\u0e35\u0e48"),
        ("ท\u0e48\u0e35", "ท\u0e35\u0e48"),
        ("ตา\u200bคลี", "ตาคลี"),
        ("  นคร\u00a0 สวรรค์ ", "นคร สวรรค์"),
    ],
)
def test_normalise_gives_one_spelling(typed: str, meant: str) -> None:
    assert thai.normalise(typed) == meant


@given(THAI)
def test_normalise_is_idempotent(text: str) -> None:
    assert thai.normalise(thai.normalise(text)) == thai.normalise(text)


@pytest.mark.parametrize(("a", "b"), [("หมู่ที่ ๕", "หมูที5"), ("น้ำท่วม", "น้ําท่วม"), ("GPP (Growth)", "gpp growth")])
def test_fold_ignores_what_typists_vary(a: str, b: str) -> None:
    assert thai.fold(a) == thai.fold(b)


def test_fold_keeps_vowels_apart() -> None:
    assert thai.fold("กิน") != thai.fold("กัน")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("อ.ตาคลี", "ตาคลี"), ("อ. ตาคลี", "ตาคลี"), ("จังหวัดนครสวรรค์", "นครสวรรค์"), ("ต.ปากน้ำโพ", "ปากน้ำโพ"),
        ("Takhli District", "Takhli"), ("เขต", "เขต"),
    ],
)  # fmt: skip
def test_strip_place_prefix(typed: str, name: str) -> None:
    assert thai.strip_place_prefix(typed) == name


def test_phrases_break_where_they_are_stored() -> None:
    assert thai.phrases("สร้างการเติบโต|ทางเศรษฐกิจ") == ["สร้างการเติบโต", "ทางเศรษฐกิจ"]


def test_phrases_know_the_names_of_places() -> None:
    text = "พัฒนาแหล่งท่องเที่ยวบึงบอระเพ็ดและปากน้ำโพให้ยั่งยืน"
    assert any("บึงบอระเพ็ด" in piece for piece in thai.phrases(text, ("บึงบอระเพ็ด", "ปากน้ำโพ")))


@settings(deadline=None)  # the first text waits for the dictionary
@given(THAI.filter(lambda text: "|" not in text))
def test_phrases_joined_give_the_text_back(text: str) -> None:
    assert "".join(thai.phrases(text)) == text.lstrip()


def test_digits_go_both_ways() -> None:
    assert thai.to_arabic_digits("พ.ศ. ๒๕๖๔") == "พ.ศ. 2564"
    assert thai.to_thai_digits("2564") == "๒๕๖๔"


def test_words_are_those_of_the_whole_dictionary() -> None:
    whole = Tokenizer(thai_words() | {"บึงบอระเพ็ด"}, engine="newmm", keep_whitespace=True)
    lines = (Path(__file__).parents[2] / "provinces" / "nakhon-sawan" / "plan-2564.yaml").read_text("utf-8").split("\n")
    for line in [*lines[:300], "บึงบอระเพ็ดฟหกดาสวง abc ๑๒๓", "กกกกกก", "(GPP) ", ""]:
        assert thai.words(line, ("บึงบอระเพ็ด",)) == whole.word_tokenize(line)
