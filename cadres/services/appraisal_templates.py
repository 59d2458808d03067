"""What a new scheme may begin with, so that nobody faces an empty page: the county's four methods, or 对标定级.

Methods and groups are those of the county's article (R-48), aspects, bands and quotas of 对标定级 those of 中青办发〔2019〕6号
(R-43, R-44). Weights, items and grades of 述职评议考核 have no source: they are a proposal and say so.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.enums import SchemeKind
from cadres.models import (
    AppraisalGrade,
    AppraisalGroup,
    AppraisalItem,
    AppraisalMethod,
    AppraisalPanel,
    AppraisalScheme,
)
from cadres.services.appraisal_parts import add_part, lock_draft

COMMITTEES = ["committee", "work_committee", "general_branch"]
SCHOOLS = ["senior_school", "junior_school", "vocational_school", "primary_school"]
ASSESSORS = ("评委组", 100)
# Name, then the filter.
REVIEW_GROUPS: list[dict[str, Any]] = [
    {"name": "乡镇（园区）", "unit_kinds": ["township", "park"], "kinds": COMMITTEES},
    {"name": "县直机关", "unit_kinds": ["organ", "institution", "state_enterprise"]},
    {"name": "教育系统", "unit_kinds": SCHOOLS, "is_direct": False, "kinds": COMMITTEES},
]
# Kind, name, weight, panels, items (code, title, source, full points).
REVIEW_METHODS = [
    ("daily", "日常考核", 40, [], [
        ("RC1", "基层组织建设", "office", 30), ("RC2", "团员队伍和团干部队伍建设", "office", 30),
        ("RC3", "服务青年和志愿服务工作", "office", 20), ("RC4", "团费收缴和制度落实", "office", 20),
    ]),
    ("on_site", "现场述职", 30, [("领导评委", 60), ("团员青年代表", 40)], [
        ("XC1", "履职情况和工作实绩", "panel", 60), ("XC2", "问题剖析和改进措施", "panel", 40),
    ]),
    ("written", "书面述职", 10, [ASSESSORS], [("SM1", "述职报告内容真实、问题具体", "self_report", 100)]),
    ("visit", "实地考察", 20, [ASSESSORS], [
        ("SD1", "阵地建设和使用情况", "site_visit", 50), ("SD2", "工作台账和青年评价", "site_visit", 50),
    ]),
]  # fmt: skip
REVIEW_GRADES = [
    ("好", 90, 30, 0, False),
    ("较好", 75, None, 0, False),
    ("一般", 60, None, 0, False),
    ("差", 0, None, 0, True),
]
STAR_GROUPS: list[dict[str, Any]] = [
    {"name": "团支部", "kinds": ["branch"], "is_direct": False, "minimum_months": 6},
]
STAR_METHODS = [
    ("aspect", name, 20, [("县级团委复核组", 100)], [(f"DB{number}", f"{name}达到规定标准", "site_visit", 20)])
    for number, name in enumerate(("班子建设", "团员管理", "组织生活", "制度落实", "作用发挥"), 1)
]
STAR_GRADES = [
    ("五星级", 90, 20, 12, False), ("四星级", 80, 60, 0, False), ("三星级", 70, None, 0, False),
    ("二星级", 60, None, 0, False), ("不定级", 0, None, 0, True),
]  # fmt: skip
TEMPLATES = {
    SchemeKind.REVIEW.value: (REVIEW_GROUPS, REVIEW_METHODS, REVIEW_GRADES, "所在单位发生重大责任事故且团组织负有责任"),
    SchemeKind.STAR.value: (STAR_GROUPS, STAR_METHODS, STAR_GRADES, "出现国家规定的一票否决情形"),
}  # fmt: skip


@transaction.atomic
def fill_from_template(scheme: AppraisalScheme, *, actor) -> AppraisalScheme:
    """套用样例: give an empty draft the parts of its kind's template; they are changed like any others."""
    scheme = lock_draft(scheme)
    if scheme.groups.exists() or scheme.methods.exists() or scheme.grades.exists():
        raise ValidationError("方案已有内容，不能再套用样例；请直接修改。")
    groups, methods, grades, veto = TEMPLATES[scheme.kind]
    for sort, fields in enumerate(groups, 1):
        add_part(AppraisalGroup(scheme=scheme, sort=sort, **fields), actor=actor)
    for sort, (kind, name, weight, panels, items) in enumerate(methods, 1):
        method = AppraisalMethod(scheme=scheme, sort=sort, kind=kind, name=name, weight=Decimal(weight))
        add_part(method, actor=actor)
        for place, (panel, share) in enumerate(panels, 1):
            add_part(AppraisalPanel(method=method, sort=place, name=panel, weight=Decimal(share)), actor=actor)
        for place, (code, title, source, full) in enumerate(items, 1):
            item = AppraisalItem(
                scheme=scheme, method=method, sort=place, code=code, title=title, source=source, full=Decimal(full),
                is_self_scored=scheme.kind == SchemeKind.STAR,
            )  # fmt: skip
            add_part(item, actor=actor)
    add_part(
        AppraisalItem(scheme=scheme, code="FJ1", kind="veto", title=veto, source="office", full=Decimal(0)),
        actor=actor,
    )
    for sort, (name, lower, quota, months, listed) in enumerate(grades, 1):
        grade = AppraisalGrade(
            scheme=scheme, sort=sort, name=name, lower=Decimal(lower), quota=quota and Decimal(quota),
            minimum_months=months, is_listed=listed,
        )  # fmt: skip
        add_part(grade, actor=actor)
    return scheme
