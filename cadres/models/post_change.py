"""What was done to posts in one go and by which document: the basis of an undo, and a page of its own."""

from datetime import timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse

from cadres.enums import PostChangeKind
from league.core.fields import PathField
from league.core.scoping import ScopedQuerySet

# 撤回期限: later than this a mistake is mended by a correction, not by taking the change back.
UNDO_WITHIN = timedelta(days=30)


class PostChangeQuerySet(ScopedQuerySet):
    def standing(self):
        """Not taken back."""
        return self.filter(undone_at__isnull=True)


class PostChange(models.Model):
    """任免事项: one appointment, transfer, relief or handover. `effects` lists what it opened, ended and handed on.

    effects: ``opened`` [primary key, revision], ``ended`` [primary key, revision, former fields], ``grants`` [primary
    key, end, former end], ``cases`` [primary key, owner, former owner].
    """

    scope_path = "org_path"

    kind = models.CharField("方式", max_length=10, choices=PostChangeKind.choices)
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="团组织", related_name="post_changes"
    )
    org_path = PathField("归口路径", editable=False, db_index=True)
    summary = models.CharField("内容", max_length=300)
    effective_on = models.DateField("生效日期")
    reason = models.CharField("事由", max_length=200, blank=True)
    document = models.CharField("文号", max_length=100, blank=True)
    effects = models.JSONField("影响", default=dict, encoder=DjangoJSONEncoder)
    # Ties the row to its events in the audit log.
    batch = models.UUIDField("批次", unique=True, editable=False)
    made_at = models.DateTimeField("办理时间", auto_now_add=True)
    undone_at = models.DateTimeField("撤回时间", null=True, editable=False)

    objects = PostChangeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任免事项"
        ordering = ["-made_at", "-id"]

    def __str__(self):
        return self.summary

    def get_absolute_url(self):
        return reverse("cadres:post-change-detail", args=[self.pk])

    @property
    def is_reversible(self) -> bool:
        """Whether it can be taken back at all: an election's dossier is closed, its posts are corrected one by one."""
        return self.kind != PostChangeKind.ELECT and self.undone_at is None
