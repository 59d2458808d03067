"""What was done to the tree and by which document: the basis of an undo, and a page of its own."""

from datetime import timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse

from league.core.scoping import ScopedQuerySet
from organizations.enums import RestructuringKind

# 撤回期限: later than this a mistake is mended by a new document, not by taking back the old one.
UNDO_WITHIN = timedelta(days=30)


class RestructuringQuerySet(ScopedQuerySet):
    def standing(self):
        """Not taken back."""
        return self.filter(undone_at__isnull=True)


class Restructuring(models.Model):
    """组织调整: one move, merger, split or dissolution. `effects` lists the primary keys of what it changed."""

    scope_path = "organization__path"

    kind = models.CharField("方式", max_length=10, choices=RestructuringKind.choices)
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="团组织", related_name="restructurings"
    )
    target = models.ForeignKey(
        "organizations.Organization",
        models.PROTECT,
        verbose_name="去向",
        null=True,
        blank=True,
        related_name="restructurings_into",
    )
    effective_on = models.DateField("生效日期")
    reason = models.CharField("事由", max_length=200)
    document = models.CharField("文号", max_length=100)
    effects = models.JSONField("影响", default=dict, encoder=DjangoJSONEncoder)
    # Ties the row to its events in the audit log.
    batch = models.UUIDField("批次", unique=True, editable=False)
    made_at = models.DateTimeField("办理时间", auto_now_add=True)
    undone_at = models.DateTimeField("撤回时间", null=True, editable=False)

    objects = RestructuringQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "组织调整"
        ordering = ["-made_at", "-id"]

    def __str__(self):
        return f"{self.get_kind_display()}{self.organization}"

    def get_absolute_url(self):
        return reverse("organizations:restructuring-detail", args=[self.pk])

    @property
    def is_reversible(self) -> bool:
        """Whether its kind can be taken back at all."""
        return self.kind in RestructuringKind.reversible and self.undone_at is None
