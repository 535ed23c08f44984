"""Charts: colours follow the theme, ids of two charts never meet, SARA AM is whole on pictures."""

import re
import struct
import zlib

from sawan.charts import render
from sawan.charts.bars import Bar, Goal, Part, bars, stack
from sawan.charts.dots import Dot, dots
from sawan.charts.trend import Event, Series, inks, trend


def lines() -> render.Spec:
    years = range(2558, 2565)
    series = [
        Series(name, ink, [(year, value + year % 5) for year in years], dash, width)
        for (name, ink, dash, width), value in zip(inks(["นครสวรรค์", "ประเทศไทย"]), (1.0, -2.0), strict=True)
    ]
    return trend(series, unit="%", events=[Event("น้ำท่วม", 2560, 2560)])


def test_svg_carries_variables_and_words_but_no_fixed_colour() -> None:
    drawn = render.svg(lines(), "เศรษฐกิจหดตัว", "growth")
    assert 'aria-label="เศรษฐกิจหดตัว"' in drawn
    assert "var(--data-1)" in drawn
    assert not re.findall(r'"#[0-9A-Fa-f]{6}"', drawn)
    assert "style=" not in drawn
    assert "น้ำท่วม" in drawn


def test_svg_ids_of_two_charts_differ() -> None:
    one, two = (set(re.findall(r'id="([^"]+)"', render.svg(lines(), "x", code))) for code in ("a", "b"))
    assert not one & two


def test_gap_in_years_breaks_the_line() -> None:
    spec = trend([Series("ก", "data-1", [(2560, 1.0), (2561, 2.0), (2563, 3.0)])])
    runs = {row["year"]: row["run"] for layer in spec["layer"] for row in layer["data"]["values"] if "run" in row}
    assert runs == {2560: 0, 2561: 0, 2563: 1}


def test_last_year_is_always_on_the_axis() -> None:
    spec = trend([Series("ก", "data-1", [(year, 1.0) for year in range(2539, 2564)])])
    assert spec["encoding"]["x"]["axis"]["values"][-1] == 2563


def test_stack_keeps_parts_and_totals() -> None:
    spec = stack([Part("เกษตร", "data-3", {2562: 1.0, 2563: -3.5})], {2562: 1.0, 2563: -3.5})
    assert [row["value"] for row in spec["layer"][0]["data"]["values"]] == [1.0, -3.5]
    assert "−3.5" in render.svg(spec, "x", "parts")


def test_bars_write_the_gap_to_the_target() -> None:
    drawn = render.svg(
        bars([Bar(2562, 3981), Bar(2563, 2005)], goal=Goal(2563, 4177, "เป้าหมาย 4,177", "ขาด 2,172")), "x", "b"
    )
    assert "เป้าหมาย 4,177" in drawn
    assert "ขาด 2,172" in drawn


def test_dots_hold_every_area_once() -> None:
    spec = dots([Dot(str(at), at * 0.5, own=at == 3, peer=at == 5) for at in range(77)])
    assert len(spec["layer"][0]["data"]["values"]) == 77


def png_rows(content: bytes) -> tuple[int, int, bytes]:
    width, height = struct.unpack(">II", content[16:24])
    data, at = b"", 8
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        if content[at + 4 : at + 8] == b"IDAT":
            data += content[at + 8 : at + 8 + length]
        at += 12 + length
    return width, height, zlib.decompress(data)


def text_picture(text: str) -> render.Spec:
    return {
        "width": 300, "height": 60, "data": {"values": [{"t": text}]},
        "mark": {"type": "text", "fontSize": 40, "color": "#000000"}, "encoding": {"text": {"field": "t"}},
    }  # fmt: skip


def test_sara_am_is_as_wide_as_its_parts_on_a_picture() -> None:
    """Uncured, the rasteriser gives the letter no advance and the next one is drawn over it."""
    assert png_rows(render.png(text_picture("น้ำน้ำน"))) == png_rows(render.png(text_picture("นํ้านํ้าน")))
