"""Forms of service teams and of visits to couriers."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from activities.enums import CourierTrade, TeamRole
from activities.forms.own_units import OwnUnitField, OwnUnits
from activities.models import CourierVisit, ServiceTeam
from activities.services.courier_visits import FIELDS as VISIT
from activities.services.courier_visits import add_visit, change_visit, remove_visit
from activities.services.service_teams import (
    FIELDS,
    add_member,
    change_team,
    dissolve_team,
    found_team,
    leave_team,
    remove_member,
)
from cadres.models import Person
from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from organizations.forms.fields import not_in_the_future, organization_field
from organizations.models import YouthHome


class ServiceTeamForm(OwnUnits, ScopedModelForm):
    home = ReferenceField(
        YouthHome.objects.exclude(state="closed"), lookup="home", label="青年阵地", required=False,
        help_text="“1”是服务队的阵地：青年阵地和单位选一个。",
    )  # fmt: skip
    unit = OwnUnitField(label="村（社区）等单位", required=False)
    founded_on = forms.DateField(label="成立日期", validators=[not_in_the_future])
    counted_on = forms.DateField(label="人数截至日期", validators=[not_in_the_future])

    class Meta:
        model = ServiceTeam
        fields = list(FIELDS)

    def perform(self, actor):
        """更正."""
        return change_team(self.instance, changes=self.changes(), actor=actor)


class ServiceTeamCreateForm(ServiceTeamForm):
    organization = organization_field("所属团组织")

    field_order = ["name", "organization"]

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("activities.add_service_team", organization):
            raise ValidationError(f"您不能为“{organization}”登记服务队。")
        return organization

    def perform(self, actor):
        """登记."""
        fields = {name: self.cleaned_data[name] for name in FIELDS}
        return found_team(self.cleaned_data["organization"], fields=fields, actor=actor)


class DissolveTeamForm(ScopedForm):
    on = forms.DateField(label="撤销日期", validators=[not_in_the_future])
    reason = forms.CharField(label="撤销理由", max_length=200)

    def perform(self, actor):
        """撤销."""
        return dissolve_team(self.obj, **self.cleaned_data, actor=actor)


class TeamMemberForm(ScopedForm):
    person = ReferenceField(Person.objects.current(), lookup="person", label="人员", help_text="只登记已满18周岁的。")
    role = forms.ChoiceField(label="身份", choices=TeamRole.choices)
    joined_on = forms.DateField(label="加入日期", validators=[not_in_the_future])

    def perform(self, actor):
        """记名."""
        return add_member(self.obj, **self.cleaned_data, actor=actor)


class LeaveTeamForm(ScopedForm):
    on = forms.DateField(label="退出日期", validators=[not_in_the_future])

    def perform(self, actor):
        """退出."""
        return leave_team(self.obj, on=self.cleaned_data["on"], actor=actor)


class RemoveMemberForm(ScopedForm):
    reason = forms.CharField(label="删去理由", max_length=200)

    def perform(self, actor):
        """删去误登."""
        return remove_member(self.obj, reason=self.cleaned_data["reason"], actor=actor)


class CourierVisitForm(ScopedModelForm):
    class Meta:
        model = CourierVisit
        fields = list(VISIT)

    def perform(self, actor):
        """更正."""
        return change_visit(self.instance, changes=self.changes(), actor=actor)


class CourierVisitAddForm(ScopedForm):
    company = forms.CharField(label="所在企业", max_length=100)
    trade = forms.ChoiceField(label="行业", choices=CourierTrade.choices)
    persons = forms.IntegerField(label="走访（人）", min_value=1, help_text="这次走访到的不同的人，不写姓名。")
    first_this_year = forms.IntegerField(
        label="其中本年首次走访（人）", min_value=0, help_text=CourierVisit._meta.get_field("first_this_year").help_text
    )

    def perform(self, actor):
        """登记."""
        return add_visit(self.obj, fields=self.cleaned_data, actor=actor)


class CourierVisitRemoveForm(ScopedForm):
    reason = forms.CharField(label="删去理由", max_length=200)

    def perform(self, actor):
        """删去误登."""
        return remove_visit(self.obj, reason=self.cleaned_data["reason"], actor=actor)
