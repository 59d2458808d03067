"""Whoever takes up an opening enters the register of people: a known person is linked, an unknown one registered."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from cadres.enums import DriveKind, PostEnding, PostMode, PostSelection, PostTitle, Staffing
from cadres.models import Application, Person, Placement
from cadres.services.people import register_people, register_person
from cadres.services.posts import appoint, correct_post, relieve, remove_post
from cadres.validators import is_minor
from league.core.importing.lookups import chunked

# What post goes with an opening of the kind; the others work for their hosts and hold none.
POSTS = {
    DriveKind.DEPUTY: {
        "title": PostTitle.DEPUTY.value,
        "mode": PostMode.PART_TIME.value,
        "is_student_deputy": True,
        "selection": PostSelection.RECRUITMENT.value,
        "staffing": Staffing.NONE.value,
    },
    DriveKind.OFFICE: {
        "title": PostTitle.STAFF.value,
        "mode": PostMode.INTERN.value,
        "selection": PostSelection.RECRUITMENT.value,
        "staffing": Staffing.NONE.value,
    },
}


def register_recruit(placement: Placement, *, on: date, document: str = "", actor) -> None:
    """Link the placement, which the caller saves, to its person and post. Inside the transaction that took it up."""
    application, organization = placement.application, placement.opening.organization
    placement.person = known_person(application, placement) or register_person(
        organization, fields=person_fields(application, on=on), on=on, actor=actor
    )
    if fields := POSTS.get(application.drive.kind):
        school = application.college if "is_student_deputy" in fields else ""
        placement.post = appoint(
            placement.person, organization,
            fields=fields | {"starts_on": on, "student_school": school, "document": document},
            reason=f"{application.drive.title}录用", actor=actor,
        )  # fmt: skip


def release_recruit(placement: Placement, *, on: date, reason: str, actor) -> None:
    """End the post that the placement opened, unless somebody has ended it already."""
    if placement.post and placement.post.ends_on is None:
        relieve(placement.post, on=on, ending=PostEnding.EXPIRY.value, reason=reason, document="", actor=actor)


def restore_recruit(placement: Placement, *, reason: str, actor) -> None:
    """The leaving was recorded by mistake: so was the end of the post."""
    if placement.post and placement.post.ends_on is not None:
        changes = {"ends_on": None, "ending": "", "ending_document": ""}
        correct_post(placement.post, changes=changes, reason=reason, actor=actor)


def forget_recruit(placement: Placement, *, reason: str, actor) -> None:
    """The taking up was recorded by mistake: so was the post. The person's record stays, others may use it by now."""
    if placement.post:
        remove_post(placement.post, reason=reason, actor=actor)


def known_person(application: Application, placement: Placement) -> Person | None:
    """The record of the same ID number, else of the same name and telephone, else of the same name and birth date at
    the same organisation; two of a kind are told apart by a clerk, so that none of them is taken."""
    people = Person.objects.current()
    if application.id_number and (found := people.with_id_number(application.id_number).first()):
        return found
    namesakes = people.filter(name=application.name).order_by("pk")
    if application.phone and len(found := list(namesakes.with_phone(application.phone)[:2])) == 1:
        return found[0]
    if application.birth_on is None:
        return None
    here = namesakes.filter(birth_on=application.birth_on, organization=placement.opening.organization)
    found = list(here[:2])
    return found[0] if len(found) == 1 and not (application.id_number and found[0].id_number) else None


def register_past_recruits(placements: list[Placement], *, on: date, actor) -> list[int]:
    """Link placements of earlier years, which the caller saves, to their people; the keys of those registered for it.

    Neither telephone nor ID number is known of them: the same name and birth date at the same organisation is the same
    human. For whom `past_refusal` has a reason there is none. Inside the transaction that writes the placements.
    """
    known: dict[tuple, list[Person]] = defaultdict(list)
    for chunk in chunked({placement.application.name for placement in placements}):
        for person in Person.objects.current().filter(name__in=chunk).order_by("pk"):
            known[person.name, person.birth_on, person.organization_id].append(person)
    fresh: list[Person] = []
    for placement in placements:
        found = known[human_of(placement)]
        if past_refusal(placement) or len(found) > 1:
            continue
        if not found:
            fields = person_fields(placement.application, on=on)
            found.append(Person(organization=placement.opening.organization, **fields))
            fresh.append(found[0])
        placement.person = found[0]
    register_people(fresh, actor=actor)
    return [person.pk for person in fresh]


def human_of(placement: Placement) -> tuple:
    """What tells people of earlier years from each other."""
    return (placement.application.name, placement.application.birth_on, placement.opening.organization_id)


def past_refusal(placement: Placement) -> str:
    """Why a placement of earlier years leads to no record; empty when it can."""
    if placement.took_up_on is None:
        return "上岗以后才建立人员档案。"
    if placement.application.birth_on is None:
        return "报名没有出生日期，不能确认是哪一位，未建立人员档案。"
    if is_minor(placement.application.birth_on, on=placement.took_up_on):
        return "上岗时未满18周岁，没有登记监护人同意，未建立人员档案。"
    return ""


def unlinked_reason(placement: Placement) -> str:
    """Why the placement has no person; empty when it has one."""
    if placement.person_id:
        return ""
    return past_refusal(placement) or "同名同日出生的档案不止一份，请先在“疑似重复”中核对，未关联人员档案。"


def person_fields(application: Application, *, on: date) -> dict[str, Any]:
    """What the application says of the person; a college one still goes to is told apart from one left behind."""
    studying = application.graduates_in is None or application.graduates_in >= on.year
    return {
        "name": application.name,
        "id_number": application.id_number,
        "sex": application.sex,
        "birth_on": application.birth_on,
        "phone": application.phone,
        "school": application.college if studying else "",
        "graduated_from": "" if studying else application.college,
        "major": application.major,
        "home_division": application.home_division,
        "source": f"{application.drive.title}报名{application.code}"[:120],
    }
