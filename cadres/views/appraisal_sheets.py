"""Pages of appraisal sheets: what every point comes from, the report, marks, evidence, site visits."""

from __future__ import annotations

from collections import defaultdict

from django.apps import apps
from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from cadres.enums import ItemSource, ResultStatus, RoundState
from cadres.filters.appraisal_rounds import AppraisalSheetFilter, with_progress
from cadres.models import AppraisalEvidence, AppraisalResult, AppraisalSheet
from cadres.services.appraisal_explain import explain_sheet
from cadres.services.appraisal_reports import report_refusal
from cadres.tables.appraisal_rounds import AppraisalSheetTable, report_state
from cadres.views.appraisal_after import after_links, after_of
from cadres.views.appraisal_rounds import OFFICE
from league.core.access import narrowed
from league.core.tables import Column
from league.core.views import Link, ScopedDetailView, ScopedListView, Tab
from league.core.views.base import Page, get_permitted_or_404

SEEN = ("round__scheme", "group", "organization", "person")


class AppraisalSheetListView(ScopedListView):
    model, table_class, filterset_class = AppraisalSheet, AppraisalSheetTable, AppraisalSheetFilter
    title, noun, permission = "考核表", "cadres:appraisal-sheet", "cadres.view_appraisal_sheet"
    intro = "每个被考核团组织及其书记一张考核表。"

    def get_queryset(self):
        """With how far they are."""
        return with_progress(super().get_queryset())

    def get_crumbs(self):
        """The rounds."""
        return [("考核轮次", reverse("cadres:appraisal-round-list"))]


def shows_scores(sheet: AppraisalSheet, user) -> bool:
    """The office and its reviewer always; the appraised from the day the result is announced."""
    return sheet.round.state in RoundState.told or user.has_perm(OFFICE, sheet.round)


