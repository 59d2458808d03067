"""Posts from workbooks: one row is one person's post in one organisation from one day. People are imported before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from django.db import models

from cadres.enums import PostDuty, PostEnding, PostMode, PostSelection, PostTitle, Staffing, VillageSeat
from cadres.imports.person_cells import BirthDate, Number
from cadres.imports.post_people import PeopleOfPosts
from cadres.models import Post
from cadres.services.imported_posts import follow_posts, forget_posts
from league.core.importing.columns import Choice, Code, Date, Reference, Text, Value
from league.core.importing.importer import Context, Current, register
from league.core.importing.lookups import chunked
from league.core.importing.model_rows import ModelImporter
from league.core.importing.rows import Row
from organizations.imports.places import OrganizationLookup, Townships, UnitLookup
from organizations.imports.units import lock_roots
from organizations.models import Organization
from organizations.services.records import enqueue_refresh

BESIDE = ("person", "name", "birth_on", "organization")


class YesNo(models.TextChoices):
    """是 or 否."""

    YES = "yes", "是"
    NO = "no", "否"


@register
class PostImport(ModelImporter):
    noun, label, model, permission = "post", "任职", Post, "cadres.import_post"
    order, leading = 85, "organization"
    key = ("person", "organization", "title", "starts_on")
    beside, derived_fields = BESIDE, ("person", "organization", "org_path")
    columns = [
        Number("人员编号", "person", synonyms=("系统编号",), help="知道的填写；不知道的按姓名和出生日期查找。"),
        Text("姓名", "name", required=True, max_length=50, synonyms=("人员姓名",), example="曾小禾"),
        BirthDate("出生日期", "birth_on", past=True, synonyms=("出生年月", "出生年月日"), help="用来分辨同名的人。"),
        Code("团组织编码", "organization", required=True, synonyms=("编码", "组织编码"), example="430421100203"),
        Choice("职务", "title", PostTitle, required=True, words={"团支部书记": "secretary", "支部书记": "secretary"}),
        Choice("分工", "duty", PostDuty),
        Choice("任职方式", "mode", PostMode, required=True, synonyms=("专挂兼职", "专职挂职兼职")),
        Choice("产生方式", "selection", PostSelection, default="unknown"),
        Date("任职起", "starts_on", required=True, past=True, synonyms=("任职时间", "任职日期"), example="2023-03-15"),
        Date("任职止", "ends_on", synonyms=("任职止（不含）", "离任日期"), help="不再任职的第一天；在任的留空。"),
        Choice("进两委", "village_seat", VillageSeat, default="unknown", synonyms=("是否进两委", "是否进村两委"),
               words={"否": "none", "未进": "none", "党组织": "party", "村委会": "committee", "居委会": "committee", "交叉任职": "both"}),
        Text("两委职务", "village_role", max_length=50),
        Choice("编制类别", "staffing", Staffing, default="unknown", words={"行政": "administrative", "参公": "civil_service",
               "事业": "institution", "无": "no_staffing"}),
        Reference("编制所在单位", "workplace", UnitLookup),
        Choice("大学生兼职副书记", "is_student_deputy", YesNo, default="no", synonyms=("是否大学生兼职",)),
        Text("学籍学校", "student_school"),
        Text("任职文号", "document", synonyms=("文号",)),
        Choice("离任原因", "ending", PostEnding),
        Text("离任文号", "ending_document"),
        Text("数据来源", "source", max_length=120, synonyms=("来源",)),
        Text("备注", "remark", max_length=200),
    ]  # fmt: skip

    def lock(self, context):
        lock_roots(context)

    # Reading.

    def prepare(self, plan):
        """Every row gets the number of the person it means."""
        people = PeopleOfPosts(self, plan)
        for row in plan.rows:
            people.settle(row)

    def current(self, context: Context, keys: set) -> dict[Any, Current]:
        found: dict[Any, Current] = {}
        for chunk in chunked({key[1] for key in keys}):
            rows = Post.objects.filter(organization__code__in=chunk).order_by()
            if context.lock:
                rows = rows.select_for_update(of=("self",), no_key=True)
            for current in self._read(rows):
                key = tuple(current.values[self.positions[name]] for name in self.key)
                if key in keys:
                    found[key] = current
        return found

    def known(self, context: Context):
        for current in self._read(self._in_scope(context).order_by("org_path", "starts_on", "pk")):
            yield current.values

    def _read(self, rows) -> Iterable[Current]:
        beside = ("person_id", "person__name", "person__birth_on", "organization__code")
        flag = self.positions["is_student_deputy"]
        for values in rows.values_list(*beside, *self._selected()):
            current = self._as_current(values[len(beside) :])
            person, name, born, code = values[: len(beside)]
            stated = {
                "person": str(person),
                "name": name,
                "birth_on": born.isoformat() if born else "",
                "organization": code,
            }
            for column, value in stated.items():
                current.values[self.positions[column]] = value
            current.values[flag] = YesNo.YES if current.values[flag] in (True, "True", "是") else YesNo.NO
            yield current

    def stored(self, plan, position: int, value: Value) -> Any:
        if position == self.positions["is_student_deputy"]:
            return value == YesNo.YES
        return super().stored(plan, position, value)

    # Checking.

    def check(self, plan):
        place = self.positions["organization"]
        lookup = OrganizationLookup(plan.context)
        codes = {row.values[place] for row in plan.rows if row.values[place] and row.sound(place)}
        organizations = plan.prepared["organizations"] = lookup.by_code(codes)
        for row in plan.rows:
            if not row.values[place] or not row.sound(place):
                continue
            found = organizations.get(row.values[place])
            if found is None:
                row.refuse(place, lookup.unknown(row.values[place]))
                continue
            row.path = found.path
            self._check_life(row, found)
            self._check_student(row)
            self._check_right(plan, row, found)
        self._check_overlaps(plan, [found.pk for found in organizations.values()])

    def _check_life(self, row: Row, found) -> None:
        starts, ends = self.positions["starts_on"], self.positions["ends_on"]
        first, last = row.final(starts), row.final(ends)
        _, founded_on, dissolved_on, *_ = found.facts
        if first and last and last <= first:
            row.refuse(ends, "任职止必须晚于任职起")
        if founded_on and first and first < str(founded_on):
            row.refuse(starts, f"“{found.label}”{founded_on}才成立，任职不能早于它")
        if dissolved_on and first and first >= str(dissolved_on):
            row.refuse(starts, f"“{found.label}”已于{dissolved_on}撤销")
        elif dissolved_on and (not last or last > str(dissolved_on)):
            row.refuse(ends, f"“{found.label}”已于{dissolved_on}撤销，任职止不能空，也不能晚于它")
        if not last and row.final(self.positions["ending"]):
            row.refuse(self.positions["ending"], "填了离任原因，没有填任职止")

    def _check_student(self, row: Row) -> None:
        flag = self.positions["is_student_deputy"]
        asked = {name: row.final(self.positions[name]) for name in ("title", "mode")}
        if row.final(flag) == YesNo.YES and asked != {"title": PostTitle.DEPUTY, "mode": PostMode.PART_TIME}:
            row.refuse(flag, "大学生兼职副书记的职务应为副书记、任职方式应为兼职")

    def _check_right(self, plan, row: Row, found) -> None:
        """As on the pages: nobody writes the secretary of the own node."""
        touched = row.current is None or any(row.changes(position) for position in range(len(row.values)))
        if row.final(self.positions["title"]) != PostTitle.SECRETARY or plan.context.actor is None or not touched:
            return
        known = plan.prepared.setdefault("rights", {})
        if found.path not in known:
            organization = Organization(pk=found.pk, path=found.path)
            known[found.path] = plan.context.actor.has_perm("cadres.appoint_secretary", organization)
        if not known[found.path]:
            row.refuse(self.positions["title"], f"“{found.label}”的书记由上级团组织任免，请由上级导入")

    def _check_overlaps(self, plan, organizations: list[int]) -> None:
        """One secretary a day, and nobody twice in one post, over what is on record and what the file brings."""
        stretches: dict[tuple, list[tuple]] = defaultdict(list)
        written = {row.pk for row in plan.rows if row.pk and not row.errors}
        for chunk in chunked(organizations):
            rows = Post.objects.filter(organization__in=chunk).order_by("pk")
            for pk, *values in rows.values_list(
                "pk", "organization__code", "title", "person_id", "starts_on", "ends_on", "person__name"
            ):
                if pk not in written:
                    code, title, person, first, last, name = values
                    last = str(last) if last else ""
                    self._note(stretches, code, title, str(person), (str(first), last, name, None))
        for row in plan.rows:
            if row.key is not None and not row.errors:
                person, code, title, first = row.key
                name = row.final(self.positions["name"])
                last = row.final(self.positions["ends_on"]) or ""
                self._note(stretches, code, title, person, (first, last, name, row))
        for group in stretches.values():
            self._refuse_overlaps(plan, sorted(group, key=lambda each: each[:2]))

    @staticmethod
    def _note(stretches, code: str, title: str, person: str, entry: tuple) -> None:
        stretches[code, title, "" if title == PostTitle.SECRETARY else person].append(entry)

    def _refuse_overlaps(self, plan, group: list[tuple]) -> None:
        for (first, last, name, row), (second, _, other, later) in pairwise(group):
            if last and last <= second:
                continue
            until = f"至{last}" if last else "起"
            if later is not None:
                where = f"（{plan.where(row)}）" if row is not None else ""
                later.refuse(
                    self.positions["starts_on"], f"与{name}自{first}{until}的同一职务重叠{where}，请核对任职起止"
                )
            elif row is not None:
                row.refuse(self.positions["ends_on"], f"与{other}自{second}起的同一职务重叠，请核对任职起止")

    def check_changes(self, plan, rows: list[Row]) -> None:
        """What an election opened keeps its beginning; names are matched in its dossier."""
        super().check_changes(plan, rows)
        name = self.positions["name"]
        for row in rows:
            if row.changes(name):
                row.refuse(name, "姓名请在人员资料中更正")

    def groups(self, plan):
        townships = Townships()
        for row in plan.rows:
            if place := townships.of(row.path):
                yield row, *place

    # Writing.

    def write(self, plan, new, changed, *, batch, actor):
        journal = super().write(plan, new, changed, batch=batch, actor=actor)
        follow_posts([row.pk for row in new], [row.pk for row in changed], actor=actor)
        return journal

    def undo(self, journal, *, batch, actor):
        forget_posts(journal["added"], actor=actor)
        super().undo(journal, batch=batch, actor=actor)
        follow_posts([], [pk for pk, *_ in journal["changed"]], actor=actor)

    def derive(self, plan, row: Row) -> tuple:
        found = plan.prepared["organizations"][row.final(self.positions["organization"])]
        return (int(row.final(self.positions["person"])), found.pk, found.path)

    def path_of(self, plan, row: Row) -> str:
        return row.path

    def label_of(self, row: Row) -> str:
        """张禾 430421100203 书记."""
        title = PostTitle(row.final(self.positions["title"])).label if row.final(self.positions["title"]) else ""
        return f"{row.final(self.positions['name'])} {row.final(self.positions['organization'])} {title}"

    def written(self):
        enqueue_refresh()
