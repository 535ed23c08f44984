"""The pages of evaluation: their rule under the mark, their two scales, parts that add up, one sheet of paper."""

from __future__ import annotations

import re

import numpy as np
import pytest
from tests.conftest import Site
from tests.publish.portal.test_figures import text

from sawan.measure.composite import compute, panel_of, spec_of
from sawan.measure.composite.contributions import changes


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/en/indicators/gpp_growth", "How often past bands held"),
        ("/en/indicators/gpp_growth", "Mean of 21 years"),
        ("/en/indicators/gpp_growth", "The last 5 years gave −0.553 points a year"),
        ("/en/indicators/tourism_receipts", "≥ 4,177.0"),
        ("/en/indicators/tourism_receipts", "NESDC's four colours (per cent of the target): 100 x value / target"),
        ("/en/indicators/tourism_receipts", "critical 48.0%"),
        ("/en/strategy/2564/1.5", "1 of 1 indicators with a target could be judged (7 in all)"),
        ("/en/strategy/2564/1.5", "the worst one that a third of the judged weight has"),
        ("/en/strategy/2564/1", "17% of the weight could be judged"),
        ("/en/evaluate", "Strategy 2564 No target set 4% of the weight could be judged"),
        ("/en/indices/standing", "What moved the score"),
        ("/en/evaluate/access", "Estimated values or positions used: 2"),
    ],
)
def test_page_says_it(site: Site, path: str, said: str) -> None:
    assert said in text(site, path)


def test_a_colour_never_stands_where_no_target_year_was_observed(site: Site) -> None:
    said = text(site, "/en/indicators/gpp_growth")
    assert "NESDC colour" not in said and "critical" not in said


def test_printed_parts_of_an_index_add_up_to_its_printed_change(site: Site) -> None:
    """Each is rounded to two decimals, so the sum may be off by half a hundredth a part."""
    said = text(site, "/en/indices/standing")
    found = re.findall(r"(\d{4}) → (\d{4}): \S+ → \S+ \((\S+)\)(.*?)Together", said)
    assert len(found) == 3
    for _, _, change, rest in found:
        parts = [float(one.replace("−", "-")) for one in re.findall(r"[+−]\d+\.\d\d", rest)]
        assert sum(parts) == pytest.approx(float(change.replace("−", "-")), abs=0.005 * (len(parts) + 4))


def test_parts_of_an_index_between_years_add_up_exactly() -> None:
    spec = spec_of(
        {
            "tree": {"all": ["a", "b", "c"]},
            "normalise": {"method": "minmax", "range": [1, 100]},
            "aggregate": {"method": "geometric"},
        }
    )
    values = np.random.default_rng(3).uniform(1, 9, (3, 6, 3))
    index = compute(spec, panel_of(values, list("uvwxyz"), ["a", "b", "c"], years=[2561, 2562, 2563]))
    np.testing.assert_allclose(changes(index).contributions.sum(axis=2), np.diff(index.top, axis=0), atol=1e-9)


def test_refused_question_shows_no_effect(site: Site) -> None:
    """The synthetic Chiang Mai does not follow its births before 2552: no figure that looks like an answer."""
    refused = text(site, "/en/evaluate/effect?indicator=births&province=50&from=2552")
    assert "no answer" in refused and "Mean effect" not in refused
    spoken = text(site, "/en/evaluate/effect?indicator=gpp_growth&province=60&from=2557")
    assert "Mean effect after the start" in spoken and "Smallest effect to be seen" in spoken
