"""The account of one person."""

from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.urls import reverse

from league.core.dates import today
from league.core.roles import Role
from league.core.scoping import Scope, is_within


class User(AbstractUser):
    """账号: named, never shared, never deleted, only disabled. What it may see and do follows from its grants."""

    # Accounts are reference data for the administrators; their pages check the role.
    scope_path = None

    first_name = None
    last_name = None
    name = models.CharField("姓名", max_length=60)
    must_change_password = models.BooleanField("下次登录须改密码", default=True)

    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = verbose_name_plural = "账号"
        ordering = ["username"]

    def __str__(self):
        return f"{self.name}（{self.username}）" if self.name else self.username

    def get_absolute_url(self):
        return reverse("accounts:user-detail", args=[self.pk])

    def get_full_name(self):
        return self.name

    get_short_name = get_full_name

    @cached_property
    def current_grants(self):
        """Grants in force today with their organisations; read once a request, so a change acts on the next one."""
        if not self.is_active:
            return []
        return list(self.grants.in_force(on=today()).select_related("organization"))

    @cached_property
    def scope(self) -> Scope:
        """The subtrees this user may see today."""
        paths = {
            grant.organization.path
            for grant in self.current_grants
            if grant.role in Role.domain
        }
        outermost = [
            path
            for path in paths
            if not any(path != other and is_within(path, other) for other in paths)
        ]
        return Scope(tuple(sorted(outermost)))

    @cached_property
    def roles(self) -> frozenset[str]:
        """All roles held today, at whatever node."""
        return frozenset(grant.role for grant in self.current_grants)

    def holds(self, *roles: str, above: str) -> bool:
        """Whether one of the roles is held at the node with path `above` or at one over it."""
        return any(
            grant.role in roles and is_within(above, grant.organization.path)
            for grant in self.current_grants
            if grant.organization_id
        )
