"""Forms of what changes the tree's shape."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from league.core.forms import ScopedForm
from organizations.enums import OrganizationKind, StatField
from organizations.forms.fields import BasisForm, CodeListField, organization_field, rows_field
from organizations.models import Organization, Unit
from organizations.services.endings import (
    dissolve_organization,
    merge_organizations,
    preview_dissolve,
    preview_merge,
)
from organizations.services.moves import move_organization, preview_move
from organizations.services.names import full_name
from organizations.services.previews import Preview
from organizations.services.reversals import preview_undo, undo_restructuring
from organizations.services.splits import preview_split, split_organization


class ReceivingForm(BasisForm):
    """A form whose target must be the user's to give to."""

    def receiving(self, name: str) -> Organization | None:
        """The chosen organisation; ValidationError when the user may not hand anything over to it."""
        target = self.cleaned_data[name]
        if target and not self.user.has_perm("organizations.receive_organization", target):
            raise ValidationError(f"“{target}”不在您可以办理接收的范围内，请联系其上级团委。")
        return target


class MoveForm(ReceivingForm):
    target = organization_field("划转到（新的上级组织）")

    field_order = ["target", "on", "reason", "document"]

    def clean_target(self):
        """Both ends must be the user's."""
        return self.receiving("target")

    def preview(self) -> Preview:
        """What the move would do."""
        return preview_move(self.obj, target=self.cleaned_data["target"], on=self.cleaned_data["on"])

    def perform(self, actor):
        """划转."""
        return move_organization(self.obj, target=self.cleaned_data["target"], **self.basis, actor=actor)


class MergeForm(ReceivingForm):
    target = organization_field("并入")

    field_order = ["target", "on", "reason", "document"]

    def clean_target(self):
        """Both ends must be the user's."""
        return self.receiving("target")

    def preview(self) -> Preview:
        """What the merger would do."""
        return preview_merge(self.obj, target=self.cleaned_data["target"], on=self.cleaned_data["on"])

    def perform(self, actor):
        """合并."""
        return merge_organizations(self.obj, target=self.cleaned_data["target"], **self.basis, actor=actor)


class DissolveForm(ReceivingForm):
    successor = organization_field(
        "承接组织", required=False, help_text="有的填写；归口单位转由它负责，没有的转由上级负责。"
    )
    children_to = organization_field("下级划转到", required=False, help_text="还有现存下级的必须填写。")

    field_order = ["successor", "children_to", "on", "reason", "document"]

    def clean_successor(self):
        """Whoever takes over must be the user's to give to."""
        return self.receiving("successor")

    def clean_children_to(self):
        """Whoever takes the children must be the user's to give to."""
        return self.receiving("children_to")

    @property
    def heirs(self) -> dict:
        """successor and children_to for the service."""
        return {name: self.cleaned_data[name] for name in ("successor", "children_to")}

    def preview(self) -> Preview:
        """What the dissolution would do."""
        return preview_dissolve(self.obj, on=self.cleaned_data["on"], **self.heirs)

    def perform(self, actor):
        """撤销."""
        return dissolve_organization(self.obj, **self.heirs, **self.basis, actor=actor)


class SplitForm(BasisForm):
    kind = forms.ChoiceField(label="新组织类别", choices=OrganizationKind.choices)
    unit = forms.CharField(label="新组织全称", max_length=100, help_text="可只填单位名称，系统按类别补成规范全称。")
    short_name = forms.CharField(label="简称", max_length=60, required=False)
    code = forms.CharField(label="编码", max_length=30)
    stat_field = forms.ChoiceField(label="统计领域", choices=StatField.choices)

    field_order = ["kind", "unit", "short_name", "code", "stat_field", "children", "units", "on", "reason", "document"]

    rows_field = staticmethod(rows_field)

    def __init__(self, *args, obj, **kwargs):
        super().__init__(*args, obj=obj, **kwargs)
        children = Organization.objects.filter(parent=obj, dissolved_on__isnull=True).order_by("sort", "code")
        units = Unit.objects.filter(responsible=obj, closed_on__isnull=True).order_by("code")
        self.fields["children"] = self.rows_field(children, label="划入的直属下级")
        self.fields["units"] = self.rows_field(units, label="划入的归口单位")
        self.order_fields(self.field_order)

    def clean_unit(self):
        """A bare unit name becomes a full name."""
        name = self.cleaned_data["unit"].strip()
        return name if name.startswith("共青团") else full_name(name, self.cleaned_data.get("kind") or "branch")

    def _split(self) -> dict:
        data = self.cleaned_data
        fields = {name: data[name] for name in ("kind", "short_name", "code", "stat_field")} | {"name": data["unit"]}
        return {"fields": fields, "children": list(data["children"]), "units": list(data["units"])}

    def preview(self) -> Preview:
        """What the split would do."""
        return preview_split(self.obj, on=self.cleaned_data["on"], **self._split())

    def perform(self, actor):
        """分设."""
        return split_organization(self.obj, **self._split(), **self.basis, actor=actor)


class SplitByCodesForm(SplitForm):
    """As programs fill it in: rows by their codes, however few."""

    @staticmethod
    def rows_field(queryset, *, label: str) -> CodeListField:
        """One code a line."""
        return CodeListField(queryset, label=label, required=False)


class UndoForm(ScopedForm):
    reason = forms.CharField(label="撤回事由", max_length=200)

    def preview(self) -> Preview:
        """What taking back would do."""
        return preview_undo(self.obj, at=timezone.now())

    def perform(self, actor):
        """撤回."""
        return undo_restructuring(self.obj, at=timezone.now(), reason=self.cleaned_data["reason"], actor=actor)
