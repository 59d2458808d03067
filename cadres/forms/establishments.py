"""Forms of the establishment and of numbers said in public."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from cadres.forms.posts import reason_field, workplace_field
from cadres.models import DeclaredStaff, Establishment
from cadres.services.establishments import (
    CORRECTED,
    DECLARED,
    FIELDS,
    correct_declared,
    correct_establishment,
    preview_establishment,
    record_declared,
    set_establishment,
)
from league.core.forms import ScopedModelForm
from organizations.forms.fields import not_in_the_future, organization_field
from organizations.services.previews import Preview


class EstablishmentForm(ScopedModelForm):
    organization = organization_field("团组织")
    workplace = workplace_field()

    class Meta:
        model = Establishment
        fields = ["organization", *FIELDS]

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("cadres.set_establishment", organization):
            raise ValidationError(f"您不能核定“{organization}”的编制。")
        return organization

    def _get_validation_exclusions(self):
        """A former approval of the kind ends with the new one: the service judges."""
        return super()._get_validation_exclusions() | {"kind"}

    @property
    def entered(self) -> dict:
        """The fields for the service."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def preview(self) -> Preview:
        """What it would do."""
        return preview_establishment(self.cleaned_data["organization"], fields=self.entered)

    def perform(self, actor):
        """核定."""
        return set_establishment(self.cleaned_data["organization"], fields=self.entered, actor=actor)


class EstablishmentCorrectForm(ScopedModelForm):
    reason = reason_field()

    class Meta:
        model = Establishment
        fields = list(CORRECTED)

    def perform(self, actor):
        """更正."""
        changes = {name: value for name, value in self.changes().items() if name in CORRECTED}
        return correct_establishment(
            self.instance, changes=changes, reason=self.cleaned_data["reason"], actor=actor
        )  # fmt: skip


class DeclaredForm(ScopedModelForm):
    """A new number, or a known one corrected."""

    organization = organization_field("团组织")

    class Meta:
        model = DeclaredStaff
        fields = ["organization", *DECLARED]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["declared_on"].validators.append(not_in_the_future)
        if self.instance.pk:
            del self.fields["organization"]

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("cadres.declare_staff", organization):
            raise ValidationError(f"您不能登记“{organization}”的公布人数。")
        return organization

    def perform(self, actor):
        """登记 or 更正."""
        if self.instance.pk:
            return correct_declared(self.instance, changes=self.changes(), actor=actor)
        fields = {name: self.cleaned_data[name] for name in DECLARED}
        return record_declared(self.cleaned_data["organization"], fields=fields, actor=actor)
