"""Forms of terms and extensions."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from league.core.forms import ScopedForm, ScopedModelForm
from organizations.forms.fields import not_in_the_future, organization_field
from organizations.models import Extension, Term
from organizations.services.extensions import FIELDS as EXTENSION_FIELDS
from organizations.services.extensions import grant_extension, withdraw_extension
from organizations.services.terms import FIELDS, add_term, correct_term, remove_term


class ForOrganization:
    """A form whose organisation is chosen; the right is asked for it."""

    permission = ""
    sentence = ""

    def clean_organization(self):
        """The user's to write for."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm(self.permission, organization):
            raise ValidationError(self.sentence.format(organization))
        return organization


class TermCreateForm(ForOrganization, ScopedModelForm):
    organization = organization_field("团组织")
    permission, sentence = "organizations.add_term", "您不能为“{}”补录届次。"

    class Meta:
        model = Term
        fields = list(FIELDS)

    field_order = ["organization", *FIELDS]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].validators.append(not_in_the_future)
        self.fields["starts_on"].help_text = "任期止不用填：到下一届任期起为止。"

    def perform(self, actor):
        """补录."""
        fields = {name: self.cleaned_data[name] for name in FIELDS}
        return add_term(self.cleaned_data["organization"], fields=fields, actor=actor)


class TermCorrectForm(ScopedModelForm):
    reason = forms.CharField(label="更正理由", max_length=200)

    class Meta:
        model = Term
        fields = list(FIELDS)

    def perform(self, actor):
        """更正."""
        changes = {name: value for name, value in self.changes().items() if name in FIELDS}
        return correct_term(self.instance, changes=changes, reason=self.cleaned_data["reason"], actor=actor)


class TermRemoveForm(ScopedForm):
    reason = forms.CharField(label="删去理由", max_length=200)

    def perform(self, actor):
        """删去; go on to the organisation."""
        return remove_term(self.obj, reason=self.cleaned_data["reason"], actor=actor)


class ExtensionForm(ForOrganization, ScopedModelForm):
    organization = organization_field("团组织")
    permission, sentence = "organizations.grant_extension", "您不能登记“{}”的延期批复，请由其上级团组织登记。"

    class Meta:
        model = Extension
        fields = list(EXTENSION_FIELDS)

    field_order = ["organization", *EXTENSION_FIELDS]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("party_approved_on", "league_approved_on"):
            self.fields[name].validators.append(not_in_the_future)

    def perform(self, actor):
        """登记延期."""
        fields = {name: self.cleaned_data[name] for name in EXTENSION_FIELDS}
        return grant_extension(self.cleaned_data["organization"], fields=fields, actor=actor)


class WithdrawForm(ScopedForm):
    reason = forms.CharField(label="撤销理由", max_length=200)

    def perform(self, actor):
        """撤销登记."""
        return withdraw_extension(self.obj, reason=self.cleaned_data["reason"], at=timezone.now(), actor=actor)
