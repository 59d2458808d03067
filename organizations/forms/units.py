"""Forms of one unit."""

from django import forms
from django.core.exceptions import ValidationError

from league.core.dates import today
from league.core.forms import ScopedForm, ScopedModelForm
from organizations.forms.fields import BasisForm, EffectiveDayField, not_in_the_future, organization_field
from organizations.forms.organizations import division_field
from organizations.models import Unit
from organizations.services.names import similar_units
from organizations.services.units import change_unit, close_unit, end_exemption, exempt_unit, open_unit


class AnsweringForm:
    """The organisation that answers for the unit must be the user's to give units to."""

    def clean_responsible(self):
        """The right is asked for the organisation chosen."""
        responsible = self.cleaned_data["responsible"]
        if not self.user.has_perm("organizations.add_unit", responsible):
            raise ValidationError(f"您不能为“{responsible}”登记归口单位。")
        return responsible


class UnitCreateForm(AnsweringForm, ScopedModelForm):
    responsible = organization_field("归口团组织")
    division = division_field()
    accept_similar = forms.BooleanField(label="名称相近的已核对，不是重复登记", required=False)

    class Meta:
        model = Unit
        fields = [
            "name", "kind", "code", "credit_code", "responsible", "division", "opened_on", "address", "exempt_reason",
            "source",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opened_on"].validators.append(not_in_the_future)

    def clean(self):
        data = super().clean()
        if data.get("name") and not data.get("accept_similar"):
            rows = Unit.objects.visible_to(self.user).existing(on=today()).select_related("division")
            if similar := similar_units(data["name"], rows):
                names = "、".join(f"“{row.name}”（{row.code}，{row.division}）" for row in similar)
                self.add_error("accept_similar", f"与现有单位名称相同或同音：{names}。如确属不同单位，请勾选后再提交。")
        return data

    def perform(self, actor):
        """登记."""
        return open_unit(fields={name: self.cleaned_data[name] for name in self.Meta.fields}, actor=actor)


class UnitForm(ScopedModelForm):
    """The plain record."""

    class Meta:
        model = Unit
        fields = ["credit_code", "address", "source"]

    def perform(self, actor):
        """Correct what the user changed."""
        return change_unit(self.instance, changes=self.changes(), actor=actor)


class UnitRestateForm(AnsweringForm, ScopedModelForm):
    """What has a past."""

    responsible = organization_field("归口团组织")
    division = division_field()
    on = EffectiveDayField(
        label="变更自", required=False, help_text="原登记无误、自某日起变化的，填写该日；原登记有误、作更正的，留空。"
    )
    reason = forms.CharField(label="事由", max_length=200)
    document = forms.CharField(label="文号", max_length=100, required=False)

    class Meta:
        model = Unit
        fields = ["code", "name", "kind", "responsible", "division", "opened_on"]

    def perform(self, actor):
        """A correction or a dated change."""
        changes = {name: value for name, value in self.changes().items() if name in self.Meta.fields}
        basis = {name: self.cleaned_data[name] for name in ("on", "reason", "document")}
        return change_unit(self.instance, changes=changes, **basis, actor=actor)


class UnitCloseForm(BasisForm):
    def perform(self, actor):
        """注销."""
        return close_unit(self.obj, **self.basis, actor=actor)


class ExemptForm(ScopedForm):
    reason = forms.CharField(label="可不建团组织的理由", max_length=200)
    on = EffectiveDayField(label="认定自")
    document = forms.CharField(label="文号", max_length=100, required=False)

    def perform(self, actor):
        """认定."""
        return exempt_unit(self.obj, **self.cleaned_data, actor=actor)


class EndExemptionForm(ScopedForm):
    on = EffectiveDayField(label="取消自")
    document = forms.CharField(label="文号", max_length=100, required=False)

    def perform(self, actor):
        """取消认定."""
        return end_exemption(self.obj, **self.cleaned_data, actor=actor)
