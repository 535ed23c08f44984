"""Guessing passwords: many at once against both workers are stopped, and the right one too until the time is over."""

from __future__ import annotations

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.conftest import Site

GUESSES, THREADS, ALLOWED = 40, 8, 5


def _attempt(site: Site, name: str, password: str) -> str:
    """Sign in as a browser would; the answer is the address reached or the page."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = browser.open(site.url + "/en/account/login/").read().decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found
    form = {"csrfmiddlewaretoken": found[1], "login": name, "password": password}
    try:
        answer = browser.open(site.url + "/en/account/login/", urllib.parse.urlencode(form).encode())
        return str(answer.url) + answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return str(refusal.code)


@pytest.mark.slow
def test_parallel_guesses_are_stopped(site: Site) -> None:
    site.instance.sawan("people", "create", "target", "--role", "officer", stdin="ten green rivers\n")
    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(lambda n: _attempt(site, "target", f"guess {n}"), range(GUESSES)))
    tried = sum("is wrong: try again" in answer for answer in answers)
    # Attempts that are under way at the same moment may pass together, at most one a thread.
    assert ALLOWED <= tried <= ALLOWED + THREADS
    assert sum("Too many failed attempts" in answer or answer == "429" for answer in answers) == GUESSES - tried
    assert "/my" not in _attempt(site, "target", "ten green rivers")
