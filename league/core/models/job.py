"""Background work as rows: whatever the broker loses, the row still says what has to be done."""

import uuid
from datetime import datetime
from enum import nonmember

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse


class JobState(models.TextChoices):
    QUEUED = "queued", "排队中"
    RUNNING = "running", "运行中"
    DONE = "done", "已完成"
    FAILED = "failed", "失败"

    open = nonmember(("queued", "running"))

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"running": "primary", "done": "success", "failed": "danger"}.get(self.value, "secondary")


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A job belongs to the one who asked for it; nobody else sees it or its result."""
        return self.filter(created_by=user)

    def stranded(self, *, at: datetime):
        """Jobs nobody works on: never picked up, or their worker fell silent."""
        return self.filter(Q(state=JobState.QUEUED, run_after__lte=at) | Q(state=JobState.RUNNING, lease_until__lt=at))


class JobRun(models.Model):
    """后台任务: one thing to be done once. While it runs its worker holds a lease and renews it; a worker that was
    killed stops renewing, and the sweep hands the job to another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField("任务", max_length=80)
    label = models.CharField("名称", max_length=120)
    params = models.JSONField("参数", default=dict, encoder=DjangoJSONEncoder)
    # While a job with the same key waits, asking again returns that one.
    dedupe_key = models.CharField("去重键", max_length=120, blank=True)
    state = models.CharField("状态", max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    progress = models.PositiveSmallIntegerField("进度（%）", default=0)
    message = models.CharField("说明", max_length=500, blank=True)
    result = models.JSONField("结果", null=True, encoder=DjangoJSONEncoder)
    result_file = models.FileField("结果文件", upload_to="jobs/%Y%m/", blank=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    lease_until = models.DateTimeField("租约至", null=True)
    run_after = models.DateTimeField("不早于")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="发起人",
        null=True,
        related_name="+",
    )
    created_at = models.DateTimeField("创建时间")
    finished_at = models.DateTimeField("结束时间", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        constraints = [
            models.UniqueConstraint(
                fields=["dedupe_key"],
                condition=Q(state=JobState.QUEUED) & ~Q(dedupe_key=""),
                name="job_one_waiting_per_key",
                violation_error_message="同样的任务已在排队。",
            ),
        ]
        indexes = [models.Index(fields=["state", "run_after"], name="job_queue")]
        ordering = ["-created_at"]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("core:job-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in JobState.open
