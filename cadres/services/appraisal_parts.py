"""The parts of a scheme: groups, methods, panels, items, grades. They are written while it is a draft."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from cadres.models import (
    AppraisalGrade,
    AppraisalGroup,
    AppraisalItem,
    AppraisalMethod,
    AppraisalPanel,
    AppraisalScheme,
)
from cadres.services.appraisal_guard import item_refusal
from organizations.enums import OrganizationKind, StatField, UnitKind
from organizations.services.entries import add_entry, change_entry, remove_entry

FIELDS = {
    AppraisalGroup: ("sort", "name", "kinds", "unit_kinds", "stat_fields", "is_direct", "minimum_months"),
    AppraisalMethod: ("sort", "kind", "name", "weight"),
    AppraisalPanel: ("sort", "name", "weight"),
    AppraisalItem: (
        "method", "group", "sort", "code", "kind", "title", "standard", "source", "full", "indicator", "zero_at",
        "full_at", "is_self_scored",
    ),
    AppraisalGrade: ("sort", "name", "lower", "quota", "rounding", "minimum_months", "is_listed"),
}  # fmt: skip
CHOICES = {"kinds": OrganizationKind, "unit_kinds": UnitKind, "stat_fields": StatField}
WORDS = {
    AppraisalGroup: "appraisal_group", AppraisalMethod: "appraisal_method", AppraisalPanel: "appraisal_panel",
    AppraisalItem: "appraisal_item", AppraisalGrade: "appraisal_grade",
}  # fmt: skip


def scheme_of(part: models.Model) -> AppraisalScheme:
    """The scheme that a part belongs to."""
    return part.method.scheme if isinstance(part, AppraisalPanel) else part.scheme


def lock_draft(scheme: AppraisalScheme) -> AppraisalScheme:
    """The scheme fresh and locked; refused once it is issued."""
    scheme = AppraisalScheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)
    if not scheme.is_draft:
        raise ValidationError(
            f"方案“{scheme}”{scheme.get_state_display()}，内容不再变更；确需修改的，请复制为新版，印发后代替它。",
            code="frozen",
        )
    return scheme


def check_part(part: models.Model) -> None:
    """What the fields alone cannot say; ValidationError."""
    if isinstance(part, AppraisalGroup):
        for name, vocabulary in CHOICES.items():
            if unknown := set(getattr(part, name)) - set(vocabulary.values):
                raise ValidationError({name: f"没有这样的类别：{'、'.join(sorted(map(str, unknown)))}。"})
    if isinstance(part, AppraisalItem):
        for name in ("method", "group"):
            other = getattr(part, name)
            if other is not None and other.scheme_id != part.scheme_id:
                raise ValidationError({name: "请选择本方案的考核方式和对象组。"})
        if refusal := item_refusal(part):
            raise ValidationError(refusal, code="policy")


@transaction.atomic
def add_part(part: models.Model, *, actor) -> models.Model:
    """加入 a part, not yet saved, to its scheme."""
    lock_draft(scheme_of(part))
    return add_entry(
        part, action=f"{WORDS[type(part)]}.added", fields=FIELDS[type(part)], check=check_part, actor=actor
    )


@transaction.atomic
def change_part(part: models.Model, *, changes: dict[str, Any], actor) -> models.Model:
    """修改 a part of a draft."""
    lock_draft(scheme_of(part))
    return change_entry(
        part, action=f"{WORDS[type(part)]}.changed", changes=changes, allowed=FIELDS[type(part)], check=check_part,
        actor=actor,
    )  # fmt: skip


@transaction.atomic
def remove_part(part: models.Model, *, actor) -> None:
    """删去 a part of a draft; a method takes its panels and items with it, a group the items only for it."""
    lock_draft(scheme_of(part))
    remove_entry(part, action=f"{WORDS[type(part)]}.removed", fields=FIELDS[type(part)], reason="", actor=actor)
