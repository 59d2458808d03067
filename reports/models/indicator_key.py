"""Small numbers for indicator codes: a snapshot of a large tree has millions of values."""

from django.db import models


class IndicatorKey(models.Model):
    """指标编号: the number under which an indicator's values are stored. Written once, never reused."""

    id = models.AutoField(primary_key=True)
    code = models.CharField("指标编码", max_length=60, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "指标编号"
        ordering = ["code"]

    def __str__(self):
        return self.code
