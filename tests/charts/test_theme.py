"""The tokens: contrasts and the stylesheet are recomputed, not believed."""

import re
from importlib import resources

import pytest

from sawan.charts import theme


def luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_contrasts_recomputed_equal_the_token_file(mode: theme.Theme) -> None:
    values = theme.colors(mode)
    for name, entry in theme.tokens()["color"][mode].items():
        for ground, stated in entry.get("contrast", {}).items():
            base = values[f"{name.removesuffix('-text')}-tint"] if ground == "tint" else values[ground]
            if ground == "tint" and name.startswith("river"):
                base = values["river-tint"]
            assert contrast(entry["value"], base) == pytest.approx(stated, abs=0.02), (name, ground)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "ink-2", "ink-3", "river", "lotus", "ok", "watch", "off", "none", "sample"])
def test_text_colours_reach_4_5_on_surface_and_ground(mode: theme.Theme, name: str) -> None:
    values = theme.colors(mode)
    assert min(contrast(values[name], values["surface"]), contrast(values[name], values["ground"])) >= 4.5


def test_stylesheet_is_made_from_the_tokens() -> None:
    served = resources.files("sawan.site").joinpath("static/sawan/tokens.css").read_text("utf-8")
    assert served == theme.stylesheet()


def test_styles_use_names_never_values() -> None:
    styles = resources.files("sawan.site").joinpath("static/sawan/sawan.css").read_text("utf-8")
    screen = styles.split("/* ---- paper ---- */")[0]
    assert not re.findall(r"#[0-9A-Fa-f]{3,6}\b", screen)


def test_no_text_of_the_styles_is_under_14_px() -> None:
    styles = resources.files("sawan.site").joinpath("static/sawan/sawan.css").read_text("utf-8")
    sizes = [float(size) for size in re.findall(r"(?:font-size: |font: \d+ )(\d+)px", styles)]
    assert min(sizes) >= 14
