"""Pages of what becomes of a published result: feedback and opinions, uses, rectification."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from cadres.exports.appraisal_letters import write_feedback_letter
from cadres.filters.appraisal_ledger import AppraisalFeedbackFilter, AppraisalRectificationFilter, AppraisalUseFilter
from cadres.forms.appraisal_after import (
    FeedbackForm,
    FinishForm,
    OpinionForm,
    RectifyForm,
    RoundFeedbackForm,
    UseForm,
    UseRemoveForm,
)
from cadres.models import (
    AppraisalFeedback,
    AppraisalRectification,
    AppraisalResult,
    AppraisalRound,
    AppraisalSheet,
    AppraisalUse,
)
from cadres.services.appraisal_results import current_result
from cadres.tables.appraisal_ledger import AppraisalFeedbackTable, AppraisalRectificationTable, AppraisalUseTable
from cadres.views.appraisal_round_steps import RoundTurn
from cadres.views.appraisal_sheet_steps import SheetTurn
from league.core.dates import today
from league.core.submissions import Outcome
from league.core.views import Link, ScopedListView, ScopedUpdateView
from league.core.views.base import Page, get_permitted_or_404
from league.core.word import WORD


class AfterList(ScopedListView):
    """Lists below the ledger."""

    def get_crumbs(self):
        """The ledger."""
        return [("考核台账", reverse("cadres:appraisal-ledger-list"))]


class FeedbackListView(AfterList):
    model, table_class, filterset_class = AppraisalFeedback, AppraisalFeedbackTable, AppraisalFeedbackFilter
    title, noun, permission = "考核反馈", "cadres:appraisal-feedback", "cadres.view_appraisal_result"
    intro = "考核结果向同级党组织、党委组织部门和被考核团组织反馈的情况，以及对方的意见。"


class UseListView(AfterList):
    model, table_class, filterset_class = AppraisalUse, AppraisalUseTable, AppraisalUseFilter
    title, noun, permission = "考核结果运用", "cadres:appraisal-use", "cadres.view_appraisal_result"
    intro = "考核结果用于评优评先、选拔任用和指标性工作的情况。"


class RectificationListView(AfterList):
    model, table_class = AppraisalRectification, AppraisalRectificationTable
    filterset_class = AppraisalRectificationFilter
    title, noun, permission = "整顿名单", "cadres:appraisal-rectification", "cadres.view_appraisal_result"
    intro = "等次按方案列入整顿的团组织：期限、措施和结果。"


def after_links(sheet: AppraisalSheet) -> list[Link]:
    """What the office may do about a published result."""
    grade = AppraisalResult.objects.current().filter(sheet=sheet.pk, grade__is_listed=True)
    pages = [("反馈结果", "feedback", "envelope", "feed_back"), ("登记运用", "use", "award", "use")]
    if grade.exists() and not AppraisalRectification.objects.filter(sheet=sheet.pk).exists():
        pages.append(("列入整顿", "rectify", "tools", "rectify"))
    return [
        Link(label, reverse(f"cadres:appraisal-sheet-{slug}", args=[sheet.pk]), icon,
             permission=f"cadres.{verb}_appraisal_sheet")
        for label, slug, icon, verb in pages
    ]  # fmt: skip


def after_of(sheet: AppraisalSheet, user) -> dict:
    """The sheet's tab 反馈与运用."""
    told = AppraisalFeedback.objects.visible_to(user).filter(sheet=sheet).select_related("sheet__organization")
    rectification = AppraisalRectification.objects.visible_to(user).filter(sheet=sheet).first()
    return {
        "feedback": [(row, user.has_perm("cadres.record_appraisal_opinion", row)) for row in told],
        "uses": AppraisalUse.objects.visible_to(user).filter(sheet=sheet),
        "may_use": user.has_perm("cadres.use_appraisal_sheet", sheet),
        "rectification": rectification,
        "may_finish": user.has_perm("cadres.rectify_appraisal_sheet", sheet),
    }


