"""Whom we owe names, shapes and positions, and what their licences ask us to say."""

from __future__ import annotations

from dataclasses import dataclass

from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class Credit:
    """One line of the credits page: `what` was taken, from whom (`source`), under which `licence`, where it is used."""

    what: Text
    source: Text
    licence: str
    used_in: Text


CREDITS = (
    Credit(
        Text(
            "ขอบเขตจังหวัด อำเภอ ตำบล จุดอ้างอิง และขนาดพื้นที่",
            "Boundaries of provinces, districts and subdistricts; their points and sizes",
        ),
        Text(
            "กรมแผนที่ทหาร ผ่าน OCHA COD-AB (HDX cod-ab-tha) ฉบับ 22 ม.ค. 2565 ปรับลดรายละเอียด มิใช่เขตตามกฎหมาย",
            "Royal Thai Survey Department via OCHA COD-AB (HDX cod-ab-tha), edition of 22 Jan 2022, simplified; "
            "not legal boundaries",
        ),
        "CC BY 3.0 IGO",
        Text("แผนที่ทุกแผ่น", "every map"),
    ),
    Credit(
        Text("รหัสและชื่อพื้นที่", "Codes and names of areas"),
        Text(
            "GeoThai 3.2.1 จากทะเบียนกรมการปกครอง",
            "GeoThai 3.2.1, from the register of the Department of Provincial Administration",
        ),
        "CC BY 4.0",
        Text("ทะเบียนพื้นที่", "the register of areas"),
    ),
    Credit(
        Text("ประชากรทะเบียนราษฎร 31 ธ.ค. 2562", "Registered population of 31 December 2019"),
        Text("กรมการปกครอง", "Department of Provincial Administration"),
        "facts; no licence stated",
        Text("ทะเบียนพื้นที่", "the register of areas"),
    ),
    Credit(
        Text("แนวแม่น้ำ มาตราส่วน 1:10,000,000", "Rivers at 1:10,000,000"),
        Text("Natural Earth", "Natural Earth"),
        "public domain",
        Text("แผนที่หน้าแรกและหน้าพื้นที่", "maps of the home page and of areas"),
    ),
)
