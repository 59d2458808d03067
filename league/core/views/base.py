"""What every page of ours asks first: may this user see the row, and may the user do this."""

from __future__ import annotations

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.views import View

from league.core.access import narrowed


class Link(NamedTuple):
    """A button of a page's heading. `permission` is asked for the page's object, or for none on a list."""

    label: str
    url: str
    icon: str = ""
    tone: str = "outline-secondary"
    permission: str = ""


def get_permitted_or_404(model, pk, user, permission: str = "") -> models.Model:
    """The row inside the user's scope, Http404 otherwise; PermissionDenied (403) when it may be seen but not this
    be done. `model` is a model or a queryset."""
    queryset = model if isinstance(model, models.QuerySet) else model._default_manager.all()
    row = narrowed(queryset, user).filter(pk=pk).first()
    if row is None:
        raise Http404("没有这条记录，或者它不在您的管理范围内。")
    demand(user, permission, row)
    return row


def demand(user, permission: str, obj=None) -> None:
    """PermissionDenied with a sentence when the user lacks the permission for that object."""
    if permission and not user.has_perm(permission, obj):
        raise PermissionDenied(
            f"您的角色不能对“{obj}”做这项操作，请联系其上级团委。"
            if obj is not None
            else "您的角色没有这项权限，请联系系统管理员。"
        )


class Page(View):
    """Base of our pages: `title`, `permission`, links in the heading, and the frame's context."""

    title = ""
    permission = ""
    template_name = ""

    def dispatch(self, request, *args, **kwargs):
        """Load what the page is about and check the right before any method runs."""
        self.open()
        return super().dispatch(request, *args, **kwargs)

    def open(self) -> None:
        """Check the permission; pages about an object load it here."""
        demand(self.request.user, self.permission)

    def get_title(self) -> str:
        """Heading and document title."""
        return self.title

    def get_links(self) -> list[Link]:
        """Buttons of the heading; those the user lacks the permission for are not shown."""
        return []

    def get_crumbs(self) -> list[tuple[str, str]]:
        """(label, address) of the pages above this one."""
        return []

    def permitted_links(self, obj=None) -> list[Link]:
        """The links this user may follow."""
        user = self.request.user
        return [link for link in self.get_links() if not link.permission or user.has_perm(link.permission, obj)]

    def get_context(self) -> dict:
        """Variables of the template."""
        return {
            "view": self,
            "title": self.get_title(),
            "crumbs": self.get_crumbs(),
            "links": self.permitted_links(getattr(self, "object", None)),
        }
