"""The audit log as the audit administrator reads it."""

from django.db import models
from django.urls import reverse

from league.core.models import AuditEvent
from league.core.roles import Role


class AuditEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The whole log for the audit administrator, nothing for anybody else."""
        return self.all() if Role.AUDIT_ADMIN in user.roles else self.none()


class AuditEntry(AuditEvent):
    """审计记录: the event itself, behind its own door."""

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "审计记录"
        ordering = ["-id"]

    def get_absolute_url(self):
        return reverse("accounts:audit-detail", args=[self.pk])
