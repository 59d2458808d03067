"""Forms of site visits and their photos."""

from __future__ import annotations

from django import forms

from cadres.models import AppraisalVisit
from cadres.services.appraisal_photos import add_photos, remove_photo
from cadres.services.appraisal_visits import VISIT, change_visit, record_visit
from league.core.dates import today
from league.core.forms import ScopedForm, ScopedModelForm
from league.core.forms.pictures import PicturesField
from organizations.forms.fields import not_in_the_future


class VisitForm(ScopedModelForm):
    """更正."""

    class Meta:
        model = AppraisalVisit
        fields = list(VISIT)
        widgets = {"findings": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["visited_on"].validators.append(not_in_the_future)

    def perform(self, actor):
        """更正."""
        return change_visit(self.instance, changes=self.changes(), actor=actor)


class VisitCreateForm(ScopedForm):
    """Filled in on the spot, on a phone, with photos."""

    visited_on = forms.DateField(label="考察日期", validators=[not_in_the_future])
    visitors = forms.CharField(label="考察人员", max_length=200)
    place = forms.CharField(label="考察地点", max_length=100, required=False)
    findings = forms.CharField(label="考察情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    camera = PicturesField(label="现场拍照", required=False, camera=True)
    album = PicturesField(label="从相册选照片（可多张）", required=False)

    def perform(self, actor):
        """登记, with what was photographed."""
        data = self.cleaned_data
        visit = record_visit(self.obj, fields={name: data[name] for name in VISIT}, actor=actor)
        add_photos(visit, pictures=[*data["camera"], *data["album"]], on=today(), actor=actor)
        return visit


class VisitPhotoForm(ScopedForm):
    pictures = PicturesField(label="照片")
    caption = forms.CharField(label="说明", max_length=100, required=False)

    def perform(self, actor):
        """添加."""
        add_photos(self.obj, **self.cleaned_data, on=today(), actor=actor)
        return self.obj


class VisitPhotoRemoveForm(ScopedForm):
    reason = forms.CharField(label="删除理由", max_length=200, help_text="例如：重复上传、拍到了个人信息")

    def perform(self, actor):
        """删除."""
        return remove_photo(self.obj, reason=self.cleaned_data["reason"], actor=actor)
