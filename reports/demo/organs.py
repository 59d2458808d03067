"""County organs, public institutions and state enterprises under the work committee of county organs; and units whose
league organisation belongs to a higher system."""

from __future__ import annotations

from datetime import date

from reports.demo.committees import ORGANS
from reports.demo.naming import Chance, CreditCodes
from reports.demo.records import COUNTY_DIVISION, County, Organization, Unit

BODIES = (
    ("organ", "11", "organ", (
        "县委办公室", "县人大常委会机关", "县政府办公室", "县政协机关", "县纪委监委机关", "县委组织部", "县委宣传部",
        "县委统战部", "县发展和改革局", "县教育局", "县科技和工业信息化局", "县公安局", "县民政局", "县司法局",
        "县财政局", "县人力资源和社会保障局", "县自然资源局", "县住房和城乡建设局", "县交通运输局", "县水利局",
        "县农业农村局", "县卫生健康局", "县应急管理局", "县市场监督管理局", "县人民法院", "县人民检察院",
    )),
    ("institution", "12", "organ", (
        "县人民医院", "县中医医院", "县妇幼保健院", "县疾病预防控制中心", "县融媒体中心", "县图书馆", "县文化馆",
        "县农业技术推广中心", "县公路建设养护中心", "县林业事务中心", "县城市管理综合服务中心", "县政务服务中心",
        "县不动产登记中心", "县青少年发展综合服务中心",
    )),
    ("state_enterprise", "91", "enterprise", (
        "县自来水有限责任公司", "县粮食购销有限责任公司", "县城市建设投资有限责任公司", "县公共交通有限责任公司",
        "县文化旅游投资有限责任公司", "县农业投资有限责任公司",
    )),
)  # fmt: skip

# Members they have, and their organisation stands in another tree.
EXEMPT = (
    ("演示电力公司驻县分公司", "团组织关系隶属上级行业系统"),
    ("演示通信公司驻县分公司", "团组织关系隶属上级行业系统"),
    ("演示邮政公司驻县分公司", "团组织关系隶属上级行业系统"),
    ("演示银行驻县支行", "团组织关系隶属上级行业系统"),
    ("演示保险公司驻县支公司", "团组织关系隶属上级行业系统"),
    ("演示高速公路驻县管理所", "团组织关系隶属上级行业系统"),
    ("演示铁路驻县车站", "团组织关系隶属上级行业系统"),
    ("演示消防救援驻县大队", "团组织关系隶属上级行业系统"),
    ("演示烟草驻县营销部", "团组织关系隶属上级行业系统"),
    ("演示气象驻县观测站", "团组织关系隶属上级行业系统"),
    ("演示商贸集团筹备组", "筹建期间，团员关系保留在原单位"),
    ("演示水库移民安置指挥部", "临时机构，团员关系保留在原单位"),
)


def add_organs(county: County, chance: Chance, credit_codes: CreditCodes) -> None:
    serial = 0
    for kind, prefix, stat_field, names in BODIES:
        for name in names:
            serial += 1
            code = f"{ORGANS}-{serial:02d}"
            unit = organ_unit(code, f"衡阳{name}", kind, chance)
            unit.credit_code = credit_codes.next(prefix)
            county.host(unit, organ_branch(code, name, stat_field, chance))
    for serial, (name, reason) in enumerate(EXEMPT, start=1):
        unit = organ_unit(f"{ORGANS}-M{serial:02d}", f"衡阳县{name}", "other", chance)
        unit.exempt_reason = reason
        county.units.append(unit)


def organ_unit(code: str, name: str, kind: str, chance: Chance) -> Unit:
    members = chance.between(8, 34)
    return Unit(
        code=code,
        name=name,
        kind=kind,
        division=COUNTY_DIVISION,
        responsible=ORGANS,
        members=members,
        youth=members * chance.between(2, 4),
    )


def organ_branch(code: str, name: str, stat_field: str, chance: Chance) -> Organization:
    return Organization(
        code=code,
        name=f"共青团衡阳{name}支部委员会",
        short_name=f"{name.removeprefix('县')}团支部",
        kind="branch",
        parent=ORGANS,
        stat_field=stat_field,
        division=COUNTY_DIVISION,
        party_organization=f"中共衡阳{name}支部委员会",
        founded_on=chance.day(date(1985, 1, 4), date(2020, 6, 30)),
    )
