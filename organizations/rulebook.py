"""The rules the system begins with, as data: what the studied documents say, with their sources.

What was not read in the original is marked 待核. A rule's code is asked for by services; `applies_to` is for people.
Migrations call `load`, which only adds: what the county has set since, and what was corrected, stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

SINCE = "1900-01-01"
# 《中国共产主义青年团基层组织选举工作条例》(中青发〔2025〕1号) was published on this day.
REGULATION_OF_2025 = "2025-01-03"

ELECTION_2025 = "《中国共产主义青年团基层组织选举工作条例》（中青发〔2025〕1号，2025-01-03印发）"
ELECTION_2025_UNREAD = f"{ELECTION_2025}；具体数字待核"
BRANCH_2019 = "《中国共产主义青年团支部工作条例（试行）》（2019年）"
CONSTITUTION_2018 = "《中国共产主义青年团章程》（2018年）基层组织一章，待核"
LOCAL_CONGRESS = "团的地方各级代表大会选举有关规定"
OLD_ELECTION = "原基层组织选举暂行规则（2025年前），新条例数字待核"
CUSTOM = "县级团委工作习惯，可按本县情况设定"
OLD_SIZES = "团章旧版（1993年）的人数提法，现行团章未见人数规定，待核，仅作提示"


def rule_row(code: str, text: str, value: str, unit: str, applies_to: str, source: str, **rest) -> dict:
    """One rule as the register stores it; the other apps' rulebooks are made of it too."""
    return {
        "code": code, "text": text, "value": value, "unit": unit, "applies_to": applies_to, "source": source,
        "valid_from": SINCE, "valid_to": None, "severity": "warn", "is_local": False, "minimum": None, "maximum": None,
    } | rest  # fmt: skip


def _until_2025(*args, **rest) -> dict:
    return rule_row(*args, valid_to=REGULATION_OF_2025, **rest)


def _from_2025(*args, **rest) -> dict:
    return rule_row(*args, valid_from=REGULATION_OF_2025, **rest)


SETTING_UP = [
    rule_row("unit.minimum_members", "有团员3人以上的单位应当建立团组织", "3", "人",
          "企业、农村、机关、学校、科研院所、社区、社会组织等基层单位",
          "《中国共产主义青年团章程》基层组织一章；团支部工作条例（施行日期待核）", severity="hint"),
    rule_row("branch.minimum_members", "团支部团员不足3人的，应当与邻近或同行业单位建立联合团支部", "3", "人", "团支部", BRANCH_2019),
    rule_row("branch.maximum_members", "团支部的团员人数一般不超过50人，超过的须经上级团委同意", "50", "人", "团支部",
          "团支部工作条例（施行日期待核）"),
    rule_row("general_branch.minimum_members", "团员人数达到该数的可考虑设立团总支", "30", "人", "团支部", OLD_SIZES,
          severity="hint", is_local=True),
    rule_row("committee.minimum_members", "团员人数达到该数的可考虑设立基层团委", "100", "人", "团支部、团总支", OLD_SIZES,
          severity="hint", is_local=True),
    rule_row("county.reform_start", "本县基层团组织改革开始的日期，“改革以来新增”从该日算起", "", "日期", "本县",
          "由县级团委设定", severity="hint", is_local=True),
]  # fmt: skip

