"""Full names by the rule, and names so alike that a clerk may have registered one organisation twice."""

from league.core.pinyin import search_key
from organizations.enums import OrganizationKind
from organizations.models import Organization, Unit

PREFIXES = ("中国共产主义青年团", "共青团")
# Longest first: 总支部委员会 ends with 支部委员会, which ends with 委员会.
ENDINGS = sorted({kind.name_ending for kind in OrganizationKind} | {"团支部", "团总支", "团工委", "团委"}, key=len)[
    ::-1
]
SHORTEST = 2


def full_name(unit_name: str, kind: str) -> str:
    """共青团 + unit + 委员会/工作委员会/总支部委员会/支部委员会."""
    return f"共青团{unit_name}{OrganizationKind(kind).name_ending}"


def core_of(name: str) -> str:
    """What tells one organisation from another: the name without 共青团 in front and the kind at its end."""
    core = "".join(name.split())
    for prefix in PREFIXES:
        core = core.removeprefix(prefix)
    for ending in ENDINGS:
        if core.endswith(ending) and len(core) > len(ending):
            return core.removesuffix(ending)
    return core


def pinyin_of(name: str) -> str:
    """The name's sound without tones."""
    return search_key(name).split("|")[1] if name else ""


def similar_organizations(name: str, queryset, *, limit: int = 5) -> list[Organization]:
    """Organisations of the queryset whose core is written or sounds the same."""
    core = core_of(name)
    if len(core) < SHORTEST:
        return []
    sound = pinyin_of(core)
    found = queryset.filter(search_key__contains=sound).order_by("code")[: 20 * limit]
    return [row for row in found if pinyin_of(core_of(row.name)) == sound][:limit]


def similar_units(name: str, queryset, *, limit: int = 5) -> list[Unit]:
    """Units of the queryset whose name is written or sounds the same."""
    sound = pinyin_of("".join(name.split()))
    found = queryset.filter(search_key__contains=sound).order_by("code")[: 20 * limit]
    return [row for row in found if pinyin_of(row.name) == sound][:limit]
