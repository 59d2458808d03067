"""Forms of honours, of the youth federation and its members."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from activities.models import FederationMember, Honour, YouthFederation
from activities.services.honours import CHANGED, FIELDS, award_honour, change_honour, renew_honour, withdraw_honour
from activities.services.youth_federations import FIELDS as FEDERATION
from activities.services.youth_federations import (
    MEMBER,
    change_federation,
    change_member,
    found_federation,
    retire_member,
    seat_member,
)
from cadres.models import Person
from league.core.dates import today
from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from league.core.masking import mask_name
from organizations.forms.fields import not_in_the_future, organization_field
from organizations.models import Organization


class HonourForm(ScopedModelForm):
    person = ReferenceField(Person.objects.current(), lookup="person", label="获奖人员", required=False)
    holder_organization = ReferenceField(
        Organization.objects.all(), lookup="organization", label="获奖团组织", required=False
    )

    class Meta:
        model = Honour
        fields = list(CHANGED)

    def perform(self, actor):
        """更正."""
        return change_honour(self.instance, changes=self.changes(), actor=actor)


class HonourCreateForm(HonourForm):
    organization = organization_field("归口团组织")
    awarded_on = forms.DateField(label="授予日期", validators=[not_in_the_future])
    ends_on = forms.DateField(
        label="有效期至（不含）", required=False, help_text="表彰文件规定了有效期的填；长期有效的留空。"
    )

    field_order = [
        "name", "kind", "level", "year", "organization", "person", "holder_organization", "holder_name", "awarded_on",
        "ends_on",
    ]  # fmt: skip

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("activities.add_honour", organization):
            raise ValidationError(f"您不能为“{organization}”登记荣誉。")
        return organization

    def perform(self, actor):
        """登记."""
        data = self.cleaned_data
        fields = {name: data[name] for name in FIELDS}
        return award_honour(data["organization"], fields=fields, ends_on=data["ends_on"], on=today(), actor=actor)


class RenewForm(ScopedForm):
    starts_on = forms.DateField(label="续期自")
    ends_on = forms.DateField(label="有效期至（不含）", required=False, help_text="长期有效的留空。")
    document = forms.CharField(label="复核文号", max_length=100)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        last = self.obj.terms.order_by("-starts_on").first() if self.obj else None
        self.fields["starts_on"].initial = last.ends_on if last else None

    def perform(self, actor):
        """续期."""
        return renew_honour(self.obj, **self.cleaned_data, actor=actor)


class WithdrawForm(ScopedForm):
    on = forms.DateField(label="撤销日期", validators=[not_in_the_future])
    reason = forms.CharField(label="撤销理由", max_length=200)
    document = forms.CharField(label="撤销文号", max_length=100)

    def perform(self, actor):
        """撤销."""
        return withdraw_honour(self.obj, **self.cleaned_data, actor=actor)


class YouthFederationForm(ScopedModelForm):
    class Meta:
        model = YouthFederation
        fields = list(FEDERATION)

    def perform(self, actor):
        """更正, or the next term."""
        return change_federation(self.instance, changes=self.changes(), actor=actor)


class YouthFederationCreateForm(YouthFederationForm):
    organization = organization_field("指导团组织")

    field_order = ["name", "organization"]

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("activities.add_youth_federation", organization):
            raise ValidationError(f"您不能为“{organization}”登记青联。")
        return organization

    def perform(self, actor):
        """登记."""
        fields = {name: self.cleaned_data[name] for name in FEDERATION}
        return found_federation(self.cleaned_data["organization"], fields=fields, actor=actor)


class SeatForm(ScopedForm):
    """A new member of the page's federation."""

    person = ReferenceField(
        Person.objects.current(), lookup="person", label="人员", required=False, help_text="已建档的从人员中选。"
    )
    member_name = forms.CharField(
        label="委员姓名", max_length=50, required=False, help_text="没有建档的填姓名；遮盖显示，查看须说明事由。"
    )
    sector = FederationMember._meta.get_field("sector").formfield()
    post = FederationMember._meta.get_field("post").formfield()
    employer = forms.CharField(label="工作单位", max_length=100, required=False)
    joined_on = forms.DateField(label="增补日期", validators=[not_in_the_future])

    def perform(self, actor):
        """增补."""
        fields = {name: self.cleaned_data[name] for name in MEMBER}
        return seat_member(self.obj, fields=fields, actor=actor)


class FederationMemberForm(ScopedModelForm):
    """A sealed name never comes back into the page: an empty field leaves it as it is."""

    person = ReferenceField(Person.objects.current(), lookup="person", label="人员", required=False)
    member_name = forms.CharField(label="委员姓名", max_length=50, required=False)

    class Meta:
        model = FederationMember
        fields = [name for name in MEMBER if name != "member_name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if name := self.instance.member_name:
            self.fields["member_name"].help_text = f"现为{mask_name(name)}；留空表示不变，改选人员后不再保留。"

    def perform(self, actor):
        """更正; a person chosen instead takes the place of the sealed name."""
        changes = {name: value for name, value in self.changes().items() if name in MEMBER}
        if changes.get("person"):
            changes.setdefault("member_name", "")
        elif changes.get("member_name"):
            changes["person"] = None
        return change_member(self.instance, changes=changes, actor=actor)


class RetireForm(ScopedForm):
    on = forms.DateField(label="卸任日期", validators=[not_in_the_future])

    def perform(self, actor):
        """卸任."""
        return retire_member(self.obj, on=self.cleaned_data["on"], actor=actor)
