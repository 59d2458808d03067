"""述职评议考核 of the demo: 2023 published, told and used, and the latest year while it is scored. All of it invented."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from cadres.enums import FeedbackTarget, ItemSource, ResultUse, RoundAction
from cadres.models import (
    AppraisalAssessor,
    AppraisalItem,
    AppraisalMark,
    AppraisalResult,
    AppraisalRound,
    AppraisalScheme,
    AppraisalScore,
)
from cadres.services.appraisal_after import (
    add_use,
    feed_back_round,
    finish_rectification,
    give_feedback,
    list_rectification,
    record_opinion,
)
from cadres.services.appraisal_assessors import FIELDS as SEAT
from cadres.services.appraisal_engine import cent
from cadres.services.appraisal_parts import change_part
from cadres.services.appraisal_rounds import create_round, move_round
from cadres.services.appraisal_schemes import copy_scheme, create_scheme, issue_scheme
from cadres.services.appraisal_sheets import make_sheets
from cadres.services.appraisal_templates import fill_from_template
from league.accounts.models import User
from league.core.audit import Entry, record_many
from organizations.models import Organization
from organizations.services.entries import add_entries
from reports.demo.accounts import COUNTY_STAFF, REVIEWER
from reports.demo.naming import Chance
from reports.demo.records import COUNTY

FIRST_YEAR = 2023
AS_OF = date(2023, 12, 31)
ANNOUNCED, APPROVED, PUBLISHED, TOLD = date(2024, 1, 10), date(2024, 1, 22), date(2024, 1, 25), date(2024, 2, 1)
# The last schools' Party organisations have not been told yet.
TOLD_PARTIES = 60
DEPARTMENT = "中共衡阳县委组织部"
# The county's offices answer to their work committee; schools stand below the education system's.
GROUPS = {
    "县直机关": {"unit_kinds": ["organ"], "is_direct": False},
    "教育系统": {"unit_kinds": ["senior_school", "vocational_school"], "kinds": ["committee"]},
}
SEATS = {"领导评委": 3, "团员青年代表": 2, "评委组": 2}
# How good each is, in per cent of the full points; by turns, so that every grade is met.
LEVELS = (93, 88, 85, 94, 81, 78, 91, 84, 72, 87, 80, 95, 76, 83, 66, 89)
WEAK = 57
# How far the round under way has been scored.
DONE = Decimal("0.4")


def load_appraisals(*, on: date) -> None:
    """Enter what had happened up to that day; nothing where an appraisal is there already."""
    if on < TOLD or AppraisalScheme.objects.exists():
        return
    county, actor = Organization.objects.get(code=COUNTY), User.objects.get(username=COUNTY_STAFF)
    with transaction.atomic():
        scheme = _scheme(county, actor)
        row = _round(scheme, AS_OF, actor)
        _fill(row, actor, on=ANNOUNCED)
        _publish(row, actor)
        _follow(row, actor)
        _under_way(scheme, actor, on=on)


def _scheme(county: Organization, actor) -> AppraisalScheme:
    fields = {
        "code": f"KH{FIRST_YEAR}", "kind": "review", "year": FIRST_YEAR, "mean": "trimmed", "text": "演示数据",
        "title": f"{FIRST_YEAR}年度团组织书记述职评议考核方案（演示）", "document": "团衡阳县字〔2023〕31号（演示）",
    }  # fmt: skip
    scheme = fill_from_template(create_scheme(county, fields=fields, actor=actor), actor=actor)
    for group in scheme.groups.filter(name__in=GROUPS):
        change_part(group, changes=GROUPS[group.name], actor=actor)
    for item in scheme.items.exclude(method=None):
        change_part(item, changes={"is_self_scored": True}, actor=actor)
    return issue_scheme(scheme, on=date(FIRST_YEAR, 11, 20), document=scheme.document, actor=actor)


def _round(scheme: AppraisalScheme, as_of: date, actor) -> AppraisalRound:
    """A round with its sheets and seats."""
    fields = {"title": f"{scheme.year}年度述职评议考核（演示）", "as_of": as_of}
    row = create_round(scheme, fields=fields, actor=actor)
    make_sheets(row, actor=actor)
    seats = [
        AppraisalAssessor(round=row, panel=panel, name=f"{panel.name}{number}（演示）", duty="演示评委")
        for method in scheme.methods.prefetch_related("panels")
        for panel in method.panels.all()
        for number in range(1, SEATS[panel.name] + 1)
    ]
    add_entries(AppraisalAssessor, seats, action="appraisal_assessor.seated", fields=SEAT, actor=actor)
    return row


def _fill(row: AppraisalRound, actor, *, on: date, share: Decimal = Decimal(1)) -> None:
    """Own and office's marks of every sheet; scores of the first `share` of them. A thousand rows at once."""
    move_round(row, RoundAction.OPEN, on=on, actor=actor)
    items = list(AppraisalItem.objects.filter(scheme=row.scheme_id, method__isnull=False))
    sheets = list(row.sheets.taking_part().select_related("organization").order_by("group__sort", "organization__code"))
    chance = Chance()
    levels = {sheet.pk: WEAK if not place else LEVELS[place % len(LEVELS)] for place, sheet in enumerate(sheets)}
    marks = [
        AppraisalMark(
            sheet=sheet, item=item, self_points=_points(item, min(levels[sheet.pk] + 3, 100)), basis="考核资料（演示）",
            points=_points(item, levels[sheet.pk]) if item.source == ItemSource.OFFICE else None,
        )
        for sheet in sheets
        for item in items
    ]  # fmt: skip
    move_round(row, RoundAction.START, on=on, actor=actor)
    add_entries(AppraisalMark, marks, action="appraisal_mark.set", fields=("self_points", "points"), actor=actor)
    seats = list(row.assessors.select_related("panel"))
    for sheet in sheets[: int(len(sheets) * share)]:
        given = [
            AppraisalScore(
                sheet=sheet, item=item, assessor=seat,
                points=_points(item, levels[sheet.pk] + chance.pick((-3, -1, 0, 1, 3))),
            )
            for seat in seats
            for item in items
            if item.method_id == seat.panel.method_id
        ]  # fmt: skip
        AppraisalScore.objects.bulk_create(given)
        entries = [Entry(seat, None, {"评分项数": len(given) // len(seats)}) for seat in seats]
        record_many(actor, "appraisal_score.saved", entries, organization=str(sheet.organization))


def _points(item: AppraisalItem, percent: int) -> Decimal:
    return cent(item.full * Decimal(percent) / 100)


def _publish(row: AppraisalRound, actor) -> None:
    move_round(row, RoundAction.TALLY, on=ANNOUNCED, actor=actor)
    move_round(row, RoundAction.ANNOUNCE, on=ANNOUNCED, actor=actor)
    fields = {"approved_by": "团县委书记办公会（演示）"}
    move_round(row, RoundAction.APPROVE, on=APPROVED, fields=fields, actor=actor)
    fields = {"document": "团衡阳县字〔2024〕3号（演示）"}
    move_round(row, RoundAction.PUBLISH, on=PUBLISHED, fields=fields, actor=actor)


def _follow(row: AppraisalRound, actor) -> None:
    """The department and most Party organisations are told, the department says what it thinks of some, the best are used, the worst is put right."""
    letter = {"told_on": TOLD, "document": "团衡阳县函〔2024〕5号（演示）"}
    told = feed_back_round(row, target=FeedbackTarget.DEPARTMENT, recipient=DEPARTMENT, **letter, actor=actor)
    reviewer = User.objects.get(username=REVIEWER)
    for feedback in told[:3]:
        record_opinion(
            feedback, opinion="同意考核结果，作为评优和干部选拔任用的参考（演示）", on=date(2024, 2, 20), actor=reviewer
        )
    results = AppraisalResult.objects.published().filter(sheet__round=row.pk).select_related("sheet__organization")
    for result in results[:TOLD_PARTIES]:
        party = result.sheet.organization.party_organization
        fields = letter | {"target": FeedbackTarget.PARTY, "recipient": party}
        give_feedback(result.sheet, fields=fields, actor=actor)
    for place, result in enumerate(results.filter(grade__sort=1).order_by("sheet__group__sort", "rank")[:6]):
        use = ResultUse(("honour", "promotion", "task")[place % 3])
        fields = {"kind": use, "used_on": date(2024, 3, 15), "title": f"{use.label}参考（演示）", "document": ""}
        add_use(result.sheet, fields=fields, actor=actor)
    fields = {
        "listed_on": date(2024, 3, 1), "due_on": date(2024, 8, 31), "problem": "组织生活不经常（演示）",
        "measures": "县团委班子成员联系指导（演示）",
    }  # fmt: skip
    for result in results.filter(grade__is_listed=True).order_by("pk"):
        listed = list_rectification(result.sheet, fields=fields, actor=actor)
        finish_rectification(listed, finished_on=date(2024, 8, 20), outcome="验收合格（演示）", actor=actor)


def _under_way(former: AppraisalScheme, actor, *, on: date) -> None:
    """The latest year, counted up to the end of October: the scheme is last year's, a part has been scored."""
    year = on.year if on > date(on.year, 11, 10) else on.year - 1
    if year <= FIRST_YEAR:
        return
    title = f"{year}年度团组织书记述职评议考核方案（演示）"
    scheme = copy_scheme(former, year=year, code=f"KH{year}", title=title, actor=actor)
    day = date(year, 10, 31)
    document = f"团衡阳县字〔{year}〕28号（演示）"
    scheme = issue_scheme(scheme, on=day - timedelta(days=20), document=document, actor=actor)
    _fill(_round(scheme, day, actor), actor, on=day + timedelta(days=7), share=DONE)
