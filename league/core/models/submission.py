"""Posts that took effect, so that the same post sent again does nothing more."""

from django.conf import settings
from django.db import models


class Submission(models.Model):
    """表单提交: the one-time key of a form page and what its first post led to."""

    key = models.UUIDField("提交编号")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="提交人", related_name="+")
    url = models.CharField("结果页", max_length=300, blank=True)
    message = models.CharField("结果", max_length=500, blank=True)
    created_at = models.DateTimeField("提交时间", auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "表单提交"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "key"], name="submission_once", violation_error_message="该表单已提交过。"
            )
        ]

    def __str__(self):
        return self.message or str(self.key)
