"""Consultation before the townships' leaders were appointed, members recommended to the Party, and cadres trained: of the
people invented before. The article says that all three were carried out, and gives no number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from cadres.enums import PoliticalStatus, PostTitle
from cadres.models import CalendarDay, Post
from league.core.working_days import WorkingCalendar
from organizations.enums import OrganizationKind
from reports.demo.accounts import COUNTY_STAFF
from reports.demo.importing import Sending
from reports.demo.naming import Chance
from reports.demo.records import COUNTY

CONSULTED_SINCE = date(2019, 1, 1)
# Asked six weeks before, answered within the ten working days.
ASKED_BEFORE = timedelta(days=45)
REMARK_EVERY, RECOMMENDED_EVERY = 6, 5
OFFICE = "团县委办公室（演示）"
PROPOSED_ON = date(2023, 4, 3)
CONCLUDED_ON = date(2023, 5, 22)
COURSES = (
    ("PX-2023-01", "全县乡镇团委书记培训班（演示）", date(2023, 6, 5), date(2023, 6, 9), 40),
    ("PX-2023-02", "村（社区）团支部书记轮训班（演示）", date(2023, 9, 11), date(2023, 9, 13), 24),
)


def load_development(sending: Sending) -> None:
    """Send what lies behind the day; files that came in before are not sent again."""
    chance, calendar = Chance(), CalendarDay.objects.as_calendar()
    leaders = list(township_leaders(sending.on))
    consultations = [consultation_row(post, place, chance, calendar) for place, post in enumerate(leaders)]
    sending.send("协管征求意见", "consultation", consultations, username=COUNTY_STAFF)
    if sending.on >= CONCLUDED_ON:
        rows = [recommendation_row(post, chance) for post in recommended()]
        sending.send("推优结果", "recommendation", rows, username=COUNTY_STAFF)
    held = [course for course in COURSES if course[3] <= sending.on]
    sending.send("培训班", "training_course", [course_row(*course) for course in held], username=COUNTY_STAFF)
    sending.send("参训名单", "training_record", list(record_rows(held)), username=COUNTY_STAFF)


def named(post: Post) -> dict[str, Any]:
    """By what the importer finds the person."""
    return {"name": post.person.name, "birth_on": post.person.birth_on}


def township_leaders(on: date):
    """Secretaries and deputies of the townships whose appointment the archive goes back to, students aside."""
    posts = Post.objects.of_townships().filter(title__in=(PostTitle.SECRETARY, PostTitle.DEPUTY))
    posts = posts.filter(starts_on__range=(CONSULTED_SINCE, on), is_student_deputy=False)
    return posts.select_related("person", "organization").order_by("organization__code", "starts_on", "title", "pk")


def consultation_row(post: Post, place: int, chance: Chance, calendar: WorkingCalendar) -> dict[str, Any]:
    """Asked, answered in time, and only then appointed."""
    asked_on = calendar.after(post.starts_on - ASKED_BEFORE, 1).day
    with_remark = place % REMARK_EVERY == REMARK_EVERY - 1
    return named(post) | {
        "organization": post.organization.code, "title": post.title, "asked_by": post.organization.party_organization,
        "asked_on": asked_on, "answer": "remarks" if with_remark else "agree",
        "answered_on": calendar.after(asked_on, chance.between(3, 9)).day, "answered_by": OFFICE,
        "text": "同意，建议任职后尽快参加团务培训。" if with_remark else "同意。", "appointed_on": post.starts_on,
    }  # fmt: skip


def recommended() -> Iterator[Post]:
    """Every fifth of the villages' cadres who were league members of age."""
    posts = Post.objects.held(on=PROPOSED_ON).filter(
        organization__kind=OrganizationKind.BRANCH, person__political_status=PoliticalStatus.LEAGUE_MEMBER,
        person__birth_on__gt=date(1996, 1, 1), person__joined_league_on__lt=date(2021, 1, 1),
    )  # fmt: skip
    seen: set[int] = set()
    for post in posts.select_related("person", "organization").order_by("organization__code", "pk"):
        if post.person_id not in seen and post.person.age_on(PROPOSED_ON) >= 18:
            seen.add(post.person_id)
            if len(seen) % RECOMMENDED_EVERY == 0:
                yield post


def recommendation_row(post: Post, chance: Chance) -> dict[str, Any]:
    """A dossier without a fault; half of them were accepted within the summer."""
    eligible = chance.between(6, 14)
    present = eligible - chance.between(0, 2)
    accepted = {"outcome": "accepted", "feedback_on": date(2023, 6, 26)} if chance.between(0, 1) else {}
    return named(post) | {
        "organization": post.organization.code, "kind": "activist", "proposed_on": PROPOSED_ON,
        "applied_on": date(2022, 5, 4), "meeting_on": date(2023, 4, 27), "eligible": eligible, "present": present,
        "in_favour": present, "against": 0, "abstained": 0, "publicity_from": date(2023, 5, 8),
        "publicity_to": date(2023, 5, 15), "concluded_on": CONCLUDED_ON, "party_branch": "所在村（社区）党支部（演示）",
        "handed_on": date(2023, 5, 25), **accepted,
    }  # fmt: skip


def course_row(code: str, title: str, starts_on: date, ends_on: date, hours: int) -> dict[str, Any]:
    """A course of the county committee."""
    return {
        "code": code, "title": title, "kind": "skill", "organization": COUNTY, "place": "县委党校",
        "starts_on": starts_on, "ends_on": ends_on, "hours": hours,
    }  # fmt: skip


def record_rows(courses) -> Iterator[dict[str, Any]]:
    """The townships' secretaries went to the first, those of villages and communities to the second."""
    for (code, _, starts_on, *_), of_level in zip(courses, ("of_townships", "of_villages"), strict=False):
        posts = getattr(Post.objects.held(on=starts_on).secretaries(), of_level)()
        for post in posts.select_related("person__organization").order_by("org_path", "pk"):
            yield named(post) | {
                "course": code, "organization": post.person.organization.code, "is_completed": "yes"
            }  # fmt: skip
