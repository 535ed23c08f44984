"""The officer's pages: a document becomes a draft, a draft gets targets, an approver approves."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sawan.people.actor import SYSTEM
from sawan.people.models import User
from sawan.plan import queries, services
from sawan.plan.life import State

PROJECT = Path(__file__).parents[2]
DATA = Path(__file__).parent / "data"

pytestmark = pytest.mark.django_db


def signed_in(*roles: str) -> Client:
    client = Client()
    client.force_login(User.objects.create(username="-".join(roles), roles=list(roles)))
    return client


@pytest.fixture
def planner() -> Client:
    return signed_in("planner")


def upload(client: Client, name: str, **fields: str):  # type: ignore[no-untyped-def]
    document = SimpleUploadedFile(name, (DATA / name).read_bytes())
    return client.post("/plan/import", {"action": "read", "document": document, **fields})


def corrected(answer, **changes: str) -> dict[str, str]:  # type: ignore[no-untyped-def]
    """The fields of the draft as the page sends them back."""
    form = answer.context["form"]
    return {name: str(form[name].value() or "") for name in ("name", "source", "outline", "area", "year")} | changes


def test_visitors_and_other_roles_are_kept_out() -> None:
    assert Client().get("/plan/import").status_code == 302
    assert signed_in("officer").get("/plan/import").status_code == 403
    assert signed_in("auditor").get("/plan/editions/60/2564/targets").status_code == 403


def test_a_document_is_read_corrected_and_stored(planner: Client) -> None:
    answer = upload(planner, "saraburi-pao.txt")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "ด้านโครงสร้างพื้นฐาน" in page and answer.context["left"] == 0
    fields = corrected(answer, action="save")
    fields["outline"] = fields["outline"].replace("ด้านโครงสร้างพื้นฐาน", "ด้านโครงสร้างพื้นฐานและผังเมือง")
    assert planner.post("/plan/import", fields).status_code == 302
    stored = queries.edition("19", 2566)
    assert stored.info.state is State.DRAFT
    assert stored.tree.issues[0].wording.text.th == "ด้านโครงสร้างพื้นฐานและผังเมือง"


def test_reading_again_loses_nothing_and_shows_what_is_left(planner: Client) -> None:
    answer = upload(planner, "lopburi.txt")
    fields = corrected(answer, action="again")
    fields["outline"] = fields["outline"].replace("พัฒนา และส่งเสริมวัฒนธรรมทางการเมือง", "ส่งเสริมวัฒนธรรมทางการเมือง")
    again = planner.post("/plan/import", fields)
    assert again.context["left"] == 1
    assert again.context["form"]["outline"].value() == fields["outline"]
    assert len(again.context["edition"].missions) == 5
    assert queries.editions() == ()


def test_a_draft_without_place_or_year_says_so_and_keeps_the_text(planner: Client) -> None:
    answer = planner.post("/plan/import", corrected(upload(planner, "surat-thani.txt"), action="save"))
    assert answer.status_code == 400
    assert len(answer.context["problems"]) == 2
    assert "ศูนย์โลจิสติกส์" in answer.content.decode()
    wrong = planner.post("/plan/import", corrected(answer, action="save", area="84", year="2022"))
    assert "2565" in wrong.content.decode() and wrong.status_code == 400


def test_an_edition_that_is_there_is_replaced_only_when_asked(planner: Client) -> None:
    fields = corrected(upload(planner, "saraburi-pao.txt"), action="save")
    assert planner.post("/plan/import", fields).status_code == 302
    fields["outline"] += "\nหมายเหตุ : ทบทวนแล้ว\n"
    assert planner.post("/plan/import", fields).status_code == 400
    assert planner.post("/plan/import", fields | {"replace": "on"}).status_code == 302
    note = queries.edition("19", 2566).tree.note
    assert note and note.text.th == "ทบทวนแล้ว"


def test_wrong_uploads_are_refused_in_both_languages(planner: Client) -> None:
    picture = SimpleUploadedFile("plan.png", b"\x89PNG\r\n\x1a\n\0\0")
    answer = planner.post("/en/plan/import", {"action": "read", "document": picture})
    assert answer.status_code == 400 and "not a text document" in answer.content.decode()
    empty = planner.post("/plan/import", {"action": "read"})
    assert empty.status_code == 400


def test_markup_in_a_document_stays_text(planner: Client) -> None:
    document = SimpleUploadedFile("x.txt", "พันธกิจ\n1. <script>alert(1)</script>\n".encode())
    page = planner.post("/plan/import", {"action": "read", "document": document}).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_targets_are_typed_read_and_stored(planner: Client) -> None:
    planner.post("/plan/import", corrected(upload(planner, "nakhon-sawan-2564.txt"), action="save", year="2565"))
    address = "/plan/editions/60/2565/targets"
    assert planner.get(f"{address}?node=1.5").status_code == 200
    fields = {"code": "1.5", "version": "1", "action": "save"}
    doubtful = planner.post(address, fields | {"targets": "รายได้ ........ ล้านบาท"})
    assert doubtful.status_code == 400 and "รายได้ ........ ล้านบาท" in doubtful.content.decode()
    done = planner.post(address, fields | {"targets": "tourism_receipts | รายได้จากการท่องเที่ยว 5,000 ล้านบาท"})
    assert done.status_code == 302
    (found,) = queries.targets("60", indicator="tourism_receipts", year=2565)
    assert (found.code, found.target.number(2565), found.target.unit) == ("1.5", 5000, "ล้านบาท")
    stale = planner.post(address, fields | {"targets": ""})
    assert stale.status_code == 400 and len(queries.targets("60")) == 1


def test_planner_and_approver_take_an_edition_through_its_life(planner: Client) -> None:
    planner.post("/plan/import", corrected(upload(planner, "nakhon-sawan-2564.txt"), action="save", year="2565"))
    address = "/plan/editions/60/2565/advance"
    assert planner.post(address, {"step": "open_hearing", "version": "1"}).status_code == 302
    assert planner.post(address, {"step": "approve", "version": "2"}).status_code == 403
    assert signed_in("approver").post(address, {"step": "approve", "version": "2"}).status_code == 302
    assert planner.post(address, {"step": "put_in_force", "version": "2"}).status_code == 409
    assert planner.post(address, {"step": "put_in_force", "version": "3"}).status_code == 302
    assert queries.edition("60", 2565).info.state is State.IN_FORCE
    page = planner.get("/plan/editions").content.decode()
    assert "60/2565" in page and "ใช้บังคับ" in page


def test_pages_speak_both_languages(planner: Client) -> None:
    services.load_province(PROJECT / "provinces" / "nakhon-sawan", by=SYSTEM)
    for path, word in (
        ("/en/plan/editions", "Superseded"),
        ("/en/plan/import", "Read the document"),
        ("/plan/editions", "ถูกแทนที่"),
    ):
        assert word in planner.get(path).content.decode()
