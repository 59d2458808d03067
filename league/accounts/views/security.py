"""The security administrator's page."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone

from league.accounts.lockout import locked_names
from league.accounts.models import Grant, User
from league.core.dates import today
from league.core.roles import Role
from league.core.views.base import Page

SHOWN = 200


class Security(Page):
    title = "安全"
    permission = "accounts.view_security"
    template_name = "accounts/security.html"

    def get(self, request):
        """Locks, second factors, idle accounts, policy."""
        return render(request, self.template_name, self.get_context())

    def get_context(self):
        """Four short lists."""
        return super().get_context() | {
            "locks": self.locks(),
            "factors": self.factors(),
            "totp_count": User.objects.with_totp().filter(totp=True, is_active=True).count(),
            "active_count": User.objects.filter(is_active=True).count(),
            "idle": User.objects.idle_since(today() - timedelta(days=settings.IDLE_ACCOUNT_DAYS))[:SHOWN],
            "idle_days": settings.IDLE_ACCOUNT_DAYS,
            "policy": self.policy(),
        }

    def locks(self):
        """Locked accounts with the end of the lock; names nobody has are counted under one line."""
        names = locked_names(at=timezone.now())
        users = {user.username: user for user in User.objects.filter(username__in=names)}
        known = [names[name] | {"user": user} for name, user in users.items()]
        strangers = [lock for name, lock in names.items() if name not in users]
        if strangers:
            total = sum(lock["failures"] for lock in strangers)
            until = max(lock["until"] for lock in strangers)
            known.append({"user": None, "names": len(strangers), "failures": total, "until": until})
        return known

    def factors(self):
        """The administrators with their second factor, then everybody else who has one."""
        administrators = Grant.objects.in_force(on=today()).filter(role__in=Role.administrators).values("user")
        users = User.objects.with_totp().filter(Q(pk__in=administrators) | Q(totp=True), is_active=True)
        return users.order_by("totp", "username")[:SHOWN]

    def policy(self):
        """The rules in force, in sentences."""
        return [
            *password_validators_help_texts(),
            f"密码{settings.PASSWORD_MAX_AGE_DAYS}天须更换；一次性密码首次登录须更换。",
            f"连续登录失败{settings.AXES_FAILURE_LIMIT}次，账号锁定{int(settings.AXES_COOLOFF_TIME * 60)}分钟。",
            f"{settings.SESSION_IDLE_SECONDS // 60}分钟不操作，或登录满{settings.SESSION_COOKIE_AGE // 3600}小时，须重新登录。",
            "演示环境：管理员可不启用动态口令。" if settings.DEMO else "三类管理员必须启用动态口令。",
            "改密码、停用账号、重置密码，其他登录立即失效；收回授权自下一次操作起生效。",
        ]
