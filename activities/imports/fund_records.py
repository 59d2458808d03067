"""Aid cases and bank statements from workbooks: one row is one of them, under the code of its organisation."""

from __future__ import annotations

from activities.enums import CareKind, RecipientKind
from activities.imports.fund_cells import Party, Yuan
from activities.models import AidCase, BankLine
from league.core.importing.columns import Choice, Code, Date, Integer, Sheetwise, Text, Value
from league.core.importing.importer import register
from league.core.importing.rows import Row
from organizations.imports.owned import OwnedRowImport
from organizations.imports.places import OrganizationLookup
from organizations.imports.units import lock_roots

FIXED = "该流水号已登记，银行流水不能改写；确是另一笔的，请核对流水号"


class OrganizationRowImport(OwnedRowImport):
    """Rows about an organisation, whose code stands in the first column. `day` names the column whose day must lie in
    the organisation's life."""

    owner, day = "organization", ""
    beside = ("organization",)
    derived_fields = ("organization", "org_path")

    def lock(self, context):
        lock_roots(context)

    def check(self, plan):
        lookup = OrganizationLookup(plan.context)
        codes = {row.values[0] for row in plan.rows if row.values[0] and row.sound(0)}
        owners = plan.prepared["owners"] = lookup.by_code(codes)
        place = self.positions[self.day]
        for row in plan.rows:
            if not row.values[0] or not row.sound(0):
                continue
            found = owners.get(row.values[0])
            if found is None:
                row.refuse(0, lookup.unknown(row.values[0]))
                continue
            row.path = found.path
            _, founded_on, dissolved_on, *_ = found.facts
            stated = row.final(place)
            if stated and founded_on and stated < str(founded_on):
                row.refuse(place, f"“{found.label}”{founded_on}才成立，日期不能早于它")
            if stated and dissolved_on and stated >= str(dissolved_on):
                row.refuse(place, f"“{found.label}”已于{dissolved_on}撤销，日期必须早于它")

    def derive(self, plan, row: Row) -> tuple:
        found = plan.prepared["owners"][row.final(0)]
        return (found.pk, found.path)


@register
class AidCaseImport(OrganizationRowImport):
    noun, label, model, permission = "aid_case", "关爱帮扶", AidCase, "activities.import_aid_case"
    order, key, day = 131, ("organization", "cared_on", "recipient", "way"), "cared_on"
    columns = [
        Code("团组织编码", "organization", required=True, synonyms=("组织编码",), example="430421100"),
        Date("关爱日期", "cared_on", required=True, past=True, synonyms=("日期",), example="2023-05-04"),
        Choice("关爱对象", "recipient", RecipientKind, required=True, synonyms=("对象",)),
        Choice("关爱方式", "way", CareKind, required=True, synonyms=("方式",), words={"走访": "visit"}),
        Integer("关爱人次", "person_times", required=True, maximum=100_000, synonyms=("人次",)),
        Integer("本年首次关爱人数", "new_persons", required=True, maximum=100_000, synonyms=("首次关爱人数",),
                help="同一人在同一年内只在第一次计入，没有新增的填0。"),
        Text("情况说明", "remark", max_length=200, help="不写姓名、住址和病情。"),
    ]  # fmt: skip

    def check(self, plan):
        super().check(plan)
        times, persons = self.positions["person_times"], self.positions["new_persons"]
        for row in plan.rows:
            if row.final(times) == 0:
                row.refuse(times, "关爱人次应大于0")
            elif row.final(times) and (row.final(persons) or 0) > row.final(times):
                row.refuse(persons, "首次关爱人数不能多于人次")

    def label_of(self, row: Row) -> str:
        return f"{row.final(self.positions['cared_on'])}关爱帮扶"


class Side(Yuan):
    """收入 or 支出: a bank prints nought on the side where nothing moved."""

    def clean(self, raw, sheetwise: Sheetwise) -> Value:
        return super().clean(raw, sheetwise) or None


@register
class BankLineImport(OrganizationRowImport):
    """Nothing of a line that is known is ever written over: the same statement twice changes nothing."""

    noun, label, model, permission = "bank_line", "银行流水", BankLine, "activities.import_bank_line"
    order, key, day = 132, ("organization", "account", "serial"), "booked_on"
    columns = [
        Code("团组织编码", "organization", required=True, synonyms=("组织编码",), example="430421",
             help="账户里的专项由哪个团组织管理。"),
        Text("账号末四位", "account", required=True, max_length=4, synonyms=("账号", "尾号"), example="0421"),
        Text("流水号", "serial", required=True, max_length=40, synonyms=("交易流水号", "凭证号", "日志号")),
        Date("交易日期", "booked_on", required=True, past=True, synonyms=("记账日期", "日期"), fixed=FIXED),
        Side("收入金额", "income", synonyms=("贷方发生额", "收入", "贷方金额"), fixed=FIXED),
        Side("支出金额", "outlay", synonyms=("借方发生额", "支出", "借方金额"), fixed=FIXED),
        Party("对方户名", "counterparty", synonyms=("对方名称", "户名"), fixed=FIXED),
        Text("摘要", "summary", max_length=100, synonyms=("用途", "附言"), fixed=FIXED),
    ]  # fmt: skip

    def check(self, plan):
        super().check(plan)
        income, outlay = self.positions["income"], self.positions["outlay"]
        for row in plan.rows:
            stated = [place for place in (income, outlay) if row.final(place)]
            if row.sound(income) and row.sound(outlay) and len(stated) != 1:
                row.refuse(income, "一条流水应填收入或支出中的一项")

    def label_of(self, row: Row) -> str:
        return f"流水{row.final(self.positions['serial'])}"
