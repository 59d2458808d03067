"""Forms of joint coverage."""

from django import forms
from django.core.exceptions import ValidationError

from league.core.forms import ReferenceField, ScopedForm
from organizations.forms.fields import EffectiveDayField, organization_field
from organizations.models import Unit
from organizations.services.coverages import begin_coverage, end_coverage


class CoverageForm(ScopedForm):
    organization = organization_field("联合团组织")
    unit = ReferenceField(Unit.objects.filter(closed_on__isnull=True), lookup="unit", label="覆盖单位")
    on = EffectiveDayField(label="覆盖自")
    document = forms.CharField(label="文号", max_length=100, required=False)

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("organizations.add_coverage", organization):
            raise ValidationError(f"您不能为“{organization}”登记联合覆盖。")
        return organization

    def perform(self, actor):
        """登记."""
        return begin_coverage(**self.cleaned_data, actor=actor)


class EndCoverageForm(ScopedForm):
    on = EffectiveDayField(label="终止自")
    document = forms.CharField(label="文号", max_length=100, required=False)

    def perform(self, actor):
        """终止."""
        return end_coverage(self.obj, **self.cleaned_data, actor=actor)
