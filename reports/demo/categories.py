"""The kinds of units of the social field, their tags, their names and their size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.demo.naming import Chance, invented_words


@dataclass(frozen=True)
class Category:
    """A kind of unit. `patterns` are names with gaps for the township and an invented word."""

    letter: str
    unit_kind: str
    stat_field: str
    two_new: str
    credit_prefixes: tuple[str, ...]
    members: tuple[int, int]
    patterns: tuple[str, ...]


ENTERPRISE = Category(
    "Q", "private_enterprise", "enterprise", "new_economy", ("91",), (4, 21),
    tuple(f"衡阳县{{word}}{trade}有限公司" for trade in (
        "陶瓷", "钙业", "食品", "竹木制品", "电子科技", "服饰", "机械制造", "建筑材料", "粮油", "茶业", "纸品",
        "电子商务", "物流", "农业开发",
    )),
)  # fmt: skip
# Cooperatives belong to the social field, not to the non-public enterprises: their credit code begins with 93.
COOPERATIVE = Category(
    "H", "other", "village", "new_economy", ("93",), (3, 7),
    tuple(f"衡阳县{{word}}{trade}专业合作社" for trade in ("水稻种植", "油茶", "水果种植", "养殖", "农机服务", "中药材")),
)  # fmt: skip
ASSOCIATION = Category(
    "S", "social_organization", "social", "new_social", ("51", "52"), (3, 9),
    (
        "{township}{word}志愿服务协会", "{township}{word}书画协会", "{township}{word}龙舟协会", "{township}{word}篮球协会",
        "{township}{word}舞蹈协会", "{township}{word}返乡创业青年协会", "{township}{word}社会工作服务中心",
        "{township}{word}托育服务中心", "{township}{word}养老服务中心", "{township}{word}职业技能培训学校",
        "{township}{word}幼儿园", "{township}{word}乡村振兴促进会", "{township}{word}应急救援队",
    ),
)  # fmt: skip
COUNTY_ASSOCIATION = Category(
    "S", "social_organization", "social", "new_social", ("51", "53"), (5, 16),
    tuple(f"衡阳县{{word}}{trade}" for trade in (
        "青年企业家协会", "青年志愿者协会", "青年电商协会", "青年文艺工作者协会", "公益基金会", "家政服务业协会",
        "美容美发业协会", "餐饮业协会",
    )),
)  # fmt: skip
EMPLOYMENT = Category(
    "J", "other", "social", "new_employment", ("",), (3, 8),
    ("{township}{word}快递网点", "{township}{word}外卖配送站", "{township}{word}网约车服务站", "{township}{word}货车司机之家"),
)  # fmt: skip
DISTRICT = Category(
    "L", "other", "social", "business_district", ("",), (3, 10),
    ("{township}{word}商业街", "{township}{word}商业广场", "{township}{word}商务楼", "{township}{word}农贸市场"),
)  # fmt: skip
ESTATE = Category(
    "X", "other", "community", "housing_estate", ("",), (3, 9),
    ("{township}{word}苑小区", "{township}{word}花园小区", "{township}{word}里小区"),
)  # fmt: skip
ALL = (ENTERPRISE, COOPERATIVE, ASSOCIATION, COUNTY_ASSOCIATION, EMPLOYMENT, DISTRICT, ESTATE)


class Names:
    """Names that no two units of the demo share."""

    def __init__(self, chance: Chance):
        self._words: Iterator[str] = invented_words(chance)
        self._chance = chance
        self._taken: set[str] = set()

    def next(self, category: Category, township: str) -> str:
        while True:
            name = self._chance.pick(category.patterns).format(township=township, word=next(self._words))
            if name not in self._taken:
                self._taken.add(name)
                return name
