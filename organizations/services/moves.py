"""划转: an organisation goes under another one with everything below it."""

from datetime import date
from uuid import uuid4

from django.db import transaction

from league.core.audit import record
from league.core.scoping import is_within, path_carriers, subtree
from organizations.enums import RestructuringKind
from organizations.models import Organization, Restructuring
from organizations.services.previews import Preview
from organizations.services.records import chinese_date, dated_refusals, enqueue_refresh
from organizations.services.tree import (
    existence_refusal,
    hang_under,
    late_refusals,
    lock_nodes,
    place_refusal,
    placement_refusal,
)


def preview_move(organization: Organization, *, target: Organization, on: date) -> Preview:
    """What a move would do, and what forbids it; a handful of counts, whatever the size of the subtree."""
    preview = Preview(blockers=_refusals(organization, target, on))
    if preview.blockers:
        return preview
    living = Organization.objects.below(organization.path).filter(dissolved_on__isnull=True).count()
    preview.effects.append(
        f"自{chinese_date(on)}起，“{organization}”由“{organization.parent}”划转到“{target}”，"
        f"连同所属共 {living} 个现存团组织。"
    )
    carried = [
        f"{model._meta.verbose_name} {count} 条"
        for model in path_carriers()
        if (count := model.objects.filter(subtree(organization.path, "org_path")).count())
    ]
    if carried:
        preview.effects.append(f"随同划转：{'、'.join(carried)}。")
    preview.effects.append("沿革记入每个团组织；已封存的统计期不变。")
    preview.warnings.append(f"“{organization.parent}”的人员此后不再看到这些团组织，“{target}”的人员可以看到。")
    return preview


def _refusals(organization: Organization, target: Organization, on: date) -> list[str]:
    if organization.parent_id is None:
        return [f"“{organization}”是最上级组织，不能划转。"]
    if is_within(target.path, organization.path):
        return [f"不能把“{organization}”划转到它自己或它的下级“{target}”。"]
    if target.pk == organization.parent_id:
        return [f"“{organization}”已在“{target}”之下。"]
    found = [
        existence_refusal(organization, on=on),
        existence_refusal(target, on=on),
        placement_refusal(organization.kind, target),
        place_refusal(target, on=on),
        *late_refusals(subtree(organization.path), on=on),
    ]
    namesake = target.children.filter(name=organization.name, dissolved_on__isnull=True).first()
    if namesake:
        found.append(f"“{target}”下已有同名的“{namesake.name}”（编码 {namesake.code}），请先更名。")
    return [refusal for refusal in found if refusal]


@transaction.atomic
def move_organization(
    organization: Organization, *, target: Organization, on: date, reason: str, document: str, actor
) -> Restructuring:
    """划转 from that day; raise ValidationError with every refusal."""
    organization, target, former = lock_nodes(organization, target, organization.parent or organization)
    preview_move(organization, target=target, on=on).refuse()
    old_path = organization.path
    with dated_refusals():
        hang_under([organization], target, on=on)
    moved = Organization.objects.get(pk=organization.pk)
    change = Restructuring.objects.create(
        kind=RestructuringKind.MOVE,
        organization=moved,
        target=target,
        effective_on=on,
        reason=reason,
        document=document,
        effects={"from_parent": former.pk},
        batch=uuid4(),
    )
    record(
        actor,
        "organization.moved",
        moved,
        before={"上级组织": str(former), "路径": old_path},
        after={"上级组织": str(target), "路径": moved.path},
        reason=reason,
        document=document,
        batch=change.batch,
        former=str(former),
        target=str(target),
        on=chinese_date(on),
    )
    enqueue_refresh()
    return change
