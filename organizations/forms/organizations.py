"""Forms of one organisation: found it, correct its record, change what has a past, give it another name."""

from django import forms
from django.core.exceptions import ValidationError

from league.core.dates import today
from league.core.forms import ReferenceField, ScopedModelForm
from organizations.forms.fields import BasisForm, EffectiveDayField, not_in_the_future, organization_field
from organizations.models import Division, Organization, Unit
from organizations.services.names import full_name, similar_organizations
from organizations.services.organizations import (
    change_organization,
    found_organization,
    preview_rename,
    rename_organization,
)
from organizations.services.previews import Preview


def unit_field(**kwargs) -> ReferenceField:
    """The host unit."""
    return ReferenceField(Unit.objects.filter(closed_on__isnull=True), lookup="unit", label="所在单位", **kwargs)


def division_field(**kwargs) -> ReferenceField:
    """The division an organisation or unit lies in."""
    return ReferenceField(Division.objects.all(), lookup="division", label="所在区划", **kwargs)


class NamedForm:
    """Builds an empty full name by the rule, and asks to look twice at a name that is already there."""

    def name_by_rule(self, data: dict) -> None:
        """Fill an empty name from unit and kind."""
        if not data.get("name"):
            if data.get("unit") and data.get("kind"):
                data["name"] = full_name(data["unit"].name, data["kind"])
            else:
                self.add_error("name", "请填写全称，或选择所在单位和类别由系统生成。")

    def look_twice(self, data: dict) -> None:
        """Refuse a name like another's until the user says that they are two."""
        if data.get("accept_similar") or not data.get("name"):
            return
        rows = Organization.objects.visible_to(self.user).existing(on=today())
        if self.instance.pk:
            rows = rows.exclude(pk=self.instance.pk)
        similar = similar_organizations(data["name"], rows.select_related("parent"))
        if similar:
            names = "、".join(f"“{row.name}”（{row.code}，{row.parent or '最上级'}）" for row in similar)
            self.add_error("accept_similar", f"与现有团组织名称相同或同音：{names}。如确属不同组织，请勾选后再提交。")


ACCEPT_SIMILAR = {"label": "名称相近的已核对，不是重复登记", "required": False}


class OrganizationCreateForm(NamedForm, ScopedModelForm):
    parent = organization_field("上级组织")
    unit = unit_field(required=False)
    division = division_field(required=False)
    name = forms.CharField(
        label="全称", max_length=100, required=False, help_text="留空则按所在单位和类别生成规范全称。"
    )
    accept_similar = forms.BooleanField(**ACCEPT_SIMILAR)

    class Meta:
        model = Organization
        fields = [
            "parent", "kind", "unit", "name", "short_name", "code", "stat_field", "two_new", "division",
            "party_organization", "founded_on", "founded_document", "address", "sort", "source",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["founded_on"].validators.append(not_in_the_future)
        self.fields["founded_on"].help_text = "不清楚的留空，统计时视为一直存在。"

    def clean_parent(self):
        """The right is asked for the organisation chosen, not in general."""
        parent = self.cleaned_data["parent"]
        if not self.user.has_perm("organizations.add_organization", parent):
            raise ValidationError(f"您不能在“{parent}”下设立团组织。")
        return parent

    def clean(self):
        data = super().clean()
        self.name_by_rule(data)
        self.look_twice(data)
        self.instance.name = data.get("name", "")
        return data

    def perform(self, actor):
        """Found it under the chosen parent."""
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields if name != "parent"}
        return found_organization(parent=self.cleaned_data["parent"], fields=fields, actor=actor)


class OrganizationForm(ScopedModelForm):
    """The plain record: no field of it has a past."""

    division = division_field(required=False)

    class Meta:
        model = Organization
        fields = ["short_name", "division", "party_organization", "founded_document", "address", "sort", "source"]

    def perform(self, actor):
        """Correct what the user changed."""
        return change_organization(self.instance, changes=self.changes(), actor=actor)


class OrganizationRestateForm(NamedForm, ScopedModelForm):
    """What has a past: with a day the old value was right until then, without one it was a mistake."""

    unit = unit_field(required=False)
    on = EffectiveDayField(
        label="变更自", required=False, help_text="原登记无误、自某日起变化的，填写该日；原登记有误、作更正的，留空。"
    )
    reason = forms.CharField(label="事由", max_length=200)
    document = forms.CharField(label="文号", max_length=100, required=False)
    accept_similar = forms.BooleanField(**ACCEPT_SIMILAR)

    class Meta:
        model = Organization
        fields = ["code", "name", "kind", "stat_field", "two_new", "unit", "founded_on"]

    def clean(self):
        data = super().clean()
        if "name" in self.changed_data:
            self.look_twice(data)
        return data

    def perform(self, actor):
        """A correction or a dated change."""
        changes = {name: value for name, value in self.changes().items() if name in self.Meta.fields}
        basis = {name: self.cleaned_data[name] for name in ("on", "reason", "document")}
        return change_organization(self.instance, changes=changes, **basis, actor=actor)


class RenameForm(BasisForm):
    name = forms.CharField(label="新全称", max_length=100)
    short_name = forms.CharField(label="新简称", max_length=60, required=False)

    field_order = ["name", "short_name", "on", "reason", "document"]

    @property
    def names(self) -> dict:
        """name and short_name for the service."""
        return {name: self.cleaned_data[name] for name in ("name", "short_name")}

    def preview(self) -> Preview:
        """What the change of names would do."""
        return preview_rename(self.obj, **self.names, on=self.cleaned_data["on"])

    def perform(self, actor):
        """更名."""
        return rename_organization(self.obj, **self.names, **self.basis, actor=actor)
