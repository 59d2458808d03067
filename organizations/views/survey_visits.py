"""The pages of the places that joint surveys visited."""

from django.urls import reverse

from league.core.tables import Column
from league.core.views import Link, ScopedDetailView, ScopedUpdateView
from organizations.filters.schools import SurveyVisitFilter
from organizations.forms.survey_visits import VisitAddForm, VisitCorrectForm, VisitForm, VisitRemoveForm
from organizations.models import JointSurvey, SurveyVisit
from organizations.tables.schools import SurveyVisitTable
from organizations.views.school_lists import MECHANISM_LISTS, NeighbourListView
from organizations.views.schools import SentenceView

WITH_PLACE = ("joint_survey__organization", "unit", "organization")


class SurveyVisitListView(NeighbourListView):
    circle = MECHANISM_LISTS
    model, table_class, filterset_class = SurveyVisit, SurveyVisitTable, SurveyVisitFilter
    title, noun = "走访点", "organizations:survey-visit"
    permission = "organizations.view_survey_visit"
    intro = "联合调研走访过的单位和团组织；发现的问题整改后，在走访点的页面登记整改。"


class SurveyVisitDetailView(ScopedDetailView):
    model = SurveyVisit
    permission = "organizations.view_survey_visit"
    select_related = WITH_PLACE
    facts = (
        Column("unit", "走访单位", link=True),
        Column("organization", "走访团组织", link=True),
        Column("held_on", "调研日期", value="joint_survey__held_on", kind="date"),
        Column("organizers", "组织单位", value="joint_survey__organizers"),
        Column("joint_survey", "联合调研", link=True),
        Column("findings", "发现的问题"),
        Column("corrected_on", "整改日期", kind="date"),
        Column("correction", "整改情况"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("走访点", reverse("organizations:survey-visit-list"))]

    def get_links(self):
        """Putting right, correcting, removing."""
        pages = (
            ("登记整改", "correct", "check2-circle", "outline-primary"),
            ("修改", "change", "pencil", "outline-secondary"),
            ("删去误登", "remove", "trash", "outline-danger"),
        )
        return [
            Link(
                label, reverse(f"organizations:survey-visit-{page}", args=[self.object.pk]), icon, tone,
                f"organizations.{page}_survey_visit",
            )
            for label, page, icon, tone in pages
        ]  # fmt: skip


class SurveyVisitAddView(SentenceView):
    model, form_class, permission = JointSurvey, VisitAddForm, "organizations.add_survey_visit"
    title, submit_label, done = "登记走访点", "确认登记", "已登记走访点：{object}。"

    def preview(self, form) -> list[str]:
        """Where, and what was found."""
        data = form.cleaned_data
        found = f"发现的问题：{data['findings']}" if data["findings"] else "没有发现问题"
        return [f"{self.object}走访“{data['unit'] or data['organization']}”，{found}。"]


class SurveyVisitUpdateView(ScopedUpdateView):
    model, form_class, permission = SurveyVisit, VisitForm, "organizations.change_survey_visit"


class SurveyVisitCorrectView(SentenceView):
    model, form_class, permission = SurveyVisit, VisitCorrectForm, "organizations.correct_survey_visit"
    title, submit_label, done = "登记整改", "确认登记", "已登记整改：{object}。"
    sentence = "{object}发现的问题登记为{on}已整改。"


class SurveyVisitRemoveView(SentenceView):
    model, form_class, permission = SurveyVisit, VisitRemoveForm, "organizations.remove_survey_visit"
    title, submit_label, done, tone = "删去误登", "确认删去", "已删去，回到{object}。", "danger"
    sentence = "删去{object}的记录，操作历史中保留原内容。"
