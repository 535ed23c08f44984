"""The planning officer's pages of observations: check, confirm, refuse, undo; bad input gets a sentence."""

from __future__ import annotations

import html
import io
import re
import zipfile
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sawan.measure import queries, uploads
from sawan.measure.models import Run
from sawan.people.models import AuditEntry, User
from sawan.people.queries import data_version

pytestmark = pytest.mark.django_db

HEADER = "indicator,area,year_be,value,vintage,source\n"
GOOD = HEADER + "gpp_current,60,2560,91234,2570 edition,NESDC\ngpp_current,60,2561,95678,2570 edition,NESDC\n"
BAD = HEADER + "gpp_current,60,2560,91234,2570 edition,NESDC\ngpp_current,นครสวรรด์,2017,มาก,2570 edition,NESDC\n"


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    settings.MEDIA_ROOT = tmp_path


def signed_in(*roles: str) -> Client:
    client = Client()
    client.force_login(User.objects.create(username="-".join(roles), roles=list(roles), first_name="สมหญิง"))
    return client


@pytest.fixture
def planner() -> Client:
    return signed_in("planner")


def send(client: Client, content: bytes | str, name: str = "gpp.csv", path: str = "/measure/import", **fields: str):  # type: ignore[no-untyped-def]
    content = content.encode() if isinstance(content, str) else content
    return client.post(path, {"file": SimpleUploadedFile(name, content), **fields})


def stored(client: Client, content: str = GOOD) -> str:
    """The address of the run that an upload and its confirmation lead to."""
    return str(client.post(send(client, content).url).url)


def workbook(**parts: str) -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w") as book:
        for name, text in parts.items():
            book.writestr(name.replace("__", "/").replace("_bin", ".bin"), text)
    return page.getvalue()


@pytest.mark.parametrize("path", ["/measure/import", "/measure/runs", "/measure/import/" + "0" * 64])
def test_visitors_and_other_roles_are_kept_out(path: str) -> None:
    assert "/account/login/" in Client().get(path).url
    for role in ("auditor", "committee"):
        assert signed_in(role).get(path).status_code == 403


