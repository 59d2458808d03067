"""Terms from a workbook: one row is one term of one organisation; each ends where the next begins."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from league.core.audit import Entry, record_many
from league.core.importing.columns import Code, Date, Integer, Text
from league.core.importing.importer import Context, Current, Importer, UndoRefused, register
from league.core.importing.lookups import Found, chunked
from league.core.importing.rows import Row
from organizations.enums import OrganizationKind
from organizations.imports.places import OrganizationLookup, Townships
from organizations.imports.units import lock_roots
from organizations.models import Extension, Organization, Term
from organizations.services.records import describe, enqueue_refresh
from organizations.services.terms import FIELDS, NO_TERM, settle_terms

ELECTED = ("leading_body", "committee", "general_branch", "branch")
KEPT = "这一届由换届卷宗产生，请在该届次的页面上更正"


@register
class TermImport(Importer):
    noun, label, model, permission = "term", "届次", Term, "organizations.import_term"
    key = ("organization", "number")
    columns = [
        Code("团组织编码", "organization", required=True, synonyms=("编码", "组织编码"),
             help="换届的团组织在本系统中的编码。", example="430421100203"),
        Text("团组织名称", "name", synonyms=("名称", "组织名称"), help="只用于核对：填了就必须与编码对应的名称一致。"),
        Integer("届次", "number", required=True, maximum=999, synonyms=("第几届",), help="第几届，只填数字。", example="3"),
        Date("任期起", "starts_on", required=True, past=True, synonyms=("任职日期", "当选日期"),
             help="任期止不用填：到下一届任期起为止。", example="2023-03-15"),
        Date("选举大会日期", "meeting_on", past=True, synonyms=("大会日期", "换届日期", "选举日期"), example="2023-03-15"),
        Text("批复文号", "document", max_length=100, synonyms=("文号", "任职批复文号"), example="某团发〔2023〕6号"),
        Text("数据来源", "source", max_length=120, synonyms=("来源",)),
    ]  # fmt: skip

    def __init__(self):
        super().__init__()
        self.found: dict[str, Found] = {}

    def lock(self, context):
        lock_roots(context)

    def current(self, context: Context, keys: set) -> dict[Any, Current]:
        self.found |= OrganizationLookup(context).by_code({code for code, _ in keys})
        result = {}
        for term in stored_terms(found.pk for found in self.found.values()):
            code = term.organization.code
            if (code, term.number) in keys:
                values = [code, "", term.number, *(as_value(getattr(term, name)) for name in FIELDS[1:])]
                result[code, term.number] = Current(term.pk, term.revision, term.organization.path, values)
        return result

    def check(self, plan):
        code, name, number, starts_on = (
            self.positions[column] for column in ("organization", "name", "number", "starts_on")
        )
        lookup = OrganizationLookup(plan.context)
        for row in plan.rows:
            if row.key is None:
                continue
            found = self.found.get(row.key[0])
            if found is None:
                row.refuse(code, lookup.unknown(row.key[0]))
                continue
            row.path = found.path
            kind, founded_on, dissolved_on, *_ = found.facts
            stated, first = row.values[name], row.final(starts_on)
            if stated and stated != found.label:
                row.refuse(name, f"编码{found.code}对应的是“{found.label}”，与所填名称“{stated}”不符")
            elif row.sound(name):
                row.values[name] = None
            if kind not in ELECTED:
                row.refuse(code, NO_TERM.format(kind=OrganizationKind(kind).label).rstrip("。"))
            if row.key[1] == 0:
                row.refuse(number, "届次从1起")
            if founded_on and first and first < str(founded_on):
                row.refuse(starts_on, f"“{found.label}”{founded_on}才成立，任期起不能早于它")
            if dissolved_on and first and first >= str(dissolved_on):
                row.refuse(starts_on, f"“{found.label}”已于{dissolved_on}撤销，任期起必须早于它")
        self._check_order(plan, starts_on)

    def _check_order(self, plan, position: int) -> None:
        """With the terms on record, the numbers must grow with the days."""
        present: dict[str, dict[int, tuple]] = {}
        for term in stored_terms(found.pk for found in self.found.values()):
            present.setdefault(term.organization.code, {})[term.number] = (term.starts_on.isoformat(), None)
        for row in plan.rows:
            if row.key is not None and not row.errors:
                present.setdefault(row.key[0], {})[row.key[1]] = (row.final(position), row)
        for terms in present.values():
            for (earlier, (first, one)), (later, (second, other)) in pairwise(sorted(terms.items())):
                if first >= second:
                    reason = f"第{earlier}届自{first}起，第{later}届自{second}起，届次的先后与任期的先后不一致"
                    for row in filter(None, (one, other)):
                        row.refuse(position, reason)

    def check_changes(self, plan, rows: list[Row]) -> None:
        """A term of a dossier is corrected on its page."""
        kept = set()
        for chunk in chunked(row.pk for row in rows):
            kept |= set(Term.objects.filter(pk__in=chunk, election__isnull=False).values_list("pk", flat=True))
        for row in rows:
            if row.pk in kept:
                row.refuse(self.positions["number"], KEPT)

    def groups(self, plan):
        townships = Townships()
        for row in plan.rows:
            if place := townships.of(row.path):
                yield row, *place

    def label_of(self, row: Row) -> str:
        """What the preview calls the row."""
        found = self.found.get(row.key[0]) if row.key else None
        return f"{found.label}第{row.key[1]}届" if found else ""

    def write(self, plan, new, changed, *, batch, actor):
        words = {"noun": self.label, "file": batch.file_name, "batch": batch.pk}
        journal, entries, renewed = self._change(changed)
        added = [Term(organization_id=self.found[row.key[0]].pk, **self._fields(row)) for row in new]
        touched = {term.organization_id for term in [*added, *renewed]}
        settle_terms(touched, added)
        by_pk = Organization.objects.in_bulk(touched)
        for term in added:
            term.organization = by_pk[term.organization_id]
        record_many(actor, "import.row_added", (Entry(term, None, describe(term, FIELDS)) for term in added), **words)
        record_many(actor, "import.row_changed", entries, **words)
        return {"added": [term.pk for term in added], "changed": journal}

    def _fields(self, row: Row) -> dict[str, Any]:
        values = {name: row.final(self.positions[name]) for name in FIELDS}
        for name in ("starts_on", "meeting_on"):
            values[name] = date.fromisoformat(values[name]) if values[name] else None
        return values | {name: values[name] or "" for name in ("document", "source")}

    def _change(self, rows: list[Row]) -> tuple[list, list[Entry], list[Term]]:
        terms = {term.pk: term for chunk in chunked(row.pk for row in rows) for term in locked_terms(chunk)}
        journal, entries = [], []
        for row in rows:
            term = terms[row.pk]
            before = describe(term, FIELDS)
            former = {name: as_value(getattr(term, name)) for name in FIELDS}
            set_fields(term, self._fields(row))
            entries.append(Entry(term, before, describe(term, FIELDS)))
            journal.append([term.pk, term.revision, former])
        Term.objects.bulk_update(terms.values(), [*FIELDS, "ends_on", "revision"], batch_size=200)
        return journal, entries, list(terms.values())

    def known(self, context: Context):
        """Every term inside the scope."""
        rows = Term.objects.filter(context.scope.q("organization__path")).select_related("organization")
        for term in rows.order_by("organization__path", "number").iterator(chunk_size=2000):
            organization = term.organization
            yield [organization.code, organization.name, *(as_value(getattr(term, name)) for name in FIELDS)]

    def undo(self, journal, *, batch, actor):
        former = {pk: (revision, values) for pk, revision, values in journal["changed"]}
        expected = dict.fromkeys(journal["added"], 1) | {pk: revision for pk, (revision, _) in former.items()}
        terms = [term for chunk in chunked(expected) for term in locked_terms(chunk)]
        self._refuse_undo(terms, expected)
        words = {"noun": self.label, "file": batch.file_name, "batch": batch.pk}
        added = [term for term in terms if term.pk not in former]
        changed = [term for term in terms if term.pk in former]
        record_many(actor, "import.addition_undone", [Entry(term) for term in added], **words)
        record_many(actor, "import.change_undone", [Entry(term) for term in changed], **words)
        for chunk in chunked(term.pk for term in added):
            Term.objects.filter(pk__in=chunk).delete()
        for term in changed:
            values = former[term.pk][1]
            days = {
                name: date.fromisoformat(values[name]) if values[name] else None for name in ("starts_on", "meeting_on")
            }
            set_fields(term, values | days)
        Term.objects.bulk_update(changed, [*FIELDS, "ends_on", "revision"], batch_size=200)
        settle_terms({term.organization_id for term in terms})

    @staticmethod
    def _refuse_undo(terms: list[Term], expected: dict[int, int]) -> None:
        blockers = [f"“{term}”导入之后又有改动" for term in terms if term.revision != expected[term.pk]]
        blockers += [f"有{gone}届已被删去"] if (gone := len(expected) - len(terms)) else []
        for chunk in chunked(expected):
            extensions = Extension.objects.filter(term__in=chunk).select_related("term__organization")
            blockers += [f"“{extension.term}”导入之后登记了延期" for extension in extensions.order_by("pk")]
        if blockers:
            raise UndoRefused(blockers[:50])

    def written(self):
        enqueue_refresh()


def as_value(value: Any) -> Any:
    """A field as the columns have it."""
    return "" if value is None else value.isoformat() if isinstance(value, date) else value


def set_fields(term: Term, fields: dict[str, Any]) -> None:
    """Set the fields and count the write. The end, which follows from the neighbours, is kept behind the beginning
    until they are settled."""
    for name, value in fields.items():
        setattr(term, name, value)
    term.revision += 1
    if term.ends_on and term.ends_on <= term.starts_on:
        term.ends_on = term.starts_on + timedelta(days=1)


def stored_terms(organizations: Iterable[int]) -> Iterable[Term]:
    """All terms of these organisations (primary keys)."""
    for chunk in chunked(organizations):
        yield from Term.objects.filter(organization__in=chunk).select_related("organization").order_by("pk")


def locked_terms(keys: list[int]) -> Iterable[Term]:
    """These terms, locked."""
    rows = Term.objects.select_for_update(of=("self",)).filter(pk__in=keys).select_related("organization")
    return rows.order_by("pk")
