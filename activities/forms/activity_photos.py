"""Forms of activities' photos."""

from django import forms

from activities.services.activity_photos import add_photos, remove_photo
from league.core.dates import today
from league.core.forms import ScopedForm
from league.core.forms.pictures import PicturesField
from organizations.forms.home_photos import PICTURES_HELP


class ActivityPhotoForm(ScopedForm):
    pictures = PicturesField(label="照片", help_text=PICTURES_HELP)
    caption = forms.CharField(label="说明", max_length=100, required=False)

    def perform(self, actor):
        """添加."""
        return add_photos(self.obj, **self.cleaned_data, on=today(), actor=actor)


class ActivityPhotoRemoveForm(ScopedForm):
    reason = forms.CharField(label="删除理由", max_length=200, help_text="例如：重复上传、拍到了个人信息")

    def perform(self, actor):
        """删除."""
        return remove_photo(self.obj, reason=self.cleaned_data["reason"], actor=actor)
