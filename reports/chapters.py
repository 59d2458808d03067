"""The chapters of the yearbook as pages: which figures, charts and columns each shows. Declared here, once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """Some tiles under a heading."""

    title: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """A page of figures about one node: tiles by section, breakdowns as charts (prefix, title), columns by place."""

    code: str
    title: str
    sections: tuple[Section, ...]
    breakdowns: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]


PLACES = Chapter(
    code="places",
    title="阵地与学校",
    sections=(
        Section("青年阵地", ("home.total", "home.new", "home.township_coverage", "home.operational_rate", "home.idle")),
        Section(
            "中学（中职）团校",
            ("school.total", "school.surveyed", "school.coverage", "school.eight_hours_share", "school.classes"),
        ),
        Section("届期与换届", ("branch.elected_rate", "term.overdue_rate", "election.completion", "election.left")),
        Section("应建尽建", ("org.coverage", "org.secretary_coverage", "org.term_coverage")),
    ),
    breakdowns=(("home.kind", "青年阵地类别"), ("home.base", "依托阵地"), ("term.state", "届期状态")),
    columns=(
        "home.total", "home.operational", "home.idle", "school.total", "school.coverage", "term.overdue", "election.left",
        "branch.elected_rate",
    ),
)  # fmt: skip

CADRES = Chapter(
    code="cadres",
    title="队伍建设",
    sections=(
        Section(
            "村（社区）团支部书记",
            (
                "secretary.total", "secretary.vacancy_rate", "secretary.born_1990s.share", "secretary.college.share",
                "secretary.committees.share", "secretary.age_average",
            ),
        ),
        Section("乡镇团委", ("staffing.rate", "student.deputies", "student.townships", "cadre.township.part_time_rate")),
        Section("县级团委力量", ("staff.before", "staff.after", "staff.attached", "staff.interns", "staff.usage")),
        Section("招募实习", ("recruit.openings", "recruit.applications", "recruit.interns", "recruit.serving")),
        Section("协管、推优与培训", ("consultation.rate", "recommendation.passed", "recommendation.rate", "training.persons")),
    ),
    breakdowns=(
        ("secretary.age", "村（社区）团支部书记年龄"), ("secretary.education", "村（社区）团支部书记学历"),
        ("secretary.sex", "村（社区）团支部书记性别"), ("cadre.township.mode", "乡镇团委班子任职方式"),
    ),
    columns=(
        "secretary.total", "secretary.vacancy.vacant", "secretary.born_1990s.share", "secretary.college.share",
        "secretary.committees.share", "staffing.full", "student.deputies",
    ),
)  # fmt: skip

WORK = Chapter(
    code="work",
    title="中心工作",
    sections=(
        Section(
            "活动开展",
            (
                "activity.held", "activity.person_times", "activity.verified_rate", "activity.villages",
                "activity.schools", "federation.events",
            ),
        ),
        Section("中高考减压", ("counsel.senior_schools", "counsel.junior_schools", "counsel.students")),
        Section("进村进校园宣讲", ("outreach.events", "outreach.villages", "outreach.schools")),
        Section("志愿服务与夏令营", ("service.events", "service.youth", "camp.participants", "couriers.visited")),
        Section(
            "服务青年",
            (
                "team.total", "team.complete_rate", "meeting.held", "need.raised", "need.settled_rate", "need.overdue",
            ),
        ),
        Section("荣誉和青联", ("honour.valid", "honour.awarded", "honour.expiring", "federation.members")),
        Section("品牌项目", ("programme.running", "programme.lively")),
        Section(
            "学习教育",
            ("learning.person_times", "learning.school_coverage", "learning.participation", "learning.over",
             "learning.unmatched"),
        ),
        Section(
            "资金物资",
            (
                "fund.raised", "fund.social_money", "fund.social_goods", "fund.scholarships", "fund.relief",
                "fund.cared",
            ),
        ),
        Section("宣传", ("media.items", "media.works", "media.plays")),
    ),
    breakdowns=(("activity.kind", "活动类别"), ("outreach.topic", "宣讲主题"), ("need.state", "诉求办理状态"),
        ("federation.sector", "青联界别"),
    ),
    columns=(
        "activity.held", "activity.person_times", "outreach.events", "service.youth", "team.total", "activity.villages",
        "activity.verified_rate",
    ),
)  # fmt: skip

APPRAISALS = Chapter(
    code="appraisals",
    title="考核评价",
    sections=(
        Section(
            "述职评议考核",
            ("appraisal.sheets", "appraisal.participation", "appraisal.best_share", "appraisal.mean", "appraisal.told_rate"),
        ),
        Section(
            "四种方式平均分",
            ("appraisal.daily.mean", "appraisal.on_site.mean", "appraisal.written.mean", "appraisal.visit.mean"),
        ),
        Section("自评与考核", ("appraisal.self_scored", "appraisal.self_gap")),
        Section("对标定级", ("star.sheets", "star.grade.1", "star.grade.later")),
    ),
    breakdowns=(("appraisal.grade", "考核等次"), ("appraisal.band", "总分分布"), ("star.grade", "定级结果")),
    columns=(
        "appraisal.sheets", "appraisal.graded", "appraisal.mean", "appraisal.daily.mean", "appraisal.on_site.mean",
        "appraisal.self_gap",
    ),
)  # fmt: skip

CHAPTERS = {chapter.code: chapter for chapter in (PLACES, CADRES, WORK, APPRAISALS)}
