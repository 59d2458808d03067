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
]  # fmt: skip
