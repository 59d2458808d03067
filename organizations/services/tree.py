"""Changing the shape of the tree: the only code that writes parents, paths and depths.

A path is the parent's path and the own primary key. Everything that carries a copy of it follows in the same
transaction, in a few statements whatever the size of the subtree. Changes of shape take their turn at the tree's
root: a row inserted below a moving node by somebody else would keep the old path otherwise.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Substr

from league.core.fields import PathField
from league.core.scoping import ancestor_ids, path_carriers, subtree
from league.core.versions import change_versions_of, take_back_versions_of
from organizations.enums import OrganizationKind
from organizations.models import Organization, OrganizationVersion
from organizations.services.records import chinese_date

# Ranges in one condition: SQLite's expression depth and PostgreSQL's planner both like it short.
RANGES = 400


def lock_nodes(*nodes: Organization) -> list[Organization]:
    """Lock the root of their tree and the nodes, in path order; return the nodes fresh, in the order given.

    Inside a transaction. Whatever writes a row with a copied path calls it for the row's owner.
    """
    wanted = {node.pk for node in nodes} | {ancestor_ids(node.path)[0] for node in nodes}
    locked = Organization.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=wanted).order_by("path")
    fresh = {node.pk: node for node in locked}
    missing = [str(node) for node in nodes if node.pk not in fresh]
    if missing:
        raise ValidationError(f"团组织{'、'.join(missing)}已不存在，请刷新页面。")
    return [fresh[node.pk] for node in nodes]


def placement_refusal(kind: str, parent: Organization) -> str | None:
    """Why an organisation of that kind may not stand under `parent`; None when the grammar allows it."""
    if kind in OrganizationKind.grammar.get(parent.kind, ()):
        return None
    return f"{OrganizationKind(parent.kind).label}“{parent}”下不能设{OrganizationKind(kind).label}。"


def existence_refusal(organization: Organization, *, on: date) -> str | None:
    """Why nothing can be put under the organisation on that day; None when it lives then and is not dissolved."""
    if organization.dissolved_on:
        return f"“{organization}”已于{chinese_date(organization.dissolved_on)}撤销。"
    if organization.founded_on and organization.founded_on > on:
        return f"“{organization}”{chinese_date(organization.founded_on)}才成立，晚于生效日期。"
    return None


def place_refusal(organization: Organization, *, on: date) -> str | None:
    """Why `on` is too early: the place itself has moved or changed its kind since that day."""
    stretches = OrganizationVersion.objects.filter(subject=organization).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    )
    other = stretches.exclude(path=organization.path, kind=organization.kind).order_by("-valid_to").first()
    if other:
        return f"“{organization}”在{chinese_date(on)}之后调整过隶属或类别，生效日期不能早于{chinese_date(other.valid_to)}。"
    return None


def later_changes(condition: Q, *, on: date) -> list[OrganizationVersion]:
    """Stretches with a path in the condition that begin or end after `on`: they forbid a change dated `on`."""
    return list(
        OrganizationVersion.objects.filter(condition)
        .filter(Q(valid_from__gt=on) | Q(valid_to__gt=on))
        .select_related("subject")
        .order_by("-valid_from")[:3]
    )


def late_refusals(condition: Q, *, on: date) -> list[str]:
    """Sentences for `later_changes`."""
    return [
        f"“{version.subject}”在{chinese_date(on)}之后还有沿革（自{chinese_date(version.valid_from)}"
        f"{'至' + chinese_date(version.valid_to) if version.valid_to else ''}），生效日期不能早于它。"
        for version in later_changes(condition, on=on)
    ]


def below(organization: Organization, lookup: str = "path") -> Q:
    """Rows of the subtree without the node itself."""
    return subtree(organization.path, lookup) & ~Q(**{lookup: organization.path})


def hang_under(roots: Sequence[Organization], parent: Organization, *, on: date, taking_back: bool = False) -> None:
    """Move siblings with all that stands below them under `parent`, as of the day.

    The caller holds `lock_nodes` and has checked the refusals. `taking_back` puts them back where they stood before
    a change of that day, and mends their versions instead of writing new ones.
    """
    if not roots:
        return
    former = Organization.objects.only("path", "depth").get(pk=roots[0].parent_id)
    step = parent.depth - former.depth
    for start in range(0, len(roots), RANGES):
        chunk = roots[start : start + RANGES]
        paths = [root.path for root in chunk]
        counted = {"depth": F("depth") + step, "revision": F("revision") + 1}
        _follow(Organization, "path", paths, former.path, parent.path, **counted)
        for model in path_carriers():
            _follow(model, "org_path", paths, former.path, parent.path)
        Organization.objects.filter(pk__in=[root.pk for root in chunk]).update(parent=parent)
        moved = Organization.objects.filter(any_subtree(f"{parent.path}{root.pk}/" for root in chunk))
        living = moved.filter(dissolved_on__isnull=True)
        (take_back_versions_of if taking_back else change_versions_of)(living, on=on)


def any_subtree(paths: Iterable[str], lookup: str = "path") -> Q:
    """Rows in one of the subtrees; for at most some hundred paths."""
    return reduce(or_, (subtree(path, lookup) for path in paths))


def _follow(model, column: str, paths: list[str], former: str, present: str, **also) -> None:
    """Replace the paths' beginning `former` by `present` in one statement."""
    rest = Substr(column, len(former) + 1)
    model.objects.filter(any_subtree(paths, column)).update(
        **{column: Concat(Value(present), rest, output_field=PathField())}, **also
    )
