"""Analyses bound to guidelines, and run by name."""

import pytest

from sawan.evaluate.analyses import menu
from sawan.problems import NoAnswer, Refused

GUIDELINES = [
    f"{issue}.{number}" for issue, count in ((1, 6), (2, 4), (3, 4), (4, 2)) for number in range(1, count + 1)
]


def test_twelve_guidelines_and_more_have_an_analysis():
    bound = [code for code in GUIDELINES if menu.for_guideline("60/2564", code)]
    assert len(bound) >= 12
    assert menu.for_guideline("60/2564", "3.4")[0].analysis == "hazard"
    assert menu.for_guideline("60/2564", "9.9") == ()


@pytest.mark.parametrize("code", GUIDELINES)
def test_every_bound_analysis_answers_or_says_what_is_missing(code):
    for binding in menu.for_guideline("60/2564", code):
        try:
            answer = menu.run(binding.analysis, "60", binding.options)
        except NoAnswer as no:
            assert no.problem.th
            assert no.problem.en
        else:
            assert answer.analysis == binding.analysis
            assert answer.text.th
            assert answer.text.en


def test_bindings_are_data_of_the_province(tmp_path):
    page = tmp_path / "guidelines.csv"
    page.write_text("edition,guideline,analysis,options\n61/2570,1,compare,since=2558;against=N-L2\n", encoding="utf-8")
    (binding,) = menu.for_guideline("61/2570", "1", page)
    answer = menu.run(binding.analysis, "61", binding.options)
    assert answer.parameters["since"] == 2558
    assert answer.parameters["against"] == "N-L2"


@pytest.mark.parametrize(
    ("analysis", "options"),
    [
        ("magic", {}),
        ("hazard", {"colour": "red"}),
        ("hazard", {"threshold": "much"}),
        ("access", {"facilities": "/etc/passwd"}),
        ("location", {"candidates": "../secret.csv"}),
        ("location", {"existing": "/etc/passwd"}),
    ],
)
def test_what_an_analysis_does_not_take_is_refused(analysis, options):
    with pytest.raises(Refused):
        menu.run(analysis, "60", options)
