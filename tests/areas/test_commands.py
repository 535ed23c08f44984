"""`sawan areas` on the command line."""

import json

from sawan.cli import sawan
from sawan.console import run


def test_find_answers_json(capsys):
    assert run(sawan, ["areas", "find", "อ.ตาคลี", "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["code"] == "6007"
    assert answer["name"] == {"th": "ตาคลี", "en": "Takhli"}


def test_find_refuses_a_common_name_on_standard_error(capsys):
    assert run(sawan, ["areas", "find", "หนองบัว"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "6004" in err
    assert "28" in err


def test_show_gives_what_lies_in_a_place(capsys):
    assert run(sawan, ["areas", "show", "นครสวรรค์", "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["ancestors"] == ["N-L2", "N", "TH"]
    assert len(answer["children"]) == 15
    assert answer["has_shape"] is True
    assert run(sawan, ["areas", "show", "6007", "--format", "csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 12
