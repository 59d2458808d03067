"""Forms of surveys, league schools, their teachers and classes."""

from django import forms
from django.core.exceptions import ValidationError

from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from organizations.enums import UnitKind
from organizations.forms.fields import BasisForm, EffectiveDayField, not_in_the_future
from organizations.models import LeagueClass, LeagueSchool, RelationSurvey, School, Unit
from organizations.services.league_classes import FIELDS as CLASS_FIELDS
from organizations.services.league_classes import change_class, record_class, remove_class
from organizations.services.league_schools import (
    PLAIN,
    add_teacher,
    change_league_school,
    close_league_school,
    end_teacher,
    found_league_school,
)
from organizations.services.relation_surveys import FIELDS as SURVEY_FIELDS
from organizations.services.relation_surveys import change_survey, record_survey, remove_survey, settle_survey


def school_field() -> ReferenceField:
    """Choose a school by name, pinyin or code."""
    schools = Unit.objects.filter(kind__in=UnitKind.secondary_schools, closed_on__isnull=True)
    return ReferenceField(schools, lookup="unit", label="学校")


class AboutSchool:
    """A new row about a school: the right is asked for the school chosen, and no day lies ahead."""

    permission = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.validators.append(not_in_the_future)

    def clean_unit(self):
        """The school chosen."""
        unit = self.cleaned_data["unit"]
        if not self.user.has_perm(self.permission, unit):
            raise ValidationError(f"您不能为“{unit}”登记，请联系它的归口团组织。")
        return unit

    def entered(self) -> dict:
        """The fields for the service."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name != "unit"}


class SurveyCreateForm(AboutSchool, ScopedModelForm):
    permission = "organizations.add_relation_survey"
    unit = school_field()

    class Meta:
        model = RelationSurvey
        fields = ["unit", *SURVEY_FIELDS]

    def perform(self, actor):
        """登记."""
        return record_survey(self.cleaned_data["unit"], fields=self.entered(), actor=actor)


class SurveyForm(ScopedModelForm):
    class Meta:
        model = RelationSurvey
        fields = list(SURVEY_FIELDS)

    def perform(self, actor):
        """更正."""
        return change_survey(self.instance, changes=self.changes(), actor=actor)


class SettleForm(ScopedForm):
    on = EffectiveDayField(label="理顺日期")
    document = forms.CharField(label="理顺文号", max_length=100, required=False)

    def perform(self, actor):
        """登记理顺."""
        return settle_survey(self.obj, **self.cleaned_data, actor=actor)


class ReasonForm(ScopedForm):
    reason = forms.CharField(label="事由", max_length=200)


class SurveyRemoveForm(ReasonForm):
    def perform(self, actor):
        """删去; the school's page comes next."""
        school = School.objects.get(pk=self.obj.unit_id)
        remove_survey(self.obj, reason=self.cleaned_data["reason"], actor=actor)
        return school


class LeagueSchoolCreateForm(AboutSchool, ScopedModelForm):
    permission = "organizations.found_league_school"
    unit = school_field()

    class Meta:
        model = LeagueSchool
        fields = ["unit", *PLAIN]

    def perform(self, actor):
        """成立."""
        return found_league_school(self.cleaned_data["unit"], fields=self.entered(), actor=actor)


class LeagueSchoolForm(ScopedModelForm):
    class Meta:
        model = LeagueSchool
        fields = list(PLAIN)

    def perform(self, actor):
        """更正."""
        return change_league_school(self.instance, changes=self.changes(), actor=actor)


class LeagueSchoolCloseForm(BasisForm):
    def perform(self, actor):
        """撤销."""
        return close_league_school(self.obj, **self.basis, actor=actor)


class TeacherForm(ScopedForm):
    name = forms.CharField(label="姓名", max_length=50)
    role = forms.CharField(label="职务", max_length=50, required=False)
    on = EffectiveDayField(label="到任日期")

    def perform(self, actor):
        """列入名册."""
        return add_teacher(self.obj, **self.cleaned_data, actor=actor)


class TeacherEndForm(ScopedForm):
    on = EffectiveDayField(label="离任日期")

    def perform(self, actor):
        """离任."""
        return end_teacher(self.obj, **self.cleaned_data, actor=actor)


class ClassCreateForm(AboutSchool, ScopedModelForm):
    """The league school is that of the school on the day of the class."""

    permission = "organizations.add_league_class"
    unit = school_field()

    class Meta:
        model = LeagueClass
        fields = list(CLASS_FIELDS)

    field_order = ("unit", *CLASS_FIELDS)

    def clean(self):
        data = super().clean()
        if data.get("unit") and data.get("held_on"):
            standing = LeagueSchool.objects.existing(on=data["held_on"]).filter(unit=data["unit"])
            self.league_school = standing.first()
            if self.league_school is None:
                self.add_error("held_on", f"“{data['unit']}”在{data['held_on']}没有团校，请先登记团校成立。")
        return data

    def perform(self, actor):
        """登记."""
        return record_class(self.league_school, fields=self.entered(), actor=actor)


class ClassForm(ScopedModelForm):
    class Meta:
        model = LeagueClass
        fields = list(CLASS_FIELDS)

    def perform(self, actor):
        """更正."""
        return change_class(self.instance, changes=self.changes(), actor=actor)


class ClassRemoveForm(ReasonForm):
    def perform(self, actor):
        """删去; the league school's page comes next."""
        league_school = self.obj.league_school
        remove_class(self.obj, reason=self.cleaned_data["reason"], actor=actor)
        return league_school
