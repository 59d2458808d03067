"""Composing own indicators: every saving is a version of its own, nothing is edited or deleted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from league.core.audit import record
from organizations.services.records import enqueue_refresh
from reports.indicators import REGISTRY
from reports.indicators.own.sentences import sentence
from reports.indicators.own.spec import Spec, SpecError, read
from reports.models import OwnIndicator, OwnIndicatorVersion

LIMITS = {"name": 60, "definition": 500, "unit": 10}
DECIMALS_MOST = 4


@dataclass(frozen=True)
class Draft:
    """What somebody wants to save; `spec` is JSON that is checked before anything is written."""

    name: str
    definition: str
    unit: str
    spec: object
    decimals: int = 0
    featured: bool = False


@transaction.atomic
def compose_own_indicator(draft: Draft, *, at: datetime, actor) -> OwnIndicator:
    """A new own indicator in its first version; it is counted from the next fill of the open periods on."""
    draft, spec = check_draft(draft)
    number = (OwnIndicator.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    indicator = OwnIndicator.objects.create(number=number, name=draft.name, featured=draft.featured)
    _write_version(indicator, draft, at=at, actor=actor)
    record(actor, "own_indicator.composed", indicator, after=_told(draft, spec))
    enqueue_refresh()
    return indicator


@transaction.atomic
def revise_own_indicator(
    indicator: OwnIndicator, draft: Draft, *, at: datetime, actor, began_from: int | None = None
) -> OwnIndicator:
    """A new version beside the old ones, which closed snapshots keep. The same question again writes none.

    `began_from` is the revision the edit began from; an overtaken one is refused with what stands there now.
    """
    indicator = _lock(indicator)
    current = indicator.current
    if began_from is not None and began_from != indicator.revision:
        author = current.created_by.name if current.created_by else "系统"
        raise ValidationError(
            f"刚才{author}已保存第{current.version}版：{current.definition}您填写的内容仍在下面，核对后再次保存将另成一版。",
            code="overtaken",
        )
    draft, spec = check_draft(draft, indicator)
    before = Draft(current.name, current.definition, current.unit, current.spec, current.decimals, indicator.featured)
    if draft == before:
        return indicator
    indicator.name, indicator.featured = draft.name, draft.featured
    if draft != replace(before, featured=draft.featured):
        indicator.version += 1
        _write_version(indicator, draft, at=at, actor=actor)
    indicator.revision += 1
    indicator.save(update_fields=["name", "featured", "version", "revision"])
    old = _told(before, read_or_none(current.spec))
    action = "own_indicator.revised" if indicator.version > current.version else "own_indicator.featured"
    record(actor, action, indicator, before=old, after=_told(draft, spec), version=indicator.version)
    enqueue_refresh()
    return indicator


@transaction.atomic
def retire_own_indicator(indicator: OwnIndicator, *, reason: str, at: datetime, actor) -> OwnIndicator:
    """停用: it is no longer counted; snapshots that counted it keep it."""
    indicator = _lock(indicator)
    indicator.retired_at, indicator.featured = at, False
    indicator.revision += 1
    indicator.save(update_fields=["retired_at", "featured", "revision"])
    record(actor, "own_indicator.retired", indicator, reason=reason)
    enqueue_refresh()
    return indicator


def check_draft(draft: Draft, indicator: OwnIndicator | None = None) -> tuple[Draft, Spec]:
    """The draft as it will be stored, and its question; ValidationError with a sentence for each thing that is wrong."""
    errors: dict[str, str] = {}
    for name, most in LIMITS.items():
        text = getattr(draft, name)
        if not text.strip():
            errors[name] = "必须填写。"
        elif len(text) > most:
            errors[name] = f"最多{most}个字。"
    if not 0 <= draft.decimals <= DECIMALS_MOST:
        errors["decimals"] = f"小数为0至{DECIMALS_MOST}位。"
    others = OwnIndicator.objects.in_use().exclude(pk=indicator.pk if indicator else None)
    if draft.name in {declared.label for declared in REGISTRY} or others.filter(name=draft.name).exists():
        errors["name"] = f"已有名为“{draft.name}”的指标，请换一个名称。"
    if errors:
        raise ValidationError(errors)
    try:
        spec = read(draft.spec)
    except SpecError as error:
        raise ValidationError(str(error), code=error.place or "spec") from error
    return replace(draft, spec=spec.as_json(), decimals=draft.decimals if spec.is_divided else 0), spec


def read_or_none(spec: object) -> Spec | None:
    """The question, None when it is no longer offered."""
    try:
        return read(spec)
    except SpecError:
        return None


def _lock(indicator: OwnIndicator) -> OwnIndicator:
    indicator = OwnIndicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    if indicator.is_retired:
        raise ValidationError(f"“{indicator}”已停用，不能再改。可以另建一个。")
    return indicator


def _write_version(indicator: OwnIndicator, draft: Draft, *, at: datetime, actor) -> None:
    OwnIndicatorVersion.objects.create(
        indicator=indicator, version=indicator.version, name=draft.name, definition=draft.definition, unit=draft.unit,
        decimals=draft.decimals, spec=draft.spec, created_by=actor, created_at=at,
    )  # fmt: skip


def _told(draft: Draft, spec: Spec | None) -> dict:
    return {
        "名称": draft.name, "口径": draft.definition, "单位": draft.unit, "小数位数": draft.decimals,
        "计算条件": sentence(spec) if spec else "", "列入首页": "是" if draft.featured else "否",
    }  # fmt: skip
