"""The page of one school's league work, and those of its surveys."""

from django.db.models import Q
from django.urls import reverse

from league.core.history import in_words
from league.core.models import AuditEvent
from league.core.school_years import SchoolYear
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedCreateView, ScopedDetailView, ScopedUpdateView, Tab
from league.core.views.details import HISTORY_SHOWN
from organizations.enums import SurveyResult
from organizations.forms.fields import day_asked
from organizations.forms.schools import (
    SettleForm,
    SurveyCreateForm,
    SurveyForm,
    SurveyRemoveForm,
)
from organizations.models import LeagueClass, LeagueSchool, LeagueTeacher, RelationSurvey, School, SurveyVisit
from organizations.services.league_classes import hours_before_admission

SHOWN = 50
# What is kept about a school, and how it leads to it.
KEPT = {
    RelationSurvey: "unit",
    LeagueSchool: "unit",
    LeagueTeacher: "league_school__unit",
    LeagueClass: "league_school__unit",
    SurveyVisit: "unit",
}
NEW = (
    ("登记摸底", "relation-survey-create", "clipboard-check", "organizations.add_relation_survey"),
    ("登记团校", "league-school-create", "mortarboard", "organizations.found_league_school"),
    ("登记团课", "league-class-create", "journal-plus", "organizations.add_league_class"),
)


class SentenceView(ActionView):
    """An action on one row whose effect one sentence says."""

    sentence = ""

    def preview(self, form) -> list[str]:
        """The sentence with what was filled in."""
        return [self.sentence.format(object=self.object, **form.cleaned_data)]


class SchoolDetailView(ScopedDetailView):
    model = School
    permission = "organizations.view_school"
    template_name = "organizations/schools/detail.html"
    select_related = ("division", "responsible")
    facts = (
        Column("name", "学校"),
        Column("code", "编码", kind="code"),
        Column("kind", "类型", kind="choice"),
        Column("responsible", "归口团组织", link=True),
        Column("division", "所在区划", link=True),
        Column("opened_on", "设立日期", kind="date"),
        Column("closed_on", "撤销日期", kind="date"),
    )
    tabs = (
        Tab("surveys", "摸底", "organizations/schools/tab_surveys.html"),
        Tab("classes", "团课", "organizations/schools/tab_classes.html"),
        Tab("teachers", "教师", "organizations/schools/tab_teachers.html"),
        Tab("league_schools", "历任团校", "organizations/schools/tab_league_schools.html"),
        Tab("visits", "联合调研", "organizations/mechanisms/tab_visits.html"),
    )

    def get_queryset(self):
        """Secondary schools with what is known today."""
        return School.objects.secondary().select_related(*self.select_related)

    def get_crumbs(self):
        """The list above."""
        return [("学校与团校", reverse("organizations:school-list"))]

    def get_links(self):
        """What can be entered here, and the unit's own page."""
        created = [
            Link(label, f"{reverse(f'organizations:{name}')}?unit={self.object.code}", icon, permission=permission)
            for label, name, icon, permission in NEW
        ]
        unit = reverse("organizations:unit-detail", args=[self.object.pk])
        return [*created, Link("单位资料", unit, "building", permission="organizations.view_unit")]

    def get_context(self):
        on = day_asked(self.request)
        year = SchoolYear.of(on)
        league_school = LeagueSchool.objects.existing(on=on).filter(unit=self.object).first()
        survey = RelationSurvey.objects.in_force(on=on).filter(unit=self.object).first()
        return super().get_context() | {
            "on": on,
            "year": year,
            "survey": survey,
            "tone": SurveyResult(survey.result).tone if survey else "",
            "is_unsettled": survey is not None and survey.result in SurveyResult.to_correct and not survey.corrected_on,
            "league_school": league_school,
            "hours": hours_before_admission(self.object, year=year, on=on),
            "earlier": hours_before_admission(self.object, year=year.previous(), on=on),
            "is_covered": LeagueSchool.objects.covering(on=on).filter(unit=self.object).exists(),
        }

    def tab_surveys(self):
        """Surveys, newest first."""
        return {"surveys": list(self.object.relation_surveys.all()[:SHOWN])}

    def tab_classes(self):
        """Classes, newest first."""
        classes = LeagueClass.objects.filter(league_school__unit=self.object).select_related("topic", "league_school")
        return {"classes": list(classes[: 2 * SHOWN])}

    def tab_teachers(self):
        """The roster, those who left among it."""
        teachers = LeagueTeacher.objects.filter(league_school__unit=self.object).select_related("league_school")
        may_end = self.request.user.has_perm("organizations.change_league_school", self.object)
        return {"teachers": list(teachers[: 2 * SHOWN]), "may_end": may_end}

    def tab_visits(self):
        """Joint surveys that came to the school or to its league organisations."""
        visits = SurveyVisit.objects.visible_to(self.request.user).filter(
            Q(unit=self.object.pk) | Q(organization__unit=self.object.pk)
        )
        visits = visits.select_related("joint_survey", "unit", "organization").order_by("-joint_survey__held_on", "pk")
        return {"visits": list(visits[:SHOWN]), "about": "place"}

    @property
    def history(self):
        """Of the school and of everything that is kept about it."""
        about = Q(object_type="organizations.unit", object_id=self.object.pk)
        for model, link in KEPT.items():
            keys = model.objects.filter(**{link: self.object.pk}).order_by().values("pk")
            about |= Q(object_type=model._meta.label_lower, object_id__in=keys)
        return in_words(list(AuditEvent.objects.filter(about).order_by("-id")[:HISTORY_SHOWN]), School)

    def tab_league_schools(self):
        """League schools, newest first."""
        return {"league_schools": list(self.object.league_schools.order_by("-founded_on")[:SHOWN])}


