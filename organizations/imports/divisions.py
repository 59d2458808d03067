"""Divisions from a workbook: level and parent follow from the code."""

from __future__ import annotations

from league.core.importing.columns import Choice, Code, Date, Reference, Text
from league.core.importing.importer import register
from league.core.importing.model_rows import ModelImporter
from league.core.importing.rows import Row
from league.core.pinyin import search_key
from organizations.enums import DivisionLevel
from organizations.imports.places import DivisionLookup
from organizations.models import Division
from organizations.services.records import enqueue_refresh

FIXED = "区划的级别和上级由代码决定，不能更改；代码有变的，请另起一行登记新区划"
# Block of the last three digits (domain 4.1): below 200 are communities.
FIRST_VILLAGE = "200"


@register
class DivisionImport(ModelImporter):
    noun, label, model, permission = "division", "区划", Division, "organizations.import_division"
    order = 10
    columns = [
        Code("区划代码", "code", digits=12, required=True, synonyms=("代码", "统计用区划代码", "行政区划代码", "编码"),
             help="12位统计用区划代码，据此识别是新增还是变更。", example="430421100203"),
        Text("名称", "name", required=True, max_length=60, synonyms=("区划名称", "村名", "村（社区）名称"), example="西渡村委会"),
        Choice("级别", "level", DivisionLevel, fixed=FIXED, synonyms=("区划级别", "层级", "类别"), default=None,
               words={"县": "county", "乡镇": "township", "镇": "township", "乡": "township", "街道": "township",
                      "行政村": "village", "居委会": "community", "社区": "community"}, help="可不填，由代码判断。"),
        Reference("上级区划代码", "parent", DivisionLookup, to_self=True, fixed=FIXED,
                  synonyms=("上级代码", "父级代码", "parent_code"), help="可不填，由代码判断。", example="430421100000"),
        Date("设立日期", "starts_on", synonyms=("成立日期",)),
        Text("数据来源", "source", max_length=120, synonyms=("来源",), example="国家统计局2023年统计用区划代码"),
    ]  # fmt: skip
    derived_fields = followed_fields = ("search_key",)
    grouped_by = "乡镇（街道）"

    def check(self, plan):
        level, parent = self.positions["level"], self.positions["parent"]
        known = plan.know("parent", {code for row in plan.rows if row.key for code in lineage(row.key)})
        for row in plan.rows:
            if row.key is None:
                continue
            wanted_level, wanted_parent = expected(row.key, row.final(level))
            if row.sound(level):
                self._check_level(row, level, wanted_level)
            if row.sound(parent):
                self._check_parent(plan, row, parent, wanted_parent, known)
        propagate(plan, parent)

    def _check_level(self, row: Row, position: int, wanted: str) -> None:
        if row.values[position] in (None, ""):
            row.values[position] = wanted if row.current is None else None
        elif row.values[position] != wanted:
            row.refuse(position, f"代码{row.key}应为“{DivisionLevel(wanted).label}”，与所填级别不符")

    def _check_parent(self, plan, row: Row, position: int, wanted: str, known: dict) -> None:
        stated = row.values[position]
        if stated and stated != wanted:
            sentence = f"代码{row.key}的上级应为{wanted}" if wanted else f"{row.key}是县级区划，没有上级"
            row.refuse(position, f"{sentence}，与所填上级{stated}不符")
        elif wanted and wanted not in known and wanted not in plan.by_key:
            row.refuse(position, f"上级区划{wanted}尚未登记，也不在本文件中；请先登记上级区划")
        elif row.current is None:
            row.values[position] = wanted or None

    def derive(self, plan, row):
        return (search_key(row.final(self.positions["name"])),)

    follow = derive

    def in_order(self, rows):
        return sorted(rows, key=lambda row: len(Division.prefix(row.key)))

    def generations(self, objects):
        by_level: dict[int, list] = {}
        for division in objects:
            by_level.setdefault(len(Division.prefix(division.code)), []).append(division)
        return [by_level[length] for length in sorted(by_level, reverse=True)]

    def groups(self, plan):
        townships = {f"{row.key[:9]}000" for row in plan.rows if row.key}
        known = plan.know("parent", townships)
        name = self.positions["name"]
        for row in plan.rows:
            if row.key:
                code = f"{row.key[:9]}000"
                own = plan.by_key.get(code)
                yield row, code, known[code].label if code in known else str(own.final(name) or code) if own else code

    def written(self):
        enqueue_refresh()


def lineage(code: str) -> tuple[str, ...]:
    """Codes of the divisions above."""
    return (f"{code[:6]}000000", f"{code[:9]}000")


def expected(code: str, stated: str | None) -> tuple[str, str]:
    """Level and parent's code that a code tells. The block of a village's last digits is a custom, so what is stated
    wins between village and community."""
    if code.endswith("000000"):
        return DivisionLevel.COUNTY.value, ""
    if code.endswith("000"):
        return DivisionLevel.TOWNSHIP.value, f"{code[:6]}000000"
    guessed = DivisionLevel.VILLAGE if code[9:] >= FIRST_VILLAGE else DivisionLevel.COMMUNITY
    level = stated if stated in (DivisionLevel.VILLAGE, DivisionLevel.COMMUNITY) else guessed.value
    return level, f"{code[:9]}000"


def propagate(plan, position: int) -> None:
    """A new row whose parent in the file is refused cannot be written either."""
    for row in sorted((row for row in plan.rows if row.key), key=lambda row: len(Division.prefix(row.key))):
        parent = plan.by_key.get(row.values[position]) if row.sound(position) else None
        if parent is not None and parent.current is None and parent.errors:
            row.refuse(position, f"上级区划{parent.key}（{plan.where(parent)}）未通过核对")
