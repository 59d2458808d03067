"""What the register's references mean, and which township a path belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from league.core.importing.lookups import OPTIONS, Found, Lookup, chunked
from organizations.enums import OrganizationKind
from organizations.models import Division, Organization, Unit, YouthHome

OFFICES = re.compile(r"(?:村民委员会|村委会|村民委)$")
COMMUNITY_OFFICES = re.compile(r"(?:社区居民委员会|社区居委会|居民委员会|居委会)$")


def short_place(name: str) -> str:
    """西渡村委会 is 西渡村, 壕塘社区居委会 is 壕塘社区: townships write either."""
    return COMMUNITY_OFFICES.sub("社区", OFFICES.sub("村", name))


def limited(queryset, name: str) -> list[str]:
    """ "code name" of all rows, nothing when they are too many for a drop-down."""
    rows = list(queryset.values_list("code", name)[: OPTIONS + 1])
    return [f"{code} {label}" for code, label in rows] if len(rows) <= OPTIONS else []


class DivisionLookup(Lookup):
    """By code, or by township and name. Never by name alone: five village names occur twice in one county.

    `facts`: level, last day.
    """

    label = "区划"

    @classmethod
    def options(cls, context) -> list[str]:
        return limited(Division.objects.existing(on=context.on).order_by("code"), "name")

    def by_code(self, codes: set[str]) -> dict[str, Found]:
        found = {}
        for chunk in chunked(codes):
            rows = Division.objects.filter(code__in=chunk).order_by()
            for pk, code, name, *facts in rows.values_list("pk", "code", "name", "level", "ends_on"):
                found[code] = Found(code, pk, "", name, tuple(facts))
        return found

    def by_name(self, tokens: set[str]) -> dict[str, Found | str]:
        exact: dict[str, list[Found]] = {}
        alone: dict[str, list[Found]] = {}
        for place, township in self._places():
            short = short_place(place.label)
            alone.setdefault(short, []).append(place)
            for name in {short, place.label}:
                exact.setdefault(f"{township}{short_place(name)}", []).append(place)
        result: dict[str, Found | str] = {}
        for token in tokens:
            wanted = short_place(re.sub(r"[\s/·\-—>]", "", token))
            places = {place.code: place for place in exact.get(wanted, ())}
            if len(places) == 1:
                result[token] = next(iter(places.values()))
            elif places or wanted in alone:
                choices = "、".join(sorted(places) or sorted(place.code for place in alone[wanted]))
                result[token] = (
                    f"只写“{token}”不能确定是哪个乡镇的，请填12位区划代码，或写成“乡镇名+村名”；同名的有：{choices}"
                )
        return result

    def names(self) -> Iterable[tuple[str, str]]:
        for place, township in self._places():
            yield f"{township}{place.label}", f"“{township}{place.label}”（{place.code}）"
            yield place.code, f"“{township}{place.label}”（{place.code}）"

    def _places(self) -> list[tuple[Found, str]]:
        if not hasattr(self, "_all"):
            rows = Division.objects.order_by("code").values_list(
                "pk", "code", "name", "level", "ends_on", "parent__name"
            )
            self._all = [
                (Found(code, pk, "", name, (level, ends_on)), (parent or "") if level != "township" else "")
                for pk, code, name, level, ends_on, parent in rows
            ]
        return self._all


class OrganizationLookup(Lookup):
    """By code, or by full or short name where only one organisation in the scope has it.

    `facts`: kind, founded on, dissolved on, code of the division.
    """

    label = "团组织"

    @classmethod
    def options(cls, context) -> list[str]:
        parents = Organization.objects.filter(context.scope.q("path"), dissolved_on__isnull=True)
        return limited(parents.filter(kind__in=OrganizationKind.grammar).order_by("path"), "name")

    def by_code(self, codes: set[str]) -> dict[str, Found]:
        return {found.code: found for chunk in chunked(codes) for found in self._rows(code__in=chunk)}

    def by_name(self, tokens: set[str]) -> dict[str, Found | str]:
        named: dict[str, dict[str, Found]] = {}
        for field in ("name", "short_name"):
            for chunk in chunked(tokens):
                for found, name in self._named(field, chunk):
                    named.setdefault(name, {})[found.code] = found
        return {
            name: next(iter(rows.values()))
            if len(rows) == 1
            else f"有{len(rows)}个团组织叫“{name}”，请填编码：{'、'.join(sorted(rows))}"
            for name, rows in named.items()
        }

    def names(self) -> Iterable[tuple[str, str]]:
        rows = self._visible().values_list("code", "name", "short_name").order_by("code")
        for code, name, short_name in rows[:20_002]:
            for word in filter(None, (code, name, short_name)):
                yield word, f"“{name}”（{code}）"

    def _visible(self):
        return Organization.objects.filter(self.context.scope.q("path"))

    def _rows(self, **conditions) -> Iterable[Found]:
        rows = self._visible().filter(**conditions).order_by()
        for pk, code, path, name, *facts in rows.values_list(
            "pk", "code", "path", "name", "kind", "founded_on", "dissolved_on", "division__code"
        ):
            yield Found(code, pk, path, name, tuple(facts))

    def _named(self, field: str, names: list[str]) -> Iterable[tuple[Found, str]]:
        rows = self._visible().filter(**{f"{field}__in": names}).order_by()
        codes = dict(rows.values_list("code", field))
        for found in self._rows(code__in=list(codes)[:900]):
            yield found, codes[found.code]


class UnitLookup(Lookup):
    """By code. `facts`: kind, closed on, code of the division."""

    label = "单位"

    @classmethod
    def options(cls, context) -> list[str]:
        return limited(
            Unit.objects.filter(context.scope.q("org_path"), closed_on__isnull=True).order_by("code"), "name"
        )

    def by_code(self, codes: set[str]) -> dict[str, Found]:
        found = {}
        for chunk in chunked(codes):
            rows = Unit.objects.filter(self.context.scope.q("org_path"), code__in=chunk).order_by()
            for pk, code, path, name, *facts in rows.values_list(
                "pk", "code", "org_path", "name", "kind", "closed_on", "division__code"
            ):
                found[code] = Found(code, pk, path, name, tuple(facts))
        return found

    def names(self) -> Iterable[tuple[str, str]]:
        rows = Unit.objects.filter(self.context.scope.q("org_path")).order_by("code").values_list("code", "name")
        for code, name in rows[:20_002]:
            yield code, f"“{name}”（{code}）"
            yield name, f"“{name}”（{code}）"


class HomeLookup(Lookup):
    """A place by its code. `facts`: none."""

    label = "青年阵地"

    @classmethod
    def options(cls, context) -> list[str]:
        return limited(YouthHome.objects.filter(context.scope.q("org_path")).order_by("code"), "name")

    def by_code(self, codes: set[str]) -> dict[str, Found]:
        found = {}
        for chunk in chunked(codes):
            rows = YouthHome.objects.filter(self.context.scope.q("org_path"), code__in=chunk).order_by()
            for pk, code, path, name in rows.values_list("pk", "code", "org_path", "name"):
                found[code] = Found(code, pk, path, name)
        return found

    def names(self) -> Iterable[tuple[str, str]]:
        rows = YouthHome.objects.filter(self.context.scope.q("org_path")).order_by("code").values_list("code", "name")
        for code, name in rows:
            yield code, f"“{name}”（{code}）"
            yield name, f"“{name}”（{code}）"


class Townships:
    """Which committee directly below the county a path belongs to; the county itself for what stands beside them."""

    def __init__(self):
        rows = Organization.objects.filter(depth__lte=2).order_by().values_list("pk", "code", "short_name", "name")
        self.names = {str(pk): (code, short_name or name) for pk, code, short_name, name in rows}

    def of(self, path: str) -> tuple[str, str] | None:
        """Code and name; None for no path."""
        ids = path.split("/")[1:3]
        return next((self.names[number] for number in reversed(ids) if number in self.names), None)