def to_after(result) -> str:
    """The sheet's tab."""
    return f"{result.get_absolute_url()}?tab=after"


class AfterSheet(SheetTurn, ScopedUpdateView):
    """Something new about one sheet's result."""

    what, day = "", ""

    def get_title(self):
        """About whose result."""
        return f"{self.what}：{self.object.organization}"

    def get_initial(self):
        """Today."""
        return {self.day: today()} | super().get_initial()

    def get_done(self, result):
        """To what has become of it."""
        return Outcome(to_after(result), f"已{self.what}。")


class SheetFeedbackView(AfterSheet):
    form_class, permission = FeedbackForm, "cadres.feed_back_appraisal_sheet"
    what, day, submit_label = "反馈考核结果", "told_on", "登记反馈"


class SheetUseView(AfterSheet):
    form_class, permission = UseForm, "cadres.use_appraisal_sheet"
    what, day, submit_label = "登记结果运用", "used_on", "登记"


class SheetRectifyView(AfterSheet):
    form_class, permission = RectifyForm, "cadres.rectify_appraisal_sheet"
    what, day, submit_label = "列入整顿", "listed_on", "列入"


class RoundFeedbackView(RoundTurn, ScopedUpdateView):
    model, form_class, permission = AppraisalRound, RoundFeedbackForm, "cadres.feed_back_appraisal_sheet"
    submit_label = "登记反馈"

    def get_queryset(self):
        """With its office."""
        return AppraisalRound.objects.select_related("scheme")

    def get_title(self):
        """Which round."""
        return f"反馈全部结果：{self.object}"

    def get_initial(self):
        """Today."""
        return {"told_on": today()} | super().get_initial()

    def get_done(self, result):
        """To the feedback of the round."""
        return Outcome(f"{reverse('cadres:appraisal-feedback-list')}?round={result.pk}", "已登记反馈。")


class AfterRow(RoundTurn, ScopedUpdateView):
    """Something about a row that hangs on a sheet."""

    what = ""

    def get_queryset(self):
        """With what the page names."""
        return self.model.objects.select_related("sheet__round__scheme", "sheet__organization")

    def round_of(self):
        """The sheet's round."""
        return self.object.sheet.round

    def get_title(self):
        """About what."""
        return f"{self.what}：{self.object}"

    def get_done(self, result):
        """To what has become of the result."""
        return Outcome(to_after(result), f"已{self.what}。")


class FeedbackOpinionView(AfterRow):
    model, form_class, permission = AppraisalFeedback, OpinionForm, "cadres.record_appraisal_opinion"
    what, submit_label = "登记意见", "登记意见"

    def get_initial(self):
        """What stands there, or today."""
        row = self.object
        return {"opinion": row.opinion, "opinion_on": row.opinion_on or today()} | super().get_initial()


class UseRemoveView(AfterRow):
    model, form_class, permission = AppraisalUse, UseRemoveForm, "cadres.use_appraisal_sheet"
    what, submit_label = "删去结果运用", "删去"


class RectificationFinishView(AfterRow):
    model, form_class, permission = AppraisalRectification, FinishForm, "cadres.rectify_appraisal_sheet"
    what, submit_label = "登记整顿完成", "登记完成"


class FeedbackLetterView(Page):
    """The letter by which a result is told."""

    model = AppraisalFeedback
    permission = "cadres.view_appraisal_result"

    def open(self):
        """Load the feedback through the door."""
        rows = AppraisalFeedback.objects.select_related("sheet__round__scheme__organization", "sheet__organization")
        self.object = get_permitted_or_404(rows, self.kwargs["pk"], self.request.user, self.permission)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The Word file."""
        row = self.object
        content = write_feedback_letter(row, current_result(row.sheet))
        response = HttpResponse(content, content_type=WORD)
        name = f"{row.sheet.organization}考核结果反馈函（{row.get_target_display()}）.docx"
        response["Content-Disposition"] = content_disposition_header(True, name)
        return response
