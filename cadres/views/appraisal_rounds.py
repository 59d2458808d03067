"""Pages of appraisal rounds: the list, the round with its sheets, seats and results, and its steps."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from django.urls import reverse

from cadres.enums import RoundAction, RoundState
from cadres.filters.appraisal_rounds import AppraisalRoundFilter, with_counts
from cadres.models import AppraisalAdjustment, AppraisalObjection, AppraisalResult, AppraisalRound
from cadres.services.appraisal_results import quotas
from cadres.services.appraisal_scores import progress
from cadres.services.appraisal_stage import method_progress
from cadres.tables.appraisal_rounds import AppraisalRoundTable
from league.core.dates import today
from league.core.tables import Column
from league.core.views import (
    Link,
    ScopedDetailView,
    ScopedListView,
    Tab,
)

OFFICE = "cadres.view_appraisal_assessor"
ICONS = {
    "open": "play", "start": "pencil-square", "tally": "calculator", "reopen": "arrow-counterclockwise",
    "announce": "megaphone", "recall": "reply", "approve": "check2-circle", "send_back": "reply", "publish": "send",
    "cancel": "x-octagon",
}  # fmt: skip
DAYS = {
    "scoring": "", "tallied": "tallied_on", "announced": "announced_on", "approved": "approved_on",
    "published": "published_on",
}  # fmt: skip
WAY = ("draft", "open", "scoring", "tallied", "announced", "approved", "published")


def step_url(action: RoundAction, row: AppraisalRound) -> str:
    """Address of a step's page."""
    return reverse(f"cadres:appraisal-round-{action.value.replace('_', '-')}", args=[row.pk])


class Step(NamedTuple):
    """One step of the stepper."""

    label: str
    day: object
    is_done: bool
    is_current: bool


def steps_of(row: AppraisalRound) -> list[Step]:
    """The straight way of a round, as far as it has come."""
    reached = WAY.index(row.state) if row.state in WAY else -1
    over = row.state == RoundState.PUBLISHED
    return [
        Step(RoundState(state).label, getattr(row, DAYS[state]) if DAYS.get(state) and number <= reached else None,
             number < reached or (over and number == reached), number == reached and not over)
        for number, state in enumerate(WAY)
    ]  # fmt: skip


class AppraisalRoundListView(ScopedListView):
    model, table_class, filterset_class = AppraisalRound, AppraisalRoundTable, AppraisalRoundFilter
    title, noun, permission = "考核轮次", "cadres:appraisal-round", "cadres.view_appraisal_round"
    create_permission, create_label = "cadres.add_appraisal_round", "新建轮次"
    intro = "按已印发的方案组织一轮考核：生成考核表、填报、评分、核算、公示、审定、公布。公布后不再变更。"

    def get_queryset(self):
        """With how many take part."""
        return with_counts(super().get_queryset())

    def get_links(self):
        """The sheets and results of all rounds."""
        return [
            *super().get_links(),
            Link("考核表", reverse("cadres:appraisal-sheet-list"), "card-list", permission="cadres.view_appraisal_sheet"),
            Link("考核结果", reverse("cadres:appraisal-result-list"), "trophy",
                 permission="cadres.view_appraisal_result"),
        ]  # fmt: skip


