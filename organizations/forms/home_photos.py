"""Forms of homes' photos."""

from django import forms

from league.core.dates import today
from league.core.forms import ScopedForm, ScopedModelForm
from league.core.forms.pictures import PicturesField
from organizations.enums import PhotoSubject
from organizations.forms.fields import not_in_the_future
from organizations.models import HomePhoto
from organizations.services.home_photos import TOLD, add_photos, change_photo, remove_photo

PICTURES_HELP = (
    "JPG、PNG 或 WebP，每张不超过12MB，一次最多9张。保存时去掉照片里的位置和设备信息，并缩小到1600像素以内。"
    "请不要拍到证件、病历和未成年人的正面特写。"
)


class HomePhotoForm(ScopedForm):
    """Photos of one thing at a time: what they show and when is said once."""

    pictures = PicturesField(label="照片", help_text=PICTURES_HELP)
    shows = forms.ChoiceField(label="拍摄内容", choices=PhotoSubject.choices)
    taken_on = forms.DateField(
        label="拍摄日期", required=False, validators=[not_in_the_future], help_text="留空的，以照片自带的日期为准。"
    )
    caption = forms.CharField(label="说明", max_length=100, required=False)

    def perform(self, actor):
        """添加."""
        return add_photos(self.obj, **self.cleaned_data, on=today(), actor=actor)


class HomePhotoChangeForm(ScopedModelForm):
    class Meta:
        model = HomePhoto
        fields = list(TOLD)

    def perform(self, actor):
        """更正."""
        changes = {name: value for name, value in self.changes().items() if name in TOLD}
        return change_photo(self.instance, changes=changes, actor=actor)


class HomePhotoRemoveForm(ScopedForm):
    reason = forms.CharField(label="删除理由", max_length=200, help_text="例如：重复上传、拍到了个人信息")

    def perform(self, actor):
        """删除."""
        return remove_photo(self.obj, reason=self.cleaned_data["reason"], actor=actor)
