"""Papers under way in the demo county: dossiers in every state, extensions with both approvals, and the first review
of the branches' health."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from league.accounts.models import User
from league.core.dates import add_months
from organizations.enums import ElectionAction
from organizations.models import Election, HealthCase, Organization, OrganizationVersion
from organizations.models.membership import with_members
from organizations.services.elections import STEPS, Seat, plan_election
from organizations.services.extensions import grant_extension
from organizations.services.health_cases import assign_case, review_health
from reports.demo.accounts import COUNTY_STAFF
from reports.demo.naming import Chance
from reports.demo.terms import Story

SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", ("演一", "演二", "示一", "示二", "示三", "演三", "例一", "例二")
WAY = ("request", "approve", "hold", "report", "confirm")
# How far the dossiers at work have come, in turn; one more is finished while one looks on.
STAGES = (2, 0, 1, 3, 4, 5)


@transaction.atomic
def load_elections(stories: list[Story], *, on: date) -> None:
    """Open the dossiers and extensions of the stories; nothing where dossiers are there already."""
    if Election.objects.exists():
        return
    chance, actor = Chance(), User.objects.get(username=COUNTY_STAFF)
    working = [story for story in stories if story.fate == "working"]
    for place, story in enumerate(working):
        run_election(story.organization, STAGES[place % len(STAGES)], chance, on=on, actor=actor)
    for story in stories:
        if story.fate == "extended" and story.due - timedelta(days=20) <= on:
            extend(story, actor)


@transaction.atomic
def load_health_cases(*, on: date) -> None:
    """The first review of all branches' health, when everything else is in; some of what it finds is in hand."""
    if not HealthCase.objects.exists():
        review_health(on=on, actor=None)
        assign_some(on=on, actor=User.objects.get(username=COUNTY_STAFF))


def run_election(organization: Organization, steps: int, chance: Chance, *, on: date, actor) -> Election:
    """Plan one, and take so many steps of its way."""
    rows = with_members(OrganizationVersion.objects.on(on).filter(subject=organization), on=on)
    members = rows.values_list("members", flat=True).first()
    small = organization.kind == "branch" and members is not None and members < 7
    seats, candidates = (1, 2) if small else (9, 11) if organization.kind == "committee" else (3, 4)
    # A meeting that was held lies behind us, one that is planned ahead.
    first = on - timedelta(days=30) if steps >= 3 else on + timedelta(days=6)
    meeting = chance.day(first, first + timedelta(days=20))
    fields = {
        "number": None, "planned_on": meeting, "form": "all_members", "seats": seats, "candidates": candidates,
        "timing_reason": "与村（社区）“两委”换届统筹推进（演示）", "remark": "演示数据",
    }  # fmt: skip
    election = plan_election(organization, fields=fields, actor=actor)
    arguments = papers(election, members or 60, chance, on)
    for action in WAY[:steps]:
        election = STEPS[ElectionAction(action)](election, actor=actor, **arguments[action])
    return election


def papers(election: Election, members: int, chance: Chance, on: date) -> dict[str, dict]:
    """What each step enters: invented numbers and days in their order."""
    year, serial = on.year, election.pk
    eligible = max(members, 5)
    present = eligible - eligible // 10
    day = min(election.planned_on, on)
    seats = candidate_list(election, present, chance)
    return {
        "request": {"fields": {"request_document": f"团请〔{year}〕{serial}号（演示）", "requested_on": day - timedelta(days=30)}},
        "approve": {"fields": {
            "approver": election.organization.parent.name, "approval_document": f"团复〔{year}〕{serial}号（演示）",
            "approved_on": day - timedelta(days=22),
        }},
        "hold": {"fields": {
            "meeting_on": day, "meeting_place": "会议室", "chair": seats[0].name, "form": election.form,
            "eligible": eligible, "present": present, "ballots_issued": present, "ballots_returned": present,
            "ballots_valid": present,
        }, "seats": seats},
        "report": {"fields": {"report_document": f"团报〔{year}〕{serial}号（演示）", "reported_on": day + timedelta(days=3)}},
        "confirm": {"fields": {
            "reply_document": f"团任〔{year}〕{serial}号（演示）", "replied_on": day + timedelta(days=8), "begins_on": day,
        }},
    }  # fmt: skip


def candidate_list(election: Election, present: int, chance: Chance) -> list[Seat]:
    """Invented candidates: the first ones elected by more than half, the others not."""
    seats = []
    for place in range(election.candidates):
        elected = place < election.seats
        position = "secretary" if place == 0 else "deputy" if place == 1 and election.seats >= 5 else "member"
        name = chance.pick(SURNAMES) + GIVEN[place % len(GIVEN)]
        votes = max(present - place % 3, present // 2 + 1) if elected else present // 4
        seats.append(Seat(position, name, votes, elected))
    return seats


def extend(story: Story, actor) -> None:
    """Both approvals, for four months."""
    party, league = story.due - timedelta(days=25), story.due - timedelta(days=20)
    fields = {
        "until": add_months(story.due, 4), "reason": "与村（社区）“两委”换届统筹推进（演示）",
        "party_document": f"党发〔{party.year}〕{story.organization.pk}号（演示）", "party_approved_on": party,
        "league_document": f"衡团复〔{league.year}〕延{story.organization.pk}号（演示）", "league_approved_on": league,
    }  # fmt: skip
    grant_extension(story.organization, fields=fields, actor=actor)


def assign_some(*, on: date, actor) -> None:
    """Every third of the open cases of late terms is in somebody's hands."""
    late = HealthCase.objects.open().filter(check_code="term_overdue").select_related("organization")
    for place, case in enumerate(sorted(late, key=lambda case: case.organization.code)[:30]):
        if place % 3 == 0:
            changes = {"owner": "赵演示", "due_on": on + timedelta(days=30 - 20 * (place % 2))}
            assign_case(case, changes=changes, actor=actor)
