"""The register's entries in the side-bar."""

from league.core.menu import Item, register
from league.core.roles import Role

register(
    "组织",
    [
        Item("组织树", "organizations:tree", "diagram-3", "organizations.view_organization"),
        Item("团组织", "organizations:organization-list", "people", "organizations.view_organization"),
        Item("单位", "organizations:unit-list", "buildings", "organizations.view_unit"),
        Item("联合覆盖", "organizations:coverage-list", "share", "organizations.view_coverage"),
        Item("团员青年数", "organizations:head-count-list", "123", "organizations.view_head_count"),
        Item("组织调整", "organizations:restructuring-list", "signpost-split", "organizations.view_restructuring"),
        Item("换届提醒", "organizations:term-due", "bell", "organizations.view_term"),
        Item("换届办理", "organizations:election-list", "check2-square", "organizations.view_election"),
        Item("支部体检", "organizations:health-case-list", "heart-pulse", "organizations.view_health_case"),
        Item("青年阵地", "organizations:home-list", "house-heart", "organizations.view_home"),
        Item(
            "学校与团校",
            "organizations:school-list",
            "mortarboard",
            "organizations.view_school",
            also=tuple(f"organizations:{noun}-list" for noun in ("relation-survey", "league-school", "league-class")),
        ),
        Item(
            "党建带团建",
            "organizations:policy-document-list",
            "diagram-2",
            "organizations.view_policy_document",
            also=tuple(
                f"organizations:{noun}-list"
                for noun in ("body-seat", "joint-survey", "survey-visit", "party-inclusion")
            ),
        ),
        Item("区划", "organizations:division-list", "map", "organizations.view_division"),
        Item("规则", "organizations:rule-list", "journal-text", "organizations.view_rule"),
    ],
)
register(
    "数据",
    [Item("表格导入", "core:import-list", "file-earmark-spreadsheet", roles=Role.domain)],
)
