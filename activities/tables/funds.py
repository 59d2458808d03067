"""The columns of the lists of funds, gifts, grants, aid cases and bank lines. Names of private people are masked on the
page and in files alike; money is in yuan."""

from activities.enums import Asset, GrantState, MatchState
from activities.models.bank_line import mask_party
from league.core.money import in_yuan
from league.core.tables import Column, Table


def yuan_column(name: str, label: str, *, sort: str | None = None, shown: bool = True) -> Column:
    """A sum in fen as yuan."""
    return Column(
        name, label, value=lambda row: in_yuan(getattr(row, name)), kind="number", sort=sort or name, shown=shown
    )


class FundTable(Table):
    """TJ-10 资金物资 as well: where it came from, what went out, whom it reached, what is left."""

    columns = [
        Column("name", "专项名称", sort="name", link=True),
        Column("code", "专项编码", kind="code", sort="code"),
        Column("organization", "管理团组织", value="organization", sort="organization__path"),
        yuan_column("money_in", "到账资金（元）"),
        yuan_column("goods_in", "物资折价（元）"),
        yuan_column("money_out", "支出资金（元）"),
        yuan_column("goods_out", "发放物资（元）"),
        Column("persons", "受助人数", kind="number", sort="persons", shown=False),
        Column("times", "受助人次", kind="number", sort="times"),
        yuan_column("money_balance", "资金结余（元）"),
        yuan_column("goods_balance", "物资结余（元）"),
        Column("programme", "品牌项目", value="programme", sort="programme__code", shown=False),
        Column("account_holder", "账户所在单位", shown=False),
        Column("opened_on", "设立日期", kind="date", sort="opened_on", shown=False),
        Column("closed_on", "结清日期", kind="date", sort="closed_on", shown=False),
    ]
    order = ("code",)
    select_related = ("organization", "programme")


class DonationTable(Table):
    columns = [
        Column("code", "登记号", kind="code", sort="code", link=True),
        Column("received_on", "到账日期", kind="date", sort="received_on"),
        Column("fund", "资金专项", value="fund", sort="fund__code"),
        Column("raiser", "筹措主体", kind="choice", sort="raiser"),
        Column("raised_by", "筹措组织", value="raised_by"),
        Column("donor", "捐赠方", value="donor_shown"),
        Column("asset", "形式", kind="badge", choices=Asset, sort="asset"),
        yuan_column("amount", "金额或折价（元）"),
        yuan_column("used", "已使用（元）"),
        Column("organization", "筹措团组织", value="organization", sort="organization__path", shown=False),
        Column("donor_kind", "捐赠方类别", kind="choice", sort="donor_kind", shown=False),
        Column("goods_name", "物资名称", shown=False),
        Column("goods_count", "物资数量（件）", kind="number", sort="goods_count", shown=False),
        Column("receipt_number", "票据号", kind="code", shown=False),
        Column("is_public", "公开募捐", kind="bool", shown=False),
        Column("charity", "合作慈善组织", shown=False),
        Column("filing_number", "募捐方案备案号", kind="code", shown=False),
        Column("remark", "备注", shown=False),
    ]
    order = ("-received_on", "code")
    select_related = ("fund", "organization", "unit")


class GrantTable(Table):
    columns = [
        Column("title", "发放事由", sort="title", link=True),
        Column("state", "状态", kind="badge", choices=GrantState, sort="state"),
        Column("fund", "资金专项", value="fund", sort="fund__code"),
        Column("organization", "申请团组织", value="organization", sort="organization__path"),
        Column("use", "用途", kind="choice", sort="use"),
        Column("recipient", "受助对象", kind="choice", sort="recipient"),
        Column("asset", "形式", kind="badge", choices=Asset, sort="asset"),
        yuan_column("amount", "金额或价值（元）"),
        Column("person_times", "受助人次", kind="number", sort="person_times"),
        Column("persons", "受助人数", kind="number", sort="persons", shown=False),
        Column("paid_on", "发放日期", kind="date", sort="paid_on"),
        Column("code", "发放号", kind="code", sort="code", shown=False),
        Column("applied_on", "申请日期", kind="date", sort="applied_on", shown=False),
        Column("approved_on", "审定日期", kind="date", sort="approved_on", shown=False),
        Column("goods_name", "物资名称", shown=False),
        Column("goods_count", "物资数量（件）", kind="number", sort="goods_count", shown=False),
    ]
    order = ("-applied_on", "code")
    select_related = ("fund", "organization")


class AidCaseTable(Table):
    columns = [
        Column("cared_on", "关爱日期", kind="date", sort="cared_on", link=True),
        Column("organization", "关爱团组织", value="organization", sort="organization__path"),
        Column("recipient", "关爱对象", kind="choice", sort="recipient"),
        Column("way", "关爱方式", kind="choice", sort="way"),
        Column("person_times", "关爱人次", kind="number", sort="person_times"),
        Column("new_persons", "本年首次关爱人数", kind="number", sort="new_persons"),
        Column("remark", "情况说明", shown=False),
    ]
    order = ("-cared_on", "pk")
    select_related = ("organization",)


class BankLineTable(Table):
    columns = [
        Column("serial", "流水号", kind="code", sort="serial", link=True),
        Column("booked_on", "交易日期", kind="date", sort="booked_on"),
        Column("organization", "管理团组织", value="organization", sort="organization__path"),
        Column("account", "账号末四位", kind="code", sort="account"),
        yuan_column("income", "收入（元）"),
        yuan_column("outlay", "支出（元）"),
        Column("counterparty", "对方户名", value=lambda line: mask_party(line.counterparty)),
        Column("match", "对账", value="match", kind="badge", choices=MatchState),
        Column(
            "entry", "对应登记", value=lambda line: (line.donation or line.grant) and str(line.donation or line.grant)
        ),
    ]
    order = ("-booked_on", "account", "serial")
    select_related = ("organization", "donation", "grant")
