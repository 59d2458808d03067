"""合并 and 撤销: an organisation ends on a day, and what it held goes on elsewhere."""

from datetime import date
from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from league.core.audit import record
from league.core.scoping import is_within
from league.core.versions import close_versions, touch
from organizations.enums import OrganizationKind, RestructuringKind
from organizations.models import Organization, Restructuring
from organizations.services import handovers
from organizations.services.previews import Preview, listed
from organizations.services.records import chinese_date, dated_refusals, enqueue_refresh
from organizations.services.successions import REGISTRY, Ending, done
from organizations.services.tree import (
    below,
    existence_refusal,
    hang_under,
    late_refusals,
    lock_nodes,
    place_refusal,
    placement_refusal,
)


def preview_merge(organization: Organization, *, target: Organization, on: date) -> Preview:
    """What merging `organization` into `target` would do, and what forbids it."""
    preview = Preview(blockers=_merge_refusals(organization, target, on))
    preview.effects.append(f"自{chinese_date(on)}起，“{organization}”并入“{target}”，原组织撤销。")
    _preview_handover(preview, Ending(organization, target, on), children_to=target)
    covered = _units_to_cover(organization, target, on=on)
    if covered:
        preview.effects.append(f"“{target}”联合覆盖 {len(covered)} 个单位（原组织所在和覆盖的单位）。")
    preview.warnings.append(f"“{organization}”的团员人数自该日起终止，请为“{target}”补录合并后的人数。")
    return preview


def preview_dissolve(
    organization: Organization,
    *,
    on: date,
    successor: Organization | None = None,
    children_to: Organization | None = None,
) -> Preview:
    """What dissolving would do. Living children need `children_to`; units go to the successor or the level above."""
    preview = Preview(blockers=_dissolve_refusals(organization, successor, children_to, on))
    heir = f"，工作由“{successor}”承接" if successor else ""
    preview.effects.append(f"自{chinese_date(on)}起，撤销“{organization}”{heir}。")
    if organization.parent_id:
        _preview_handover(preview, Ending(organization, successor or organization.parent, on), children_to=children_to)
    return preview


def _preview_handover(preview: Preview, ending: Ending, *, children_to: Organization | None) -> None:
    organization = ending.organization
    children = handovers.living_children(organization).count()
    if children and children_to:
        living = Organization.objects.filter(below(organization), dissolved_on__isnull=True).count()
        preview.effects.append(f"将划转直属下级 {children} 个，连同其下共 {living} 个团组织，到“{children_to}”。")
    for succession in REGISTRY.values():
        succession.preview(ending, preview)
    if organization.unit_id and organization.kind in OrganizationKind.covering:
        preview.warnings.append(f"“{organization.unit}”自该日起不再有自己的团组织。")


def _ending_refusals(organization: Organization, on: date) -> list[str]:
    if organization.parent_id is None:
        return [f"“{organization}”是最上级组织，不能撤销或合并。"]
    if organization.dissolved_on:
        return [f"“{organization}”已于{chinese_date(organization.dissolved_on)}撤销。"]
    if organization.founded_on and organization.founded_on >= on:
        return [f"“{organization}”{chinese_date(organization.founded_on)}成立，撤销日期必须晚于成立日期。"]
    return late_refusals(Q(subject=organization), on=on) or _first_day_refusal(organization, on)


def _first_day_refusal(organization: Organization, on: date) -> list[str]:
    if organization.versions.filter(valid_to__isnull=True, valid_from=on).exists():
        return [f"“{organization}”的现状正是自{chinese_date(on)}起的，结束日期必须晚于它。"]
    return []


def _children_refusals(organization: Organization, target: Organization, on: date) -> list[str]:
    """Why the living children cannot go under `target` on that day."""
    children = handovers.living_children(organization)
    if not children.exists():
        return []
    found = [existence_refusal(target, on=on), place_refusal(target, on=on)]
    kinds = children.order_by().values_list("kind", flat=True).distinct()
    found += [placement_refusal(kind, target) for kind in sorted(kinds)]
    names = Organization.objects.filter(parent=target, dissolved_on__isnull=True).exclude(pk=organization.pk)
    namesakes = list(
        children.filter(name__in=names.order_by().values("name")).order_by("code").values_list("name", flat=True)
    )
    if namesakes:
        found.append(f"“{target}”下已有同名的下级：{listed(namesakes)}，请先更名。")
    found += late_refusals(below(organization), on=on)
    return [refusal for refusal in found if refusal]


def _merge_refusals(organization: Organization, target: Organization, on: date) -> list[str]:
    if target.pk == organization.pk:
        return ["不能把团组织并入它自己。"]
    if is_within(target.path, organization.path):
        return [f"不能把“{organization}”并入它的下级“{target}”，请先划转下级。"]
    found = _ending_refusals(organization, on) + _children_refusals(organization, target, on)
    refusal = existence_refusal(target, on=on)
    return list(dict.fromkeys([*found, *([refusal] if refusal else [])]))


