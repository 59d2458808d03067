"""Founding, correcting and renaming organisations. What changes the tree's shape stands in its own files."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from league.core.audit import record
from league.core.dates import UNKNOWN_START
from league.core.pinyin import search_key
from league.core.versions import change_versions, correct_versions, open_versions
from organizations.models import Organization, OrganizationVersion
from organizations.services.previews import Preview
from organizations.services.records import chinese_date, dated_refusals, describe, enqueue_refresh
from organizations.services.tree import existence_refusal, lock_nodes, place_refusal, placement_refusal

# Corrected at any time, without a day: nobody asks what they were.
PLAIN = ("short_name", "sort", "division", "party_organization", "founded_document", "address", "source")
# What a form may change besides them: with a day it is a change, without one a correction.
RESTATED = ("name", "kind", "stat_field", "two_new", "unit")
CORRECTED = ("code", "founded_on")
FOUNDING = ("code", "name", "short_name", "kind", "stat_field", "two_new", "unit", "founded_on", *PLAIN[1:])


def founding_refusals(parent: Organization, kind: str, *, on: date | None) -> list[str]:
    """Why no organisation of that kind can be founded under `parent` on that day (None: nobody knows when)."""
    if parent.dissolved_on and not (on and on < parent.dissolved_on):
        return [f"“{parent}”已于{chinese_date(parent.dissolved_on)}撤销，不能再设下级。"]
    return [refusal for refusal in (placement_refusal(kind, parent), early_refusal(parent, on)) if refusal]


def early_refusal(parent: Organization | None, on: date | None) -> str | None:
    """Why nothing can be founded under `parent` on that day: the parent came later. Unknown days are never compared."""
    if parent and parent.founded_on and on and on < parent.founded_on:
        return (
            f"成立日期早于上级组织“{parent}”的成立日期{chinese_date(parent.founded_on)}，请核对两者的成立日期；"
            "本组织的不清楚时可留空。"
        )
    return None


@transaction.atomic
def found_organization(
    *, parent: Organization, fields: dict[str, Any], actor, reason: str = "", batch: UUID | None = None
) -> Organization:
    """设立 an organisation under `parent`. `fields` are those of `FOUNDING`; the founding day may be unknown."""
    (parent,) = lock_nodes(parent)
    organization = Organization(parent=parent, depth=parent.depth + 1, **fields)
    if early := early_refusal(parent, organization.founded_on):
        raise ValidationError({"founded_on": early})
    refusals = founding_refusals(parent, organization.kind, on=organization.founded_on)
    if refusals:
        raise ValidationError(refusals)
    organization.search_key = search_key(organization.name, organization.short_name)
    # Unique until the primary key is known, of which the path is made.
    organization.path = f"new-{organization.code}"
    organization.full_clean()
    organization.save(force_insert=True)
    organization.path = f"{parent.path}{organization.pk}/"
    organization.save(update_fields=["path"])
    open_versions([(organization, organization.founded_on or UNKNOWN_START, None)])
    record(
        actor,
        "organization.founded",
        organization,
        after=describe(organization, [*fields, "parent"]),
        reason=reason,
        document=organization.founded_document,
        batch=batch,
        parent=str(parent),
    )
    enqueue_refresh()
    return organization


@transaction.atomic
def change_organization(
    organization: Organization,
    *,
    changes: dict[str, Any],
    actor,
    on: date | None = None,
    reason: str = "",
    document: str = "",
) -> Organization:
    """Change fields of one organisation.

    Without `on` the old values were wrong and are corrected, also in the running stretch of the past. With `on` they
    were right until that day: the fields of `RESTATED` keep their past. Parent and dissolution are not changed here.
    """
    (organization,) = lock_nodes(organization)
    changes = {name: value for name, value in changes.items() if getattr(organization, name) != value}
    if not changes:
        return organization
    unknown = changes.keys() - {*PLAIN, *RESTATED, *CORRECTED}
    if unknown:
        raise ValueError(f"not changed by this service: {sorted(unknown)}")
    before = describe(organization, changes)
    for name, value in changes.items():
        setattr(organization, name, value)
    _check(organization, changes, on)
    _store(organization)
    _keep_past(organization, changes, on)
    restated = on is not None and changes.keys() & set(RESTATED)
    record(
        actor,
        "organization.restated" if restated else "organization.changed",
        organization,
        before=before,
        after=describe(organization, changes),
        reason=reason,
        document=document,
        on=chinese_date(on) if on else "",
    )
    enqueue_refresh()
    return organization


def _store(organization: Organization) -> None:
    organization.search_key = search_key(organization.name, organization.short_name)
    organization.revision += 1
    organization.full_clean(exclude=["path"])
    organization.save()


def _check(organization: Organization, changes: dict, on: date | None) -> None:
    refusals = []
    if organization.dissolved_on and changes.keys() & set(RESTATED):
        refusals.append(f"“{organization}”已撤销，只能更正简称、地址等一般资料。")
    if "kind" in changes:
        if organization.parent:
            refusals.append(placement_refusal(organization.kind, organization.parent))
        children = organization.children.filter(dissolved_on__isnull=True).order_by()
        kinds = sorted(children.values_list("kind", flat=True).distinct())
        refusals += [placement_refusal(kind, organization) for kind in kinds]
    if on:
        refusals += [
            existence_refusal(organization, on=on),
            place_refusal(organization, on=on) if "kind" not in changes else None,
        ]
    if "founded_on" in changes and on:
        refusals.append("成立日期只能更正，不能作为变更。")
    refusals = [refusal for refusal in refusals if refusal]
    if refusals:
        raise ValidationError(refusals)


def _keep_past(organization: Organization, changes: dict, on: date | None) -> None:
    if changes.keys() & set(RESTATED):
        if on is None:
            correct_versions([organization])
        else:
            with dated_refusals():
                change_versions([organization], on=on)
    if "founded_on" in changes:
        _move_first_day(organization)


def _move_first_day(organization: Organization) -> None:
    """The first stretch begins on the founding day."""
    first = organization.versions.order_by("valid_from").first()
    starts_on = organization.founded_on or UNKNOWN_START
    if refusal := early_refusal(first.parent, organization.founded_on):
        raise ValidationError({"founded_on": refusal})
    below = OrganizationVersion.objects.filter(
        parent=organization, valid_from__gt=UNKNOWN_START, valid_from__lt=starts_on
    )
    if child := below.select_related("subject").order_by("valid_from", "pk").first():
        raise ValidationError(
            {"founded_on": f"“{child.subject}”{chinese_date(child.valid_from)}已在它之下，成立日期不能晚于这一天。"}
        )
    if first.valid_to and first.valid_to <= starts_on:
        raise ValidationError(
            {"founded_on": f"“{organization}”在{chinese_date(first.valid_to)}已有沿革变更，成立日期必须早于它。"}
        )
    organization.versions.filter(pk=first.pk).update(valid_from=starts_on)


def preview_rename(organization: Organization, *, name: str, short_name: str, on: date) -> Preview:
    """What a change of names would do, and what forbids it."""
    preview = Preview(
        effects=[
            f"自{chinese_date(on)}起，“{organization.name}”更名为“{name}”；原名称保留在沿革中，已封存的统计期不变。"
        ]
    )
    if (name, short_name) == (organization.name, organization.short_name):
        preview.blockers.append("新名称与现名称相同。")
    if refusal := existence_refusal(organization, on=on):
        preview.blockers.append(refusal)
    living = Organization.objects.filter(parent=organization.parent_id, name=name, dissolved_on__isnull=True)
    if organization.parent_id and (namesake := living.exclude(pk=organization.pk).first()):
        preview.blockers.append(f"“{organization.parent}”下已有同名的“{namesake.name}”（编码 {namesake.code}）。")
    late = organization.versions.filter(valid_to__isnull=True, valid_from__gt=on).first()
    if late:
        preview.blockers.append(f"“{organization}”的现状自{chinese_date(late.valid_from)}起，生效日期不能早于它。")
    return preview


@transaction.atomic
def rename_organization(
    organization: Organization, *, name: str, short_name: str, on: date, reason: str, document: str, actor
) -> Organization:
    """更名 from that day; the former name stays in the past."""
    (organization,) = lock_nodes(organization)
    preview_rename(organization, name=name, short_name=short_name, on=on).refuse()
    former = organization.name
    before = describe(organization, ["name", "short_name"])
    organization.name, organization.short_name = name, short_name
    _store(organization)
    with dated_refusals():
        change_versions([organization], on=on)
    record(
        actor,
        "organization.renamed",
        organization,
        before=before,
        after=describe(organization, ["name", "short_name"]),
        reason=reason,
        document=document,
        former=former,
        on=chinese_date(on),
    )
    enqueue_refresh()
    return organization
