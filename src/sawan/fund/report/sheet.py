"""The report put together: the answer first, then the picture, then everything behind it."""

from __future__ import annotations

from fractions import Fraction
from html import escape
from importlib import resources

from sawan.charts.theme import stylesheet
from sawan.fund.choice.findings import Findings
from sawan.fund.choice.variations import spent

from . import parts
from .curves import ceiling_curve, front_drawing
from .fonts import faces
from .waterline import waterline
from .words import aim_words, both, number, percent, section

_UNFINISHED = {
    "scenarios": ("สถานการณ์", "scenarios"),
    "core": ("แกนและก้ำกึ่ง", "core and borderline"),
    "pareto": ("จุดแลกเปลี่ยนระหว่างวัตถุประสงค์", "the front of objectives"),
    "curve": ("เส้นเพดาน", "the ceiling curve"),
    "above_frame": ("รายการเกินกรอบ", "the list above the frame"),
    "overruns": ("งบเกิน", "overruns"),
    "rules": ("ราคาของกติกา", "prices of rules"),
    "reasons": ("ราคาของโครงการ", "prices of proposals"),
}


def page(findings: Findings) -> str:
    """The whole page as HTML: no script, no address outside itself, the same bytes for the same findings."""
    title = findings.model.rules.title or "การเลือกโครงการ / Choice of projects"
    styles = faces() + stylesheet() + resources.files(__package__).joinpath("report.css").read_text("utf-8")
    return (
        '<!doctype html>\n<html lang="th">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{styles}</style></head>\n<body>"
        '<input type="radio" name="language" id="thai" checked><label for="thai">ไทย</label>'
        '<input type="radio" name="language" id="english"><label for="english" lang="en-GB">English</label>'
        f"<main><h1>{escape(title)}</h1>{_note(findings)}{_answer(findings)}{_unfinished(findings)}"
        f"{_facts(findings)}"
        f"{_sections(findings)}{_colophon(findings)}</main></body>\n</html>\n"
    )


def _note(findings: Findings) -> str:
    return f"<p>{escape(findings.model.rules.note)}</p>" if findings.model.rules.note else ""


def _answer(findings: Findings) -> str:
    """One sentence: what was found and how much better is possible at most."""
    choice = findings.choice
    if choice.selection is None:
        words = {
            "infeasible": ("ไม่มีชุดโครงการใดเป็นไปตามกติกาทั้งหมด", "No selection can satisfy the rules."),
        }.get(choice.status, ("ไม่พบชุดโครงการภายในเวลาที่กำหนด", "No selection was found in the time."))
        return f'<p class="lead">{both(*words)}</p>'
    count = int(choice.selection.picks.sum())
    th = f"เลือก {count} จาก {len(findings.model.proposals.ids)} โครงการ"
    en = f"{count} of {len(findings.model.proposals.ids)} proposals are selected"
    if choice.status == "optimal":
        said = both(f"{th} พิสูจน์แล้วว่าไม่มีชุดใดดีกว่า", f"{en}; it is proved that no selection is better.")
        return f'<p class="lead">{said}</p>'
    gap = percent(choice.gap, 3)
    return f'<p class="lead">{both(f"{th} อาจมีชุดที่ดีกว่าได้ไม่เกิน {gap}", f"{en}; at most {gap} better is possible.")}</p>'


def _unfinished(findings: Findings) -> str:
    """What was not finished in the time, in words."""
    if not findings.unfinished:
        return ""
    words = [_UNFINISHED[name] for name in findings.unfinished]
    th, en = ", ".join(one for one, _ in words), ", ".join(other for _, other in words)
    return f"<p>{both(f'ยังคำนวณไม่ครบในเวลาที่กำหนด: {th}', f'Not finished in the time: {en}')}</p>"


def _facts(findings: Findings) -> str:
    choice = findings.choice
    if choice.selection is None:
        return ""
    ceiling = sum(findings.model.rules.ceilings.values(), Fraction(0))
    used = spent(findings.model, choice)
    facts = [
        (both("เพดานรวม", "Ceilings together"), number(ceiling)),
        (both("ใช้", "Spent"), number(used)),
        (both("เหลือ", "Left"), number(ceiling - used)),
        (both(*aim_words(findings.model.rules.objectives[0])), number(choice.objective, 4)),
    ]
    if findings.core is not None and findings.core.regret is not None:
        facts.append((both("เสียมากที่สุดไม่ว่าน้ำหนักใด", "Largest loss under any weights"), percent(findings.core.regret, 3)))
    return "<dl>" + "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts) + "</dl>"


def _sections(findings: Findings) -> str:
    if findings.choice.selection is None:
        return section("กติกาที่ขัดกัน", "Rules that collide", parts.conflict(findings))
    front = front_drawing(findings.front) if findings.front is not None else ""
    return "".join(
        (
            section("ระดับน้ำ", "Waterline", waterline(findings), _core(findings)),
            section("ถ้าเพดานเปลี่ยน", "If the ceilings change", ceiling_curve(findings), parts.frames(findings)),
            section("แลกกันอย่างไร", "What is traded for what", front),
            section("กติกา", "Rules", parts.rules(findings)),
            section("สถานการณ์", "Scenarios", parts.scenarios(findings)),
            section("งบเกิน", "Overruns", parts.overruns(findings)),
            section("โครงการ", "Proposals", parts.proposals(findings)),
        )
    )


def _core(findings: Findings) -> str:
    """What the classes rest on, and the next question."""
    core = findings.core
    if core is None:
        return ""
    counts = core.counts()
    held = len(core.portfolios)
    inside, between, outside = counts["core"], counts["borderline"], counts["exterior"]
    th = f"แกน {inside} ก้ำกึ่ง {between} นอกชุด {outside} จาก {held} ชุด"
    en = f"core {inside}, borderline {between}, exterior {outside} over {held} portfolios"
    if core.complete:
        within = (
            (f"ภายใน {percent(core.tolerance)}", f" within {percent(core.tolerance)}") if core.tolerance else ("", "")
        )
        th += f" ครบถ้วน{within[0]} น้ำหนักที่แคบลงไม่เปลี่ยนแกนและนอกชุด"
        en += f", complete{within[1]}; narrower weights cannot change core and exterior"
    else:
        th, en = th + " ยังไม่ครบ ประเภทเป็นการชั่วคราว", en + ", not complete: the classes are provisional"
    text = f"<p>{both(th, en)}</p>"
    if core.question is not None:
        said = core.question.summary()
        text += f"<p>{both('คำถามที่ช่วยได้มากที่สุด: ' + said['th'], 'The most useful next question: ' + said['en'])}</p>"
    return text


def _colophon(findings: Findings) -> str:
    inputs = findings.inputs
    lines = [
        both(
            f"HiGHS · seed {inputs.seed} · P.csv {inputs.proposals_sha256[:12]} · R.yaml {inputs.rules_sha256[:12]}",
            f"HiGHS · seed {inputs.seed} · P.csv {inputs.proposals_sha256[:12]} · R.yaml {inputs.rules_sha256[:12]}",
        )
    ]
    return "<footer>" + "".join(f"<p>{line}</p>" for line in lines) + "</footer>"