class AppraisalSheetDetailView(ScopedDetailView):
    model = AppraisalSheet
    permission = "cadres.view_appraisal_sheet"
    template_name = "cadres/appraisal/sheet.html"
    select_related = (*SEEN, "round__scheme__organization", "post")
    facts = (
        Column("organization", "被考核团组织", link=True),
        Column("person", "书记", link=True),
        Column("round", "轮次", value="round"),
        Column("group", "对象组"),
        Column("exempt_reason", "不参加考核的理由"),
        Column("report", "书面述职", value=report_state),
        Column("reported_on", "述职提交日期", kind="date"),
        Column("party_reviewed_by", "审阅的党组织"),
        Column("party_reviewed_on", "党组织审阅日期", kind="date"),
    )

    def get_crumbs(self):
        """The round."""
        return [
            ("考核轮次", reverse("cadres:appraisal-round-list")),
            (str(self.object.round), self.object.round.get_absolute_url()),
        ]

    def get_title(self):
        """Whose sheet."""
        return f"{self.object.organization}考核表"

    def get_tabs(self):
        """The points first."""
        first, *rest = super().get_tabs()
        own = [
            Tab("points", "得分说明", "cadres/appraisal/tab_points.html"),
            Tab("report", "书面述职", "cadres/appraisal/tab_report.html"),
            Tab("evidence", "佐证材料", "cadres/appraisal/tab_evidence.html"),
            Tab("visits", "实地考察", "cadres/appraisal/tab_visits.html"),
            Tab("result", "结果与异议", "cadres/appraisal/tab_result.html"),
        ]
        if self.object.round.state == RoundState.PUBLISHED:
            own.append(Tab("after", "反馈与运用", "cadres/appraisal/tab_after.html"))
        return [*own, first, *rest]

    def get_links(self):
        """What may be done in the round's state."""
        sheet, args = self.object, [self.object.pk]
        state = sheet.round.state
        if state in RoundState.filling:
            return [Link(*each) for each in self.filling_links(args)]
        links = []
        if state in RoundState.judging and not sheet.is_exempt:
            links.append(Link("调整等次", reverse("cadres:appraisal-sheet-adjust", args=args), "arrow-down-up",
                              permission="cadres.adjust_appraisal_sheet"))  # fmt: skip
        if state == RoundState.ANNOUNCED and not sheet.is_exempt:
            links.append(Link("登记异议", reverse("cadres:appraisal-sheet-object", args=args), "chat-left-text",
                              permission="cadres.object_appraisal_sheet"))  # fmt: skip
        if state == RoundState.PUBLISHED and not sheet.is_exempt:
            links += after_links(sheet)
            links.append(Link("更正结果", reverse("cadres:appraisal-sheet-correct", args=args), "eraser",
                              permission="cadres.correct_appraisal_sheet"))  # fmt: skip
        return links

    def filling_links(self, args):
        """While sheets are filled and scored."""
        sheet, plain = self.object, "outline-secondary"
        if sheet.is_exempt:
            yield ("恢复参加考核", reverse("cadres:appraisal-sheet-readmit", args=args), "arrow-repeat", plain,
                   "cadres.exempt_appraisal_sheet")  # fmt: skip
            return
        if not report_refusal(sheet):
            yield ("填写书面述职", reverse("cadres:appraisal-sheet-report", args=args), "pencil-square", "primary",
                   "cadres.report_appraisal_sheet")  # fmt: skip
        if sheet.reported_on and sheet.round.state == RoundState.OPEN:
            yield ("退回书面述职", reverse("cadres:appraisal-sheet-return", args=args), "reply", plain,
                   "cadres.return_appraisal_report")  # fmt: skip
        for label, name, icon, right in (
            ("登记得分", "mark", "123", "mark_appraisal_sheet"),
            ("登记实地考察", "visit", "camera", "visit_appraisal_sheet"),
            ("引用佐证材料", "evidence", "paperclip", "evidence_appraisal_sheet"),
            ("列为不参加", "exempt", "person-dash", "exempt_appraisal_sheet"),
        ):
            yield (label, reverse(f"cadres:appraisal-sheet-{name}", args=args), icon, plain, f"cadres.{right}")

    def get_context(self):
        """What stands above the tabs."""
        return super().get_context() | {"row": self.object.round, "shows": shows_scores(self.object, self.request.user)}

    def tab_points(self):
        """Item by item; before the announcement the appraised see what was filled in, not what it is worth."""
        sheet = self.object
        told = explain_sheet(sheet)
        result = None
        if shows_scores(sheet, self.request.user):
            rows = AppraisalResult.objects.current().filter(sheet=sheet.pk)
            result = rows.select_related("grade", "proposed").first()
        return {
            "told": told, "result": result, "panel_sources": ItemSource.scored, "graded": ResultStatus.GRADED,
            "evidence": self.evidence_by_item(),
        }  # fmt: skip

    def evidence_by_item(self):
        """{item: [(evidence, its page or "")]}."""
        found = defaultdict(list)
        for evidence, url in linked_evidence(self.object, self.request.user):
            found[evidence.item_id].append((evidence, url))
        return dict(found)

    def tab_report(self):
        """The text, the file, and the own points."""
        return {"marks": self.object.marks.exclude(self_points=None).select_related("item__method")}

    def tab_evidence(self):
        """Linked records; each opens where the user may read it."""
        user, sheet = self.request.user, self.object
        may = sheet.round.state in RoundState.filling and user.has_perm("cadres.evidence_appraisal_sheet", sheet)
        return {"evidence": linked_evidence(sheet, user), "may_unlink": may}

    def tab_visits(self):
        """Visits with their photos."""
        return {"visits": self.object.visits.prefetch_related("photos").order_by("visited_on", "pk")}

    def tab_after(self):
        """To whom it was told, what it was used for, what must be put right."""
        return after_of(self.object, self.request.user)

    def tab_result(self):
        """Every version of the result the user may read, changes by hand, objections."""
        user, sheet = self.request.user, self.object
        versions = AppraisalResult.objects.visible_to(user).filter(sheet=sheet.pk).order_by("version")
        objections = sheet.objections.visible_to(user).select_related("sheet__organization", "sheet__round__scheme")
        changes = sheet.adjustments.select_related("former", "grade", "proposed_by", "decided_by")
        return {
            "versions": versions.select_related("grade", "proposed").prefetch_related("methods__method"),
            "objections": [
                (row, row.state == "raised" and user.has_perm("cadres.decide_appraisal_objection", row))
                for row in objections
            ],
            "adjustments": [
                (row, user.has_perm("cadres.decide_appraisal_adjustment", row))
                for row in (changes if user.has_perm(OFFICE, sheet.round) else ())
            ],
        }


def linked_evidence(sheet: AppraisalSheet, user) -> list[tuple[AppraisalEvidence, str]]:
    """The sheet's evidence, each with the page of its record where the user may read it; one query a kind of record."""
    rows = list(sheet.evidence.select_related("item"))
    pages = {}
    for kind in {row.object_type for row in rows}:
        model = apps.get_model(kind)
        keys = [row.object_id for row in rows if row.object_type == kind]
        found = narrowed(model._default_manager.all(), user).filter(pk__in=keys)
        pages |= {(kind, each.pk): each.get_absolute_url() for each in found}
    return [(row, pages.get((row.object_type, row.object_id), "")) for row in rows]


class SheetReportFileView(Page):
    """The file of a submitted report, to those who may read the sheet."""

    model = AppraisalSheet
    permission = "cadres.view_appraisal_sheet"

    def open(self):
        """Load the sheet through the door."""
        self.object = get_permitted_or_404(AppraisalSheet, self.kwargs["pk"], self.request.user, self.permission)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """As an attachment, never as a page."""
        file = self.object.report_file
        if not file or not file.storage.exists(file.name):
            raise Http404("没有述职报告附件。")
        return report_response(self.object)


def report_response(sheet: AppraisalSheet) -> HttpResponse:
    """The file as an attachment under a name that says whose it is."""
    file = sheet.report_file
    suffix = file.name.rsplit(".", 1)[-1]
    response = FileResponse(file.open("rb"), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, f"{sheet.organization}述职报告.{suffix}")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