def _dissolve_refusals(organization, successor, children_to, on) -> list[str]:
    found = _ending_refusals(organization, on)
    for other in filter(None, (successor, children_to)):
        if is_within(other.path, organization.path):
            found.append(f"“{other}”在被撤销的“{organization}”之内，不能承接。")
        elif refusal := existence_refusal(other, on=on):
            found.append(refusal)
    count = handovers.living_children(organization).count()
    if count and children_to is None:
        found.append(f"“{organization}”下还有 {count} 个现存下级，请先划转、撤销，或指定下级划转到哪里。")
    elif count and not found:
        found += _children_refusals(organization, children_to, on)
    return list(dict.fromkeys(found))


def _units_to_cover(organization: Organization, target: Organization, *, on: date) -> list[int]:
    """Units that had the ending organisation and shall have the target instead."""
    if target.kind not in OrganizationKind.covering:
        return []
    wanted = list(
        handovers.open_coverages(organization, on=on)
        .filter(starts_on__lte=on)
        .order_by("unit_id")
        .values_list("unit_id", flat=True)
    )
    if organization.unit_id and organization.kind in OrganizationKind.covering:
        wanted.append(organization.unit_id)
    return [pk for pk in dict.fromkeys(wanted) if pk != target.unit_id]


@transaction.atomic
def merge_organizations(
    organization: Organization, *, target: Organization, on: date, reason: str, document: str, actor
) -> Restructuring:
    """合并: `organization` ends on that day, `target` takes its children, units and joint coverage."""
    organization, target = lock_nodes(organization, target)
    preview_merge(organization, target=target, on=on).refuse()
    to_cover = _units_to_cover(organization, target, on=on)
    ending = Ending(organization, target, on, reason, document, uuid4(), actor)
    change = _end(ending, RestructuringKind.MERGE, children_to=target, successor=target)
    change.effects["coverages_made"] = handovers.begin_coverages(target, to_cover, on=on)
    change.save(update_fields=["effects"])
    _record(ending, "organization.merged", change, target=str(target))
    return change


@transaction.atomic
def dissolve_organization(
    organization: Organization,
    *,
    on: date,
    reason: str,
    document: str,
    actor,
    successor: Organization | None = None,
    children_to: Organization | None = None,
) -> Restructuring:
    """撤销 from that day, the first on which it no longer exists."""
    others = [other for other in (successor, children_to) if other]
    organization, *fresh = lock_nodes(organization, *others)
    by_id = {other.pk: other for other in fresh}
    successor, children_to = (by_id[other.pk] if other else None for other in (successor, children_to))
    preview_dissolve(organization, on=on, successor=successor, children_to=children_to).refuse()
    heir = successor or organization.parent
    ending = Ending(organization, heir, on, reason, document, uuid4(), actor)
    change = _end(ending, RestructuringKind.DISSOLVE, children_to=children_to, successor=successor)
    _record(ending, "organization.dissolved", change, heir=f"，由{successor}承接" if successor else "")
    return change


def _end(ending: Ending, kind, *, children_to, successor) -> Restructuring:
    organization, on = ending.organization, ending.on
    children = list(handovers.living_children(organization).order_by("path")) if children_to else []
    effects = {
        "children": [child.pk for child in children],
        "children_to": children_to.pk if children else None,
        "units_to": ending.heir.pk,
        "coverages_made": [],
    }
    with dated_refusals():
        hang_under(children, children_to, on=on)
        effects |= {key: succession.perform(ending) for key, succession in REGISTRY.items()}
        close_versions([organization], on=on)
    row = Organization.objects.filter(pk=organization.pk)
    row.update(dissolved_on=on, dissolved_document=ending.document, successor=successor)
    touch(row)
    organization.refresh_from_db()
    enqueue_refresh()
    return Restructuring.objects.create(
        kind=kind,
        organization=organization,
        target=successor or children_to,
        effective_on=on,
        reason=ending.reason,
        document=ending.document,
        effects={key: kept for key, kept in effects.items() if kept is not None or key == "children_to"},
        batch=ending.batch,
    )


def _record(ending: Ending, action: str, change: Restructuring, **words) -> None:
    """Written last: whoever takes the change back finds nothing of its own after it."""
    record(
        ending.actor,
        action,
        change.organization,
        before={"撤销日期": None},
        after={
            "撤销日期": change.effective_on,
            "撤销文号": change.document,
            "划转下级": len(change.effects["children"]),
            "移交和终止": "；".join(done(change.effects)) or None,
        },
        reason=change.reason,
        document=change.document,
        batch=change.batch,
        on=chinese_date(change.effective_on),
        **words,
    )
