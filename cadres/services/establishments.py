"""核定编制: an approval ends the former one of the same kind and place; numbers said in public are kept beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from cadres.enums import Staffing
from cadres.models import DeclaredStaff, Establishment, Post
from league.core.audit import record
from organizations.models import Organization
from organizations.services.entries import add_entry, change_entry
from organizations.services.previews import Preview
from organizations.services.records import chinese_date, describe, enqueue_refresh
from organizations.services.tree import lock_nodes

FIELDS = ("kind", "workplace", "number", "starts_on", "document", "remark")
CORRECTED = ("number", "starts_on", "ends_on", "document", "remark")
DECLARED = ("declared_on", "number", "source")


def _former(organization: Organization, fields: dict[str, Any]) -> Establishment | None:
    rows = Establishment.objects.filter(
        organization=organization, kind=fields["kind"], workplace=fields.get("workplace"), ends_on__isnull=True
    )
    return rows.select_related("organization", "workplace").first()


def preview_establishment(organization: Organization, *, fields: dict[str, Any]) -> Preview:
    """What an approval would do, and what forbids it."""
    row = Establishment(organization=organization, **fields)
    on = fields["starts_on"]
    preview = Preview(effects=[f"自{chinese_date(on)}起核定：{row}。"])
    former = _former(organization, fields)
    if former is not None and former.starts_on >= on:
        preview.blockers.append(
            f"现行核定数自{chinese_date(former.starts_on)}起，新的起始日期必须晚于它；有误的请更正。"
        )
    elif former is not None:
        preview.effects.append(f"原核定数{former.number}名到{chinese_date(on)}为止。")
    actual = actual_number(row, on=on)
    if actual > row.number:
        preview.warnings.append(f"当日实有{actual}名，超出核定数{actual - row.number}名。")
    return preview


@transaction.atomic
def set_establishment(organization: Organization, *, fields: dict[str, Any], actor) -> Establishment:
    """核定: from the day on so many posts of the kind. `fields` are those of `FIELDS`."""
    (organization,) = lock_nodes(organization)
    preview_establishment(organization, fields=fields).refuse()
    former = _former(organization, fields)
    if former is not None:
        former = Establishment.objects.select_for_update(of=("self",)).get(pk=former.pk)
        former.ends_on = fields["starts_on"]
        former.revision += 1
        former.full_clean()
        former.save()
        record(
            actor, "establishment.ended", former, before={"至（不含）": None}, after=describe(former, ("ends_on",)),
            document=fields["document"], on=chinese_date(former.ends_on),
        )  # fmt: skip
    row = Establishment(organization=organization, org_path=organization.path, **fields)
    row.full_clean()
    row.save(force_insert=True)
    record(
        actor, "establishment.set", row, after=describe(row, FIELDS), document=row.document,
        on=chinese_date(row.starts_on),
    )  # fmt: skip
    enqueue_refresh()
    return row


def correct_establishment(row: Establishment, *, changes: dict[str, Any], reason: str, actor) -> Establishment:
    """更正: what was entered wrongly; its neighbours must not overlap."""
    return change_entry(
        row, action="establishment.corrected", changes=changes, allowed=CORRECTED, check=_refuse_overlap,
        reason=reason, actor=actor,
    )  # fmt: skip


def _refuse_overlap(row: Establishment) -> None:
    others = Establishment.objects.filter(organization=row.organization, kind=row.kind, workplace=row.workplace)
    others = others.exclude(pk=row.pk).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=row.starts_on))
    if row.ends_on:
        others = others.filter(starts_on__lt=row.ends_on)
    if other := others.order_by("starts_on").first():
        raise ValidationError({"starts_on": f"与自{chinese_date(other.starts_on)}起的核定数{other.number}名重叠。"})


@transaction.atomic
def record_declared(organization: Organization, *, fields: dict[str, Any], actor) -> DeclaredStaff:
    """登记公布人数 of a day, with its source."""
    (organization,) = lock_nodes(organization)
    row = DeclaredStaff(organization=organization, org_path=organization.path, **fields)
    return add_entry(row, action="declared_staff.recorded", fields=DECLARED, actor=actor)


def correct_declared(row: DeclaredStaff, *, changes: dict[str, Any], actor) -> DeclaredStaff:
    """更正."""
    return change_entry(row, action="declared_staff.corrected", changes=changes, allowed=DECLARED, actor=actor)


def with_actual(rows: QuerySet, *, on: date) -> QuerySet:
    """Annotate rows of Establishment with `actual`: persons who hold a post of that kind at that place on the day."""
    held = Post.objects.held(on=on).filter(organization=OuterRef("organization"), staffing=OuterRef("kind")).order_by()

    def persons(posts: QuerySet) -> Subquery:
        counted = posts.values("organization").annotate(n=Count("person", distinct=True)).values("n")
        return Subquery(counted, output_field=IntegerField())

    at_unit = persons(held.filter(workplace=OuterRef("workplace")))
    at_home = persons(held.filter(workplace__isnull=True))
    place = Case(When(workplace__isnull=True, then=at_home), default=at_unit, output_field=IntegerField())
    return rows.annotate(actual=Coalesce(place, 0))


def actual_number(row: Establishment, *, on: date) -> int:
    """实有: posts held on that day by that kind at that place."""
    held = Post.objects.held(on=on).filter(organization=row.organization, staffing=row.kind, workplace=row.workplace)
    return held.values("person").distinct().count()


@dataclass(frozen=True)
class Balance:
    """Approved against actual for one kind at one place; `approved` None where nothing was approved."""

    label: str
    place: str
    approved: int | None
    actual: int
    document: str = ""
    url: str = ""

    @property
    def finding(self) -> str:
        """超编2名, 空编1名, 未核定; empty where the two agree."""
        if self.approved is None:
            return "未核定"
        over = self.actual - self.approved
        return f"超编{over}名" if over > 0 else f"空编{-over}名" if over < 0 else ""

    @property
    def tone(self) -> str:
        """Badge colour of the finding."""
        return "warning" if self.approved is None else "danger" if self.actual > self.approved else "info"


def balances(organization: Organization, *, on: date) -> list[Balance]:
    """Every kind and place that is approved or manned on that day."""
    rows = Establishment.objects.in_force(on=on).filter(organization=organization).select_related("workplace")
    held = Post.objects.held(on=on).filter(organization=organization, staffing__in=Staffing.approved).order_by()
    counted = held.values_list("staffing", "workplace", "workplace__name").annotate(n=Count("person", distinct=True))
    actual = {(kind, place): (name or "", number) for kind, place, name, number in counted}
    found = [
        Balance(
            row.get_kind_display(), row.workplace.name if row.workplace else "",
            row.number, actual.pop((row.kind, row.workplace_id), ("", 0))[1], row.document, row.get_absolute_url(),
        )
        for row in rows.order_by("kind", "workplace__name")
    ]  # fmt: skip
    return found + [Balance(Staffing(kind).label, name, None, number) for (kind, _), (name, number) in actual.items()]