TERMS = [
    rule_row("term.years.county", "县级团的代表大会每5年举行一次", "5", "年", "县级领导机关", LOCAL_CONGRESS),
    _until_2025("term.years.committee", "基层团委每届任期3至5年，一般与同级党组织任期相同", "5", "年", "基层团委",
                CONSTITUTION_2018, is_local=True, minimum=3, maximum=5),
    _from_2025("term.years.committee", "基层团委每届任期3至5年，一般与同级党组织任期相同", "5", "年", "基层团委",
               ELECTION_2025, is_local=True, minimum=3, maximum=5),
    _until_2025("term.years.general_branch", "团总支每届任期2年或3年", "2", "年", "团总支", BRANCH_2019,
                is_local=True, minimum=2, maximum=3),
    _from_2025("term.years.general_branch", "团总支每届任期3年", "3", "年", "团总支", ELECTION_2025),
    _until_2025("term.years.branch", "团支部每届任期2年或3年", "2", "年", "团支部（中学学生团支部除外）", BRANCH_2019,
                is_local=True, minimum=2, maximum=3),
    _from_2025("term.years.branch", "团支部每届任期3年", "3", "年", "团支部（中学学生团支部除外）", ELECTION_2025),
    rule_row("term.years.student_branch", "大、中学校学生团支部每届任期1年", "1", "年", "中学学生团支部",
          f"{BRANCH_2019}；{ELECTION_2025}"),
    rule_row("extension.months.branch", "团支部提前或者延期换届一般不超过6个月，须经同级党组织和上级团组织批准", "6", "月",
          "团支部", ELECTION_2025, severity="block"),
    rule_row("extension.months.other", "其他团组织提前或者延期换届一般不超过1年，须经同级党组织和上级团组织批准", "12", "月",
          "团总支、基层团委、县级领导机关", ELECTION_2025, severity="block"),
    rule_row("term.warning.first", "届满前该天数起列入换届提醒", "180", "天", "所有设届期的团组织", CUSTOM,
          severity="hint", is_local=True, minimum=31, maximum=730),
    rule_row("term.warning.second", "届满前该天数起应制定换届计划", "90", "天", "所有设届期的团组织", CUSTOM,
          severity="hint", is_local=True, minimum=31, maximum=365),
    rule_row("term.warning.third", "届满前该天数起应完成请示", "30", "天", "所有设届期的团组织", CUSTOM,
          severity="hint", is_local=True, minimum=1, maximum=180),
]  # fmt: skip

ELECTIONS = [
    rule_row("election.congress_minimum", "有选举权的团员达到该数，或者居住分散的，经批准可以召开代表大会", "200", "人",
          "召开代表大会的", ELECTION_2025),
    rule_row("election.quorum", "有选举权的到会人数不少于应到会人数的五分之四，方可进行选举", "80", "%", "团员大会、代表大会",
          ELECTION_2025_UNREAD),
    rule_row("election.margin", "候选人数应比应选人数多20%以上", "20", "%", "委员会选举", ELECTION_2025_UNREAD),
    rule_row("election.majority", "得赞成票超过实到会有选举权人数的半数始得当选", "50", "%", "委员会选举", ELECTION_2025),
    rule_row("seats.branch.members", "团员达到该数的团支部设支部委员会", "7", "人", "团支部", BRANCH_2019),
    rule_row("seats.branch.minimum", "团支部委员会一般3至5人，最多7人", "3", "人", "团支部", BRANCH_2019),
    rule_row("seats.branch.maximum", "团支部委员会一般3至5人，最多7人", "7", "人", "团支部", BRANCH_2019),
    rule_row("seats.small_branch.maximum", "团员不足7人的团支部设书记1人，必要时设副书记1人", "2", "人", "团员不足7人的团支部",
          BRANCH_2019),
    rule_row("seats.general_branch.minimum", "团总支委员会由5至7人组成", "5", "人", "团总支", OLD_ELECTION, severity="hint"),
    rule_row("seats.general_branch.maximum", "团总支委员会由5至7人组成", "7", "人", "团总支", OLD_ELECTION, severity="hint"),
    rule_row("seats.committee.minimum", "基层团委由7至9人组成", "7", "人", "基层团委", OLD_ELECTION, severity="hint"),
    rule_row("seats.committee.maximum", "基层团委由7至9人组成", "9", "人", "基层团委", OLD_ELECTION, severity="hint"),
    rule_row("seats.large_committee.members", "团员达到该数的基层团委可设常务委员会", "2000", "人", "基层团委", OLD_ELECTION,
          severity="hint"),
    rule_row("seats.large_committee.maximum", "设常务委员会的基层团委由15至21人组成", "21", "人", "设常务委员会的基层团委",
          OLD_ELECTION, severity="hint"),
    rule_row("seats.township.minimum", "乡镇团委由9至21人组成", "9", "人", "乡镇（街道）团委", OLD_ELECTION, severity="hint"),
    rule_row("seats.township.maximum", "乡镇团委由9至21人组成", "21", "人", "乡镇（街道）团委", OLD_ELECTION, severity="hint"),
    rule_row("health.count_months", "超过该月数没有清点团员的列入体检", "12", "月", "团支部、团总支", CUSTOM, severity="hint",
          is_local=True, minimum=1, maximum=60),
    rule_row("health.vacancy_days", "书记空缺超过该天数的列入体检", "30", "天", "设书记的团组织", CUSTOM, severity="hint",
          is_local=True, minimum=0, maximum=365),
]  # fmt: skip

