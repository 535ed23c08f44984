"""What each action is called, for the audit trail and the documentation."""

from __future__ import annotations

from collections.abc import Mapping

from sawan.texts import Text

NAMES: Mapping[str, Text] = {
    "people.create": Text("เปิดบัญชี", "Make an account"),
    "people.roles": Text("กำหนดบทบาท", "Give roles"),
    "people.password": Text("ตั้งรหัสผ่านใหม่", "Set a password"),
    "people.second_step": Text("ยกเลิกขั้นที่สอง", "Take a second step away"),
    "people.erase": Text("ลบข้อมูลส่วนบุคคล", "Erase personal data"),
    "people.notice": Text("รับทราบข้อความ", "Mark a notice as read"),
    "people.sign_in": Text("เข้าสู่ระบบ", "Sign in and its settings"),
    "people.audit": Text("ดูร่องรอยการแก้ไข", "Read the audit trail"),
    "plan.load": Text("นำแผนเข้าระบบ", "Load an edition"),
    "plan.load_province": Text("นำแผนของจังหวัดเข้าระบบ", "Load the province's editions"),
    "plan.retarget": Text("กำหนดค่าเป้าหมาย", "Set targets"),
    "plan.advance": Text("ส่งแผนขั้นต่อไป", "Move an edition on"),
    "plan.approve": Text("อนุมัติแผน", "Approve an edition"),
    "measure.load_shipped": Text("นำข้อมูลที่มากับระบบเข้า", "Load the data that ships"),
    "measure.import": Text("นำเข้าข้อมูล", "Import observations"),
    "measure.undo": Text("ถอนการนำเข้า", "Undo an import"),
    "measure.record_results": Text("บันทึกผลคำนวณ", "Record computed figures"),
    "measure.compute": Text("คำนวณตัวชี้วัดจากสูตร", "Compute formulas"),
    "fund.load_shipped": Text("นำบันทึกงบประมาณและโครงการเข้า", "Load records of money and projects"),
}


def name(action: str) -> Text:
    """What an action is called; its code where it has no name (an entry of another version)."""
    return NAMES.get(action, Text(action, action))