class AppraisalRoundDetailView(ScopedDetailView):
    model = AppraisalRound
    permission = "cadres.view_appraisal_round"
    template_name = "cadres/appraisal/round.html"
    select_related = ("scheme__organization", "sheet_up")
    facts = (
        Column("scheme", "考核方案", link=True),
        Column("office", "考核单位", value="scheme__organization", link=True),
        Column("as_of", "考核截止日", kind="date"),
        Column("state", "状态", kind="badge", choices=RoundState),
        Column("reports_due_on", "书面述职截止日期", kind="date"),
        Column("figures_on", "指标取数日期", kind="date"),
        Column("tallied_on", "核算日期", kind="date"),
        Column("announced_on", "公示日期", kind="date"),
        Column("objections_to", "异议截止日期", kind="date"),
        Column("approved_on", "审定日期", kind="date"),
        Column("approved_by", "审定会议或单位"),
        Column("document", "公布文号"),
        Column("published_on", "公布日期", kind="date"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("考核轮次", reverse("cadres:appraisal-round-list"))]

    @property
    def is_office(self) -> bool:
        """Whether the page is read by those who appraise, or by their reviewer."""
        return self.request.user.has_perm(OFFICE, self.object)

    def get_tabs(self):
        """Seats and decisions are the office's; the result comes with the tally, to the appraised when announced."""
        first, *rest = super().get_tabs()
        row = self.object
        own = [Tab("sheets", "考核表", "cadres/appraisal/tab_sheets.html")]
        if self.is_office:
            own.append(Tab("seats", "评委与进度", "cadres/appraisal/tab_seats.html"))
        if row.tallied_on and (self.is_office or row.state in RoundState.told):
            own.append(Tab("ranking", "排名与等次", "cadres/appraisal/tab_ranking.html"))
            own.append(Tab("objections", "调整与异议", "cadres/appraisal/tab_objections.html"))
        return [*own, first, *rest]

    def get_links(self):
        """What can be done with it besides its steps."""
        row, args = self.object, [self.object.pk]
        links = []
        if row.state in (RoundState.DRAFT, RoundState.OPEN):
            links.append(Link("生成考核表", reverse("cadres:appraisal-round-sheets", args=args), "files",
                              permission="cadres.change_appraisal_round"))  # fmt: skip
        if row.state in RoundState.filling:
            links += [
                Link("按指标取数", reverse("cadres:appraisal-round-fill", args=args), "bar-chart",
                     permission="cadres.fill_appraisal_round"),
                Link("登记评委", reverse("cadres:appraisal-assessor-create", query={"round": row.pk}), "person-plus",
                     permission="cadres.seat_appraisal_assessor"),
                Link("修改", reverse("cadres:appraisal-round-update", args=args), "pencil",
                     permission="cadres.change_appraisal_round"),
            ]  # fmt: skip
        if row.state == RoundState.PUBLISHED:
            links.append(Link("反馈全部结果", reverse("cadres:appraisal-round-feedback", args=args), "envelope",
                              permission="cadres.feed_back_appraisal_sheet"))  # fmt: skip
        if row.state == RoundState.SCORING:
            links += [
                Link(
                    "现场述职", reverse("cadres:appraisal-round-stage", args=args), "easel", "outline-secondary", OFFICE
                ),
                *self.scoring_link(),
            ]
        return links

    def scoring_link(self) -> list[Link]:
        """To who has a seat."""
        if not self.object.assessors.filter(user=self.request.user).exists():
            return []
        return [
            Link("我要评分", reverse("cadres:appraisal-round-score", args=[self.object.pk]), "pencil-square", "primary")
        ]

    def get_context(self):
        """The stepper, the banner, and the buttons of the table the services ask."""
        row, user = self.object, self.request.user
        actions = [
            Link(action.label, step_url(action, row), ICONS[action])
            for action in row.stage.actions
            if user.has_perm(action.permission, row)
        ]
        return super().get_context() | {
            "actions": actions, "steps": steps_of(row), "is_office": self.is_office,
            "may_write": not row.is_frozen and user.has_perm("cadres.change_appraisal_round", row),
        }  # fmt: skip

    def tab_sheets(self):
        """All sheets the user sees, by group, with their progress in each method."""
        row = self.object
        rows = row.sheets.visible_to(self.request.user).select_related("group", "organization", "person")
        sheets = list(rows.order_by("group__sort", "organization__sort", "organization__code"))
        for sheet in sheets:
            sheet.round = row
        parts = method_progress(row, sheets)
        groups = [
            (group, [(sheet, parts[sheet.pk]) for sheet in members])
            for group, members in groupby(sheets, key=lambda sheet: sheet.group)
        ]
        return {"groups": groups, "methods": [part.method for part in parts[sheets[0].pk]] if sheets else []}

    def tab_seats(self):
        """Every seat with its progress."""
        return {"lines": progress(self.object), "now": today()}

    def results(self):
        """Those the user may read, in the order of groups and ranks."""
        rows = AppraisalResult.objects.current().visible_to(self.request.user).filter(sheet__round=self.object.pk)
        rows = rows.select_related("sheet__group", "sheet__organization", "sheet__person", "proposed", "grade")
        return rows.prefetch_related("methods__method").order_by(
            "sheet__group__sort", "rank", "sheet__organization__sort", "sheet__organization__code"
        )

    def tab_ranking(self):
        """The ranking of each group with its quota bars; the appraised see their own line."""
        bars = quotas(self.object) if self.is_office else []
        groups = [
            (group, list(rows), [bar for bar in bars if bar.group == group])
            for group, rows in groupby(self.results(), key=lambda result: result.sheet.group)
        ]
        return {"groups": groups}

    def tab_objections(self):
        """Changes by hand, for the office; objections as far as the user sees their sheets."""
        related = ("sheet__organization", "sheet__round__scheme")
        changes = AppraisalAdjustment.objects.filter(sheet__round=self.object.pk) if self.is_office else ()
        if changes:
            changes = changes.select_related(*related, "former", "grade", "proposed_by", "decided_by")
        objections = AppraisalObjection.objects.visible_to(self.request.user).filter(sheet__round=self.object.pk)
        user = self.request.user
        return {
            "adjustments": [(row, user.has_perm("cadres.decide_appraisal_adjustment", row)) for row in changes],
            "objections": [
                (row, user.has_perm("cadres.decide_appraisal_objection", row) and row.state == "raised")
                for row in objections.select_related(*related)
            ],
        }
