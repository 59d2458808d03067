"""The pages of homes' photos."""

from django.urls import reverse

from league.core.photo_files import same_pictures
from league.core.submissions import Outcome
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedDetailView, ScopedListView, ScopedUpdateView
from league.core.views.photos import PhotoFileView, TakesPhotos
from organizations.filters.home_photos import HomePhotoFilter
from organizations.forms.home_photos import HomePhotoChangeForm, HomePhotoForm, HomePhotoRemoveForm
from organizations.models import HomePhoto, YouthHome
from organizations.tables.homes import HomePhotoTable
from organizations.views.actions import TurnTaking


def with_repeats(photos, user) -> list[HomePhoto]:
    """The photos as a list, each with `repeats`: the others in the user's scope that show exactly the same (D-27)."""
    photos = list(photos)
    found = same_pictures(photos, user)
    for photo in photos:
        among = [other for other in photos if other.digest == photo.digest and other is not photo]
        photo.repeats = among + [other for other in found if other.digest == photo.digest]
    return photos


class HomePhotoListView(ScopedListView):
    model, table_class, filterset_class = HomePhoto, HomePhotoTable, HomePhotoFilter
    title, noun = "阵地照片", "organizations:home-photo"
    permission = "organizations.view_home"
    intro = "一张照片用在两处的标为“重复使用”，请核实。"

    def get_crumbs(self):
        """The list of homes above."""
        return [("青年阵地", reverse("organizations:home-list"))]


class HomePhotoDetailView(ScopedDetailView):
    model = HomePhoto
    permission = "organizations.view_home"
    template_name = "organizations/homes/photo.html"
    select_related = ("home__responsible", "home_check__home", "home_visit__home")
    facts = (
        Column("home", "青年阵地", link=True),
        Column("shows", "拍摄内容", kind="choice"),
        Column("taken_on", "拍摄日期", kind="date"),
        Column("caption", "说明"),
        Column("occasion", "拍摄于", value="occasion", link=True),
        Column("added_on", "上传日期", kind="date"),
        Column("size", "像素", value=lambda photo: f"{photo.width}×{photo.height}"),
        Column("digest", "照片指纹", value=lambda photo: photo.digest[:16], kind="code"),
    )

    def get_crumbs(self):
        """The home's album."""
        return [(str(self.object.home), f"{self.object.home.get_absolute_url()}?tab=photos")]

    def get_links(self):
        """Mending what is said of it, and deleting it."""
        args = [self.object.pk]
        return [
            Link("修改", reverse("organizations:home-photo-update", args=args), "pencil",
                 permission="organizations.change_home_photo"),
            Link("删除", reverse("organizations:home-photo-remove", args=args), "trash", "outline-danger",
                 "organizations.remove_home_photo"),
        ]  # fmt: skip

    def get_context(self):
        """Its neighbours in the album, and where else it was used."""
        keys = list(self.object.home.photos.order_by("-taken_on", "-pk").values_list("pk", flat=True))
        at = keys.index(self.object.pk)
        (photo,) = with_repeats([self.object], self.request.user)
        return super().get_context() | {
            "photo": photo,
            "earlier": keys[at + 1] if at + 1 < len(keys) else None,
            "later": keys[at - 1] if at else None,
        }


class HomePhotoPictureView(PhotoFileView):
    model = HomePhoto
    permission = "organizations.view_home"


class HomePhotoAddView(TakesPhotos, TurnTaking, ScopedUpdateView):
    form_class, permission = HomePhotoForm, "organizations.add_home_photo"
    model = YouthHome
    submit_label = "上传"
    template_name = "organizations/homes/photo_form.html"

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return YouthHome.objects.select_related("responsible")

    def node(self):
        """The organisation that answers for the home."""
        return self.object.responsible

    def get_title(self):
        """The home in the heading."""
        return f"添加照片：{self.object}"

    def get_crumbs(self):
        """The home above."""
        return [(str(self.object), self.object.get_absolute_url())]

    def get_done(self, result):
        """To the album; a picture that stands elsewhere already is told at once."""
        words = f"已添加{len(result)}张照片。"
        if again := [photo for photo in with_repeats(result, self.request.user) if photo.repeats]:
            words += f"请核实：其中{len(again)}张与已有的照片完全相同（{again[0].repeats[0]}）。"
        return Outcome(f"{self.object.get_absolute_url()}?tab=photos", words)


class PhotoTurn(TurnTaking):
    """A photo stands at the organisation that answers for its home."""

    model = HomePhoto

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return HomePhoto.objects.select_related("home__responsible")

    def node(self):
        """The organisation that answers for the home."""
        return self.object.home.responsible


class HomePhotoUpdateView(PhotoTurn, ScopedUpdateView):
    form_class, permission = HomePhotoChangeForm, "organizations.change_home_photo"


class HomePhotoRemoveView(PhotoTurn, ActionView):
    form_class, permission = HomePhotoRemoveForm, "organizations.remove_home_photo"
    title, submit_label, tone = "删除照片", "确认删除", "danger"

    def preview(self, form):
        """One sentence."""
        return [f"删除{self.object}，照片文件随即清除，不能找回；理由记入“{self.object.home}”的历史。"]

    def get_done(self, result):
        """Back to the album."""
        return Outcome(f"{result.get_absolute_url()}?tab=photos", "已删除照片。")
