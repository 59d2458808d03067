"""What a recommendation says against the rules of its day (domain rules R-34 to R-38). Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cadres.enums import PoliticalStatus, RecommendationAction, RecommendationKind, RecommendationState
from cadres.models import Post, Recommendation
from cadres.services.findings import Finding, Rulebook
from league.core.dates import add_months, add_years
from league.core.working_days import ESTIMATED, WorkingCalendar
from organizations.services.records import chinese_date

PREFIX = "recommendation."
HOLD, DECIDE, PUBLICIZE, HAND_OVER = (
    RecommendationAction.HOLD, RecommendationAction.DECIDE, RecommendationAction.PUBLICIZE,
    RecommendationAction.HAND_OVER,
)  # fmt: skip


def rules_day(recommendation: Recommendation) -> date:
    """The day whose rules the dossier follows: that of the meeting, of the proposal while it is not held."""
    return recommendation.meeting_on or recommendation.proposed_on


def recommendation_findings(recommendation: Recommendation, *, calendar: WorkingCalendar) -> list[Finding]:
    """All findings of a dossier, in the order of its course."""
    rules = Rulebook(PREFIX, rules_day(recommendation))
    return [
        *_membership(recommendation, rules),
        *_ages(recommendation, rules),
        *_waiting(recommendation, rules),
        *_meeting(recommendation, rules),
        *_share(recommendation, rules),
        *_publicity(recommendation, rules, calendar),
        *_papers(recommendation, rules),
    ]


def holds_post(recommendation: Recommendation) -> bool:
    """专兼职团干部: somebody with a post is treated as a member whatever the age."""
    return Post.objects.held(on=rules_day(recommendation)).filter(person=recommendation.person_id).exists()


def _membership(recommendation: Recommendation, rules: Rulebook) -> Iterator[Finding]:
    rule, person = rules.get("league_member"), recommendation.person
    # Who was received into the Party since is no longer described by what he was on the day of the meeting.
    if rule is None or not int(rule.value) or not recommendation.is_open:
        return
    if person.political_status == "":
        yield Finding("没有登记政治面貌，无法核对是不是共青团员，请先在人员资料中补登。", rule, HOLD)
    elif person.political_status != PoliticalStatus.LEAGUE_MEMBER and not holds_post(recommendation):
        yield Finding(f"政治面貌登记为“{person.get_political_status_display()}”，不是共青团员。", rule, HOLD)


def _ages(recommendation: Recommendation, rules: Rulebook) -> Iterator[Finding]:
    person, day = recommendation.person, rules_day(recommendation)
    age = person.age_on(day)
    if rule := rules.get("minimum_age"):
        if age is None:
            yield Finding("没有登记出生日期，无法核对年龄，请先在人员资料中补登。", rule, HOLD)
        elif age < int(rule.value):
            reached = chinese_date(add_years(person.birth_on, int(rule.value)))
            yield Finding(f"{chinese_date(day)}时{age}周岁，到{reached}才满{rule.value}周岁。", rule, HOLD)
    if rule := rules.get("league_years"):
        joined = person.joined_league_on
        if joined is None:
            yield Finding("没有登记入团日期，无法核对团龄，请先在人员资料中补登。", rule, HOLD)
        elif (reached := add_years(joined, int(rule.value))) > day:
            yield Finding(f"{chinese_date(joined)}入团，到{chinese_date(reached)}才满{rule.value}年团龄。", rule, HOLD)
    yield from _older(recommendation, rules, age)


def _older(recommendation: Recommendation, rules: Rulebook, age: int | None) -> Iterator[Finding]:
    """28–35: who is no cadre of the League is no member any more, and the organisation is heard instead."""
    youth, heard = rules.get("youth_age"), rules.get("heard_age")
    if age is None or youth is None or heard is None or not int(youth.value) <= age <= int(heard.value):
        return
    if holds_post(recommendation):
        yield Finding(f"{age}周岁，现任团干部，按团员推优办理。", heard)
    else:
        yield Finding(f"{age}周岁，已满{youth.value}周岁：一般不再推优，由党组织听取团组织意见。", heard)


def _waiting(recommendation: Recommendation, rules: Rulebook) -> Iterator[Finding]:
    day = rules_day(recommendation)
    steps = [("application_months", recommendation.applied_on, "递交入党申请书")]
    if recommendation.kind == RecommendationKind.CANDIDATE:
        steps.append(("activist_months", recommendation.activist_on, "确定为入党积极分子"))
    for code, since, label in steps:
        rule = rules.get(code)
        if rule and since and (reached := add_months(since, int(rule.value))) > day:
            sentence = f"{chinese_date(since)}{label}，到{chinese_date(reached)}才满{rule.value}个月。"
            yield Finding(sentence, rule, HOLD)


def _meeting(recommendation: Recommendation, rules: Rulebook) -> Iterator[Finding]:
    eligible, present, in_favour = recommendation.eligible, recommendation.present, recommendation.in_favour
    rule = rules.get("quorum")
    if rule and eligible and present is not None and present * 100 < eligible * int(rule.value):
        yield Finding(f"应到会{eligible}人，实到{present}人，不足半数，不能表决，请重新召开大会。", rule, HOLD)
    rule = rules.get("majority")
    if rule and eligible and in_favour is not None and in_favour * 100 <= eligible * int(rule.value):
        sentence = f"赞成{in_favour}票，没有超过应到会{eligible}人的半数，不能推荐，请登记为未通过。"
        yield Finding(sentence, rule, DECIDE)


def _share(recommendation: Recommendation, rules: Rulebook) -> Iterator[Finding]:
    rule, eligible = rules.get("branch_share"), recommendation.eligible
    if rule is None or not eligible or recommendation.meeting_on is None:
        return
    year = recommendation.meeting_on.year
    number = share_of_branch(recommendation, year).count()
    if number * 100 > eligible * int(rule.value):
        yield Finding(f"本支部{year}年推荐{number}人，超过团员{eligible}人的{rule.value}%。", rule)


def share_of_branch(recommendation: Recommendation, year: int):
    """What the branch recommended in the year, the given one among it; refused and ended ones do not count."""
    return Recommendation.objects.filter(
        organization=recommendation.organization_id, kind=recommendation.kind, meeting_on__year=year
    ).exclude(state__in=(RecommendationState.REJECTED, RecommendationState.WITHDRAWN))


def _publicity(recommendation: Recommendation, rules: Rulebook, calendar: WorkingCalendar) -> Iterator[Finding]:
    rule, first, last = rules.get("publicity_days"), recommendation.publicity_from, recommendation.publicity_to
    if rule is None or first is None or last is None:
        return
    note = f"（有年份未公布放假安排，{ESTIMATED}）" if calendar.is_estimated(first, last) else ""
    number = calendar.count(first, last)
    if number < int(rule.value):
        earliest = chinese_date(calendar.last_of(first, int(rule.value)).day)
        sentence = f"公示自{chinese_date(first)}至{chinese_date(last)}，只有{number}个工作日{note}，最早到{earliest}。"
        yield Finding(sentence, rule, PUBLICIZE)


def _papers(recommendation: Recommendation, rules: Rulebook) -> Iterator[Finding]:
    rule, forms = rules.get("forms"), recommendation.registration_forms
    if rule and forms is not None and forms < int(rule.value):
        yield Finding(f"登记表只有{forms}份。", rule, HAND_OVER)
    rule, end = rules.get("valid_years"), recommendation.expires_on
    if rule and end and recommendation.feedback_on and recommendation.feedback_on >= end:
        yield Finding(
            f"党组织{chinese_date(recommendation.feedback_on)}反馈，推优结果已于{chinese_date(end)}失效。", rule
        )
