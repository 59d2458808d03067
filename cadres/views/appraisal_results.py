"""Pages of what a round comes to: results, changes by hand with a second person, objections and their letters."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from cadres.enums import ObjectionState
from cadres.exports.appraisal_letters import write_objection_letter
from cadres.filters.appraisal_rounds import AppraisalResultFilter
from cadres.forms.appraisal_results import AdjustForm, AnswerForm, CorrectForm, DecideForm, ObjectForm
from cadres.models import AppraisalAdjustment, AppraisalObjection, AppraisalResult
from cadres.services.appraisal_results import current_result, quotas
from cadres.tables.appraisal_rounds import AppraisalResultTable
from cadres.views.appraisal_round_steps import RoundTurn
from cadres.views.appraisal_sheet_steps import SheetTurn
from league.core.dates import today
from league.core.submissions import Outcome
from league.core.tables import Column
from league.core.views import ActionView, ScopedDetailView, ScopedListView, ScopedUpdateView, Tab
from league.core.views.base import Page, get_permitted_or_404
from league.core.word import WORD


class AppraisalResultListView(ScopedListView):
    model, table_class, filterset_class = AppraisalResult, AppraisalResultTable, AppraisalResultFilter
    title, noun, permission = "考核结果", "cadres:appraisal-result", "cadres.view_appraisal_result"
    intro = "已核算的考核结果；被考核单位自公示起看到本单位的结果。更正过的只列最新一版。"

    def get_queryset(self):
        """Newest versions."""
        return super().get_queryset().current()

    def get_crumbs(self):
        """The rounds."""
        return [("考核轮次", reverse("cadres:appraisal-round-list"))]


class AppraisalResultDetailView(ScopedDetailView):
    model = AppraisalResult
    permission = "cadres.view_appraisal_result"
    select_related = ("sheet__organization", "sheet__person", "sheet__group", "sheet__round", "proposed", "grade")
    facts = (
        Column("sheet", "考核表", link=True),
        Column("person", "书记", value="sheet__person", link=True),
        Column("group", "对象组", value="sheet__group"),
        Column("status", "核算情况", kind="choice"),
        Column("total", "总分", kind="number"),
        Column("bonus", "其中加分", kind="number"),
        Column("self_total", "自评总分", kind="number"),
        Column("rank", "组内排名", kind="number"),
        Column("out_of", "组内参评数", kind="number"),
        Column("is_tied", "同分", kind="bool"),
        Column("is_vetoed", "一票否决", kind="bool"),
        Column("proposed", "拟定等次"),
        Column("grade", "等次"),
        Column("is_cut", "因名额降等", kind="bool"),
        Column("version", "版次", kind="number"),
        Column("reason", "更正理由"),
        Column("document", "更正文号"),
        Column("corrected_on", "更正日期", kind="date"),
    )
    tabs = (Tab("methods", "各方式得分", "cadres/appraisal/tab_methods.html"),)

    def get_crumbs(self):
        """The sheet, which explains every point."""
        sheet = self.object.sheet
        return [
            (str(sheet.round), sheet.round.get_absolute_url()),
            (f"{sheet.organization}考核表", sheet.get_absolute_url()),
        ]

    def tab_methods(self):
        """What each method gave."""
        return {"methods": self.object.methods.select_related("method")}


class SheetAdjustView(SheetTurn, ActionView):
    form_class, permission, title = AdjustForm, "cadres.adjust_appraisal_sheet", "调整等次"

    def preview(self, form):
        """From what to what, and how the quota stands."""
        sheet, grade = self.object, form.cleaned_data["grade"]
        former = current_result(sheet).grade
        held = next((q for q in quotas(sheet.round) if (q.group, q.grade) == (sheet.group, grade)), None)
        places = "不限名额" if held is None or held.places is None else f"名额{held.places}个，已用{held.number}个"
        return [
            f"“{sheet.organization}”的等次由“{former}”调整为“{grade}”，本组“{grade}”{places}。",
            "调整由提出人以外的人复核同意后生效。",
        ]

    def get_done(self, result):
        """To the changes."""
        return Outcome(f"{result.get_absolute_url()}?tab=result", "已提出等次调整，待他人复核。")


class AdjustmentDecideView(RoundTurn, ScopedUpdateView):
    model, form_class, permission = AppraisalAdjustment, DecideForm, "cadres.decide_appraisal_adjustment"
    submit_label = "提交复核意见"

    def get_queryset(self):
        """With what the page names."""
        return AppraisalAdjustment.objects.select_related(
            "sheet__round__scheme", "sheet__organization", "former", "grade", "proposed_by"
        )

    def round_of(self):
        """The sheet's round."""
        return self.object.sheet.round

    def get_title(self):
        """What is proposed."""
        row = self.object
        return f"复核等次调整：{row}（{row.proposed_by.name}提出，理由：{row.reason}）"

    def get_done(self, result):
        """To the changes."""
        return Outcome(f"{result.get_absolute_url()}?tab=result", "已复核等次调整。")


