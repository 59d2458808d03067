"""The rules that activities begin with. Loaded by migrations through `organizations.rulebook.load`."""

from __future__ import annotations

from organizations.rulebook import CUSTOM, rule_row

RULES = [
    rule_row("activity.sample_percent", "上级核验下级活动时，按该比例随机抽样", "10", "%", "活动核验", CUSTOM, severity="hint",
             is_local=True, minimum=1, maximum=100),
    rule_row("activity.active_days", "该天数内举办过活动的团组织，计为活跃", "90", "天", "团组织覆盖的最后一级", CUSTOM,
             severity="hint", is_local=True, minimum=30, maximum=365),
    rule_row("health.silent_days", "该天数内没有举办过活动的团支部，列入体检台账", "90", "天", "团支部", CUSTOM,
             is_local=True, minimum=30, maximum=365),
    rule_row("need.solve_days", "急难愁盼诉求自反映之日起，在该天数内办结", "30", "天", "急难愁盼诉求", CUSTOM, is_local=True, minimum=1,
             maximum=180),
    rule_row("need.tell_days", "诉求办结之日起，在该天数内告知反映人", "7", "天", "急难愁盼诉求", CUSTOM, is_local=True, minimum=1,
             maximum=60),
    rule_row("honour.expiring_days", "荣誉有效期届满前该天数起，列入即将到期清单", "180", "天", "有有效期的荣誉", CUSTOM,
             severity="hint", is_local=True, minimum=30, maximum=730),
    rule_row("volunteer.door_minutes", "活动开始前该分钟数起可以签到，结束后同样时间内可以签退", "60", "分钟", "志愿服务", CUSTOM,
             is_local=True, minimum=10, maximum=240),
    rule_row("volunteer.day_hours", "一名志愿者一天的服务时长超过该小时数，列入时长存疑", "12", "小时", "志愿服务", CUSTOM,
             is_local=True, minimum=4, maximum=24),
    rule_row("volunteer.bulk_number", "一分钟内由同一工作人员代签达到该人数，列入时长存疑", "10", "人", "志愿服务", CUSTOM,
             is_local=True, minimum=2, maximum=100),
    rule_row("volunteer.back_fill_hours", "签到记录晚于签到时间超过该小时数，列入时长存疑", "24", "小时", "志愿服务", CUSTOM,
             is_local=True, minimum=1, maximum=720),
    rule_row("volunteer.keep_days", "最后一次服务满该天数后，清除志愿者的手机号、身份证号和监护人信息", "730", "天", "志愿服务", CUSTOM,
             is_local=True, minimum=180, maximum=3650),
    rule_row("fund.publicity_days", "资金物资发放方案的公示，不少于该工作日数", "5", "天", "资金物资发放", f"{CUSTOM}；希望工程资助程序的公示要求待核",
             is_local=True, minimum=1, maximum=30),
    rule_row("fund.disclosure_group", "公开表中，受助人数不足该数的类别合并列示", "3", "人", "资金物资公开表", CUSTOM, is_local=True,
             minimum=3, maximum=20),
]  # fmt: skip
