"""No request ends in a failure: every address, every role, questions and forms of junk."""

from __future__ import annotations

import json

import pytest
from tests.conftest import Instance


@pytest.mark.slow
def test_no_request_ends_in_a_failure(prepared_instance: Instance) -> None:
    said = prepared_instance.python("from tests.site import hostile; hostile.report(seed=2564, times=1)")
    sent, failed = json.loads(said.splitlines()[-1])
    assert sent > 300
    assert failed == []