class AboutSchoolView(ScopedCreateView):
    """Entered from a school's page: cancelling leads back to the list."""

    cancel = "organizations:school-list"
    done = "已登记：{object}。"

    def get_cancel_url(self):
        """The list."""
        return reverse(self.cancel)


class RelationSurveyDetailView(ScopedDetailView):
    model = RelationSurvey
    permission = "organizations.view_relation_survey"
    select_related = ("unit",)
    facts = (
        Column("unit", "学校", link=True),
        Column("surveyed_on", "摸底日期", kind="date"),
        Column("surveyor", "摸底人"),
        Column("result", "摸底结果", kind="badge", choices=SurveyResult),
        Column("remark", "情况说明"),
        Column("corrected_on", "理顺日期", kind="date"),
        Column("correction_document", "理顺文号"),
    )

    def get_crumbs(self):
        """The school above."""
        school = reverse("organizations:school-detail", args=[self.object.unit_id])
        return [("团组织关系摸底", reverse("organizations:relation-survey-list")), (str(self.object.unit), school)]

    def get_links(self):
        """Settling, correcting, removing."""
        pages = (
            ("登记理顺", "settle", "check2-circle", "outline-primary"),
            ("修改", "change", "pencil", "outline-secondary"),
            ("删去误登", "remove", "trash", "outline-danger"),
        )
        return [
            Link(
                label, reverse(f"organizations:relation-survey-{page}", args=[self.object.pk]), icon, tone,
                f"organizations.{page}_relation_survey",
            )
            for label, page, icon, tone in pages
        ]  # fmt: skip


class RelationSurveyCreateView(AboutSchoolView):
    model, form_class, title = RelationSurvey, SurveyCreateForm, "登记摸底"
    permission = "organizations.add_relation_survey"


class RelationSurveyUpdateView(ScopedUpdateView):
    model, form_class, permission = RelationSurvey, SurveyForm, "organizations.change_relation_survey"


class SettleView(SentenceView):
    model, form_class, permission = RelationSurvey, SettleForm, "organizations.settle_relation_survey"
    title, submit_label, done = "登记理顺", "确认登记", "已登记理顺：{object}。"
    sentence = "{object}发现的问题登记为{on}已理顺。"


class RelationSurveyRemoveView(SentenceView):
    model, form_class, permission = RelationSurvey, SurveyRemoveForm, "organizations.remove_relation_survey"
    title, submit_label, done, tone = "删去误登", "确认删去", "已删去，回到{object}。", "danger"
    sentence = "删去{object}的记录，操作历史中保留原内容。"
