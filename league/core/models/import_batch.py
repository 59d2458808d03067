"""One uploaded workbook on its way from upload to confirmation, and back."""

import uuid
from enum import nonmember

from django.conf import settings
from django.db import models
from django.urls import reverse

from league.core.fields import PathField
from league.core.models.job import JobRun
from league.core.scoping import ScopedQuerySet


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", "待核对"
    PREVIEWED = "previewed", "待确认"
    REFUSED = "refused", "文件被拒绝"
    COMMITTED = "committed", "已导入"
    UNDONE = "undone", "已撤回"

    # From which state which step may be taken.
    transitions = nonmember({"uploaded": {"previewed", "refused"}, "previewed": {"committed"}, "committed": {"undone"}})

    @property
    def tone(self) -> str:
        """Badge colour on lists."""
        return {"previewed": "warning", "refused": "danger", "committed": "success"}.get(self.value, "secondary")


class ImportBatch(models.Model):
    """导入批次: a workbook, what it would change, and what it has changed. Its rows lie in files beside it; the audit
    events of its writes carry its number. Limited to one subtree, at most the scope of the one who uploaded it."""

    scope_path = "org_path"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    noun = models.CharField("导入对象", max_length=30)
    file = models.FileField("文件", upload_to="imports/%Y%m/")
    file_name = models.CharField("文件名", max_length=200)
    digest = models.CharField("文件摘要", max_length=64)
    state = models.CharField("状态", max_length=10, choices=ImportState.choices, default=ImportState.UPLOADED)
    org_path = PathField("导入范围", db_index=True)
    effective_on = models.DateField("生效日期")
    # {"new": 3, "changed": 1, "unchanged": 0, "rejected": 2, ...}; after the commit also "written" and "stale".
    counts = models.JSONField("行数", default=dict)
    message = models.CharField("说明", max_length=1000, blank=True)
    preview = models.FileField("预览", upload_to="imports/%Y%m/", blank=True)
    journal = models.FileField("撤回依据", upload_to="imports/%Y%m/", blank=True)
    job = models.ForeignKey(JobRun, models.SET_NULL, verbose_name="当前任务", null=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="上传人", related_name="+")
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    committed_at = models.DateTimeField("导入时间", null=True)
    undone_at = models.DateTimeField("撤回时间", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入批次"
        ordering = ["-created_at"]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("core:import-detail", args=[self.pk])

    def can_become(self, state: str) -> bool:
        """Whether the step is open from the present state."""
        return state in ImportState.transitions.get(self.state, ())
