"""How numbers, changes and chances are said in a sentence."""

from __future__ import annotations

from sawan.texts import Text

CHANCE_WORDS: tuple[tuple[float, str, Text], ...] = (
    (0.10, "very_unlikely", Text("แทบเป็นไปไม่ได้", "very unlikely")),
    (0.33, "unlikely", Text("ไม่น่าเป็นไปได้", "unlikely")),
    (0.66, "even", Text("พอ ๆ กัน", "about even")),
    (0.90, "likely", Text("น่าจะเป็นไปได้", "likely")),
    (1.01, "very_likely", Text("เป็นไปได้สูงมาก", "very likely")),
)


def chance_code(probability: float) -> str:
    """The code of the word for a probability (bounds .10, .33, .66, .90: those of the IPCC guidance, thinned)."""
    return next(code for below, code, _ in CHANCE_WORDS if probability < below)


def chance_word(probability: float) -> Text:
    """The word for a probability; print the number before it."""
    return next(text for below, _, text in CHANCE_WORDS if probability < below)


def chance_figure(probability: float) -> str:
    """A probability in two decimals; never 0 or 1, because nothing forecast is certain."""
    text = f"{probability:.2f}"
    return {"0.00": "< 0.01", "1.00": "> 0.99"}.get(text, text)


def number(value: float, digits: int = 6) -> str:
    """A number for a sentence: thousands grouped, at most `digits` significant digits, no exponent."""
    rounded = float(f"{value:.{digits}g}")
    text = f"{rounded:,.10f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def signed(value: float, digits: int = 3) -> str:
    """A change for a sentence: always with its sign."""
    text = number(value, digits)
    return text if text.startswith("-") or text == "0" else f"+{text}"
