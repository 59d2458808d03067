"""Gifts from workbooks: the ledger of receipts. What is entered already is corrected on its page, where the balance is
told, and never by an import."""

from __future__ import annotations

from activities.enums import Asset, DonorKind, Raiser
from activities.imports.fund_cells import FundLookup, Party, Yuan
from activities.models import Donation, Fund
from activities.services.fund_balances import settle_fund
from league.core.importing.columns import Choice, Code, Date, Integer, Reference, Text
from league.core.importing.importer import register
from league.core.importing.model_rows import ModelImporter
from league.core.importing.rows import Row
from league.core.scoping import is_within
from organizations.imports.homes import YesNo
from organizations.imports.places import OrganizationLookup, Townships
from organizations.imports.units import lock_roots
from organizations.models.organization import CODE
from organizations.services.records import enqueue_refresh

FIXED = "已登记的来源请在它的页面更正，以便核对结余"


@register
class DonationImport(ModelImporter):
    noun, label, model, permission = "donation", "资金物资来源", Donation, "activities.import_donation"
    order, leading = 130, "code"
    derived_fields = ("org_path",)
    columns = [
        Code("登记号", "code", required=True, validators=[CODE], synonyms=("编号", "收据编号"), example="LY2023-0001",
             help="自行编定，一笔一个，不要重复。"),
        Reference("资金专项", "fund", FundLookup, required=True, synonyms=("专项", "用途"), fixed=FIXED, example="ZX-XWGC"),
        Choice("筹措主体", "raiser", Raiser, required=True, fixed=FIXED, words={"社会组织": "social", "团委": "league"}),
        Reference("筹措团组织", "organization", OrganizationLookup, required=True, synonyms=("募捐单位", "筹措单位"),
                  fixed=FIXED, help="由团属社会组织筹措的，填指导它的团组织。", example="430421"),
        Text("团属社会组织名称", "social_name", synonyms=("社会组织",), fixed=FIXED),
        Choice("捐赠方类别", "donor_kind", DonorKind, required=True, fixed=FIXED, words={"公司": "enterprise"}),
        Party("捐赠方", "donor", synonyms=("捐赠人", "捐款人", "捐赠单位"), fixed=FIXED, help="众人募集、匿名的不填。"),
        Choice("形式", "asset", Asset, required=True, fixed=FIXED, words={"款": "money", "物": "goods"}),
        Yuan("金额或折价（元）", "amount", required=True, synonyms=("金额", "捐赠金额", "折价"), fixed=FIXED, example="5000"),
        Text("物资名称", "goods_name", fixed=FIXED),
        Integer("物资数量（件）", "goods_count", synonyms=("数量",), fixed=FIXED),
        Date("到账日期", "received_on", required=True, past=True, synonyms=("捐赠日期", "日期"), fixed=FIXED,
             example="2023-05-04"),
        Text("票据号", "receipt_number", max_length=50, synonyms=("收据号",)),
        Choice("公开募捐", "is_public", YesNo, fixed=FIXED, words={"有": "yes", "无": "no"}),
        Text("合作慈善组织", "charity", fixed=FIXED),
        Text("募捐方案备案号", "filing_number", max_length=60, synonyms=("备案号",), fixed=FIXED),
        Text("备注", "remark", max_length=200),
    ]  # fmt: skip

    def label_of(self, row: Row) -> str:
        return f"来源{row.final(0)}"

    def lock(self, context):
        lock_roots(context)
        funds = Fund.objects.select_for_update(of=("self",)).filter(context.scope.q("org_path"))
        list(funds.order_by("pk").values_list("pk"))

    def _final(self, row: Row, name: str):
        return row.final(self.positions[name])

    def check(self, plan):
        for row in plan.rows:
            if row.current is not None:
                continue
            self._check_parts(row)
            place = self.positions["fund"]
            fund = plan.found["fund"].get(row.values[place]) if row.sound(place) else None
            if fund:
                self._check_fund(plan, row, fund)

    def _check_parts(self, row: Row) -> None:
        """What the constraints of the row say, at the cell where it is mended."""
        at = self.positions
        goods = self._final(row, "asset") == Asset.GOODS
        if goods and not (self._final(row, "goods_name") and self._final(row, "goods_count")):
            row.refuse(at["goods_name"], "物资须写明名称和数量")
        if not goods and (self._final(row, "goods_name") or self._final(row, "goods_count")):
            row.refuse(at["goods_name"], "资金不填物资名称和数量")
        if self._final(row, "amount") == 0:
            row.refuse(at["amount"], "金额（折价）应大于0")
        if (self._final(row, "raiser") == Raiser.SOCIAL) != bool(self._final(row, "social_name")):
            row.refuse(at["social_name"], "由团属社会组织筹措的须写明是哪个组织，由团组织筹措的不填")
        if self._final(row, "is_public") == YesNo.YES and not (
            self._final(row, "charity") and self._final(row, "filing_number")
        ):
            row.refuse(at["filing_number"], "公开募捐须写明合作慈善组织和募捐方案备案号")

    def _check_fund(self, plan, row: Row, fund) -> None:
        path, opened_on, closed_on = fund.facts
        place, day = self.positions["organization"], self._final(row, "received_on")
        if closed_on:
            row.refuse(self.positions["fund"], f"“{fund.label}”已于{closed_on}结清，不再登记来源")
        raiser = plan.found["organization"].get(row.values[place]) if row.sound(place) else None
        if raiser and not is_within(raiser.path, path):
            row.refuse(place, f"筹措团组织应是“{fund.label}”的管理团组织或其下级")
        if day and day < str(opened_on):
            row.refuse(self.positions["received_on"], f"“{fund.label}”{opened_on}才设立，到账日期不能早于它")

    def path_of(self, plan, row: Row) -> str:
        if row.current is not None:
            return row.path
        found = plan.found["organization"].get(row.values[self.positions["organization"]])
        return found.path if found else ""

    def derive(self, plan, row: Row) -> tuple:
        return (self.path_of(plan, row),)

    def groups(self, plan):
        townships = Townships()
        for row in plan.rows:
            if place := townships.of(self.path_of(plan, row)):
                yield row, *place

    def _as_current(self, row):
        current = super()._as_current(row)
        place = self.positions["is_public"]
        current.values[place] = YesNo.YES.value if current.values[place] else YesNo.NO.value
        return current

    def stored(self, plan, position, value):
        """What nobody calls public is not."""
        if self.columns[position].name == "is_public":
            return value == YesNo.YES
        return super().stored(plan, position, value)

    def write(self, plan, new, changed, *, batch, actor):
        journal = super().write(plan, new, changed, batch=batch, actor=actor)
        codes = {row.values[self.positions["fund"]] for row in new}
        for fund in Fund.objects.filter(code__in=codes).order_by("pk"):
            settle_fund(fund)
        return journal

    def undo(self, journal, *, batch, actor):
        gifts = Donation.objects.filter(pk__in=journal["added"])
        funds = list(Fund.objects.select_for_update(of=("self",)).filter(donations__in=gifts).order_by("pk"))
        super().undo(journal, batch=batch, actor=actor)
        for fund in {fund.pk: fund for fund in funds}.values():
            settle_fund(fund)

    def written(self):
        enqueue_refresh()
