"""Forms of works and coverage, and of the readings of their plays."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from activities.forms.learning import ReasonForm
from activities.models import Activity, MediaItem, MediaReading
from activities.services.media import (
    FIELDS,
    READING_FIELDS,
    add_reading,
    change_item,
    change_reading,
    create_item,
    fall_warning,
    remove_item,
    remove_reading,
)
from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from organizations.forms.fields import not_in_the_future, organization_field
from organizations.models import Organization


class MediaForm(ScopedModelForm):
    published_on = forms.DateField(label="发布日期", validators=[not_in_the_future])
    url = forms.URLField(label="网址", max_length=500, required=False, assume_scheme="https",
                         error_messages={"invalid": "网址不完整，应以http://或https://开头。"})  # fmt: skip
    activity = ReferenceField(
        Activity.objects.all(), lookup="activity", label="所报活动", required=False,
        help_text="报道某场活动的，请选择该活动。",
    )  # fmt: skip

    class Meta:
        model = MediaItem
        fields = list(FIELDS)

    def perform(self, actor):
        """更正."""
        return change_item(self.instance, changes=self.changes(), actor=actor)


class MediaCreateForm(MediaForm):
    organization = organization_field("报送团组织")

    field_order = ["title", "kind", "organization"]

    def clean_organization(self) -> Organization:
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("activities.add_media_item", organization):
            raise ValidationError(f"您不能以“{organization}”的名义登记宣传条目。")
        return organization

    def perform(self, actor):
        """登记."""
        fields = {name: self.cleaned_data[name] for name in FIELDS}
        return create_item(self.cleaned_data["organization"], fields=fields, actor=actor)


class MediaRemoveForm(ReasonForm):
    def perform(self, actor):
        """删去; the organisation's page comes next."""
        organization = self.obj.organization
        remove_item(self.obj, reason=self.cleaned_data["reason"], actor=actor)
        return organization


class FallCheck(forms.Form):
    """A reading below the one before, or above the one after, must be ticked as looked at."""

    checked_fall = forms.BooleanField(
        label="已核对平台页面，读数无误", required=False,
        help_text="一般不用勾选；系统提示读数前后不一致时，核对无误再勾选。",
    )  # fmt: skip

    def clean(self):
        data = super().clean()
        if data.get("read_on") and data.get("plays") is not None and not data.get("checked_fall"):
            item, own = self.about()
            warning = fall_warning(item, read_on=data["read_on"], plays=data["plays"], without=own)
            if warning:
                self.add_error("checked_fall", f"{warning}播放量一般只增不减，请核对；无误的，勾选此项后再提交。")
        return data

    @property
    def entered(self) -> dict:
        """The fields for the service."""
        return {name: self.cleaned_data[name] for name in READING_FIELDS}


class ReadingForm(FallCheck, ScopedModelForm):
    read_on = forms.DateField(label="读数日期", validators=[not_in_the_future])

    class Meta:
        model = MediaReading
        fields = list(READING_FIELDS)

    field_order = [*READING_FIELDS, "checked_fall"]

    def about(self):
        """The item, and the reading that is corrected."""
        return self.instance.item, self.instance.pk

    def perform(self, actor):
        """更正."""
        return change_reading(self.instance, changes=self.entered, actor=actor)


class ReadingCreateForm(FallCheck, ScopedForm):
    """A new reading of the item whose page it was opened from."""

    read_on = forms.DateField(label="读数日期", validators=[not_in_the_future])
    plays = forms.IntegerField(label="播放量（次）", min_value=0, max_value=10**15)
    source = forms.CharField(label="读数来源", max_length=100, required=False, help_text="例如：平台页面显示。")

    field_order = [*READING_FIELDS, "checked_fall"]

    def about(self):
        """The item, and no reading yet."""
        return self.obj, None

    def perform(self, actor):
        """登记."""
        return add_reading(self.obj, fields=self.entered, actor=actor)


class ReadingRemoveForm(ReasonForm):
    def perform(self, actor):
        """删去; the item's page comes next."""
        item = self.obj.item
        remove_reading(self.obj, reason=self.cleaned_data["reason"], actor=actor)
        return item
