"""What a node lacks, each in a sentence: targets, owners, projects, reports, data."""

from __future__ import annotations

from collections.abc import Sequence

from sawan.evaluate.queries import NodeStatus
from sawan.plan.edition import NOTHING, Edition, Guideline, SuccessIndicator
from sawan.publish.portal.reading import Reading
from sawan.texts import Text


def gaps(edition: Edition, guideline: Guideline, found: Sequence[Reading], mark: NodeStatus) -> tuple[Text, ...]:
    """What a guideline lacks, the target first."""
    year = edition.fiscal_year
    lines = [_no_target(guideline, mark, year)]
    if not guideline.owners or edition.is_proposal("owners"):
        lines.append(Text("เอกสารไม่ระบุเจ้าภาพ", "The document names no owner"))
    if not guideline.projects:
        lines.append(Text(f"ยังไม่มีโครงการปี {year}", f"No project of {year} is held"))
    lines += [Text("ไม่มีรายงานผลผลิต", "No report of outputs"), _no_data(found)]
    return tuple(line for line in lines if line)


def _no_target(guideline: Guideline, mark: NodeStatus, year: int | None) -> Text:
    if guideline.targets or any(project.targets for project in guideline.projects):
        return NOTHING
    last = max((target.year for target in mark.targets), default=None)
    if last is None:
        return Text(f"ไม่มีค่าเป้าหมายปี {year}", f"No target for {year}")
    return Text(f"ไม่มีค่าเป้าหมายหลังปี {last}", f"No target after {last}")


def _no_data(found: Sequence[Reading]) -> Text:
    missing = sum(reading.latest is None for reading in found)
    if not missing:
        return NOTHING
    return Text(f"ตัวชี้วัด {missing} จาก {len(found)} ตัวยังไม่มีข้อมูล", f"{missing} of {len(found)} indicators have no data")


def success_gaps(edition: Edition, success: SuccessIndicator, found: Sequence[Reading]) -> tuple[Text, ...]:
    """What a success indicator lacks: a target, and the values of its parts with who could supply them."""
    year = edition.fiscal_year
    no_target = Text(f"ฉบับ {year} ไม่กำหนดค่าเป้าหมาย", f"The {year} edition sets no target")
    missing = [reading.indicator for reading in found if reading.latest is None]
    wanted = [
        Text(f"{entry.name.th}: ขอข้อมูลจาก{entry.agency.th}", f"{entry.name.en}: to be had from {entry.agency.en}")
        for entry in missing
    ]
    return tuple(wanted if success.targets else [no_target, *wanted])
