"""People from workbooks. A row is found by the record's number, else by its ID number, else by name, birth date and
organisation; personal cells are masked wherever they come out again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError

from cadres.enums import Degree, Education, Nationality, PoliticalStatus, Sex
from cadres.imports.person_cells import EMAIL, ID_NUMBER, PHONE, PROVISIONAL, BirthDate, Number
from cadres.imports.person_matches import Matches, refuse_taken_numbers
from cadres.models import Person
from cadres.models.person import ID_NUMBER as ID_SEAL
from cadres.models.person import PHONE as PHONE_SEAL
from cadres.services.names import write_keys
from cadres.services.people import LIFE
from cadres.validators import check_agreement, check_life, read_id_number
from league.core.crypto import keyed_hash
from league.core.importing.columns import Choice, Date, Reference, Text, is_masked
from league.core.importing.importer import Context, Current, register
from league.core.importing.lookups import chunked
from league.core.importing.model_rows import ModelImporter
from league.core.importing.rows import Row
from league.core.pinyin import name_keys
from organizations.imports.places import DivisionLookup, OrganizationLookup, Townships
from organizations.imports.units import lock_roots
from organizations.services.records import enqueue_refresh

MASKED = ("id_number", "phone", "email", "birth_on")


@register
class PersonImport(ModelImporter):
    noun, label, model, permission = "person", "人员", Person, "cadres.import_person"
    order, key, beside, leading = 80, ("number",), ("number",), "name"
    derived_fields = followed_fields = ("org_path", "search_key", "id_number_hash", "phone_hash")
    columns = [
        Number("人员编号", "number", synonyms=("系统编号",), help="系统给的编号；新增人员留空。"),
        Text("姓名", "name", required=True, max_length=50, synonyms=("姓 名", "人员姓名"), example="曾小禾"),
        ID_NUMBER,
        Choice("性别", "sex", Sex, default="0", help="填了身份证号的可不填。"),
        BirthDate("出生日期", "birth_on", past=True, synonyms=("出生年月", "出生年月日"), help="填了身份证号的可不填。"),
        PHONE,
        EMAIL,
        Choice("民族", "nationality", Nationality, words={name.removesuffix("族"): code for code, name in Nationality.choices}),
        Choice("政治面貌", "political_status", PoliticalStatus,
               words={"党员": "01", "预备党员": "02", "团员": "03", "无党派": "12"}),
        Date("入党日期", "joined_party_on", past=True, synonyms=("入党时间",)),
        Date("入团日期", "joined_league_on", past=True, synonyms=("入团时间", "入团年月")),
        Choice("学历", "education", Education, synonyms=("文化程度", "最高学历"),
               words={"博士": "11", "博士研究生": "11", "硕士": "14", "硕士研究生": "14", "研究生": "14", "本科": "21",
                      "大学本科": "21", "大学": "21", "大专": "31", "专科": "31", "大学专科": "31", "中专": "41", "高中": "61",
                      "职高": "44", "技校": "47", "初中": "71", "小学": "81"}),
        Choice("学位", "degree", Degree, words={"无": "0", "博士学位": "2", "硕士学位": "3", "学士学位": "4"}),
        Text("毕业院校", "graduated_from", synonyms=("毕业学校",)),
        Text("所学专业", "major", synonyms=("专业",)),
        Text("就读院校", "school", help="在校学生填写。"),
        Reference("户籍或家庭所在区划", "home_division", DivisionLookup, synonyms=("户籍所在地", "籍贯", "家庭住址")),
        Date("参加工作日期", "work_started_on", past=True, synonyms=("参加工作时间",)),
        Date("监护人同意日期", "guardian_consent_on", past=True, help="未满18周岁的必填。"),
        Reference("建档团组织", "organization", OrganizationLookup, required=True, synonyms=("所在团组织", "所在组织", "团组织"),
                  help="保管、更正这份资料的团组织。", fixed="档案换由其他团组织管理，请在人员页面办理移交"),
        Text("数据来源", "source", max_length=120, synonyms=("来源",)),
        Text("备注", "remark", max_length=200),
    ]  # fmt: skip

    def lock(self, context):
        lock_roots(context)

    # Finding the rows.

    def prepare(self, plan):
        """Rows without a number get that of the record they mean, or a key that tells new rows from each other."""
        place = self.positions["number"]
        open_rows = [row for row in plan.rows if self._is_open(row, place)]
        for row in open_rows:
            row.values[place] = None
        matches = Matches(self, plan, open_rows)
        for row in open_rows:
            found, refusal = matches.of(row)
            if refusal:
                row.refuse(*refusal)
            row.values[place] = str(found) if found else self._provisional(row)

    @staticmethod
    def _is_open(row: Row, place: int) -> bool:
        value = row.values[place]
        return row.sound(place) and (not value or str(value).startswith(PROVISIONAL))

    def _provisional(self, row: Row) -> str:
        """One for each human that the row names."""
        number = row.values[self.positions["id_number"]]
        if number and not is_masked(str(number)) and row.sound(self.positions["id_number"]):
            return f"{PROVISIONAL}{keyed_hash(number, ID_SEAL)[:24]}"
        said = [row.values[self.positions[name]] for name in ("name", "birth_on", "organization")]
        return f"{PROVISIONAL}{sha256(repr(said).encode()).hexdigest()[:24]}"

    def current(self, context: Context, keys: set) -> dict[Any, Current]:
        found: dict[Any, Current] = {}
        for chunk in chunked(int(key) for key in keys if key.isdecimal()):
            queryset = Person.objects.current().filter(pk__in=chunk).order_by()
            if context.lock:
                queryset = queryset.select_for_update(of=("self",), no_key=True)
            found |= {current.values[0]: current for current in self._read(queryset)}
        return found

    def known(self, context):
        for current in self._read(self._in_scope(context).order_by("org_path", "name", "pk")):
            yield current.values

    def _in_scope(self, context: Context):
        return super()._in_scope(context).filter(merged_into__isnull=True)

    def _read(self, queryset) -> Iterable[Current]:
        for row in queryset.values_list(*self._selected()):
            current = self._as_current(row)
            current.values[0] = str(current.pk)
            yield current

    # Checking.

    def check(self, plan):
        found = plan.found["organization"]
        place, number = self.positions["organization"], self.positions["number"]
        for row in plan.rows:
            if row.current is None and row.sound(number) and not str(row.values[number]).startswith(PROVISIONAL):
                row.refuse(number, "没有这个编号的人员；新增人员请留空")
            target = found.get(row.values[place]) if row.current is None and row.sound(place) else None
            if target and target.facts[2]:
                row.refuse(place, f"“{target.label}”已于{target.facts[2]}撤销，不能建档")
            self._take_back_masked(row)
            self._check_life(plan, row)
        refuse_taken_numbers(self, plan)

    def _take_back_masked(self, row: Row) -> None:
        """A masked cell is what the template said; it states nothing, and a new row has nothing behind it."""
        for name in MASKED:
            position = self.positions[name]
            value, column = row.values[position], self.columns[position]
            if not (isinstance(value, str) and is_masked(value) and row.sound(position)):
                continue
            if row.current is not None and column.show(row.current.values[position]) == value:
                row.values[position] = None
            else:
                row.refuse(position, f"{column.label}是遮盖后的内容，请重新填写完整内容")

    def _check_life(self, plan, row: Row) -> None:
        """The rules of one person: what the number says, and the order of days."""
        on = plan.context.on
        final = {column.name: row.final(index) or "" for index, column in enumerate(self.columns)}
        try:
            if final["id_number"]:
                facts = read_id_number(final["id_number"], on=on)
                born = as_day(final["birth_on"])
                check_agreement(facts, sex=final["sex"], birth_on=born)
                if final["sex"] not in Sex.known:
                    row.values[self.positions["sex"]] = facts.sex
                if born is None and row.sound(self.positions["birth_on"]):
                    row.values[self.positions["birth_on"]] = facts.birth_on.isoformat()
                    final["birth_on"] = facts.birth_on.isoformat()
            check_life(on=on, birth_on=as_day(final["birth_on"]), days={name: as_day(final[name]) for name in LIFE})
        except ValidationError as error:
            for name, sentences in error.message_dict.items():
                row.refuse(self.positions[name], sentences[0].rstrip("。"))

    def groups(self, plan):
        townships = Townships()
        for row in plan.rows:
            if place := townships.of(self.path_of(plan, row)):
                yield row, *place

    # Writing.

    def path_of(self, plan, row):
        if row.current is not None:
            return row.current.path
        found = plan.found["organization"].get(row.values[self.positions["organization"]])
        return found.path if found else ""

    def derive(self, plan, row):
        return self.follow(plan, row)

    def follow(self, plan, row):
        number, phone, name = (row.final(self.positions[key]) or "" for key in ("id_number", "phone", "name"))
        return (self.path_of(plan, row), name_keys(name), keyed_hash(number, ID_SEAL), keyed_hash(phone, PHONE_SEAL))

    def write(self, plan, new, changed, *, batch, actor):
        journal = super().write(plan, new, changed, batch=batch, actor=actor)
        name = self.positions["name"]
        write_keys([(row.pk, row.final(name)) for row in new], fresh=True)
        write_keys([(row.pk, row.final(name)) for row in changed if row.changes(name)])
        return journal

    def after_restore(self, journal):
        pks = [pk for pk, *_ in journal["changed"]]
        for chunk in chunked(pks):
            write_keys(list(Person.objects.filter(pk__in=chunk).order_by("pk").values_list("pk", "name")))

    def written(self):
        enqueue_refresh()


def as_day(value: str) -> date | None:
    """A cleaned day as a date; None where nothing or nothing readable is stated."""
    return date.fromisoformat(value) if value and not is_masked(value) else None
