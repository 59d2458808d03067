"""How the demo county brings its cadres and members on: what the Party asked before it appointed, whom branches
recommended to it, and who went to which course."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from cadres.enums import PostSelection, PostTitle
from cadres.models import Post
from organizations.enums import UnitKind
from reports.demo.accounts import COUNTY_STAFF
from reports.demo.cadres import NOT_ASKED, replaced_on
from reports.demo.importing import Sending
from reports.demo.people import Crowd
from reports.demo.recommendations import load_recommendations
from reports.demo.records import COUNTY, INVENTED

ASKED_BEFORE, ANSWERED_BEFORE = timedelta(days=32), timedelta(days=15)
# The last post was filled before the answer had come.
ANSWERED_LATE = timedelta(days=6)
ADVICE = "同意；建议安排参加县里的任职培训（演示）"
# Proposals that nobody has been appointed upon: days since the request, the answer, days since it.
PENDING = (
    (5, "", 0),
    (40, "", 0),
    (62, "object", 48),
    (21, "more", 12),
    (30, "remarks", 20),
)
WORDS = {"remarks": ADVICE, "object": "该同志现任职务尚在试用期（演示）", "more": "请补充该同志的学历材料（演示）"}
# Code, title, kind, month and day of the first day, days, hours, and who goes.
COURSES = (
    ("01", "新任团干部任职培训班", "induction", (3, 14), 3, 24, "committees"),
    ("02", "乡镇团委委员业务培训班", "skill", (6, 6), 2, 16, "members"),
    ("03", "村（社区）团支部书记轮训班", "theory", (9, 12), 2, 12, "villages"),
)
FIRST_COURSES = 2022
ROUND = 5


def load_development(crowd: Crowd, sending: Sending) -> None:
    """Import consultations, recommendations and courses as known on that day."""
    sending.send("协管", "consultation", consultation_rows(sending.on), username=COUNTY_STAFF)
    load_recommendations(crowd, sending)
    courses = list(course_rows(sending.on))
    sending.send("培训班", "training_course", courses, username=COUNTY_STAFF)
    sending.send("参训名单", "training_record", list(record_rows(courses)), username=COUNTY_STAFF)


def in_order(posts) -> list[Post]:
    """Posts with their people, in an order that every database agrees on."""
    rows = posts.select_related("person", "organization")
    return sorted(
        rows, key=lambda post: (post.organization.code, post.starts_on, post.title, post.person.name, post.pk)
    )  # fmt: skip


def consultation_rows(on: date) -> list[dict]:
    """A request before every appointment of a township's secretary or deputy but one, and some that still wait for theirs."""
    consulted = Post.objects.of_townships().filter(title__in=(PostTitle.SECRETARY, PostTitle.DEPUTY))
    told, serials = [], Counter()
    asked = consulted.filter(is_student_deputy=False, starts_on__lte=on - ANSWERED_LATE)
    posts = in_order(asked.exclude(starts_on=replaced_on(NOT_ASKED), selection=PostSelection.APPOINTMENT))
    late = max(posts, key=lambda post: post.starts_on, default=None)
    for number, post in enumerate(posts):
        asked_on, answered_on = post.starts_on - ASKED_BEFORE, post.starts_on - ANSWERED_BEFORE
        if post is late:
            answered_on = post.starts_on + ANSWERED_LATE
        answer = "remarks" if number % 12 == 7 else "agree"
        told.append(
            _request(post, post.title, asked_on, serials)
            | {"answer": answer, "answered_on": answered_on, "answered_by": "县团委组织部（演示）",
               "text": WORDS.get(answer, ""), "appointed_on": post.starts_on,
               "appointment_document": f"衡组任〔{post.starts_on.year}〕{number + 1}号（演示）"}
        )  # fmt: skip
    members = in_order(Post.objects.of_townships().held(on=on).filter(title=PostTitle.MEMBER))
    for post, (days, answer, answered) in zip(members[::7], PENDING, strict=False):
        row = _request(post, PostTitle.DEPUTY, on - timedelta(days=days), serials)
        if answer:
            by = {"answered_on": on - timedelta(days=answered), "answered_by": "县团委组织部（演示）"}
            row |= {"answer": answer, "text": WORDS[answer], **by}
        told.append(row)
    return told


def _request(post: Post, title: str, asked_on: date, serials: Counter) -> dict:
    serials[asked_on.year] += 1
    return {
        "person": post.person_id, "name": post.person.name, "birth_on": post.person.birth_on,
        "organization": post.organization.code, "title": title, "asked_by": post.organization.party_organization,
        "asked_on": asked_on, "document": f"衡组函〔{asked_on.year}〕{serials[asked_on.year]}号（演示）", "remark": INVENTED,
    }  # fmt: skip


def course_rows(on: date) -> Iterator[dict]:
    """Three courses a year that had begun by that day."""
    for year in range(FIRST_COURSES, on.year + 1):
        for code, title, kind, (month, day), days, hours, _ in COURSES:
            starts_on = date(year, month, day)
            if starts_on <= on:
                yield {
                    "code": f"PX-{year}-{code}", "title": f"{year}年{title}（演示）", "kind": kind, "organization": COUNTY,
                    "partners": "县委党校（演示）", "place": "县委党校（演示）", "starts_on": starts_on,
                    "ends_on": starts_on + timedelta(days=days - 1), "hours": hours, "remark": INVENTED,
                }  # fmt: skip


def record_rows(courses: list[dict]) -> Iterator[dict]:
    """Who attended: everybody of the townships, and a fifth of the villages each year. Every ninth left early."""
    audiences = {code: audience for code, *_, audience in COURSES}
    for course in courses:
        seen = set()
        for number, post in enumerate(_invited(audiences[course["code"][-2:]], course["starts_on"])):
            if post.person_id in seen:
                continue
            seen.add(post.person_id)
            whole = number % 9 != 4
            yield {
                "course": course["code"], "person": post.person_id, "name": post.person.name,
                "birth_on": post.person.birth_on, "hours": course["hours"] if whole else course["hours"] // 2,
                "is_completed": "yes" if whole else "no",
                "certificate": f"{course['code']}-{number + 1:03d}（演示）" if whole else "",
            }  # fmt: skip


def _invited(audience: str, day: date) -> list[Post]:
    held = Post.objects.held(on=day)
    if audience == "villages":
        secretaries = in_order(held.secretaries().filter(organization__unit__kind__in=UnitKind.grassroots))
        return secretaries[day.year % ROUND :: ROUND]
    titles = (PostTitle.MEMBER,) if audience == "members" else (PostTitle.SECRETARY, PostTitle.DEPUTY)
    return in_order(held.of_townships().filter(title__in=titles))
