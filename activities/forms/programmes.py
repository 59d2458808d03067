"""Forms of programmes and of samples."""

from secrets import randbelow

from django import forms
from django.core.exceptions import ValidationError

from activities.models import Programme
from activities.services.programmes import FIELDS, change_programme, create_programme
from activities.services.samples import draw_sample
from league.core.dates import today
from league.core.forms import ScopedForm, ScopedModelForm
from organizations.forms.fields import organization_field

SEEDS = 1_000_000


class ProgrammeForm(ScopedModelForm):
    class Meta:
        model = Programme
        fields = list(FIELDS)

    def perform(self, actor):
        """更正."""
        return change_programme(self.instance, changes=self.changes(), actor=actor)


class ProgrammeCreateForm(ProgrammeForm):
    organization = organization_field("主办团组织")

    field_order = ["code", "name", "organization"]

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("activities.add_programme", organization):
            raise ValidationError(f"您不能以“{organization}”的名义登记品牌项目。")
        return organization

    def perform(self, actor):
        """登记."""
        fields = {name: self.cleaned_data[name] for name in FIELDS}
        return create_programme(self.cleaned_data["organization"], fields=fields, actor=actor)


class SampleForm(ScopedForm):
    """The days and who draws; the share is the rule's, the lot the machine's."""

    organization = organization_field("抽样团组织", help_text="从它的下级已举办、未核验的活动中抽取。")
    first_day = forms.DateField(label="举办日期自")
    last_day = forms.DateField(label="至（含当日）")

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("activities.draw_activity_sample", organization):
            raise ValidationError(f"您不能以“{organization}”的名义抽样。")
        return organization

    def perform(self, actor):
        """抽取."""
        return draw_sample(**self.cleaned_data, seed=randbelow(SEEDS), on=today(), actor=actor)
