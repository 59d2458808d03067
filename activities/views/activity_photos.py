"""The pages of activities' photos."""

from django.urls import reverse

from activities.forms.activity_photos import ActivityPhotoForm, ActivityPhotoRemoveForm
from activities.models import Activity, ActivityPhoto
from league.core.photo_files import same_pictures
from league.core.submissions import Outcome
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedDetailView, ScopedUpdateView
from league.core.views.photos import PhotoFileView, TakesPhotos
from organizations.views.actions import TurnTaking


def with_repeats(photos, user) -> list[ActivityPhoto]:
    """The photos as a list, each with `repeats`: the others in the user's scope that show exactly the same (D-27)."""
    photos = list(photos)
    found = same_pictures(photos, user)
    for photo in photos:
        among = [other for other in photos if other.digest == photo.digest and other is not photo]
        photo.repeats = among + [other for other in found if other.digest == photo.digest]
    return photos


class ActivityPhotoDetailView(ScopedDetailView):
    model = ActivityPhoto
    permission = "activities.view_activity"
    template_name = "activities/activities/photo.html"
    select_related = ("activity__organization",)
    facts = (
        Column("activity", "活动", link=True),
        Column("taken_on", "拍摄日期", kind="date"),
        Column("caption", "说明"),
        Column("added_on", "上传日期", kind="date"),
        Column("digest", "照片指纹", value=lambda photo: photo.digest[:16], kind="code"),
    )

    def get_crumbs(self):
        """The activity's photos."""
        return [(str(self.object.activity), f"{self.object.activity.get_absolute_url()}?tab=photos")]

    def get_links(self):
        """Deleting it."""
        remove = reverse("activities:activity-photo-remove", args=[self.object.pk])
        return [Link("删除", remove, "trash", "outline-danger", "activities.remove_activity_photo")]

    def get_context(self):
        """Where else it was used."""
        (photo,) = with_repeats([self.object], self.request.user)
        return super().get_context() | {"photo": photo}


class ActivityPhotoPictureView(PhotoFileView):
    model = ActivityPhoto
    permission = "activities.view_activity"


class ActivityPhotoAddView(TakesPhotos, TurnTaking, ScopedUpdateView):
    form_class, permission = ActivityPhotoForm, "activities.add_activity_photo"
    model = Activity
    submit_label = "上传"
    template_name = "activities/activities/photo_form.html"

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return Activity.objects.select_related("organization")

    def node(self):
        """The organiser."""
        return self.object.organization

    def get_title(self):
        """The activity in the heading."""
        return f"添加照片：{self.object}"

    def get_done(self, result):
        """To the photos; a picture that stands elsewhere already is told at once."""
        words = f"已添加{len(result)}张照片。"
        if again := [photo for photo in with_repeats(result, self.request.user) if photo.repeats]:
            words += f"请核实：其中{len(again)}张与已有的照片完全相同（{again[0].repeats[0]}）。"
        return Outcome(f"{self.object.get_absolute_url()}?tab=photos", words)


class ActivityPhotoRemoveView(TurnTaking, ActionView):
    model = ActivityPhoto
    form_class, permission = ActivityPhotoRemoveForm, "activities.remove_activity_photo"
    title, submit_label, tone = "删除照片", "确认删除", "danger"

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return ActivityPhoto.objects.select_related("activity__organization")

    def node(self):
        """The organiser."""
        return self.object.activity.organization

    def preview(self, form):
        """One sentence."""
        return [f"删除{self.object}，照片文件随即清除，不能找回；理由记入“{self.object.activity}”的历史。"]

    def get_done(self, result):
        """Back to the activity's photos."""
        return Outcome(f"{result.get_absolute_url()}?tab=photos", "已删除照片。")
