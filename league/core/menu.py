"""The side-bar as data: each app adds its entries in its ``menu.py``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.urls import reverse

SECTIONS = ("工作台", "组织", "队伍", "活动", "统计", "数据", "账号与安全", "系统")
# Entries of this section stand in the menu under the user's name.
OWN = "我的"
MENU: dict[str, list[Item]] = {section: [] for section in (*SECTIONS, OWN)}


@dataclass(frozen=True)
class Item:
    """An entry: shown to who has the permission, or holds one of the roles; to everybody without either.

    `also` names lists that are reached from its page and have no entry of their own: there it is the active one.
    """

    label: str
    url_name: str
    icon: str = "dot"
    permission: str = ""
    roles: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    def is_open_to(self, user) -> bool:
        """Whether the user finds the entry in the menu."""
        if self.permission and not user.has_perm(self.permission):
            return False
        return not self.roles or bool(user.roles & set(self.roles))


def register(section: str, items: Iterable[Item]) -> None:
    """Add entries to a section; the sections and their order are those of SECTIONS."""
    MENU[section].extend(items)


register("数据", [Item("我的任务", "core:job-list", "list-task")])
register(OWN, [Item("使用帮助", "core:help", "question-circle")])


@lru_cache(maxsize=500)
def address(url_name: str, urlconf: str) -> str:
    """Where an entry leads; every page shows every entry, and the routes do not change."""
    return reverse(url_name, urlconf=urlconf)


def entries_of(section: str, user) -> list[dict]:
    """A section's entries that the user may open."""
    return [
        {
            "label": item.label,
            "icon": item.icon,
            "url": address(item.url_name, settings.ROOT_URLCONF),
            "starts": tuple(address(name, settings.ROOT_URLCONF) for name in (item.url_name, *item.also)),
            "active": False,
        }
        for item in MENU[section]
        if item.is_open_to(user)
    ]


def menu_for(user, path: str) -> list[dict]:
    """Sections with their entries; the entry with an address that is the longest start of `path` is active."""
    sections = [{"label": section, "entries": entries_of(section, user)} for section in SECTIONS]
    sections = [section for section in sections if section["entries"]]
    every = [entry for section in sections for entry in section["entries"]]
    matching = [
        (len(start), entry)
        for entry in every
        for start in entry["starts"]
        if start == path or (start != "/" and path.startswith(start))
    ]
    if matching:
        max(matching, key=lambda pair: pair[0])[1]["active"] = True
    return sections
