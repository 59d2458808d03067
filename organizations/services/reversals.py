"""撤回: an adjustment is taken back while nothing it touched has changed since."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from league.core.audit import record
from league.core.models import AuditEvent
from league.core.scoping import subtree
from league.core.versions import reopen_versions, touch
from organizations.enums import RestructuringKind
from organizations.models import Coverage, Organization, Restructuring
from organizations.models.restructuring import UNDO_WITHIN
from organizations.services.previews import Preview
from organizations.services.records import chinese_date, enqueue_refresh
from organizations.services.successions import Ending, done, kept_in
from organizations.services.tree import any_subtree, hang_under, late_refusals, lock_nodes, placement_refusal

# More changes than a sentence needs; above this the number is no longer counted.
MANY = 100
ENDED = (RestructuringKind.MERGE, RestructuringKind.DISSOLVE)


def preview_undo(change: Restructuring, *, at: datetime) -> Preview:
    """What taking back would do, and what forbids it at that moment."""
    preview = Preview(blockers=_refusals(change, at))
    label = change.get_kind_display()
    preview.effects.append(f"撤回{chinese_date(change.effective_on)}起的{label}：“{change.organization}”恢复原状。")
    if children := change.effects.get("children"):
        preview.effects.append(f"{len(children)} 个直属下级回到原组织。")
    if change.kind in ENDED and (undone := done(change.effects)):
        preview.effects.append(f"以下各项恢复到调整之前：{'、'.join(undone)}。")
    return preview


def _refusals(change: Restructuring, at: datetime) -> list[str]:
    if change.undone_at:
        return ["该项调整已经撤回。"]
    if change.kind not in RestructuringKind.reversible:
        return ["分设不能撤回，可以把新组织合并回来。"]
    if at - change.made_at > UNDO_WITHIN:
        return [f"办理已超过 {UNDO_WITHIN.days} 天，不能撤回，请另行办理新的调整。"]
    found = _disturbances(change) or _dissolved_places(change)
    if change.kind == RestructuringKind.MOVE and not found:
        found.append(placement_refusal(change.organization.kind, _former_parent(change)))
    if count := len(changes_since(change).values_list("pk")):
        shown = count if count < MANY else f"{MANY} 处以上"
        found.append(f"此后相关组织又有 {shown} 处变更，不能撤回，请另行办理新的调整。")
    return [refusal for refusal in found if refusal]


def _dissolved_places(change: Restructuring) -> list[str]:
    """Places to go back to that have ended."""
    place = _former_parent(change) if change.kind == RestructuringKind.MOVE else change.organization.parent
    return [f"“{place}”已撤销，不能回到它之下。"] if place.dissolved_on else []


def _disturbances(change: Restructuring) -> list[str]:
    """What the change had put somewhere and a later change has put elsewhere, or dated later."""
    effects, on = change.effects, change.effective_on
    moved, place = effects.get("children", []), effects.get("children_to")
    if change.kind == RestructuringKind.MOVE:
        moved, place = [change.organization_id], change.target_id
    found = []
    if Organization.objects.filter(pk__in=moved).exclude(parent=place).exists():
        found.append("划转的团组织后来又作了调整，不能撤回，请先撤回后一次调整。")
    for succession, kept in kept_in(effects):
        found += succession.disturbances(effects.get("units_to"), kept)
    made = effects.get("coverages_made", [])
    if Coverage.objects.filter(pk__in=made, ends_on__isnull=True).count() != len(made):
        found.append("当时登记的联合覆盖后来已终止，不能撤回。")
    if not found:
        for condition in _reaches(moved):
            found += late_refusals(condition, on=on)
    return found


def _reaches(moved: list[int]) -> list[Q]:
    """The present subtrees of the moved organisations, as conditions short enough for one statement."""
    paths = list(Organization.objects.filter(pk__in=moved).order_by("path").values_list("path", flat=True))
    return [any_subtree(paths[start : start + MANY]) for start in range(0, len(paths), MANY)]


def _former_parent(change: Restructuring) -> Organization:
    """Where the children of the change go back to."""
    if change.kind == RestructuringKind.MOVE:
        return Organization.objects.get(pk=change.effects["from_parent"])
    return change.organization


def changes_since(change: Restructuring):
    """Events after the change that concern what it moved, ended or handed over; at most MANY."""
    effects = change.effects
    last = AuditEvent.objects.filter(batch=change.batch).order_by("-pk").values_list("pk", flat=True).first()
    touched = Q(object_type="organizations.coverage", object_id__in=effects.get("coverages_made", ()))
    for succession, kept in kept_in(effects):
        touched |= succession.touched(kept)
    moved = [change.organization_id, *effects.get("children", ())]
    if len(moved) > MANY:
        # So many ranges make no statement: any change below their new place counts.
        moved = [change.organization_id, Organization.objects.values_list("parent_id", flat=True).get(pk=moved[1])]
    for path in Organization.objects.filter(pk__in=moved).values_list("path", flat=True):
        touched |= Q(object_type__startswith="organizations.") & subtree(path, "org_path")
    # What the nightly review of health cards notes is nobody's edit.
    reviewed = Q(object_type="organizations.healthcase", actor__isnull=True)
    return AuditEvent.objects.filter(touched, pk__gt=last).exclude(reviewed)[:MANY]


@transaction.atomic
def undo_restructuring(change: Restructuring, *, at: datetime, reason: str, actor) -> Restructuring:
    """撤回: put everything back as it was before; raise ValidationError with every refusal."""
    Restructuring.objects.select_for_update(of=("self",)).get(pk=change.pk)
    change = Restructuring.objects.select_related("organization", "target").get(pk=change.pk)
    nodes = [change.organization, _former_parent(change), *([change.target] if change.target else [])]
    lock_nodes(*nodes)
    preview_undo(change, at=at).refuse()
    if change.kind == RestructuringKind.MOVE:
        hang_under([change.organization], nodes[1], on=change.effective_on, taking_back=True)
    else:
        _revive(change, reason, actor)
    change.undone_at = at
    change.save(update_fields=["undone_at"])
    record(
        actor,
        "organization.restructuring_undone",
        Organization.objects.get(pk=change.organization_id),
        reason=reason,
        document=change.document,
        batch=uuid4(),
        kind=change.get_kind_display(),
        on=chinese_date(change.effective_on),
    )
    enqueue_refresh()
    return change


def _revive(change: Restructuring, reason: str, actor) -> None:
    """The ended organisation lives again and gets back what it had handed over."""
    organization, effects, on = change.organization, change.effects, change.effective_on
    heir = Organization.objects.get(pk=effects["units_to"])
    ending = Ending(organization, heir, on, reason, change.document, uuid4(), actor)
    row = Organization.objects.filter(pk=organization.pk)
    row.update(dissolved_on=None, dissolved_document="", successor=None)
    touch(row)
    reopen_versions([organization], ended_on=on)
    children = list(Organization.objects.filter(pk__in=effects["children"]).order_by("path"))
    hang_under(children, organization, on=on, taking_back=True)
    Coverage.objects.filter(pk__in=effects["coverages_made"]).delete()
    for succession, kept in kept_in(effects):
        succession.restore(ending, kept)