class SheetObjectView(SheetTurn, ScopedUpdateView):
    form_class, permission = ObjectForm, "cadres.object_appraisal_sheet"
    submit_label = "提交异议"

    def get_title(self):
        """Whose result."""
        return f"登记异议：{self.object.organization}"

    def get_initial(self):
        """Today, by the organisation."""
        return {"raised_on": today(), "raised_by": str(self.object.organization)} | super().get_initial()

    def get_done(self, result):
        """To the objections."""
        return Outcome(f"{result.get_absolute_url()}?tab=result", "异议已登记，等候答复。")


class ObjectionAnswerView(RoundTurn, ScopedUpdateView):
    model, form_class, permission = AppraisalObjection, AnswerForm, "cadres.decide_appraisal_objection"
    submit_label = "登记答复"

    def get_queryset(self):
        """With what the page names."""
        return AppraisalObjection.objects.select_related("sheet__round__scheme", "sheet__organization")

    def round_of(self):
        """The sheet's round."""
        return self.object.sheet.round

    def get_initial(self):
        """Today."""
        return {"decided_on": today()} | super().get_initial()

    def get_title(self):
        """Whose objection."""
        return f"答复异议：{self.object.sheet.organization}"

    def get_done(self, result):
        """To the objections, where the letter is."""
        return Outcome(f"{result.get_absolute_url()}?tab=result", "已登记答复，可下载答复函。")


class ObjectionLetterView(Page):
    """The decision as a letter, once there is one."""

    model = AppraisalObjection
    permission = "cadres.view_appraisal_sheet"

    def open(self):
        """Load the objection through the door."""
        rows = AppraisalObjection.objects.select_related("sheet__round__scheme__organization", "sheet__organization")
        self.object = get_permitted_or_404(rows, self.kwargs["pk"], self.request.user, self.permission)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The Word file."""
        row = self.object
        if row.decided_on is None or row.state == ObjectionState.WITHDRAWN:
            raise Http404("该项异议还没有答复，没有答复函。")
        response = HttpResponse(write_objection_letter(row), content_type=WORD)
        name = f"{row.sheet.organization}考核异议答复函.docx"
        response["Content-Disposition"] = content_disposition_header(True, name)
        return response


class SheetCorrectView(SheetTurn, ActionView):
    form_class, permission, title = CorrectForm, "cadres.correct_appraisal_sheet", "更正已公布的结果"
    tone = "danger"

    def preview(self, form):
        """What stands beside what."""
        former, data = current_result(self.object), form.cleaned_data
        total = data["total"] if data["total"] is not None else former.total
        return [
            f"总分{former.total}、等次“{former.grade}”更正为总分{total}、等次“{data['grade']}”，成为第{former.version + 1}版。",
            "原结果保留，排名不重新计算。",
        ]
