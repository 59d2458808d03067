"""The help: a page for each role, the user's own first."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from league.core.help import sections_for
from league.core.roles import Role
from league.core.views.base import Page


class HelpView(Page):
    """Open to everybody who is logged in; ``?role=`` shows what another role reads."""

    title = "使用帮助"
    template_name = "core/help.html"

    def open(self):
        """Choose the role: the one asked for, else the first of the user's own, else the commonest."""
        own = self.request.user.roles
        self.own = [role for role in Role if role in own]
        wanted = self.request.GET.get("role") or (self.own[0] if self.own else Role.BRANCH_SECRETARY)
        if wanted not in Role.values:
            raise Http404("没有这个角色的帮助。")
        self.role = Role(wanted)

    def get(self, request) -> object:
        """The page."""
        return render(request, self.template_name, self.get_context())

    def get_context(self):
        """The role's sections, the other roles, and the limits that the texts name."""
        others = [role for role in Role if role not in self.own]
        return super().get_context() | {
            "role": self.role,
            "own": self.own,
            "roles": [*self.own, *others],
            "sections": sections_for(self.role),
            "password_days": settings.PASSWORD_MAX_AGE_DAYS,
            "idle_minutes": settings.SESSION_IDLE_SECONDS // 60,
            "session_hours": settings.SESSION_COOKIE_AGE // 3600,
            "failure_limit": settings.AXES_FAILURE_LIMIT,
            "lock_minutes": round(settings.AXES_COOLOFF_TIME * 60),
            "idle_days": settings.IDLE_ACCOUNT_DAYS,
        }
