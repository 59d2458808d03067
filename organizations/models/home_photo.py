"""Photos of homes."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from league.core.models import Photo
from league.core.scoping import ScopedQuerySet
from organizations.enums import PhotoSubject


class HomePhotoQuerySet(ScopedQuerySet):
    def taken(self, *, after: date, until: date):
        """Taken after the first day, up to and including the second."""
        return self.filter(taken_on__gt=after, taken_on__lte=until)


class HomePhoto(Photo):
    """阵地照片: what a home looked like on a day; taken in passing, at a check, or on a visit."""

    scope_path = "home__org_path"
    told_with = ("home",)

    home = models.ForeignKey("organizations.YouthHome", models.PROTECT, verbose_name="青年阵地", related_name="photos")
    shows = models.CharField("拍摄内容", max_length=10, choices=PhotoSubject.choices, default=PhotoSubject.PLACE)
    home_check = models.ForeignKey(
        "organizations.HomeCheck", models.PROTECT, verbose_name="年度检查", null=True, blank=True, editable=False,
        related_name="photos",
    )  # fmt: skip
    home_visit = models.ForeignKey(
        "organizations.HomeVisit", models.PROTECT, verbose_name="走访", null=True, blank=True, editable=False,
        related_name="photos",
    )  # fmt: skip

    objects = HomePhotoQuerySet.as_manager()

    class Meta(Photo.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "阵地照片"
        ordering = ["home", "-taken_on", "-pk"]
        constraints = [
            *Photo.Meta.constraints,
            models.CheckConstraint(
                condition=Q(home_check__isnull=True) | Q(home_visit__isnull=True),
                name="home_photo_one_occasion",
                violation_error_message="一张照片只能属于一次检查或一次走访。",
            ),
        ]
        indexes = [models.Index(fields=["home", "shows", "taken_on"], name="home_photo_evidence")]

    def __str__(self):
        return f"{self.home}{self.taken_on}{self.get_shows_display()}照片"

    def get_absolute_url(self):
        return reverse("organizations:home-photo-detail", args=[self.pk])

    @property
    def picture_url(self) -> str:
        """The file, through the scope."""
        return reverse("organizations:home-photo-picture", args=[self.pk])

    @property
    def thumbnail_url(self) -> str:
        """The small file, through the scope."""
        return reverse("organizations:home-photo-thumbnail", args=[self.pk])

    @property
    def words(self) -> str:
        """场地，2023-05-04，新铺的地板."""
        return "，".join(filter(None, [self.get_shows_display(), str(self.taken_on), self.caption]))

    @property
    def occasion(self):
        """The check or the visit at which it was taken, None for one taken in passing."""
        return self.home_check or self.home_visit