def test_sending_needs_the_token_of_the_form(planner: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = planner.cookies
    assert send(strict, GOOD).status_code == 403
    assert not Run.objects.exists()


def test_preview_counts_and_stores_nothing(planner: Client) -> None:
    version = data_version()
    sent = send(planner, GOOD.replace("source\n", "source,colour\n").replace("NESDC\n", "NESDC,red\n"))
    page = planner.get(sent.url)
    assert (page.context["preview"].new, page.context["preview"].revised) == (2, 0)
    assert "colour" in page.content.decode() and "gpp.csv" in page.content.decode()
    assert "Ready to import" in planner.get("/en" + sent.url).content.decode()
    assert not Run.objects.exists() and data_version() == version


def test_confirming_stores_once_with_one_entry_and_a_second_click_leads_to_the_same_run(planner: Client) -> None:
    address, before = send(planner, GOOD).url, AuditEntry.objects.count()
    first, second = planner.post(address), planner.post(address)
    assert first.status_code == 302 and second.url == first.url
    assert [entry.action for entry in AuditEntry.objects.order_by("id")[before:]] == ["measure.import"]
    found = queries.figure("gpp_current", "60", "2561")
    assert found.point and found.point.value == 95678
    page = planner.get(first.url).content.decode()
    assert "gpp_current" in page and "สมหญิง" in page


def test_a_click_that_comes_while_the_first_is_stored_leads_to_the_same_run(planner: Client) -> None:
    sent = send(planner, GOOD)
    first = planner.post(sent.url)
    send(planner, GOOD)  # the upload is kept again, as if it had not been dropped yet
    assert planner.post(sent.url).url == first.url
    assert Run.objects.filter(kind="import").count() == 1


def test_a_revision_is_told_before_it_is_stored(planner: Client) -> None:
    stored(planner)
    page = planner.get(send(planner, GOOD.replace("95678", "95999")).url)
    assert (page.context["preview"].revised, page.context["preview"].same) == (1, 1)
    again = planner.get(send(planner, GOOD).url)
    assert again.context["nothing_new"] and "ยืนยันนำเข้า" not in again.content.decode()


def test_refused_rows_say_row_field_value_reason_in_the_language_of_the_page(planner: Client) -> None:
    address = send(planner, BAD).url
    page = planner.get(address)
    assert page.status_code == 400
    thai, english = page.content.decode(), planner.get("/en" + address).content.decode()
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", english)]
    rows = [cells[at : at + 4] for at in range(0, len(cells), 4)]
    assert [row[:3] for row in rows] == [
        ["3", "area", "นครสวรรด์"], ["3", "year_be", "2017"], ["3", "value", "มาก"],
    ]  # fmt: skip
    assert "2560" in rows[1][3] and "must be a number" in rows[2][3]
    assert "ต้องเป็นตัวเลข" in thai and "must be a number" not in thai
    assert planner.post(address).status_code == 400 and not Run.objects.exists()


def test_refused_file_comes_back_with_reasons_and_can_be_sent_again(planner: Client) -> None:
    answer = planner.get(send(planner, BAD, "ข้อมูล 2560.csv").url + "/refused.csv")
    text = answer.content.decode("utf-8-sig")
    assert text.splitlines()[0] == HEADER.strip() + ",reasons"
    assert text.splitlines()[1].endswith("NESDC,") and "มาก" in text.splitlines()[2]
    assert "UTF-8''%E0%B8%82" in answer["Content-Disposition"]
    mended = text.replace("นครสวรรด์,2017,มาก", "60,2561,95678")
    assert planner.get(send(planner, mended).url).context["preview"].new == 2


def test_thai_office_encoding_and_workbooks_are_read(planner: Client) -> None:
    thai = GOOD.replace(",60,", ",นครสวรรค์,")
    assert planner.get(send(planner, thai.encode("cp874")).url).context["preview"].new == 2
    page = io.BytesIO()
    with xlsxwriter.Workbook(page) as book:
        sheet = book.add_worksheet()
        for row, line in enumerate(thai.splitlines()):
            sheet.write_row(row, 0, line.split(","))
    assert planner.get(send(planner, page.getvalue(), "gpp.xlsx").url).context["preview"].new == 2


def sheet_of(rows: list[list[str]]) -> bytes:
    page = io.BytesIO()
    with xlsxwriter.Workbook(page) as book:
        sheet = book.add_worksheet("ข้อมูล")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return page.getvalue()


def test_a_refused_workbook_comes_back_with_reasons_and_is_taken_when_mended(planner: Client, tmp_path: Path) -> None:
    rows = [line.split(",") for line in BAD.splitlines()]
    address = send(planner, sheet_of(rows), "gpp.xlsx").url
    assert f"{address}/refused.xlsx" in planner.get(address).content.decode()
    answer = planner.get(address + "/refused.xlsx")
    book = tmp_path / "back.xlsx"
    book.write_bytes(answer.content)
    back = python_calamine.CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python()
    assert [row[:6] for row in back] == rows
    assert back[1][6] == "" and "year_be" in back[2][6] and "ต้องเป็นตัวเลข" in back[2][6]
    mended = [[str(cell) for cell in row] for row in back]
    mended[2][1:4] = ["60", "2561", "95678"]
    assert planner.get(send(planner, sheet_of(mended), "gpp.xlsx").url).context["preview"].new == 2


def test_a_workbook_with_a_formula_is_refused_and_had_back_marked(planner: Client) -> None:
    page = io.BytesIO()
    with xlsxwriter.Workbook(page) as book:
        sheet = book.add_worksheet("ข้อมูล")
        for at, line in enumerate(GOOD.splitlines()):
            sheet.write_row(at, 0, line.split(","))
        sheet.write_formula("D3", "=D2*1.05", value=95796)
    answer = send(planner, page.getvalue(), "gpp.xlsx", "/en/measure/import")
    assert answer.status_code == 400 and "cell D3 holds a formula" in html.unescape(answer.content.decode())
    found = re.search(r'href="([^"]+/refused\.xlsx)"', answer.content.decode())
    assert found and planner.get(found[1]).content[:2] == b"PK"


def test_a_publishers_file_is_told_by_its_name_and_content(planner: Client) -> None:
    page = Path(__file__).parent / "importers" / "data" / "dopa-stat-a57-extract.txt"
    found = planner.get(send(planner, page.read_bytes(), page.name).url)
    assert found.context["preview"].new == 8 and "สถิติทะเบียนราษฎร" in found.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "empty.csv", "no rows"),
        (HEADER.encode(), "header.csv", "no rows"),
        (b"colour,shape\nred,round\n", "other.csv", "column indicator is missing"),
        (b"%PDF-1.7\n\x00\x01\x02", "plan.pdf", "not text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "photo.csv", "not text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old.xls", "old format (.xls)"),
        (b"\x1f\x8b" + b"a" * 40, "gpp.csv.gz", "no table"),
        (b"PK\x03\x04 broken", "broken.xlsx", "no table"),
        (workbook(word__document="x"), "letter.docx", "no table"),
        (workbook(xl__workbook="<x/>"), "hollow.xlsx", "workbook cannot be opened"),
        (workbook(xl__workbook="<x/>", xl__vbaProject_bin="x"), "macros.xlsm", "macros"),
        (b"a" * (uploads.LARGEST + 1), "large.csv", "larger than 5 MB"),
        (HEADER.encode() + b'"open,60\n', "quotes.csv", "cannot be read as CSV"),
        (b"\xff\xfe\xfa\xfb indicator", "codes.csv", "encoding"),
    ],
)  # fmt: skip
def test_bad_files_are_refused_with_a_sentence(planner: Client, content: bytes, name: str, said: str) -> None:
    answer = send(planner, content, name, "/en/measure/import")
    assert answer.status_code == 400
    assert said in re.sub(r"<[^>]+>", "", answer.content.decode())
    assert not Run.objects.exists()


