"""Personal values of volunteers in clear: one volunteer's on one page, or the roster for the insurer; with a reason, logged."""

from __future__ import annotations

import io
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localtime
from openpyxl import Workbook

from activities.models import Activity, SignUp, Volunteer
from league.core.audit import record
from league.core.exporter import text_cell
from league.core.masking import mask_exported_id_number, mask_phone

# The columns that insurers ask for a group accident policy, in their order.
HEADERS = (
    "序号",
    "被保险人姓名",
    "证件类型",
    "证件号码",
    "性别",
    "出生日期",
    "手机号",
    "保险起期",
    "保险止期",
    "监护人姓名",
    "备注",
)
WIDTHS = (6, 14, 10, 22, 6, 12, 14, 12, 12, 14, 20)


class Disclosed(NamedTuple):
    """What is kept sealed."""

    name: str
    phone: str
    id_number: str
    guardian_name: str
    guardian_phone: str


@transaction.atomic
def disclose_volunteer(volunteer: Volunteer, *, reason: str, actor) -> Disclosed:
    """The values in clear, after the event is written. They go to one page and nowhere else."""
    if not reason.strip():
        raise ValidationError({"reason": "请写明查看的理由。"})
    record(actor, "volunteer.disclosed", volunteer, reason=reason.strip())
    return Disclosed(
        volunteer.name, volunteer.phone, volunteer.id_number, volunteer.guardian_name, volunteer.guardian_phone
    )  # fmt: skip


@transaction.atomic
def export_roster(activity: Activity, *, in_full: bool, reason: str, actor) -> bytes:
    """投保名单 of everybody who holds a place: numbers masked, or in full with a reason. Written to the log either way."""
    if in_full and not reason.strip():
        raise ValidationError({"reason": "导出完整证件号码和手机号的，请写明理由。"})
    rows = list(SignUp.objects.filter(activity=activity).seated().select_related("volunteer").order_by("pk"))
    action = "roster.exported_in_full" if in_full else "roster.exported"
    record(actor, action, activity, reason=reason.strip(), rows=len(rows))
    book = Workbook(write_only=True)
    sheet = book.create_sheet("投保名单")
    sheet.freeze_panes = "A2"
    for index, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEFGHIJK"[index]].width = width
    sheet.append([text_cell(sheet, header) for header in HEADERS])
    for number, row in enumerate(rows, start=1):
        line = roster_line(number, row.volunteer, activity, in_full=in_full)
        sheet.append([text_cell(sheet, value) for value in line])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def roster_line(number: int, volunteer: Volunteer, activity: Activity, *, in_full: bool) -> list[str]:
    """One insured person as texts, so that no number loses a digit."""
    identity, phone = volunteer.id_number, volunteer.phone
    days = [localtime(moment).date() for moment in (activity.starts_at, activity.ends_at)]
    born = birth_day(identity) if in_full else None
    return [
        str(number), volunteer.name, "居民身份证" if identity else "",
        identity if in_full else mask_exported_id_number(identity), volunteer.get_sex_display(),
        str(born or volunteer.birth_year or ""), phone if in_full else mask_phone(phone), *map(str, days),
        volunteer.guardian_name, "" if identity else "未收集证件号码",
    ]  # fmt: skip


def birth_day(number: str) -> date | None:
    """The day that stands in a valid ID number; None without one."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14])) if number else None
