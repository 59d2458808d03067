"""The way of an appraisal scheme: drafted, copied from last year's, checked, issued, replaced by its next version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max

from cadres.enums import ItemKind, ItemSource, SchemeAction
from cadres.models import AppraisalGrade, AppraisalItem, AppraisalScheme
from cadres.services.appraisal_guard import item_refusal
from cadres.services.appraisal_parts import FIELDS as PART_FIELDS
from cadres.services.appraisal_parts import lock_draft
from league.core.audit import record
from organizations.models import Organization
from organizations.services.entries import add_entry, change_entry, remove_entry
from organizations.services.records import describe
from organizations.services.tree import lock_nodes

FIELDS = (
    "code", "kind", "year", "title", "document", "mean", "floor", "bonus_cap", "objection_days", "report_length", "text",
)  # fmt: skip
COPIED = ("kind", "mean", "floor", "bonus_cap", "objection_days", "report_length", "text")
WHOLE = Decimal(100)


def _next_version(organization: Organization, kind: str, year: int) -> int:
    known = AppraisalScheme.objects.filter(organization=organization, kind=kind, year=year)
    return (known.aggregate(last=Max("version"))["last"] or 0) + 1


@transaction.atomic
def create_scheme(organization: Organization, *, fields: dict[str, Any], actor) -> AppraisalScheme:
    """拟定 a scheme of the appraising office, without parts; `fields` are those of `FIELDS`. Another scheme of the same
    kind and year is its next version."""
    (organization,) = lock_nodes(organization)
    scheme = AppraisalScheme(organization=organization, org_path=organization.path, **fields)
    scheme.version = _next_version(organization, scheme.kind, scheme.year)
    return add_entry(scheme, action="appraisal_scheme.created", fields=(*FIELDS, "version"), actor=actor)


@transaction.atomic
def change_scheme(scheme: AppraisalScheme, *, changes: dict[str, Any], actor) -> AppraisalScheme:
    """修改 a draft."""
    scheme = lock_draft(scheme)
    kind, year = changes.get("kind", scheme.kind), changes.get("year", scheme.year)
    if (kind, year) != (scheme.kind, scheme.year):
        changes = changes | {"version": _next_version(scheme.organization, kind, year)}
    return change_entry(
        scheme, action="appraisal_scheme.changed", changes=changes, allowed=(*FIELDS, "version"), actor=actor
    )


@transaction.atomic
def copy_scheme(scheme: AppraisalScheme, *, year: int, code: str, title: str, actor) -> AppraisalScheme:
    """复制 a scheme with all its parts as a draft, for another year or as the next version of its own."""
    (organization,) = lock_nodes(scheme.organization)
    copy = AppraisalScheme(
        organization=organization, org_path=organization.path, year=year, code=code, title=title, copied_from=scheme,
        version=_next_version(organization, scheme.kind, year), **{name: getattr(scheme, name) for name in COPIED},
    )  # fmt: skip
    add_entry(copy, action="appraisal_scheme.copied", fields=(*FIELDS, "version", "copied_from"), actor=actor)
    groups = {row.pk: _copied(row, scheme=copy) for row in scheme.groups.all()}
    methods = {}
    for method in scheme.methods.prefetch_related("panels"):
        methods[method.pk] = _copied(method, scheme=copy)
        for panel in method.panels.all():
            _copied(panel, method=methods[method.pk])
    for item in scheme.items.all():
        if refusal := item_refusal(item):
            raise ValidationError(refusal, code="policy")
        _copied(item, scheme=copy, method=methods.get(item.method_id), group=groups.get(item.group_id))
    for grade in scheme.grades.all():
        _copied(grade, scheme=copy)
    return copy


def _copied(part: models.Model, **owners) -> models.Model:
    values = {name: getattr(part, name) for name in PART_FIELDS[type(part)]} | owners
    return type(part)._default_manager.create(**values)


def scheme_gaps(scheme: AppraisalScheme) -> list[str]:
    """What keeps the scheme from being issued, in sentences; empty when nothing does."""
    items = list(scheme.items.select_related("method", "group"))
    return [*_group_gaps(scheme), *_method_gaps(scheme, items), *_item_gaps(items), *_grade_gaps(scheme.grades.all())]


def _group_gaps(scheme: AppraisalScheme) -> Iterator[str]:
    if not scheme.groups.exists():
        yield "还没有考核对象组，请先设定。"


def _method_gaps(scheme: AppraisalScheme, items: list[AppraisalItem]) -> Iterator[str]:
    methods = list(scheme.methods.prefetch_related("panels"))
    weights = sum((method.weight for method in methods), Decimal(0))
    if weights != WHOLE:
        yield f"各考核方式的权重合计为{weights}%，应为100%，请调整。"
    groups = list(scheme.groups.all())
    for method in methods:
        own = [item for item in items if item.method_id == method.pk]
        for group in groups:
            if not any(item.group_id in (None, group.pk) for item in own):
                yield f"“{method}”没有适用于“{group}”的考核项目，请补充。"
        panels = list(method.panels.all())
        scored = any(item.source in ItemSource.scored for item in own)
        if scored and sum((panel.weight for panel in panels), Decimal(0)) != WHOLE:
            yield f"“{method}”有评委评分的项目，各评委组的权重合计应为100%，请设定评委组。"
        if panels and not scored:
            yield f"“{method}”没有由评委评分的项目，请删去评委组，或者补充项目。"


def _item_gaps(items: list[AppraisalItem]) -> Iterator[str]:
    yield from filter(None, (item_refusal(item) for item in items))
    bonus = any(item.kind == ItemKind.BONUS for item in items)
    if bonus and not items[0].scheme.bonus_cap:
        yield "有加分项，但加分上限为0，请设定加分上限。"


def _grade_gaps(grades: models.QuerySet[AppraisalGrade]) -> Iterator[str]:
    grades = list(grades)
    if len(grades) < 2:
        yield "考核等次至少应有两个，请补充。"
        return
    lowers = [grade.lower for grade in grades]
    if any(lower <= following for lower, following in pairwise(lowers)):
        yield "各等次的最低总分应从高到低依次递减，请调整。"
    if grades[-1].lower or grades[-1].quota is not None:
        yield f"最后一个等次“{grades[-1]}”应收纳其余全部对象：最低总分为0，不设名额上限。"


@transaction.atomic
def issue_scheme(scheme: AppraisalScheme, *, on: date, document: str, actor) -> AppraisalScheme:
    """印发: from now on it is fixed. The version in force of the same year is replaced by it."""
    (organization,) = lock_nodes(scheme.organization)
    scheme = _locked(scheme)
    _demand(scheme, SchemeAction.ISSUE)
    if gaps := scheme_gaps(scheme):
        raise ValidationError(gaps)
    same = {"organization": organization, "kind": scheme.kind, "year": scheme.year}
    for former in AppraisalScheme.objects.select_for_update(of=("self",)).issued().filter(**same):
        _move(former, SchemeAction.REPLACE, actor=actor)
    return _move(scheme, SchemeAction.ISSUE, actor=actor, issued_on=on, document=document)


@transaction.atomic
def withdraw_scheme(scheme: AppraisalScheme, *, reason: str, actor) -> AppraisalScheme:
    """停用: no new round begins by it; those that run go on."""
    scheme = _locked(scheme)
    _demand(scheme, SchemeAction.WITHDRAW)
    return _move(scheme, SchemeAction.WITHDRAW, actor=actor, reason=reason)


def remove_scheme(scheme: AppraisalScheme, *, reason: str, actor) -> None:
    """删去 a draft with its parts."""
    with transaction.atomic():
        remove_entry(lock_draft(scheme), action="appraisal_scheme.removed", fields=FIELDS, reason=reason, actor=actor)


def _locked(scheme: AppraisalScheme) -> AppraisalScheme:
    return AppraisalScheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)


def _demand(scheme: AppraisalScheme, action: SchemeAction) -> None:
    if refusal := scheme.stage.refusal(action):
        raise ValidationError(refusal, code="state")


def _move(scheme: AppraisalScheme, action: SchemeAction, *, actor, reason: str = "", **fields) -> AppraisalScheme:
    names = ["state", *fields]
    before = describe(scheme, names)
    scheme.state = scheme.stage.after(action)
    for name, value in fields.items():
        setattr(scheme, name, value)
    scheme.revision += 1
    scheme.save()
    record(
        actor, f"appraisal_scheme.{action}", scheme, before=before, after=describe(scheme, names), reason=reason,
        document=fields.get("document", ""),
    )  # fmt: skip
    return scheme
