"""What every page knows."""

from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from league.core.menu import OWN, entries_of, menu_for
from league.core.roles import Role
from league.core.scoping import ancestor_ids

SYSTEM_NAME = "县域共青团组织管理系统"
# The county is not renamed every day; a page says the new name within a minute.
OFFICE_SECONDS = 60


def shell(request):
    """The frame of a page: system, office, user, menu. `demo` says loudly that the data are invented."""
    user = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    return {
        "demo": settings.DEMO,
        "system_name": SYSTEM_NAME,
        "office": office_of(user) if known else "",
        "role_label": role_label(user) if known else "",
        "menu": markup_of(menu_for(user, request.path)) if known else "",
        "own_entries": entries_of(OWN, user) if known else [],
        "searches": known and bool(user.scope),
    }


def markup_of(sections: list[dict]) -> SafeString:
    """The menu as markup. There are as many menus as roles and pages, so each is rendered once."""
    entries = tuple(
        (section["label"], tuple(tuple(entry.items()) for entry in section["entries"])) for section in sections
    )
    return _rendered(entries)


@lru_cache(maxsize=500)
def _rendered(entries: tuple) -> SafeString:
    sections = [{"label": label, "entries": [dict(entry) for entry in inside]} for label, inside in entries]
    return render_to_string("core/menu.html", {"menu": sections})


def office_of(user) -> str:
    """Name of the county's organisation: the root above the user's own node. Empty for the administrators."""
    node = next((grant.organization for grant in user.current_grants if grant.organization_id), None)
    if node is None:
        return ""
    root = ancestor_ids(node.path)[0]
    if root == node.pk:
        return str(node)
    return cache.get_or_set(f"office-{root}", lambda: str(type(node).objects.get(pk=root)), OFFICE_SECONDS)


def role_label(user) -> str:
    """The user's roles and nodes, as the top bar shows them."""
    return (
        "、".join(
            f"{Role(grant.role).label}·{grant.organization}" if grant.organization_id else Role(grant.role).label
            for grant in user.current_grants
        )
        or "未授权"
    )
