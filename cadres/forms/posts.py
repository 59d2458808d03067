"""Forms of posts: appointing, transferring, relieving, correcting, taking back."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from cadres.enums import PostDuty, PostEnding, PostTitle
from cadres.forms.consultations import person_field
from cadres.models import Post
from cadres.services.postings import FIELDS
from cadres.services.posts import (
    CORRECTED,
    appoint,
    correct_post,
    preview_appointment,
    preview_relief,
    preview_transfer,
    relieve,
    remove_post,
    transfer,
)
from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from organizations.forms.fields import EffectiveDayField, not_in_the_future, organization_field
from organizations.models import Organization, Unit
from organizations.services.previews import Preview

ENDINGS = [(ending.value, ending.label) for ending in PostEnding if ending not in ("dissolution", "unknown")]
STUDENT = "大学生兼职副书记的职务为副书记、任职方式为兼职。"


def workplace_field() -> ReferenceField:
    """A unit other than the organisation's own."""
    help_text = Post._meta.get_field("workplace").help_text
    return ReferenceField(
        Unit.objects.filter(closed_on__isnull=True), lookup="unit", label="编制所在单位", required=False,
        help_text=help_text,
    )  # fmt: skip


def reason_field(*, required: bool = True) -> forms.CharField:
    """事由."""
    return forms.CharField(label="事由", max_length=200, required=required)


def demand_title(user, organization: Organization, title: str) -> None:
    """ValidationError unless the user may open such a post there: secretaries are the level above's."""
    permission = "cadres.appoint_secretary" if title == PostTitle.SECRETARY else "cadres.appoint_post"
    if not user.has_perm(permission, organization):
        level = "书记由上级团组织任免" if title == PostTitle.SECRETARY else "您的角色不能办理"
        raise ValidationError(f"您不能登记“{organization}”{PostTitle(title).label}的任职，{level}。")


class PostFields(ScopedModelForm):
    """What a post says. Whether it can stand is judged by the services, which name who stands in the way."""

    workplace = workplace_field()

    class Meta:
        model = Post
        fields = list(FIELDS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].validators.append(not_in_the_future)
        self.fields["ends_on"].help_text = "任期已定的（挂职、实习等）填写期满后的第一天；仍在任的留空。"
        self.fields["is_student_deputy"].help_text = STUDENT

    def _get_validation_exclusions(self):
        """Constraints over the title are left to the services."""
        return super()._get_validation_exclusions() | {"title"}


class AppointForm(PostFields):
    organization = organization_field("团组织")
    person = person_field("人员")
    reason = reason_field(required=False)

    class Meta(PostFields.Meta):
        fields = ["organization", "person", *(name for name in FIELDS if name != "source")]

    field_order = ["organization", "person", *FIELDS, "reason"]

    def clean(self):
        data = super().clean()
        if data.get("organization") and data.get("title"):
            demand_title(self.user, data["organization"], data["title"])
        return data

    @property
    def entered(self) -> dict:
        """The fields for the service."""
        return {name: self.cleaned_data[name] for name in FIELDS if name in self.cleaned_data}

    def preview(self) -> Preview:
        """What it would do."""
        return preview_appointment(
            self.cleaned_data["person"], self.cleaned_data["organization"], fields=self.entered
        )  # fmt: skip

    def perform(self, actor):
        """任职."""
        data = self.cleaned_data
        return appoint(
            data["person"], data["organization"], fields=self.entered, reason=data["reason"], actor=actor
        )  # fmt: skip


class TransferForm(ScopedForm):
    organization = organization_field("调往团组织")
    title = forms.ChoiceField(label="新职务", choices=PostTitle.choices)
    duty = forms.ChoiceField(label="分工", choices=[("", "—"), *PostDuty.choices], required=False)
    on = EffectiveDayField(label="调任日期")
    reason = reason_field()
    document = forms.CharField(label="文号", max_length=100)

    def clean(self):
        data = super().clean()
        if data.get("organization") and data.get("title"):
            demand_title(self.user, data["organization"], data["title"])
        return data

    def preview(self) -> Preview:
        """What it would do."""
        data = self.cleaned_data
        return preview_transfer(self.obj, organization=data["organization"], title=data["title"], on=data["on"])

    def perform(self, actor):
        """调任; the new post comes next."""
        data = self.cleaned_data
        return transfer(
            self.obj, organization=data["organization"], title=data["title"], on=data["on"],
            fields={"duty": data["duty"]}, reason=data["reason"], document=data["document"], actor=actor,
        )  # fmt: skip


class RelieveForm(ScopedForm):
    on = EffectiveDayField(label="离任日期", help_text="不再任职的第一天。")
    ending = forms.ChoiceField(label="离任原因", choices=ENDINGS)
    reason = reason_field(required=False)
    document = forms.CharField(label="文号", max_length=100, required=False)

    def preview(self) -> Preview:
        """What it would do."""
        return preview_relief(self.obj, on=self.cleaned_data["on"])

    def perform(self, actor):
        """离任."""
        return relieve(self.obj, **self.cleaned_data, actor=actor)


class CorrectForm(PostFields):
    reason = reason_field()

    class Meta(PostFields.Meta):
        fields = list(CORRECTED)

    def clean(self):
        data = super().clean()
        title = data.get("title")
        if title == PostTitle.SECRETARY and title != self.initial.get("title"):
            demand_title(self.user, self.instance.organization, title)
        return data

    def perform(self, actor):
        """更正."""
        changes = {name: value for name, value in self.changes().items() if name in CORRECTED}
        return correct_post(self.instance, changes=changes, reason=self.cleaned_data["reason"], actor=actor)


class RemoveForm(ScopedForm):
    reason = reason_field()

    def perform(self, actor):
        """删去误登; the person comes next."""
        return remove_post(self.obj, reason=self.cleaned_data["reason"], actor=actor)


class UndoForm(ScopedForm):
    reason = forms.CharField(label="撤回理由", max_length=200)
