"""Forms of learning series and records, and of the names of platforms."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from activities.models import LearningRecord, LearningSeries
from activities.services.learning import (
    RECORD_FIELDS,
    SERIES_FIELDS,
    add_record,
    change_record,
    change_series,
    create_series,
    remove_record,
)
from activities.services.platform_names import dismiss_name, match_name, reopen_name
from league.core.dates import today
from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from organizations.forms.fields import not_in_the_future, organization_field
from organizations.models import Unit


def standing_unit_field(label: str, **kwargs) -> ReferenceField:
    """Choose a unit that is not closed; optional."""
    return ReferenceField(
        Unit.objects.filter(closed_on__isnull=True), lookup="unit", label=label, required=False, **kwargs
    )


class SeriesForm(ScopedModelForm):
    class Meta:
        model = LearningSeries
        fields = list(SERIES_FIELDS)

    def perform(self, actor):
        """更正."""
        return change_series(self.instance, changes=self.changes(), actor=actor)


class SeriesCreateForm(SeriesForm):
    organization = organization_field("主管团组织", help_text="其下级都可以登记这个栏目的学习记录。")

    field_order = ["code", "name", "organization"]

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("activities.add_learning_series", organization):
            raise ValidationError(f"您不能以“{organization}”的名义登记学习栏目。")
        return organization

    def perform(self, actor):
        """登记."""
        fields = {name: self.cleaned_data[name] for name in SERIES_FIELDS}
        return create_series(self.cleaned_data["organization"], fields=fields, actor=actor)


class RecordForm(ScopedModelForm):
    """Figures of one issue, as the source tells them."""

    last_day = forms.DateField(label="截止日期", validators=[not_in_the_future])

    class Meta:
        model = LearningRecord
        fields = list(RECORD_FIELDS)

    def perform(self, actor):
        """更正."""
        return change_record(self.instance, changes=self.changes(), actor=actor)


class RecordCreateForm(RecordForm):
    """Whose record it is: an organisation, or a school."""

    organization = organization_field("团组织", required=False)
    unit = standing_unit_field(
        "学校（单位）", help_text="学生的学习按学校登记，计入学校覆盖率；选了学校的，记在学校名下。"
    )

    field_order = ["series", "organization", "unit", *RECORD_FIELDS]

    class Meta(RecordForm.Meta):
        fields = ["series", *RECORD_FIELDS]

    def clean(self):
        data = super().clean()
        unit = data.get("unit")
        organization = None if unit else data.get("organization")
        if not self.errors and not (unit or organization):
            raise ValidationError("请选择团组织，或者选择学校（单位）。")
        owner = unit.responsible if unit else organization
        if owner and not self.user.has_perm("activities.add_learning_record", owner):
            raise ValidationError(f"您不能为“{unit or organization}”登记学习记录，请联系它的归口团组织。")
        return data

    def perform(self, actor):
        """登记."""
        data = self.cleaned_data
        fields = {name: data[name] for name in RECORD_FIELDS}
        return add_record(
            data["series"], organization=data["organization"], unit=data["unit"], fields=fields, actor=actor
        )  # fmt: skip


class ReasonForm(ScopedForm):
    reason = forms.CharField(label="事由", max_length=200)


class RecordRemoveForm(ReasonForm):
    def perform(self, actor):
        """删去; the series comes next."""
        series = self.obj.series
        remove_record(self.obj, reason=self.cleaned_data["reason"], actor=actor)
        return series


class MatchForm(ScopedForm):
    """What a platform's name means."""

    organization = organization_field("对应团组织", required=False)
    unit = standing_unit_field("对应单位", help_text="学校的学习对应到学校，不对应到团组织。")

    def clean(self):
        data = super().clean()
        organization, unit = data.get("organization"), data.get("unit")
        if not self.errors and (organization is None) == (unit is None):
            raise ValidationError("请选择对应的一个团组织或一个单位，只选一项。")
        return data

    def perform(self, actor):
        """匹配."""
        return match_name(self.obj, **self.cleaned_data, on=today(), actor=actor)


class DismissForm(ReasonForm):
    def perform(self, actor):
        """不属本县."""
        return dismiss_name(self.obj, reason=self.cleaned_data["reason"], on=today(), actor=actor)


class ReopenForm(ScopedForm):
    def perform(self, actor):
        """恢复待匹配."""
        return reopen_name(self.obj, actor=actor)
