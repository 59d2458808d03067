"""What the help has to say to whom: sections in the order in which a role reads them.

A role's own part, what to do today, is templates/help/<role>.html; every other section is written once, in
templates/help/sections/, and read by several roles.
"""

from __future__ import annotations

from typing import NamedTuple

from league.core.roles import Role

SECTIONS = {
    "find": "查找、筛选与导出",
    "register": "登记与更正",
    "own_register": "本组织的资料与人数",
    "restructure": "划转、合并、分设、撤销",
    "imports": "表格导入",
    "figures": "统计数字怎么看",
    "periods": "统计期：关账与更正",
    "elections": "届期与换届",
    "homes": "青年阵地",
    "schools": "学校与团校",
    "mechanisms": "党建带团建",
    "people": "人员与个人信息",
    "posts": "任职、书记交接与编制",
    "development": "协管、推优与培训",
    "recruitment": "招募",
    "appraisal": "述职评议考核",
    "activities": "活动与品牌项目",
    "service": "服务青年、荣誉与青联",
    "learning": "学习记录与宣传",
    "funds": "资金物资",
    "rules": "规则与区划",
    "accounts": "建立账号、授予角色",
    "security": "锁定、登录与动态口令的处置",
    "audit": "审计日志的查看、校验与留存",
    "access": "看不到、改不了怎么办",
    "account": "账号与密码、动态口令",
    "tokens": "接口令牌",
    "faq": "常见问题",
}
READING = (
    "find",
    "figures",
    "periods",
    "elections",
    "homes",
    "schools",
    "mechanisms",
    "people",
    "posts",
    "development",
    "recruitment",
    "appraisal",
    "activities",
    "service",
    "learning",
    "funds",
)
EDITING = (
    "find",
    "register",
    "restructure",
    "imports",
    "figures",
    "periods",
    "elections",
    "homes",
    "schools",
    "mechanisms",
    "people",
    "posts",
    "development",
    "recruitment",
    "appraisal",
    "activities",
    "service",
    "learning",
    "funds",
)
DOMAIN_END = ("access", "account", "tokens", "faq")
CONTENTS = {
    Role.COUNTY_STAFF: (*EDITING, "rules", *DOMAIN_END),
    Role.TOWNSHIP_SECRETARY: (*EDITING, *DOMAIN_END),
    Role.BRANCH_SECRETARY: ("own_register", *READING, *DOMAIN_END),
    Role.REVIEWER: (*READING, *DOMAIN_END),
    Role.SYSTEM_ADMIN: ("accounts", "access", "account"),
    Role.SECURITY_ADMIN: ("security", "access", "account"),
    Role.AUDIT_ADMIN: ("audit", "access", "account"),
}


class Section(NamedTuple):
    """A section of a page: its anchor, its heading and where its text is."""

    name: str
    title: str
    template: str


def sections_for(role: Role) -> list[Section]:
    """The page of a role, from top to bottom."""
    first = Section("today", "从哪里开始", f"help/{role.value}.html")
    return [first, *(Section(name, SECTIONS[name], f"help/sections/{name}.html") for name in CONTENTS[role])]
