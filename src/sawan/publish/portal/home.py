"""Home: what the province wants and how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from sawan import thai
from sawan.areas import register
from sawan.charts import river
from sawan.evaluate import queries as evaluate
from sawan.evaluate.queries import NodeStatus
from sawan.measure import instance
from sawan.people.cached import cached_page
from sawan.plan import queries as plan
from sawan.plan.difference import What
from sawan.plan.edition import Edition
from sawan.publish.portal import changes, frame, maps, strategy_map, success
from sawan.publish.portal.changes import Change
from sawan.publish.portal.reading import read
from sawan.publish.portal.words import short
from sawan.texts import Text

MOST_CHANGES = 4
LABEL_LETTERS = 14


def home(request: HttpRequest) -> HttpResponse:
    """The home page; whole from the shelf."""
    return cached_page(request, lambda: frame.page(request, "portal/home.html", context(frame.language(request))))


def context(lang: str) -> dict[str, Any]:
    """Everything that the home page says, in one language."""
    edition = frame.edition_in_force()
    code = frame.province()
    districts = register.children(code, "district")
    drawing, credit = maps.district_map(code, lang)
    name = register.get(code).name
    return {
        "title": _title(edition, name),
        "edition": edition,
        "map": drawing,
        "map_credit": credit,
        "map_title": Text(f"จังหวัดของเรา {len(districts)} อำเภอ", f"Our province, {len(districts)} districts"),
        "districts": districts,
        "changes": _newest(edition) if edition else [],
        **(_of_edition(edition, lang) if edition else {}),
    }


def _newest(edition: Edition) -> list[Change]:
    """The most surprising moves, and last what the plan itself changed."""
    of_the_plan = _of_the_plan(edition)
    return [*_moves(edition)[: MOST_CHANGES - len(of_the_plan)], *of_the_plan]


def what_changed(edition: Edition) -> list[Change]:
    """The newest moves of the plan's indicators, most surprising first, one a guideline; and of the plan itself."""
    return [*_moves(edition), *_of_the_plan(edition)]


def _moves(edition: Edition) -> list[Change]:
    catalogue = instance.current_catalogue()
    codes = [code for item in edition.success_indicators for code in item.indicators[:1]]
    codes += [code for guideline in edition.guidelines for code in guideline.indicators[:1]]
    known = [code for code in dict.fromkeys(codes) if code in catalogue]
    return changes.newest(read(code, edition.province) for code in known)


def _title(edition: Edition | None, name: Text) -> Text:
    if edition is None:
        return Text(f"ยุทธศาสตร์การพัฒนาจังหวัด{name.th}", f"{name.en} Provincial Development Strategy")
    year = edition.fiscal_year or 0
    return Text(
        f"ยุทธศาสตร์การพัฒนาจังหวัด{name.th} · ปีงบประมาณ พ.ศ. {year}",
        f"{name.en} Provincial Development Strategy · fiscal year B.E. {year} ({year - 543})",
    )


def _of_edition(edition: Edition, lang: str) -> dict[str, Any]:
    statuses = evaluate.statuses(edition, frame.today())
    cards = success.cards(edition, statuses, lang)
    vision = edition.vision.wording if edition.vision else None
    return {
        "vision": (thai.phrases(vision.phrases or vision.text.th) if lang == "th" else [vision.text.say(lang)])
        if vision
        else [],
        "counts": counts(edition),
        "river": river.spring(streams(edition, lang), counts(edition).say(lang)),
        "cards": cards,
        "sample": any(card.sample for card in cards),
        "verdict": _verdict(edition, statuses),
    }


def counts(edition: Edition) -> Text:
    """`4 ประเด็นการพัฒนา 16 แนวทาง วัดด้วย 4 ตัวชี้วัดความสำเร็จ`, leaving out what the plan does not have."""
    issues, guidelines, measures = len(edition.issues), len(edition.guidelines), len(edition.success_indicators)
    th = f"{issues} ประเด็นการพัฒนา {guidelines} แนวทาง" + (f" วัดด้วย {measures} ตัวชี้วัดความสำเร็จ" if measures else "")
    en = f"{issues} issues and {guidelines} guidelines"
    return Text(th, en + (f", measured by {measures} success indicators" if measures else ""))


def streams(edition: Edition, lang: str) -> list[river.Stream]:
    """The plan as the drawing of the river sees it, without money."""
    return [
        river.Stream(
            issue.code,
            label_lines(short(issue.wording), lang),
            tuple(
                river.Branch(g.code, strategy_map.href(edition, g.code, lang), g.wording.text.say(lang))
                for g in issue.guidelines
            ),
            strategy_map.href(edition, issue.code, lang),
        )
        for issue in edition.issues
    ]


def label_lines(name: Text, lang: str) -> tuple[str, ...]:
    """A short name in at most two lines of about 14 letters."""
    said = name.say(lang)
    pieces = thai.words(said) if thai.is_thai(said) else [word + " " for word in said.split(" ")]
    if len(said) <= LABEL_LETTERS:
        return (said,)
    cuts = [("".join(pieces[:at]).strip(), "".join(pieces[at:]).strip()) for at in range(1, len(pieces))]
    return min(cuts, key=lambda cut: abs(len(cut[0]) - len(cut[1]) - 0.1), default=(said,))


def _verdict(edition: Edition, statuses: Mapping[str, NodeStatus]) -> Text:
    """Why no verdict stands on the cards, when none does."""
    if any(success.targets for success in edition.success_indicators):
        return Text("")
    year = edition.fiscal_year
    return Text(
        f"ฉบับ {year} ยังไม่กำหนดค่าเป้าหมาย จึงแสดงค่าและแนวโน้ม โดยไม่ตัดสินว่าผ่านหรือไม่ผ่าน",
        f"The {year} edition sets no targets, so values and trends are shown without a verdict.",
    )


def _of_the_plan(edition: Edition) -> list[Change]:
    """What this edition changed against the one before; that nothing changed is news too."""
    years = [year for year in frame.editions() if year < (edition.fiscal_year or 0)]
    if not years:
        return []
    difference = plan.difference(f"{edition.province}/{years[-1]}", f"{edition.province}/{edition.fiscal_year}")
    worded = [change for change in difference.changes if change.what is not What.RETARGETED]
    count = len(edition.guidelines)
    if worded:
        headline = Text(f"แก้ไขจากฉบับ {years[-1]} จำนวน {len(worded)} แห่ง", f"{len(worded)} changes from {years[-1]}")
        line = Text("ดูการเปลี่ยนแปลงรายข้อ", "See every change")
    else:
        headline = Text(f"ไม่มีการปรับปรุงจากปีงบประมาณ {years[-1]}", f"No change from fiscal year {years[-1]}")
        line = Text(f"{count} แนวทางเหมือนเดิมทุกข้อ", f"All {count} guidelines are the same")
    when = Text(f"ยุทธศาสตร์ {edition.fiscal_year}", f"Strategy {edition.fiscal_year}")
    path = f"/strategy/{edition.fiscal_year}/diff/{years[-1]}"
    return [Change(when, headline, (line,), path, 0.0, edition.fiscal_year or 0)]
