"""Forms of one division."""

from league.core.forms import ReferenceField, ScopedModelForm
from organizations.forms.fields import BasisForm
from organizations.models import Division
from organizations.services.divisions import abolish_division, add_division, change_division


class DivisionForm(ScopedModelForm):
    parent = ReferenceField(Division.objects.all(), lookup="division", label="上级区划", required=False)

    class Meta:
        model = Division
        fields = ["code", "name", "level", "parent", "starts_on", "source"]

    def perform(self, actor):
        """Register a new one, correct an old one."""
        if self.instance.pk:
            return change_division(self.instance, changes=self.changes(), actor=actor)
        return add_division(fields={name: self.cleaned_data[name] for name in self.Meta.fields}, actor=actor)


class AbolishForm(BasisForm):
    successor = ReferenceField(Division.objects.all(), lookup="division", label="并入区划", required=False)

    field_order = ["successor", "on", "reason", "document"]

    def perform(self, actor):
        """撤销."""
        return abolish_division(self.obj, successor=self.cleaned_data["successor"], **self.basis, actor=actor)