# 《“青年之家”建设管理导则（试行）》(2019) asks for these things; its numbers were not read in the original.
HOME_GUIDE = "《“青年之家”建设管理导则（试行）》（2019年）等，具体数字待核，可按本县情况设定"

HOMES = [
    rule_row("home.criterion.area", "实体化运行：场地面积不少于该数（0为不要求）", "50", "平方米", "青年之家等阵地", HOME_GUIDE,
          is_local=True, minimum=0, maximum=1000),
    rule_row("home.criterion.has_sign", "实体化运行：挂有标识标牌（1为要求，0为不要求）", "1", "块", "青年之家等阵地", HOME_GUIDE,
          is_local=True, minimum=0, maximum=1),
    rule_row("home.criterion.manager", "实体化运行：有署名的管理人员（1为要求，0为不要求）", "1", "名", "青年之家等阵地", HOME_GUIDE,
          is_local=True, minimum=0, maximum=1),
    rule_row("home.criterion.opening_days", "实体化运行：每周开放天数不少于该数（0为不要求）", "3", "天", "青年之家等阵地",
          HOME_GUIDE, is_local=True, minimum=0, maximum=7),
    rule_row("home.criterion.activities", "实体化运行：最近该数个整月每月都有活动（0为不要求）", "3", "个月", "青年之家等阵地",
          HOME_GUIDE, is_local=True, minimum=0, maximum=12),
    rule_row("home.criterion.attendances", "实体化运行：最近该数个整月每月的活动有签到记录（0为不要求）", "3", "个月",
          "青年之家等阵地", HOME_GUIDE, is_local=True, minimum=0, maximum=12),
    rule_row("home.criterion.check", "实体化运行：该数个月内的最近一次年度检查合格（0为不要求）", "12", "个月", "青年之家等阵地",
          HOME_GUIDE, is_local=True, minimum=0, maximum=36),
    rule_row("home.photo_months", "实体化运行：场地、标牌、开放时间须有该数个月内的照片佐证（0为不要求）", "0", "个月", "青年之家等阵地",
          CUSTOM, severity="hint", is_local=True, minimum=0, maximum=36),
    rule_row("home.idle_days", "超过该天数没有活动的列入闲置清单", "90", "天", "青年之家等阵地", CUSTOM, severity="hint",
          is_local=True, minimum=30, maximum=365),
]  # fmt: skip

SCHOOLS = [
    rule_row("school.class_hours_before_admission", "入团积极分子入团前每学年接受团课教育不少于该学时", "8", "学时",
          "普通中学和中等职业学校", "发展团员工作有关规定（入团前团课不少于8学时），按学年考核为本县口径，待核"),
    rule_row("school.minutes_per_class_hour", "一学时按该分钟数折算", "45", "分钟", "普通中学和中等职业学校", CUSTOM,
          severity="hint", is_local=True, minimum=40, maximum=60),
]  # fmt: skip

RULES = [*SETTING_UP, *TERMS, *ELECTIONS, *SCHOOLS, *HOMES]


def missing(known: set[tuple[str, str]], rules: Iterable[dict]) -> Iterator[dict]:
    """Those of the rules whose (code, first day) is not known yet."""
    for rule in rules:
        if (rule["code"], rule["valid_from"]) not in known:
            yield rule


def load(model, rules: Iterable[dict] = RULES) -> int:
    """Add what is missing to the rule table `model` (the class, or a migration's picture of it); return how many."""
    rows = list(model.objects.values_list("code", "valid_from"))
    known = {(code, day.isoformat()) for code, day in rows}
    added = [model(revision=1, **rule) for rule in missing(known, rules)]
    model.objects.bulk_create(added)
    return len(added)
