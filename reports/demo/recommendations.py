"""Recommendations to the Party in the demo county: what village branches recommended year by year and what became of
it, and a few dossiers that are under way on the day of loading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from cadres.enums import RecommendationAction as Action
from cadres.models import Person, Recommendation
from cadres.services.recommendations import propose_recommendation, take_step
from league.accounts.models import User
from league.core.dates import add_years
from organizations.enums import OrganizationKind, UnitKind
from organizations.models import Organization
from reports.demo.accounts import COUNTY_STAFF
from reports.demo.importing import Sending
from reports.demo.naming import Chance
from reports.demo.people import COLLEGE, MEMBER, PARTY, Crowd, Human
from reports.demo.records import INVENTED

FIRST_YEAR = 2022
# What becomes of a year's recommendations: received by the Party, declined, never answered; and the year's members
# who joined the Party without any.
FATES = ("received",) * 8 + ("declined", "unanswered")
UNRECOMMENDED = 2
# A dossier takes so long from the proposal to the admission; what is younger is not told.
COURSE = timedelta(days=130)
# How far the dossiers under way have come.
UNDER_WAY = (0, 1, 2, 3, 4, 5, 5)
CHECKER = "乡镇团委（演示）"


@dataclass
class Dossier:
    """One recommendation of the past; `day` is that of the proposal."""

    human: Human
    branch: str
    day: date
    fate: str
    eligible: int
    missing: int
    against: int

    def after(self, days: int) -> date:
        """So many days after the proposal."""
        return self.day + timedelta(days=days)

    @property
    def received_on(self) -> date:
        """When the Party received those whom it took."""
        return self.after(120)

    def row(self) -> dict:
        """The row of the import of results."""
        answered = self.fate != "unanswered"
        present = self.eligible - self.missing
        return {
            "name": self.human.name, "birth_on": self.human.birth_on, "organization": self.branch, "kind": "candidate",
            "proposed_on": self.day, "applied_on": self.after(-800), "activist_on": self.after(-430),
            "meeting_on": self.after(7), "eligible": self.eligible, "present": present,
            "in_favour": present - self.against, "against": self.against, "abstained": 0,
            "publicity_from": self.after(12), "publicity_to": self.after(24), "concluded_on": self.after(26),
            "party_branch": "所在村（社区）党支部（演示）", "handed_on": self.after(30),
            "outcome": {"received": "accepted", "declined": "declined"}.get(self.fate, ""),
            "feedback_on": self.after(50) if answered else None,
            "candidate_on": self.after(50) if self.fate == "received" else None, "remark": INVENTED,
        }  # fmt: skip


def load_recommendations(crowd: Crowd, sending: Sending) -> None:
    """Import the members and what was recommended, and go on with what the Party accepted and what is under way."""
    branches = village_branches()
    told = list(tell_dossiers(crowd, branches, on=sending.on))
    alone = list(tell_unrecommended(crowd, branches, on=sending.on))
    under_way = [tell_member(crowd, branches[-1 - 3 * number], sending.on.year) for number in range(len(UNDER_WAY))]
    members = [*(dossier.human for dossier in told), *under_way]
    sending.send("团员", "person", [*(human.row() for human in members), *alone], username=COUNTY_STAFF)
    sending.send("推优结果", "recommendation", [dossier.row() for dossier in told], username=COUNTY_STAFF)
    actor = User.objects.get(username=COUNTY_STAFF)
    follow_accepted(told, on=sending.on, actor=actor)
    for human, steps in zip(under_way, UNDER_WAY, strict=True):
        advance(human, steps, on=sending.on, actor=actor)


def village_branches() -> list[str]:
    """Codes of the branches of villages and communities that stand, in code order."""
    rows = Organization.objects.filter(
        kind=OrganizationKind.BRANCH, unit__kind__in=UnitKind.grassroots, dissolved_on__isnull=True
    )
    return sorted(rows.values_list("code", flat=True))


def tell_member(crowd: Crowd, branch: str, year: int) -> Human:
    """A member of the League in her twenties."""
    return crowd.invent(branch, born=(year - 26, year - 22), education=COLLEGE, political_status=MEMBER)


def tell_dossiers(crowd: Crowd, branches: list[str], *, on: date) -> Iterator[Dossier]:
    """Ten a year, each of another branch, proposed in spring."""
    chance: Chance = crowd.chance
    for year in range(FIRST_YEAR, on.year + 1):
        for number, fate in enumerate(FATES):
            branch = branches[(year * 17 + number * 37) % len(branches)]
            day = chance.day(date(year, 3, 1), date(year, 4, 12))
            dossier = Dossier(
                tell_member(crowd, branch, year), branch, day, fate, chance.between(9, 24), chance.between(0, 3),
                chance.between(0, 1),
            )  # fmt: skip
            if day + COURSE <= on:
                yield dossier


def tell_unrecommended(crowd: Crowd, branches: list[str], *, on: date) -> Iterator[dict]:
    """Rows of members who joined the Party without a recommendation on record."""
    for year in range(FIRST_YEAR, on.year + 1):
        for number in range(UNRECOMMENDED):
            human = tell_member(crowd, branches[(year * 29 + number * 53) % len(branches)], year)
            joined = crowd.chance.day(date(year, 6, 1), date(year, 7, 1))
            if joined <= on:
                yield human.row() | {"political_status": PARTY, "joined_party_on": joined}


def follow_accepted(told: list[Dossier], *, on: date, actor) -> None:
    """The Party received those it had accepted, and a year later for good."""
    open_rows = Recommendation.objects.filter(state="accepted", probationary_on__isnull=True)
    known = {(row.person.name, row.person.birth_on): row for row in open_rows.select_related("person", "organization")}
    for dossier in told:
        recommendation = known.get((dossier.human.name, dossier.human.birth_on))
        if recommendation is None:
            continue
        full_on = add_years(dossier.received_on, 1)
        fields = {"probationary_on": dossier.received_on, "full_on": full_on if full_on <= on else None}
        take_step(recommendation, Action.FOLLOW, fields=fields, actor=actor)


@transaction.atomic
def advance(human: Human, steps: int, *, on: date, actor) -> None:
    """Open a dossier and take so many steps of it in the weeks before that day."""
    branch = Organization.objects.get(code=human.organization)
    person = Person.objects.get(name=human.name, birth_on=human.birth_on, organization=branch)
    if person.recommendations.exists():
        return

    def day(number: int) -> date:
        return on + timedelta(days=number)

    plan = {
        "kind": "candidate", "proposed_on": day(-34), "applied_on": day(-700), "activist_on": day(-460),
        "remark": INVENTED,
    }  # fmt: skip
    recommendation = propose_recommendation(branch, person=person, fields=plan, actor=actor)
    course = (
        (Action.AGREE, {"agreed_on": day(-30), "agreed_by": CHECKER}),
        (Action.HOLD, {"meeting_on": day(-24), "eligible": 15, "present": 13, "in_favour": 12, "against": 1,
                       "abstained": 0}),
        (Action.DECIDE, {"decided_on": day(-23), "decision": "同意推荐（演示）"}),
        (Action.CHECK, {"checked_on": day(-12), "checked_by": CHECKER, "check_opinion": "同意公示（演示）"}),
        (Action.PUBLICIZE, {"publicity_from": day(-4), "publicity_to": day(8), "publicity_place": "村务公开栏（演示）"}),
    )  # fmt: skip
    for action, fields in course[:steps]:
        recommendation = take_step(recommendation, action, fields=fields, actor=actor)
