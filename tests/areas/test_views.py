"""Shapes over the web."""

import gzip
import json

import pytest
from django.test import RequestFactory

from sawan.areas.views import topojson


@pytest.fixture
def web():
    return RequestFactory()


def test_topojson_is_served_with_etag_and_taken_from_the_cache(web):
    first = topojson(web.get("/"), "60", "district")
    assert first.status_code == 200
    assert len(json.loads(first.content)["objects"]["areas"]["geometries"]) == 15
    assert "max-age" in first["Cache-Control"]
    again = topojson(web.get("/", headers={"if-none-match": first["ETag"]}), "60", "district")
    assert again.status_code == 304
    assert again.content == b""


def test_topojson_is_packed_for_who_can_unpack(web):
    plain = topojson(web.get("/"), "60", "subdistrict")
    packed = topojson(web.get("/", headers={"accept-encoding": "gzip"}), "นครสวรรค์", "ตำบล")
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2


def test_unknown_place_is_not_found_with_a_sentence(web):
    answer = topojson(web.get("/"), "9999", "district")
    assert answer.status_code == 404
    (problem,) = json.loads(answer.content)["problems"]
    assert problem["code"] == "unknown_area"
