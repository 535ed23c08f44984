"""Published strategies become drafts: every text in its place and word for word, the rest listed by line."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sawan.plan import edition_file, edition_yaml, outline, reading
from sawan.plan.edition import Edition
from sawan.plan.reading import Document, headings
from sawan.plan.reading.lines import of_text
from sawan.problems import NoAnswer, Refused

DATA = Path(__file__).parent / "data"
PAGES = DATA / "pages"
OFFICIAL = Path(__file__).parents[2] / "provinces" / "nakhon-sawan" / "plan-2564.yaml"


def texts(edition: Edition) -> list[tuple[str, str]]:
    """Every official text with its code."""
    found = [("vision", edition.vision.wording.text.th if edition.vision else "")]
    found += [(one.code, one.wording.text.th) for one in (*edition.success_indicators, *edition.missions)]
    for issue in edition.issues:
        found.append((issue.code, issue.wording.text.th))
        found += [(line.code, line.wording.text.th) for line in issue.guidelines]
    return found


def squeezed(edition: Edition) -> list[tuple[str, str]]:
    """The same without spaces, for documents whose format does not keep every one."""
    return [(code, re.sub(r"\s", "", text)) for code, text in texts(edition)]


@pytest.fixture(scope="module")
def official() -> Edition:
    return edition_file.parse(OFFICIAL.read_text("utf-8"))


def test_nakhon_sawan_is_read_word_for_word(official: Edition) -> None:
    draft = reading.read(DATA / "nakhon-sawan-2564.txt")
    assert texts(draft) == texts(official)
    assert draft.note is not None and official.note is not None
    assert draft.note.text.th == official.note.text.th
    assert (draft.province, draft.fiscal_year, draft.not_understood) == ("60", 2564, ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp874", "utf-16"])
def test_encodings_of_thai_offices_are_read(tmp_path: Path, official: Edition, encoding: str) -> None:
    page = tmp_path / "plan.txt"
    page.write_bytes((DATA / "nakhon-sawan-2564.txt").read_text("utf-8").replace("\n", "\r\n").encode(encoding))
    assert texts(reading.read(page)) == texts(official)


def test_thai_digits_lopburi() -> None:
    draft = reading.read(DATA / "lopburi.txt")
    assert draft.province == "16"
    assert draft.vision and draft.vision.wording.text.th == "ฐานการผลิตอาหาร และพลังงานสะอาดระดับโลก มุ่งสู่เมืองน่าอยู่"
    assert [mission.code for mission in draft.missions] == ["M1", "M2", "M3", "M4", "M5"]
    assert draft.missions[4].wording.text.th.startswith("พัฒนา และส่งเสริมวัฒนธรรมทางการเมือง")


def test_doubled_heading_nakhon_si_thammarat() -> None:
    draft = reading.read(DATA / "nakhon-si-thammarat.txt")
    assert draft.vision and draft.vision.wording.text.th.startswith("นครศรีธรรมราช เมืองศูนย์กลาง")
    assert (len(draft.missions), draft.province, draft.not_understood) == (5, "80", ())


def test_missions_after_issues_saraburi() -> None:
    draft = reading.read(DATA / "saraburi-pao.txt")
    assert [issue.code for issue in draft.issues] == ["1", "2", "3", "4"]
    assert draft.issues[2].wording.text.th == "ด้านการศึกษา ศาสนา วัฒนธรรม"
    assert len(draft.missions) == 4
    assert (draft.province, draft.fiscal_year, draft.last_year) == ("19", 2566, 2570)


def test_issues_alone_surat_thani_and_what_the_options_say() -> None:
    draft = reading.read(DATA / "surat-thani.txt")
    assert len(draft.issues) == 5 and draft.vision is None
    assert (draft.province, draft.fiscal_year) == ("", None)
    told = reading.read(DATA / "surat-thani.txt", area="84", year=2565)
    assert (told.province, told.fiscal_year) == ("84", 2565)


def test_numbered_headings_objectives_and_strategies() -> None:
    draft = reading.read(PAGES / "thai-digits.txt")
    assert [mission.wording.text.th for mission in draft.missions] == [
        "ส่งเสริมการผลิตสินค้าเกษตรปลอดภัย",
        "พัฒนาการท่องเที่ยวเชิงสร้างสรรค์และเชื่อมโยงชุมชน",
        "ยกระดับคุณภาพชีวิต",
    ]
    assert draft.vision and draft.vision.wording.text.th == "เมืองเกษตรปลอดภัย ท่องเที่ยวยั่งยืน ประชาชนเป็นสุข"
    first, second = draft.issues
    assert [line.code for line in first.guidelines] == ["1.1", "1.2"]
    assert [text.th for text in first.strategies] == ["ขุดลอกคลอง", "ฝายชะลอน้ำ"]
    assert [text.th for text in first.objectives] == ["เกษตรกรมีรายได้เพิ่มขึ้น"]
    assert [line.wording.text.th for line in second.guidelines] == ["พัฒนาแหล่งท่องเที่ยว", "ส่งเสริมการตลาด"]
    assert [rest.line for rest in draft.not_understood] == [2, 3, 41, 42, 44]


def test_web_page_with_menus_and_footer() -> None:
    draft = reading.read(PAGES / "menus.html")
    assert [(issue.wording.text.th, len(issue.guidelines)) for issue in draft.issues] == [
        ("การพัฒนาการผลิตสินค้าเกษตร", 2),
        ("การเสริมสร้างคุณภาพชีวิต", 3),
    ]
    assert draft.province == "66"
    left = " ".join(rest.text for rest in draft.not_understood)
    assert all(word in left for word in ("หน้าแรก", "ข้อมูลจังหวัด", "พิธีเปิดงาน", "ลิขสิทธิ์", "เขียนโดย"))


def test_tables_give_their_columns() -> None:
    draft = reading.read(PAGES / "old-tables.html")
    first, second = draft.issues
    assert [line.wording.text.th for line in first.guidelines] == ["เกษตรอินทรีย์", "แหล่งน้ำ"]
    assert [text.th for text in first.measures] == ["ร้อยละ 5", "10 แห่ง"]
    assert [line.code for line in second.guidelines] == ["2.1", "2.2"]


def test_goal_of_the_newer_plans_and_programmes_left_over() -> None:
    draft = reading.read(PAGES / "goal-and-targets.txt")
    assert draft.vision and draft.vision.heading == "เป้าหมายการพัฒนา"
    assert [line.wording.text.th for line in draft.issues[0].guidelines] == ["ยกระดับมาตรฐาน", "เพิ่มช่องทางตลาด"]
    assert [rest.text for rest in draft.not_understood] == ["แผนงาน/โครงการสำคัญ", "1) โครงการเกษตรอัจฉริยะ"]


def test_lists_without_marks() -> None:
    draft = reading.read(PAGES / "unmarked.txt")
    assert len(draft.missions) == 3
    assert [len(issue.guidelines) for issue in draft.issues] == [2, 1, 0]


@pytest.mark.parametrize(
    "table",
    [
        "| ประเด็นการพัฒนา | แนวทางการพัฒนา |\n|---|---|\n| 1. เกษตร | 1.1 ลดต้นทุน |\n| | 1.2 ตลาด |\n| 2. ค้า | ด่าน |\n",
        "ประเด็นยุทธศาสตร์\tกลยุทธ์\nเกษตร\tลดต้นทุน\n\tตลาด\nค้า\tด่าน\n",
    ],
)
def test_tables_in_plain_text(tmp_path: Path, table: str) -> None:
    page = tmp_path / "table.txt"
    page.write_text(table, "utf-8")
    draft = reading.read(page)
    assert [[line.wording.text.th for line in issue.guidelines] for issue in draft.issues] == [
        ["ลดต้นทุน", "ตลาด"],
        ["ด่าน"],
    ]


def test_pdf_with_text_layer(tmp_path: Path, official: Edition) -> None:
    typst = pytest.importorskip("typst")
    font = importlib.util.find_spec("fontpkg_sarabun")
    assert font and font.origin
    lines = [line.strip() for line in (DATA / "nakhon-sawan-2564.txt").read_text("utf-8").splitlines() if line.strip()]
    source = tmp_path / "plan.typ"
    head = '#set page(width: 12cm)\n#set text(font: "Sarabun", lang: "th", size: 14pt)\n'
    source.write_text(head + "\n".join(f"#text({json.dumps(line, ensure_ascii=False)})\n" for line in lines), "utf-8")
    page = tmp_path / "plan.pdf"
    typst.compile(str(source), output=str(page), font_paths=[str(Path(font.origin).parent)])
    draft = reading.read(page)
    assert squeezed(draft) == squeezed(official)
    assert draft.fiscal_year == 2564


def test_docx_with_the_numbers_that_word_prints(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("วิสัยทัศน์จังหวัดนครสวรรค์ ปีงบประมาณ พ.ศ. 2564", 1)
    document.add_paragraph("เมืองน่าอยู่")
    document.add_heading("พันธกิจ", 1)
    for text in ("พัฒนาคน", "พัฒนาเศรษฐกิจ"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("ประเด็นการพัฒนาที่ 1 เศรษฐกิจ")
    for text in ("ท่องเที่ยว", "เกษตร"):
        document.add_paragraph(text, style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for row, cells in enumerate(
        [("ประเด็นการพัฒนา", "แนวทางการพัฒนา"), ("ประเด็นการพัฒนาที่ 2 สังคม", "1) การศึกษา\n2) สุขภาพ")]
    ):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    page = io.BytesIO()
    document.save(page)
    path = tmp_path / "plan.docx"
    path.write_bytes(page.getvalue())
    draft = reading.read(path)
    assert [mission.wording.text.th for mission in draft.missions] == ["พัฒนาคน", "พัฒนาเศรษฐกิจ"]
    assert [[line.wording.text.th for line in issue.guidelines] for issue in draft.issues] == [
        ["ท่องเที่ยว", "เกษตร"],
        ["การศึกษา", "สุขภาพ"],
    ]


@pytest.mark.parametrize(
    "sample", ["lopburi", "nakhon-si-thammarat", "saraburi-pao", "surat-thani", "nakhon-sawan-2564"]
)
def test_no_line_is_dropped_silently(sample: str) -> None:
    """Every line is in the draft, in `not_understood`, or is nothing but a heading."""
    draft = reading.read(DATA / f"{sample}.txt")
    kept = re.sub(r"\s", "", edition_yaml.write(draft)).replace('\\"', '"')
    for line in (DATA / f"{sample}.txt").read_text("utf-8").splitlines():
        heading = headings.find(line.strip())
        if heading and (heading.is_pure or heading.kind == "title"):
            continue
        words = [re.sub(r"[“”\"]", "", word) for word in line.split()]
        held = [word for word in words if word and word in kept]
        assert len(held) >= len([word for word in words if word]) - 2, line


@pytest.mark.parametrize("sample", ["lopburi", "saraburi-pao", "nakhon-sawan-2564"])
def test_a_draft_is_a_file_that_loads(sample: str) -> None:
    draft = reading.read(DATA / f"{sample}.txt", year=2566)
    assert edition_file.parse(edition_yaml.write(draft)) == draft


def test_json_has_the_stable_keys() -> None:
    answer = reading.as_json(reading.read(DATA / "surat-thani.txt"), imported=True)
    assert list(answer) == [
        "province", "fiscal_year", "vision", "success_indicators", "missions", "issues", "note", "not_understood",
    ]  # fmt: skip
    assert answer["province"] is None and answer["vision"] is None and answer["missions"] == []


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_office"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "other_kind"),
        ("a.pdf", b"%PDF-1.7 broken", "broken_document"),
        ("a.docx", b"PK\x03\x04 broken", "broken_document"),
        ("a.txt", "พันธกิจ".encode("utf-32"), "other_kind"),
    ],
)
def test_other_files_are_refused_by_name(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refused) as refusal:
        reading.read(path)
    (problem,) = refusal.value.problems
    assert (problem.code, problem.file) == (code, str(path))


def test_a_page_without_a_plan_is_the_answer_no(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text("ข่าวประชาสัมพันธ์\nพิธีเปิดงานประเพณี\n", "utf-8")
    with pytest.raises(NoAnswer):
        reading.read(path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as page:
        page.truncate(200_000_000)
    with pytest.raises(Refused, match="too large"):
        reading.read(path)


@pytest.mark.parametrize(
    ("page", "missions", "guidelines"),
    [
        ("inline-lists.txt", 3, [2, 2]),
        ("strategies-by-heading.txt", 2, [2, 2]),
        ("numbered-sections.txt", 0, [2, 1]),
        ("bare-numbers.txt", 2, [2, 1, 0]),
        ("tis-620.html", 2, [2, 1]),
    ],
)
def test_habits_of_real_pages(page: str, missions: int, guidelines: list[int]) -> None:
    draft = reading.read(PAGES / page)
    assert draft.vision is not None
    assert len(draft.missions) == missions
    assert [len(issue.guidelines) for issue in draft.issues] == guidelines


OPENINGS = [
    "{}", "1. {}", "2) {}", "(3) {}", "๑.๑ {}", "- {}", "• {}", "ก. {}", "    {}", "ข้อ 1 {}", "2.1 {}", "10. {}",
    "วิสัยทัศน์ : {}", "พันธกิจที่ 1 {}", "ยุทธศาสตร์ที่ 1 {}", "ประเด็นการพัฒนาที่ 2 : {}", "แนวทางการพัฒนาที่ 1.1 {}",
    "กลยุทธ์ที่ 2 {}", "เป้าประสงค์ : {}", "ตัวชี้วัดที่ 1 {}", "หมายเหตุ {}", "จังหวัด{}", "ยุทธศาสตร์การพัฒนาจังหวัด{}", "โทร {}",
]  # fmt: skip
HEADINGS = ["", "วิสัยทัศน์", "พันธกิจ", "ประเด็นยุทธศาสตร์", "แนวทางการพัฒนา", "กลยุทธ์", "ตัวชี้วัด", "เป้าประสงค์", "ค่านิยม", "หมายเหตุ"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(OPENINGS), st.sampled_from(HEADINGS)), min_size=1, max_size=25))
def test_whatever_the_page_no_text_is_lost(shapes: list[str]) -> None:
    """Each line carries a word of its own, which has to be somewhere in the draft."""
    lines = [shape.format(f"สวรรค์ลำดับ{at}ครับ") if "{}" in shape else shape for at, shape in enumerate(shapes)]
    document = Document(tuple(of_text("\n".join(lines))), wrapped=True, narrowest=60)
    kept = edition_yaml.write(reading.read_lines(document))
    lost = [line for at, line in enumerate(lines) if "{}" in shapes[at] and f"ลำดับ{at}ครับ" not in kept]
    assert [line for line in lost if not headings.is_label(line)] == []


@pytest.mark.parametrize("page", [*sorted(DATA.glob("*.txt")), *sorted(PAGES.iterdir())], ids=lambda page: page.name)
def test_the_outline_of_a_draft_reads_back_the_same(page: Path) -> None:
    draft = reading.read(page, area="60", year=2566)
    again = outline.read(outline.write(draft), area="60", year=2566)
    assert texts(again) == texts(draft)
    assert [(one.objectives, one.measures, one.strategies) for one in again.issues] == [
        (one.objectives, one.measures, one.strategies) for one in draft.issues
    ]
    assert again.not_understood == ()


@pytest.mark.parametrize(
    "piece", ["จังหวัด", "จังหวัดการพัฒนา", "ของ ", "(ก) ", "1 ประเด็น", "1. ", "- ", "๑.๑.", "ยุทธศาสตร์"]
)
@pytest.mark.parametrize("head", ["วิสัยทัศน์", "ยุทธศาสตร์", ""])
def test_no_line_takes_long_to_judge(head: str, piece: str) -> None:
    """Patterns that try again and again would take hours on the longest of these."""
    begun = time.process_time()
    for count in (30, 300, 30_000):
        reading.read_lines(Document(tuple(of_text(head + piece * count + "ฮ!")), wrapped=True))
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("shape", ["พันธกิจที่ {} งาน{}", "ประเด็นการพัฒนาที่ {} งาน{}", "{}. งาน{}", "งาน {} {}"])
def test_a_page_without_end_takes_no_endless_time(shape: str) -> None:
    lines = "\n\n".join(shape.format(at % 100, at) for at in range(5000))
    begun = time.process_time()
    draft = reading.read_lines(Document(tuple(of_text(f"พันธกิจ\n\n{lines}")), wrapped=True))
    assert time.process_time() - begun < 5
    assert len(draft.missions) + len(draft.issues) + len(draft.not_understood) > 4900


def test_a_heading_set_apart_by_spaces_begins_a_list_of_its_issue() -> None:
    page = "ยุทธศาสตร์ที่ ๑ เกษตรปลอดภัย\n     เป้าประสงค์    สินค้าได้มาตรฐาน\n     ตัวชี้วัด    ร้อยละของฟาร์ม\n"
    issue = reading.read_lines(Document(tuple(of_text(page)), wrapped=True)).issues[0]
    assert issue.wording.text.th == "เกษตรปลอดภัย"
    assert [text.th for text in issue.objectives + issue.measures] == ["สินค้าได้มาตรฐาน", "ร้อยละของฟาร์ม"]


@pytest.mark.parametrize(
    ("second", "year"),
    [
        ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", 2568),
        ("ฉบับทบทวน ประจำปีงบประมาณ 2567", 2567),
        ("", 2566),
        ("ประจำปีงบประมาณ 2580", 2566),
        ("จังหวัดพิจิตร ปีงบประมาณ พ.ศ. 2569", 2569),
    ],
)
def test_the_edition_of_one_year_of_a_plan_of_several(second: str, year: int) -> None:
    page = f"แผนพัฒนาจังหวัดพิจิตร (พ.ศ. 2566 - 2570)\n{second}\nพันธกิจ\n1. พัฒนาเกษตร\n2. พัฒนาคน\n"
    draft = reading.read_lines(Document(tuple(of_text(page)), wrapped=True))
    assert (draft.fiscal_year, draft.last_year, draft.not_understood) == (year, 2570, ())


def test_no_space_falls_into_a_word_whose_marks_a_pdf_draws_twice(tmp_path: Path) -> None:
    typst = pytest.importorskip("typst")
    font = importlib.util.find_spec("fontpkg_sarabun")
    assert font and font.origin
    source, page = tmp_path / "plan.typ", tmp_path / "plan.pdf"
    text = "พัฒนาห่วงโซ่อุปทานเพื่อเพิ่มรายได้ให้แก่เกษตรกรอย่างทั่วถึง"
    source.write_text(f'#set text(font: "Sarabun", lang: "th")\nพันธกิจ\n\n1. {text}\n\n2. พัฒนาคน\n', "utf-8")
    typst.compile(str(source), output=str(page), font_paths=[str(Path(font.origin).parent)])
    assert [one.wording.text.th for one in reading.read(page).missions] == [text, "พัฒนาคน"]


def test_the_year_of_a_review_is_the_edition() -> None:
    page = "แผนพัฒนาจังหวัดสระแก้ว 2566-2570 (ฉบับทบทวน ปี 2568)\nพันธกิจ\n1. พัฒนาเกษตร\n2. พัฒนาคน\n"
    assert reading.read_lines(Document(tuple(of_text(page)), wrapped=True)).fiscal_year == 2568


def test_words_that_begin_like_a_unit_are_no_amounts() -> None:
    page = (
        "๓.๑ วิสัยทัศน์ (Vision)\nเมืองมรดกโลก\nปีงบประมาณ พ.ศ. ๒๕๖๗\n๓.๒ พันธกิจ (Mission)\n๑. พัฒนาคน\n"
        "๓.๓ ประเด็นยุทธศาสตร์\nประเด็นยุทธศาสตร์ที่ ๑ เศรษฐกิจ\nแนวทางการพัฒนา\n๑.๑ รายได้ของเกษตรกร\n๑.๒ เท่าเทียมกัน\n"
    )
    found = reading.read_lines(Document(tuple(of_text(page)), wrapped=True))
    assert [text for _, text in texts(found)] == ["เมืองมรดกโลก", "พัฒนาคน", "เศรษฐกิจ", "รายได้ของเกษตรกร", "เท่าเทียมกัน"]