def test_a_form_without_a_file_and_an_unknown_upload_are_refused(planner: Client) -> None:
    assert planner.post("/measure/import", {}).status_code == 400
    for path in ("0" * 64, "0" * 64 + "/refused.csv"):
        answer = planner.get("/en/measure/import/" + path)
        assert answer.status_code == 400 and "not kept any more" in answer.content.decode()
    assert planner.get("/measure/import/../../etc/passwd").status_code == 404


def test_undo_brings_the_old_figure_back_and_keeps_the_reason(planner: Client) -> None:
    stored(planner)
    run = stored(planner, GOOD.replace("95678", "95999"))
    for _ in range(2):  # sent twice
        assert planner.post(run + "/undo", {"why": "แฟ้มผิดฉบับ"}).url == run
    found = queries.figure("gpp_current", "60", "2561")
    assert found.point and found.point.value == 95678
    entry = AuditEntry.objects.order_by("-id")[0]
    assert entry.action == "measure.undo" and "แฟ้มผิดฉบับ" in entry.details
    assert AuditEntry.objects.filter(action="measure.undo").count() == 1
    assert "ถอนแล้ว" in planner.get(run).content.decode()


def test_runs_that_cannot_be_undone_say_why(planner: Client) -> None:
    first = stored(planner)
    second = stored(planner, GOOD.replace("95678", "95999"))
    number = second.rsplit("/", 1)[1]
    assert f"Undo {number} first" in planner.get("/en/measure/runs").content.decode()
    answer = planner.post("/en" + first + "/undo")
    assert answer.status_code == 409 and f"{number} wrote the same indicators later" in answer.content.decode()
    assert planner.get("/measure/runs/999999").status_code == 404
    assert planner.post("/measure/runs/999999/undo").status_code == 404
    assert signed_in("auditor").post(second + "/undo").status_code == 403


def test_uploads_that_nobody_confirms_are_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = uploads.keep(tmp_path, "a.csv", GOOD.encode(), "NESDC")
    assert uploads.find(tmp_path, kept.hash) == kept
    monkeypatch.setattr(uploads, "KEPT", -1)
    other = uploads.keep(tmp_path, "b.csv", BAD.encode())
    assert uploads.find(tmp_path, kept.hash) is None and uploads.find(tmp_path, other.hash) == other


def test_planning_officer_finds_the_tools(planner: Client) -> None:
    page = planner.get("/my").content.decode()
    for path in ("/measure/import", "/measure/runs", "/plan/import", "/plan/editions", "/audit"):
        assert f'href="{path}"' in page
    auditor = signed_in("auditor").get("/my").content.decode()
    assert 'href="/audit"' in auditor and 'href="/measure/import"' not in auditor
