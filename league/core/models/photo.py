"""What every photo of the system has, whatever it belongs to."""

from django.db import models
from django.db.models import F, Q


class Photo(models.Model):
    """照片: a picture made anew by league.core.images, with what it shows in words and the day it was taken.

    A subclass says whose photo it is, and its `scope_path`. `digest` (SHA-256 of the kept file) finds the same picture
    used twice. The files are swept away by league.core.photo_files once no row names them.
    """

    # Relations that ``__str__`` follows.
    told_with: tuple[str, ...] = ()

    picture = models.FileField(
        "照片", max_length=100, unique=True, editable=False, error_messages={"unique": "这张照片刚才已经保存过。"}
    )
    thumbnail = models.FileField("缩略图", max_length=100, editable=False)
    digest = models.CharField("照片指纹", max_length=64, db_index=True, editable=False)
    width = models.PositiveIntegerField("宽（像素）", editable=False)
    height = models.PositiveIntegerField("高（像素）", editable=False)
    caption = models.CharField("说明", max_length=100, blank=True)
    taken_on = models.DateField("拍摄日期")
    added_on = models.DateField("上传日期", editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_on__lte=F("added_on")),
                name="%(class)s_taken_before_added",
                violation_error_message="拍摄日期不能晚于上传日期。",
            ),
        ]
