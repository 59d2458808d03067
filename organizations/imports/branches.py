"""The tree's rules for a file of organisations: who may stand under whom, no circle, no child of a refused parent."""

from __future__ import annotations

from league.core.importing.lookups import chunked
from league.core.importing.rows import Row
from organizations.enums import OrganizationKind
from organizations.models import Organization


class BranchRules:
    """The checks of `OrganizationImport` that look at more than one row."""

    def __init__(self, importer, plan):
        self.plan = plan
        self.name, self.kind, self.parent, self.unit = (
            importer.positions[field] for field in ("name", "kind", "parent", "unit")
        )

    def check(self) -> None:
        """Parents, circles, kinds, host units."""
        self._refuse_circles()
        for row in self.plan.rows:
            if row.key is None:
                continue
            if row.current is None:
                self._check_parent(row)
            elif row.sound(self.kind) and row.changes(self.kind):
                self._check_kind(row)
            self._check_unit(row)
        self._check_children()

    def _kind_above(self, row: Row) -> tuple[str | None, str]:
        """Kind and name of the parent as they will be; no kind where nobody knows."""
        code = row.values[self.parent]
        own = self.plan.by_key.get(code)
        if own is not None:
            return own.final(self.kind), str(own.final(self.name) or code)
        found = self.plan.found["parent"].get(code)
        return (found.facts[0], found.label) if found else (None, str(code))

    def _check_parent(self, row: Row) -> None:
        code = row.values[self.parent]
        if not row.sound(self.parent):
            return
        if not code:
            row.refuse(self.parent, "新增团组织须填上级组织")
            return
        found = self.plan.found["parent"].get(code)
        if found and found.facts[2]:
            row.refuse(self.parent, f"“{found.label}”已于{found.facts[2]}撤销，不能再设下级")
        self._check_placement(row, *self._kind_above(row))

    def _check_placement(self, row: Row, above: str | None, name: str) -> None:
        kind = row.final(self.kind)
        if above and kind and kind not in OrganizationKind.grammar.get(above, ()):
            label = OrganizationKind(above).label
            row.refuse(self.kind, f"{label}“{name}”下不能设{OrganizationKind(kind).label}")

    def _check_kind(self, row: Row) -> None:
        code = row.current.values[self.parent]
        if not code:
            if row.final(self.kind) not in OrganizationKind.roots:
                row.refuse(self.kind, "没有上级的组织只能是团的领导机关")
            return
        own, known = self.plan.by_key.get(code), self.plan.know("parent", {code})
        above = (
            own.final(self.kind) if own is not None and own.current else known[code].facts[0] if code in known else None
        )
        self._check_placement(row, above, known[code].label if code in known else code)

    def _check_children(self) -> None:
        """A changed kind must still allow what stands below it in the register."""
        changed = {
            row.pk: row for row in self.plan.rows if row.current and row.sound(self.kind) and row.changes(self.kind)
        }
        for chunk in chunked(changed):
            children = Organization.objects.filter(parent__in=chunk, dissolved_on__isnull=True).order_by()
            for parent, kind, code in children.values_list("parent_id", "kind", "code"):
                own = self.plan.by_key.get(code)
                kind = own.final(self.kind) or kind if own is not None else kind
                row = changed[parent]
                target = row.final(self.kind)
                if kind not in OrganizationKind.grammar.get(target, ()):
                    label = OrganizationKind(target).label
                    row.refuse(self.kind, f"它下面已有{OrganizationKind(kind).label}，不能改为{label}")

    def _check_unit(self, row: Row) -> None:
        code = row.values[self.unit]
        if not code or not row.sound(self.unit) or (row.current is not None and not row.changes(self.unit)):
            return
        found = self.plan.found["unit"][code]
        if found.facts[1] and found.facts[1] <= self.plan.context.on:
            row.refuse(self.unit, f"“{found.label}”已于{found.facts[1]}注销")

    def _refuse_circles(self) -> None:
        """New rows that stand above each other in a circle."""
        settled: set = set()
        for start in self.plan.rows:
            trail: dict = {}
            row = start
            while row is not None and row.current is None and row.key is not None and row.key not in settled:
                if row.key in trail:
                    self._refuse_circle(list(trail.values()), row)
                    break
                trail[row.key] = row
                row = self.plan.by_key.get(row.values[self.parent]) if row.sound(self.parent) else None
            settled |= trail.keys()

    def _refuse_circle(self, trail: list[Row], again: Row) -> None:
        circle = trail[trail.index(again) :]
        names = "→".join(str(row.key) for row in [*circle, again])
        for row in circle:
            row.refuse(self.parent, f"上级组织形成循环：{names}")

    def refuse_orphans(self) -> None:
        """A new row whose parent in the file is refused cannot be written either."""
        children: dict[str, list[Row]] = {}
        for row in self.plan.rows:
            if row.current is None and row.sound(self.parent) and row.values[self.parent] in self.plan.by_key:
                children.setdefault(row.values[self.parent], []).append(row)
        refused = [row for row in self.plan.rows if row.errors and row.current is None and row.key is not None]
        while refused:
            parent = refused.pop()
            for row in children.pop(parent.key, ()):
                row.refuse(self.parent, f"上级组织{parent.key}（{self.plan.where(parent)}）未通过核对")
                refused.append(row)
