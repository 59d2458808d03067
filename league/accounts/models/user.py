"""The account of one person."""

from datetime import date, timedelta
from functools import cached_property

import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from league.accounts.validators import USERNAME
from league.core.dates import today
from league.core.roles import Role
from league.core.scoping import Scope, is_within


class UserManager(BaseUserManager):
    """Makes accounts for commands, the demo and tests; pages go through `league.accounts.services.users`."""

    def create_user(self, username: str, password: str | None = None, **fields):
        """Store an account; without a password nobody can log in to it."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All accounts for those who manage or guard them; everybody else finds only the own one."""
        if user.roles.isdisjoint({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}):
            return self.filter(pk=user.pk)
        return self.all()

    def idle_since(self, day: date):
        """久未登录: enabled, and neither made nor logged in on that day or later."""
        return self.filter(
            Q(last_login__date__lt=day) | Q(last_login__isnull=True, created_at__date__lt=day),
            is_active=True,
        )

    def with_totp(self):
        """Annotate `totp`: a second factor is set up."""
        totp = self.model._meta.get_field("authenticator").related_model
        return self.annotate(totp=Exists(totp.objects.filter(user=OuterRef("pk"), type="totp")))


class User(AbstractBaseUser):
    """账号: named, never shared, never deleted, only disabled. What it may see and do follows from its grants.

    There is no superuser and no second table of permissions beside the grants.
    """

    # Accounts are reference data for the administrators; their pages check the role.
    scope_path = None
    # Django and its libraries ask for these; nobody is above the grants.
    is_superuser = is_staff = False

    username = models.CharField(
        "登录名",
        max_length=30,
        unique=True,
        validators=[USERNAME],
        error_messages={"unique": "该登录名已被使用。"},
    )
    name = models.CharField("姓名", max_length=60)
    email = models.EmailField("电子邮箱", blank=True)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("下次登录须改密码", default=True)
    password_changed_at = models.DateTimeField("密码设定时间", default=timezone.now)
    # Part of every session's fingerprint: counting it up ends all sessions at once.
    session_round = models.PositiveIntegerField("会话轮次", default=0)
    created_at = models.DateTimeField("建立时间", default=timezone.now)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = verbose_name_plural = "账号"
        ordering = ["username"]
        constraints = [
            # Otherwise each spelling of a name would have wrong guesses of its own before the lock.
            models.CheckConstraint(
                condition=Q(username=Lower(F("username"))),
                name="user_username_lower_case",
                violation_error_message="登录名只能用小写字母。",
            ),
        ]

    def __str__(self):
        return f"{self.name}（{self.username}）" if self.name else self.username

    def get_absolute_url(self):
        return reverse("accounts:user-detail", args=[self.pk])

    def get_full_name(self):
        return self.name

    get_short_name = get_full_name

    def get_session_auth_hash(self):
        """Fingerprint of the log-in: another password or round ends the session at its next request."""
        return salted_hmac(
            "league.accounts.session", f"{self.password}:{self.session_round}", algorithm="sha256"
        ).hexdigest()

    def has_perm(self, perm, obj=None):
        """Whether the predicate registered for the permission holds; a misspelt one is an error, not a refusal."""
        if not rules.perm_exists(perm):
            raise LookupError(f"no rule for {perm}")
        return self.is_active and rules.has_perm(perm, self, obj)

    def has_perms(self, perms, obj=None):
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label):
        return False

    @cached_property
    def current_grants(self):
        """Grants in force today with their organisations; read once a request, so a change acts on the next one.

        None of them counts when an administrator's role stands beside another: the services refuse to write that,
        and a row written past them must open nothing.
        """
        if not self.is_active:
            return []
        grants = list(self.grants.in_force(on=today()).select_related("organization"))
        roles = {grant.role for grant in grants}
        if len(roles) > 1 and roles.intersection(Role.administrators):
            return []
        return grants

    @cached_property
    def scope(self) -> Scope:
        """The subtrees this user may see today."""
        paths = {grant.organization.path for grant in self.current_grants if grant.role in Role.domain}
        outermost = [path for path in paths if not any(path != other and is_within(path, other) for other in paths)]
        return Scope(tuple(sorted(outermost)))

    @cached_property
    def roles(self) -> frozenset[str]:
        """All roles held today, at whatever node."""
        return frozenset(grant.role for grant in self.current_grants)

    @property
    def is_administrator(self) -> bool:
        """Whether one of the three administrators."""
        return not self.roles.isdisjoint(Role.administrators)

    def holds(self, *roles: str, above: str) -> bool:
        """Whether one of the roles is held at the node with path `above` or at one over it."""
        return any(
            grant.role in roles and is_within(above, grant.organization.path)
            for grant in self.current_grants
            if grant.organization_id
        )

    def password_is_due(self, *, on: date, days: int) -> bool:
        """Whether the password must be changed before anything else: a one-time one, or older than `days`."""
        return self.must_change_password or timezone.localdate(self.password_changed_at) + timedelta(days=days) < on
