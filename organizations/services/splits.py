"""分设: part of an organisation becomes an organisation of its own."""

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction

from league.core.audit import record
from organizations.enums import RestructuringKind
from organizations.models import Organization, Restructuring, Unit
from organizations.services.organizations import found_organization, founding_refusals
from organizations.services.previews import Preview, listed
from organizations.services.records import chinese_date, dated_refusals, enqueue_refresh
from organizations.services.successions import REGISTRY
from organizations.services.tree import any_subtree, hang_under, late_refusals, lock_nodes, placement_refusal


def preview_split(
    organization: Organization,
    *,
    fields: dict,
    on: date,
    children: Sequence[Organization] = (),
    units: Sequence[Unit] = (),
) -> Preview:
    """What a split would do: a new organisation beside the old one takes the chosen children and units."""
    preview = Preview(blockers=_refusals(organization, fields, children, units, on))
    preview.effects.append(
        f"自{chinese_date(on)}起，从“{organization}”分设“{fields['name']}”，隶属“{organization.parent or '—'}”。"
    )
    if children:
        condition = any_subtree(child.path for child in children)
        living = Organization.objects.filter(condition, dissolved_on__isnull=True).count()
        preview.effects.append(f"划入直属下级 {len(children)} 个，连同其下共 {living} 个团组织。")
    if units:
        preview.effects.append(f"划入归口单位 {len(units)} 个：{listed([unit.name for unit in units])}。")
    preview.warnings.append("团员人数不会自动拆分，请分别为两个团组织补录。分设不能一键撤回，可以把新组织合并回来。")
    return preview


def _refusals(organization, fields, children, units, on) -> list[str]:
    if organization.parent_id is None:
        return [f"“{organization}”是最上级组织，不能分设。"]
    if organization.dissolved_on:
        return [f"“{organization}”已于{chinese_date(organization.dissolved_on)}撤销。"]
    found = founding_refusals(organization.parent, fields["kind"], on=on)
    new_parent = Organization(kind=fields["kind"], name=fields["name"])
    found += [placement_refusal(kind, new_parent) for kind in sorted({child.kind for child in children})]
    strangers = [str(child) for child in children if child.parent_id != organization.pk or child.dissolved_on]
    strangers += [str(unit) for unit in units if unit.responsible_id != organization.pk or unit.closed_on]
    if strangers:
        found.append(f"{listed(strangers)}不在“{organization}”名下。")
    if children:
        found += late_refusals(any_subtree(child.path for child in children), on=on)
    return [refusal for refusal in found if refusal]


@transaction.atomic
def split_organization(
    organization: Organization,
    *,
    fields: dict,
    on: date,
    reason: str,
    document: str,
    actor,
    children: Sequence[Organization] = (),
    units: Sequence[Unit] = (),
) -> Restructuring:
    """Found the new organisation on that day and hand the chosen children and units over to it."""
    organization, parent = lock_nodes(organization, organization.parent or organization)
    children = list(Organization.objects.filter(pk__in=[child.pk for child in children]).order_by("path"))
    units = list(Unit.objects.filter(pk__in=[unit.pk for unit in units]).order_by("pk"))
    if not children and not units:
        raise ValidationError("请至少选择一个划入新组织的下级或归口单位。")
    preview_split(organization, fields=fields, on=on, children=children, units=units).refuse()
    batch = uuid4()
    fields = {**fields, "founded_on": on, "founded_document": document}
    found = found_organization(parent=parent, fields=fields, reason=reason, batch=batch, actor=actor)
    with dated_refusals():
        hang_under(children, found, on=on)
        REGISTRY["units"].hand([unit.pk for unit in units], found, on=on)
    change = Restructuring.objects.create(
        kind=RestructuringKind.SPLIT,
        organization=organization,
        target=found,
        effective_on=on,
        reason=reason,
        document=document,
        effects={"children": [child.pk for child in children], "units": [unit.pk for unit in units]},
        batch=batch,
    )
    _record(actor, change, found)
    enqueue_refresh()
    return change


def _record(actor, change: Restructuring, found: Organization) -> None:
    effects = change.effects
    record(
        actor,
        "organization.split",
        change.organization,
        after={"新设": found.name, "划入下级": len(effects["children"]), "划入单位": len(effects["units"])},
        reason=change.reason,
        document=change.document,
        batch=change.batch,
        found=str(found),
        on=chinese_date(change.effective_on),
    )
