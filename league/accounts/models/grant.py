"""Who may do what where, and from when to when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from league.core.dates import running
from league.core.roles import Role
from league.core.scoping import ScopedQuerySet


class GrantQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Those at the nodes of the user's scope; all for the system administrator, who gives and ends them."""
        return self.all() if Role.SYSTEM_ADMIN in user.roles else super().visible_to(user)

    def in_force(self, *, on: date):
        """授权有效: begun and not ended on that day."""
        return self.filter(running(on, starts="starts_on", ends="ends_on"))

    def ended(self, *, on: date):
        """已结束: its last day lies before that day."""
        return self.filter(ends_on__lte=on)

    def to_come(self, *, on: date):
        """未开始: begins after that day."""
        return self.filter(starts_on__gt=on)

    def overlapping(self, starts_on: date, ends_on: date | None):
        """Grants that share a day with [starts_on, ends_on)."""
        ends_late = self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on)).exclude(ends_on=F("starts_on"))
        return ends_late if ends_on is None else ends_late.filter(starts_on__lt=ends_on)


class Grant(models.Model):
    """授权: one role of one account at one node, for a time. Ended by a date, never deleted.

    The three administrators hold no node and no domain role, and nobody holds two of them (三员分立).
    """

    scope_path = "organization__path"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="账号",
        related_name="grants",
    )
    role = models.CharField("角色", max_length=20, choices=Role.choices)
    organization = models.ForeignKey(
        "organizations.Organization",
        models.PROTECT,
        verbose_name="组织",
        null=True,
        blank=True,
        related_name="+",
    )
    starts_on = models.DateField("自")
    ends_on = models.DateField("至（不含）", null=True, blank=True)
    reason = models.CharField("授权依据", max_length=200, blank=True)
    document = models.CharField("文号", max_length=100, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "授权"
        ordering = ["user_id", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                # An empty period is a grant taken back on its first day: it opens nothing and stays on record.
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="grant_period_in_order",
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.administrators, organization__isnull=True)
                | Q(role__in=Role.domain, organization__isnull=False),
                name="grant_node_by_role",
                violation_error_message="业务角色必须指定组织；系统、安全、审计管理员不得指定组织。",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organization"],
                condition=Q(ends_on__isnull=True),
                name="grant_one_open",
                violation_error_message="该账号在该组织已有同样的授权。",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(ends_on__isnull=True, organization__isnull=True),
                name="grant_one_administration",
                violation_error_message="三员分立：一个账号只能担任一种管理员。",
            ),
        ]

    def __str__(self):
        where = f"·{self.organization}" if self.organization_id else ""
        return f"{self.get_role_display()}{where}"
