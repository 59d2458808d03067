"""The rules the cadre register begins with: 协管, 推优入党, training.

What was not read in the original is marked 待核. Loaded by migrations through `organizations.rulebook.load`.
"""

from __future__ import annotations

from organizations.rulebook import CUSTOM, rule_row

# 《共青团推优入党工作实施办法（试行）》: the year is known, the day is not.
METHOD_SINCE = "2019-01-01"
METHOD = "《共青团推优入党工作实施办法（试行）》（中青发〔2019〕9号，施行日期待核）"
LOCAL_METHOD = f"{METHOD}；各地实施细则做法不一，可按本县情况设定，待核"
PARTY_DETAIL = "《中国共产党发展党员工作细则》，待核"
JOINT_MANAGEMENT = "《党政领导干部选拔任用工作条例》（2019年）关于双重管理干部征求协管方意见的规定，待核"
TRAINING_RULE = "《干部教育培训工作条例》参照执行；团干部学时数待核，可按本县情况设定"


def _method(*args, **rest) -> dict:
    return rule_row(*args, source=METHOD, **{"valid_from": METHOD_SINCE} | rest)


def _local_method(*args, **rest) -> dict:
    return rule_row(*args, source=LOCAL_METHOD, **{"valid_from": METHOD_SINCE, "is_local": True} | rest)


CONSULTATION = [
    rule_row("consultation.answer_days", "收到协管征求意见后，县级团委应在该数个工作日内答复", "10", "工作日", "协管征求意见",
             CUSTOM, is_local=True, minimum=1, maximum=30),
    rule_row("consultation.silence_months", "协管方自收到征求意见之日起满该月数未答复的，视为同意（0为不适用）", "1", "个月",
             "协管征求意见", JOINT_MANAGEMENT, severity="hint", is_local=True, minimum=0, maximum=6),
]  # fmt: skip

RECOMMENDATION = [
    _method("recommendation.league_member", "推优对象应是共青团员（1为要求，0为不要求）", "1", "项", "推优对象", severity="block"),
    _method("recommendation.minimum_age", "推优对象应年满18周岁", "18", "周岁", "推优对象", severity="block"),
    _method("recommendation.league_years", "推优对象应有1年以上团龄", "1", "年", "推优对象", severity="block"),
    _local_method("recommendation.application_months", "递交入党申请书满该月数后再推荐（0为不要求）", "6", "个月", "推优对象",
                  minimum=0, maximum=24),
    rule_row("recommendation.activist_months", "确定为入党积极分子后经1年以上培养教育，方可推荐作发展对象", "12", "个月",
             "推荐作党的发展对象", PARTY_DETAIL),
    _method("recommendation.youth_age", "28周岁以下青年入党，一般应从团员中发展，发展团员入党一般应经过团组织推荐", "28", "周岁",
            "28周岁以下青年", severity="hint"),
    _method("recommendation.heard_age", "28至35周岁青年入党，一般应听取所在单位团组织意见；专兼职团干部按团员推优办理", "35",
            "周岁", "28至35周岁青年", severity="hint"),
    _method("recommendation.quorum", "推优大会到会人数应不少于应到会人数的半数", "50", "%", "支部大会", severity="block"),
    _method("recommendation.majority", "赞成票超过应到会有表决权人数的半数方可推荐", "50", "%", "支部大会", severity="block"),
    _local_method("recommendation.branch_share", "一个支部一年推荐的人数一般不超过团员数的该比例", "20", "%", "团支部",
                  minimum=1, maximum=100),
    _method("recommendation.publicity_days", "推优人选应公示不少于5个工作日", "5", "工作日", "公示", severity="block"),
    _method("recommendation.forms", "登记表一式两份，报送党支部和留存", "2", "份", "报送党支部"),
    _method("recommendation.valid_years", "推优结果2年内有效，逾期未被党组织采纳的应重新推荐", "2", "年", "推优结果"),
]  # fmt: skip

TRAINING = [
    rule_row("training.hours_per_term", "团干部每一任期内参加培训不少于该学时（0为不要求）", "40", "学时", "在任的书记、副书记",
             TRAINING_RULE, severity="hint", is_local=True, minimum=0, maximum=400),
]  # fmt: skip

STAFFING_PRACTICE = "湖南乡镇团委“1+2+6”配备的做法，待核，可按本县情况设定"
STAFFING = [
    rule_row("township.staffing.secretaries", "乡镇团委应配书记", "1", "名", "乡镇团委", STAFFING_PRACTICE, severity="hint",
             is_local=True, minimum=1, maximum=1),
    rule_row("township.staffing.deputies", "乡镇团委应配副书记", "2", "名", "乡镇团委", STAFFING_PRACTICE, severity="hint",
             is_local=True, minimum=0, maximum=5),
    rule_row("township.staffing.members", "乡镇团委应配委员", "6", "名", "乡镇团委", STAFFING_PRACTICE, severity="hint",
             is_local=True, minimum=0, maximum=20),
]  # fmt: skip

HEALTH = [
    rule_row("health.contact", "在任书记的档案应有手机号或电子邮箱，没有的列入体检（1为要求，0为不要求）", "1", "项",
             "设书记的团组织", CUSTOM, severity="hint", is_local=True, minimum=0, maximum=1),
]  # fmt: skip

RULES = [*CONSULTATION, *RECOMMENDATION, *TRAINING, *STAFFING, *HEALTH]
