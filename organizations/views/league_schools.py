"""The pages of league schools, their teachers and classes."""

from django.urls import reverse

from league.core.tables import Column
from league.core.views import Link, ScopedDetailView, ScopedUpdateView, Tab
from organizations.forms.schools import (
    ClassCreateForm,
    ClassForm,
    ClassRemoveForm,
    LeagueSchoolCloseForm,
    LeagueSchoolCreateForm,
    LeagueSchoolForm,
    TeacherEndForm,
    TeacherForm,
)
from organizations.models import LeagueClass, LeagueSchool, LeagueTeacher
from organizations.views.schools import SHOWN, AboutSchoolView, SentenceView


class LeagueSchoolDetailView(ScopedDetailView):
    model = LeagueSchool
    permission = "organizations.view_league_school"
    select_related = ("unit",)
    facts = (
        Column("unit", "学校", link=True),
        Column("name", "团校名称"),
        Column("founded_on", "成立日期", kind="date"),
        Column("founding_document", "成立文号"),
        Column("closed_on", "撤销日期", kind="date"),
        Column("head_name", "校长姓名"),
        Column("head_role", "校长职务"),
        Column("classroom", "教室"),
        Column("has_rules", "制度已建立", kind="bool"),
    )
    tabs = (
        Tab("teachers", "教师", "organizations/schools/tab_teachers.html"),
        Tab("classes", "团课", "organizations/schools/tab_classes.html"),
    )

    def get_crumbs(self):
        """The school above."""
        school = reverse("organizations:school-detail", args=[self.object.unit_id])
        return [("学校与团校", reverse("organizations:school-list")), (str(self.object.unit), school)]

    def get_links(self):
        """What can be done with it."""
        pk = self.object.pk
        held = f"{reverse('organizations:league-class-create')}?unit={self.object.unit.code}"
        return [
            Link("登记团课", held, "journal-plus", permission="organizations.add_league_class"),
            Link(
                "教师到任", reverse("organizations:league-school-teacher", args=[pk]), "person-plus",
                permission="organizations.add_league_teacher",
            ),
            Link(
                "修改", reverse("organizations:league-school-update", args=[pk]), "pencil",
                permission="organizations.change_league_school",
            ),
            Link(
                "撤销", reverse("organizations:league-school-close", args=[pk]), "x-octagon", "outline-danger",
                "organizations.close_league_school",
            ),
        ]  # fmt: skip

    def tab_teachers(self):
        """The roster."""
        may_end = self.request.user.has_perm("organizations.change_league_school", self.object)
        return {"teachers": list(self.object.teachers.select_related("league_school")[: 2 * SHOWN]), "may_end": may_end}

    def tab_classes(self):
        """Classes, newest first."""
        return {"classes": list(self.object.classes.select_related("topic", "league_school")[: 2 * SHOWN])}


class LeagueSchoolCreateView(AboutSchoolView):
    model, form_class, title = LeagueSchool, LeagueSchoolCreateForm, "登记团校"
    permission = "organizations.found_league_school"


class LeagueSchoolUpdateView(ScopedUpdateView):
    model, form_class, permission = LeagueSchool, LeagueSchoolForm, "organizations.change_league_school"


class LeagueSchoolCloseView(SentenceView):
    model, form_class, permission = LeagueSchool, LeagueSchoolCloseForm, "organizations.close_league_school"
    title, submit_label, done, tone = "撤销团校", "确认撤销", "已撤销：{object}。", "danger"
    sentence = "自{on}起撤销“{object}”，教师名册同时终止，此后不计入团校覆盖。"


class TeacherAddView(SentenceView):
    model, form_class, permission = LeagueSchool, TeacherForm, "organizations.add_league_teacher"
    title, submit_label, done = "教师到任", "确认登记", "已列入名册：{object}。"
    sentence = "自{on}起将{name}列入“{object}”教师名册。"


class TeacherEndView(SentenceView):
    model, form_class, permission = LeagueTeacher, TeacherEndForm, "organizations.end_league_teacher"
    title, submit_label, done = "教师离任", "确认登记", "已登记离任：{object}。"
    sentence = "自{on}起{object}不在名册。"

    def get_queryset(self):
        """With the league school that names it."""
        return LeagueTeacher.objects.select_related("league_school__unit")


class LeagueClassDetailView(ScopedDetailView):
    model = LeagueClass
    permission = "organizations.view_league_class"
    select_related = ("league_school__unit", "topic")
    facts = (
        Column("league_school", "团校", link=True),
        Column("held_on", "授课日期", kind="date"),
        Column("topic", "专题"),
        Column("source", "专题依据", "topic__source"),
        Column("audience", "授课对象", kind="choice"),
        Column("minutes", "时长（分钟）", kind="number"),
        Column("teacher", "授课人"),
        Column("attendance", "听课人次", kind="number"),
        Column("material", "教案与材料"),
    )

    def get_crumbs(self):
        """The league school above."""
        return [
            ("团课", reverse("organizations:league-class-list")),
            (str(self.object.league_school), self.object.league_school.get_absolute_url()),
        ]

    def get_links(self):
        """Correcting and removing."""
        pk = self.object.pk
        change, remove = (reverse(f"organizations:league-class-{page}", args=[pk]) for page in ("update", "remove"))
        return [
            Link("修改", change, "pencil", permission="organizations.change_league_class"),
            Link("删去误登", remove, "trash", "outline-danger", "organizations.remove_league_class"),
        ]


class LeagueClassCreateView(AboutSchoolView):
    model, form_class, title = LeagueClass, ClassCreateForm, "登记团课"
    permission = "organizations.add_league_class"


class LeagueClassUpdateView(ScopedUpdateView):
    model, form_class, permission = LeagueClass, ClassForm, "organizations.change_league_class"

    def get_queryset(self):
        """With the league school that names it."""
        return LeagueClass.objects.select_related("league_school__unit")


class LeagueClassRemoveView(SentenceView):
    model, form_class, permission = LeagueClass, ClassRemoveForm, "organizations.remove_league_class"
    title, submit_label, done, tone = "删去误登", "确认删去", "已删去，回到{object}。", "danger"
    sentence = "删去{object}的记录，操作历史中保留原内容。"

    def get_queryset(self):
        """With the league school that names it."""
        return LeagueClass.objects.select_related("league_school__unit")
