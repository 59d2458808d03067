"""Pages that change a sheet: report, marks, evidence, taking part."""

from __future__ import annotations

from cadres.forms.appraisal_rounds import ExemptForm, ReadmitForm
from cadres.forms.appraisal_sheets import EvidenceForm, MarkForm, ReportForm, ReturnForm, UnlinkForm
from cadres.models import AppraisalEvidence, AppraisalSheet
from cadres.services.appraisal_reports import report_refusal
from cadres.views.appraisal_round_steps import RoundTurn
from league.core.submissions import Outcome
from league.core.views import ActionView, ScopedUpdateView


class SheetTurn(RoundTurn):
    """Pages about one sheet."""

    model = AppraisalSheet

    def get_queryset(self):
        """With what the page names."""
        return AppraisalSheet.objects.select_related("round__scheme", "group", "organization", "person")

    def round_of(self):
        """The sheet's round."""
        return self.object.round

    def get_crumbs(self):
        """The sheet."""
        return [(f"{self.object.organization}考核表", self.object.get_absolute_url())]


class SheetReportView(SheetTurn, ScopedUpdateView):
    form_class, permission = ReportForm, "cadres.report_appraisal_sheet"
    template_name = "components/step_page.html"

    def get_title(self):
        """Whose report."""
        return f"书面述职：{self.object.organization}"

    def get_context(self):
        """Why it cannot be written now, or what it was given back for."""
        sheet = self.object
        remark = f"退回意见：{sheet.report_remark}" if sheet.report_remark else ""
        return super().get_context() | {"refusal": report_refusal(sheet) or remark}

    def get_done(self, result):
        """What was done."""
        words = "书面述职已提交，不再修改。" if result.reported_on else "书面述职已暂存，请在截止日期前提交。"
        return Outcome(f"{result.get_absolute_url()}?tab=report", words)


class SheetReturnView(SheetTurn, ActionView):
    form_class, permission, title = ReturnForm, "cadres.return_appraisal_report", "退回书面述职"

    def preview(self, form):
        """One sentence."""
        return [f"退回{self.object.organization}的书面述职，由其更正后重新提交。"]


class SheetExemptView(SheetTurn, ActionView):
    form_class, permission, title = ExemptForm, "cadres.exempt_appraisal_sheet", "列为不参加考核"

    def preview(self, form):
        """One sentence."""
        return [f"“{self.object.organization}”不参加本轮考核，不评分、不排名，也不计入本组人数。"]


class SheetReadmitView(SheetTurn, ActionView):
    form_class, permission, title = ReadmitForm, "cadres.exempt_appraisal_sheet", "恢复参加考核"

    def preview(self, form):
        """One sentence."""
        return [f"“{self.object.organization}”恢复参加本轮考核。"]


class SheetMarkView(SheetTurn, ScopedUpdateView):
    form_class, permission = MarkForm, "cadres.mark_appraisal_sheet"
    done = "已登记得分：{object}。"

    def get_title(self):
        """Whose mark."""
        return f"登记得分：{self.object.organization}"


class SheetEvidenceView(SheetTurn, ScopedUpdateView):
    form_class, permission = EvidenceForm, "cadres.evidence_appraisal_sheet"
    submit_label = "引用"

    def get_title(self):
        """Whose evidence."""
        return f"引用佐证材料：{self.object.organization}"

    def get_done(self, result):
        """To the list of them."""
        return Outcome(f"{result.get_absolute_url()}?tab=evidence", "已引用佐证材料。")


class EvidenceUnlinkView(RoundTurn, ActionView):
    model, form_class, permission = AppraisalEvidence, UnlinkForm, "cadres.evidence_appraisal_sheet"
    title = "取消引用"

    def get_queryset(self):
        """With its sheet and round."""
        return AppraisalEvidence.objects.select_related("sheet__round", "item")

    def round_of(self):
        """The sheet's round."""
        return self.object.sheet.round

    def preview(self, form):
        """One sentence."""
        return [f"“{self.object}”不再作为“{self.object.item}”的佐证，材料本身不变。"]

    def get_done(self, result):
        """Back to the list."""
        return Outcome(f"{result.get_absolute_url()}?tab=evidence", "已取消引用。")
