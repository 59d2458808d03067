"""Sheets of a round: made for the groups as of its day, exempted with a reason, filled with reports and marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.enums import ItemKind, ItemSource, RoundState
from cadres.models import AppraisalGroup, AppraisalItem, AppraisalMark, AppraisalRound, AppraisalSheet, Post
from cadres.services.appraisal_rounds import demand, lock_round
from league.core.audit import Entry, record_many
from organizations.models import Organization
from organizations.services.entries import add_entry, change_entry
from organizations.services.records import chinese_date, describe, enqueue_refresh
from organizations.services.tree import lock_nodes

FIELDS = ("round", "group", "organization", "person", "exempt_reason")
REPORT = ("report", "report_file", "party_reviewed_on", "party_reviewed_by")
MARK = ("points", "is_vetoed", "basis")


def candidates(row: AppraisalRound) -> Iterator[tuple[AppraisalGroup, Organization, str]]:
    """Every organisation of the scheme's groups as of the round's day, in its first group, with the reason why it
    takes no part (empty when it does)."""
    seen: set[int] = set()
    for group in row.scheme.groups.all():
        for organization in group.members(on=row.as_of).order_by("sort", "code"):
            if organization.pk in seen:
                continue
            seen.add(organization.pk)
            too_young = group.is_too_young(organization, on=row.as_of)
            founded = organization.founded_on
            yield group, organization, _young(group, founded) if too_young else ""


def _young(group: AppraisalGroup, founded: date) -> str:
    return f"{chinese_date(founded)}成立，到考核截止日不满{group.minimum_months}个月"


@transaction.atomic
def make_sheets(row: AppraisalRound, *, actor) -> int:
    """生成考核表: one for every candidate that has none yet; return how many. Made again, it only adds."""
    lock_nodes(row.scheme.organization)
    row = lock_round(row)
    demand(row, (RoundState.DRAFT, RoundState.OPEN), "生成考核表")
    known = set(row.sheets.order_by().values_list("organization_id", flat=True))
    wanted = [each for each in candidates(row) if each[1].pk not in known]
    posts = _secretaries(row, [organization.pk for _, organization, _ in wanted])
    sheets = []
    for group, organization, exempt in wanted:
        post = posts.get(organization.pk)
        sheets.append(
            AppraisalSheet(
                round=row, group=group, organization=organization, org_path=organization.path,
                person_id=post and post.person_id, post=post, exempt_reason=exempt,
            )
        )  # fmt: skip
    made = AppraisalSheet.objects.bulk_create(sheets, batch_size=500)
    record_many(actor, "appraisal_sheet.made", [Entry(sheet, None, describe(sheet, FIELDS)) for sheet in made])
    enqueue_refresh()
    return len(made)


def _secretaries(row: AppraisalRound, organizations: list[int]) -> dict[int, Post]:
    held = Post.objects.held(on=row.as_of).secretaries().filter(organization__in=organizations)
    return {post.organization_id: post for post in held.select_related("person", "organization")}


def _locked(sheet: AppraisalSheet, states, what: str) -> AppraisalSheet:
    """The sheet fresh, its row locked, its round in one of the states."""
    sheet = AppraisalSheet.objects.select_for_update(of=("self",)).select_related("round__scheme").get(pk=sheet.pk)
    demand(sheet.round, states, what)
    return sheet


@transaction.atomic
def exempt_sheet(sheet: AppraisalSheet, *, reason: str, actor) -> AppraisalSheet:
    """列为不参加考核, with the reason."""
    sheet = _locked(sheet, RoundState.filling, "列为不参加考核")
    if not reason:
        raise ValidationError({"exempt_reason": "请写明不参加考核的理由。"})
    return change_entry(
        sheet, action="appraisal_sheet.exempted", changes={"exempt_reason": reason}, allowed=("exempt_reason",),
        reason=reason, actor=actor,
    )  # fmt: skip


@transaction.atomic
def readmit_sheet(sheet: AppraisalSheet, *, actor) -> AppraisalSheet:
    """恢复参加考核."""
    sheet = _locked(sheet, RoundState.filling, "恢复参加考核")
    return change_entry(
        sheet, action="appraisal_sheet.readmitted", changes={"exempt_reason": ""}, allowed=("exempt_reason",),
        actor=actor,
    )  # fmt: skip


@transaction.atomic
def file_report(sheet: AppraisalSheet, *, fields: dict[str, Any], on: date, actor) -> AppraisalSheet:
    """提交书面述职 as text or file; `fields` are those of `REPORT`. What is submitted stays, unless it is given back for
    correction (services.appraisal_reports)."""
    sheet = _locked(sheet, (RoundState.OPEN,), "提交书面述职")
    if sheet.reported_on:
        raise ValidationError(
            f"“{sheet.organization}”的书面述职已于{chinese_date(sheet.reported_on)}提交，不再修改；"
            "确需更正的，请联系考核单位退回。"
        )
    if sheet.is_exempt:
        raise ValidationError(f"“{sheet.organization}”不参加本轮考核，无需提交书面述职。")
    due, limit = sheet.round.reports_due_on, sheet.round.scheme.report_length
    if due and on > due:
        raise ValidationError(f"书面述职截止日期是{chinese_date(due)}，已经截止；确需补交的，请考核单位调整截止日期。")
    if len(fields.get("report", "")) > limit:
        raise ValidationError({"report": f"书面述职共{len(fields['report'])}字，方案规定不超过{limit}字。"})
    if not fields.get("report", sheet.report) and not fields.get("report_file", sheet.report_file):
        raise ValidationError({"report": "请填写述职正文，或者上传述职报告。"})
    return change_entry(
        sheet, action="appraisal_sheet.reported", changes=fields | {"reported_on": on, "report_remark": ""},
        allowed=(*REPORT, "reported_on", "report_remark"), actor=actor,
    )  # fmt: skip


def _demand_item(sheet: AppraisalSheet, item: AppraisalItem) -> None:
    if item.scheme_id != sheet.round.scheme_id or item.group_id not in (None, sheet.group_id):
        raise ValidationError("该项目不用于这张考核表。")
    if sheet.is_exempt:
        raise ValidationError(f"“{sheet.organization}”不参加本轮考核，不登记得分。")


@transaction.atomic
def set_mark(sheet: AppraisalSheet, item: AppraisalItem, *, fields: dict[str, Any], actor) -> AppraisalMark:
    """登记 what the office gives for an item: points, a bonus, a veto; `fields` are those of `MARK`."""
    sheet = _locked(sheet, RoundState.filling, "登记得分")
    _demand_item(sheet, item)
    if item.source != ItemSource.OFFICE:
        raise ValidationError(f"“{item}”{item.get_source_display()}，不能直接登记得分。")
    return _write_mark(sheet, item, fields, "appraisal_mark.set", actor)


@transaction.atomic
def self_score(sheet: AppraisalSheet, points: Mapping[int, Decimal | None], *, actor) -> list[AppraisalMark]:
    """自评: the organisation's own points by item; they stand beside the reviewed ones and never count."""
    sheet = _locked(sheet, (RoundState.OPEN,), "自评")
    items = AppraisalItem.objects.filter(scheme=sheet.round.scheme_id, is_self_scored=True).in_bulk(list(points))
    marks = []
    for key, number in points.items():
        if key not in items:
            raise ValidationError("该项目不由被考核单位自评。")
        _demand_item(sheet, items[key])
        marks.append(_write_mark(sheet, items[key], {"self_points": number}, "appraisal_mark.self_scored", actor))
    return marks


def check_points(item: AppraisalItem, points: Decimal | None, field: str) -> None:
    """Points lie between 0 and the item's full points."""
    if points is not None and not 0 <= points <= item.full:
        raise ValidationError({field: f"“{item}”满分{item.full}分，不能登记{points}分。"})


def _check_mark(mark: AppraisalMark) -> None:
    check_points(mark.item, mark.points, "points")
    check_points(mark.item, mark.self_points, "self_points")
    if mark.is_vetoed and mark.item.kind != ItemKind.VETO:
        raise ValidationError({"is_vetoed": f"“{mark.item}”不是一票否决项。"})


def _write_mark(sheet, item, fields: dict[str, Any], action: str, actor) -> AppraisalMark:
    mark = AppraisalMark.objects.filter(sheet=sheet, item=item).first()
    if mark is not None:
        return change_entry(
            mark, action=action, changes=fields, allowed=(*MARK, "self_points"), check=_check_mark, actor=actor
        )
    mark = AppraisalMark(sheet=sheet, item=item, **fields)
    return add_entry(mark, action=action, fields=("item", *fields), check=_check_mark, actor=actor)
