"""What the audit log says of the register."""

from league.core.audit import register

register(
    {
        "organization.founded": "在{parent}下设立了{object}",
        "organization.changed": "更正了{object}的资料",
        "organization.restated": "自{on}起变更了{object}的登记事项",
        "organization.renamed": "自{on}起将{former}更名为{object}",
        "organization.moved": "自{on}起将{object}由{former}划转到{target}",
        "organization.merged": "自{on}起将{object}并入{target}",
        "organization.split": "自{on}起从{object}分设了{found}",
        "organization.dissolved": "自{on}起撤销了{object}{heir}",
        "organization.restructuring_undone": "撤回了{object}自{on}起的{kind}",
        "organization.grant_ended": "因{organization}自{on}起调整，终止了授权{object}",
        "unit.opened": "登记了单位{object}，归口{responsible}",
        "unit.changed": "更正了单位{object}的资料",
        "unit.restated": "自{on}起变更了单位{object}的登记事项",
        "unit.closed": "自{on}起注销了单位{object}",
        "unit.exempted": "自{on}起认定单位{object}可不建团组织",
        "unit.exemption_ended": "自{on}起取消单位{object}不建团组织的认定",
        "coverage.begun": "自{on}起由{organization}联合覆盖{unit}",
        "coverage.ended": "自{on}起终止了{organization}对{unit}的联合覆盖",
        "head_count.recorded": "登记了{object}",
        "head_count.entered": "填报了{object}：{value}人",
        "head_count.corrected": "更正了{object}：{value}人",
        "division.added": "登记了区划{object}",
        "division.changed": "更正了区划{object}的资料",
        "division.abolished": "自{on}起撤销了区划{object}",
        "rule.set": "自{on}起将规则“{object}”设为{value}",
    }
)
