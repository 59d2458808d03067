"""The rights matrix: which role may do what, asked of the rules themselves."""

from __future__ import annotations

import io
from typing import NamedTuple

from openpyxl import Workbook

from league.accounts.models import Grant, User
from league.core.rights import RIGHTS
from league.core.roles import Role


def holder(role: str) -> User:
    """Somebody who holds one role at the root of a tree and nothing else; stored nowhere."""
    user, grant = User(username=role), Grant(role=role)
    if role in Role.domain:
        grant.organization = Grant._meta.get_field("organization").related_model(pk=1, path="/1/")
    user.current_grants = [grant]
    return user


def role_may(role: str, permission: str) -> bool:
    """Whether a holder of the role has the permission in general, that is for no particular row."""
    return holder(role).has_perm(permission)


class Row(NamedTuple):
    """A right and, for each role in the order of Role, whether it has it."""

    sentence: str
    ticks: list[bool]


def matrix() -> dict[str, list[Row]]:
    """Rows by section."""
    sections: dict[str, list[Row]] = {}
    for right in RIGHTS.values():
        ticks = [role_may(role, right.permission) for role in Role]
        sections.setdefault(right.section, []).append(Row(right.sentence, ticks))
    return sections


def sentences_for(role: str) -> dict[str, list[str]]:
    """What the role may do, by section."""
    sections: dict[str, list[str]] = {}
    for right in RIGHTS.values():
        if role_may(role, right.permission):
            sections.setdefault(right.section, []).append(right.sentence)
    return sections


def matrix_workbook() -> bytes:
    """The matrix as xlsx: one row a right, one column a role."""
    book = Workbook()
    sheet = book.active
    sheet.title = "权限对照表"
    sheet.append(["类别", "权限", *(role.label for role in Role)])
    for section, rows in matrix().items():
        for row in rows:
            sheet.append([section, row.sentence, *("√" if tick else "" for tick in row.ticks)])
    sheet.freeze_panes = "C2"
    sheet.column_dimensions["A"].width = 14
    sheet.column_dimensions["B"].width = 48
    for column in "CDEFGHI":
        sheet.column_dimensions[column].width = 18
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
