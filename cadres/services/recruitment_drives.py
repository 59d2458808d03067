"""The way of a drive. Which steps are allowed is DriveState.transitions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.enums import ApplicationAction, ApplicationState, DriveAction, DriveState
from cadres.models import Application, RecruitmentDrive
from league.core.audit import Entry, record, record_many
from league.core.versions import touch
from organizations.models import Organization
from organizations.services.entries import add_entry, change_entry
from organizations.services.records import describe, enqueue_refresh
from organizations.services.tree import lock_nodes

FIELDS = (
    "code", "kind", "year", "title", "text", "co_organizers", "contact", "opens_on", "closes_on", "consent_version",
    "consent_text", "minimum_age", "home_condition", "township_quota", "wishes", "keep_days",
)  # fmt: skip


def lock_drive(drive: RecruitmentDrive) -> RecruitmentDrive:
    """The drive fresh, its row locked: whatever counts its seats, its quota or its applicants takes its turn here."""
    rows = RecruitmentDrive.objects.select_for_update(of=("self",), no_key=True).select_related("organization")
    return rows.get(pk=drive.pk)


@transaction.atomic
def create_drive(organization: Organization, *, fields: dict[str, Any], actor) -> RecruitmentDrive:
    """新建 a drive of the organiser, as a draft."""
    (organization,) = lock_nodes(organization)
    drive = RecruitmentDrive(organization=organization, org_path=organization.path, **fields)
    return add_entry(drive, action="recruitment_drive.created", fields=FIELDS, actor=actor)


@transaction.atomic
def change_drive(drive: RecruitmentDrive, *, changes: dict[str, Any], actor) -> RecruitmentDrive:
    """修改. What applicants have agreed to does not change under their feet: a new text needs a new version."""
    drive = lock_drive(drive)
    if drive.state == DriveState.FINISHED:
        raise ValidationError("该招募已办结，不再修改；确需修改的先恢复办理。")
    text = changes.get("consent_text", drive.consent_text)
    if text != drive.consent_text and changes.get("consent_version", drive.consent_version) == drive.consent_version:
        given = Application.objects.filter(drive=drive, consent_version=drive.consent_version).count()
        if given:
            raise ValidationError(
                {"consent_version": f"已有{given}人按版本{drive.consent_version}签署，修改知情同意书须同时更换版本号。"}
            )
    return change_entry(
        drive, action="recruitment_drive.changed", changes=changes, allowed=FIELDS, actor=actor,
    )  # fmt: skip


@transaction.atomic
def move_drive(drive: RecruitmentDrive, action: DriveAction, *, on: date, reason: str = "", actor) -> RecruitmentDrive:
    """Take one step; `on` is the day on which it is done."""
    drive = lock_drive(drive)
    if refusal := drive_refusal(drive, action, on=on):
        raise ValidationError(refusal, code="state")
    before = describe(drive, ["state"])
    drive.state = drive.stage.after(action)
    drive.finished_on = on if drive.state == DriveState.FINISHED else None
    drive.revision += 1
    drive.save()
    if action == DriveAction.FINISH:
        decline_rest(drive, actor=actor)
    record(
        actor, f"recruitment_drive.{action}", drive, before=before, after=describe(drive, ["state"]), reason=reason
    )  # fmt: skip
    enqueue_refresh()
    return drive


def drive_refusal(drive: RecruitmentDrive, action: DriveAction, *, on: date) -> str:
    """Why the step cannot be taken on that day; empty when it can."""
    if refusal := drive.stage.refusal(action):
        return refusal
    if action in (DriveAction.OPEN, DriveAction.REOPEN) and drive.closes_on < on:
        return f"报名截止日期{drive.closes_on}已过，请先把它改到今天或以后。"
    if action == DriveAction.CLOSE and drive.state == DriveState.DRAFT and drive.closes_on >= on:
        return "还没有开始报名；草稿只有报名截止日期已过的（补录往年招募）才能直接登记为报名截止。"
    if action == DriveAction.OPEN and not drive.openings.standing(on=on).exists():
        return "还没有岗位，请先登记岗位再开始报名。"
    if action == DriveAction.RETRACT and drive.applications.exists():
        return "已有人报名，不能退回草稿；可以截止报名。"
    if action == DriveAction.FINISH:
        return _undecided(drive)
    return ""


def _undecided(drive: RecruitmentDrive) -> str:
    waiting = {
        ApplicationState.SUBMITTED: "待审核",
        ApplicationState.SELECTED: "已录用、尚未登记上岗或未上岗",
    }
    counts = {state: drive.applications.filter(state=state).count() for state in waiting}
    left = "，".join(f"{waiting[state]}的{number}人" for state, number in counts.items() if number)
    return f"还有{left}，请先办完再办结。" if left else ""


def decline_rest(drive: RecruitmentDrive, *, actor) -> None:
    """Whoever passed and was not chosen is 未录用 when the drive is finished."""
    rows = drive.applications.select_for_update(of=("self",)).filter(state=ApplicationState.PASSED).order_by("pk")
    before = {row.pk: describe(row, ["state"]) for row in rows}
    passed = Application.objects.filter(pk__in=before)
    passed.update(state=ApplicationState.NOT_SELECTED)
    touch(passed)
    entries = [Entry(row, before[row.pk], describe(row, ["state"])) for row in passed.order_by("pk")]
    record_many(actor, f"application.{ApplicationAction.DECLINE}", entries, reason="招募办结，未录用")
