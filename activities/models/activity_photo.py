"""Photos of activities."""

from django.db import models
from django.urls import reverse

from league.core.models import Photo
from league.core.scoping import ScopedQuerySet


class ActivityPhoto(Photo):
    """活动照片: evidence that it took place. The same picture under two activities is pointed out (D-27)."""

    scope_path = "activity__org_path"

    activity = models.ForeignKey("activities.Activity", models.PROTECT, verbose_name="活动", related_name="photos")

    objects = ScopedQuerySet.as_manager()

    class Meta(Photo.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "活动照片"
        ordering = ["activity", "taken_on", "pk"]

    def __str__(self):
        return f"{self.activity}{self.taken_on}照片"

    def get_absolute_url(self):
        return reverse("activities:activity-photo-detail", args=[self.pk])

    @property
    def picture_url(self) -> str:
        """The file, through the scope."""
        return reverse("activities:activity-photo-picture", args=[self.pk])

    @property
    def thumbnail_url(self) -> str:
        """The small file, through the scope."""
        return reverse("activities:activity-photo-thumbnail", args=[self.pk])

    @property
    def words(self) -> str:
        """2023-05-04，合影."""
        return "，".join(filter(None, [str(self.taken_on), self.caption]))
