"""接任指南: what a new secretary finds on the desk, on one page: what is due, who has accounts, whom to ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cadres.models import ElectedSeat, Post
from cadres.services.secretary_changes import secretary_grants, sitting_secretary
from league.accounts.models import Grant
from league.core.masking import mask_phone
from league.core.scoping import ancestor_ids
from organizations.enums import HomeState
from organizations.models import Election, HealthCase, LeagueSchool, Organization, YouthHome
from organizations.models.term import due_on
from organizations.services.records import chinese_date
from organizations.services.terms import term_status

SHOWN = 12


@dataclass(frozen=True)
class Duty:
    """Something that waits: what it is, until when, and where it is done."""

    text: str
    due: date | None = None
    url: str = ""


@dataclass
class Guide:
    """Everything on the page; lists are short, `more` says how much was left off. `superiors` with masked phones."""

    organization: Organization
    on: date
    secretary: Post | None
    committee: list[Post]
    superiors: list[tuple[Post, str]]
    duties: list[Duty] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)
    more: int = 0


def guide_for(organization: Organization, *, on: date) -> Guide:
    """The guide of that day."""
    committee = Post.objects.held(on=on).filter(organization=organization).select_related("person", "organization")
    duties = [*_term_duties(organization, on), *_names(organization), *_cases(organization), *_places(organization, on)]
    duties.sort(key=lambda duty: (duty.due is None, duty.due or date.max))
    return Guide(
        organization=organization,
        on=on,
        secretary=sitting_secretary(organization, on=on),
        committee=list(committee.with_rank().order_by("rank", "starts_on", "pk")[:30]),
        superiors=[(post, mask_phone(post.person.phone)) for post in superiors(organization, on=on)],
        duties=duties[:SHOWN],
        grants=list(secretary_grants(organization, on=on)),
        more=max(len(duties) - SHOWN, 0),
    )


def _term_duties(organization: Organization, on: date) -> list[Duty]:
    found = []
    row = term_status(organization, on=on)
    if row is not None and row.term_class is not None:
        due = due_on(row)
        if due is None:
            found.append(Duty("届次不详，请补录现任一届的任期", None, organization.get_absolute_url()))
        else:
            what = "已届满，请尽快办理换届" if due < on else "届满，届满前办理换届"
            found.append(Duty(f"第{row.term_number}届{chinese_date(due)}{what}", due))
    for election in Election.objects.under_way().filter(organization=organization).select_related("organization"):
        text = f"换届办理中：第{election.number}届，目前“{election.get_state_display()}”"
        found.append(Duty(text, election.planned_on, election.get_absolute_url()))
    return found


def _names(organization: Organization) -> list[Duty]:
    seats = ElectedSeat.objects.waiting().filter(election__organization=organization).select_related("election")
    return [
        Duty(f"当选人{seat}还没有对应人员", None, seat.get_absolute_url())
        for seat in seats.order_by("election", "order")
    ]


def _cases(organization: Organization) -> list[Duty]:
    """Problems of the organisation itself, then those below that it answers for."""
    own = HealthCase.objects.open().filter(organization=organization)
    duties = HealthCase.objects.open().filter(responsible=organization).exclude(organization=organization)
    rows = [*own.order_by("due_on", "pk"), *duties.order_by("due_on", "pk")[:SHOWN]]
    return [
        Duty(f"体检问题：{case}{'，责任人' + case.owner if case.owner else ''}", case.due_on, case.get_absolute_url())
        for case in rows
    ]


def _places(organization: Organization, on: date) -> list[Duty]:
    homes = YouthHome.objects.filter(responsible=organization).exclude(state=HomeState.CLOSED).order_by("code")
    schools = LeagueSchool.objects.existing(on=on).filter(unit__responsible=organization)
    return [
        *(Duty(f"青年阵地：{home}（{home.get_state_display()}）", None, home.get_absolute_url()) for home in homes),
        *(Duty(f"团校：{school}", None, school.get_absolute_url()) for school in schools.order_by("unit__code")),
    ]


def superiors(organization: Organization, *, on: date) -> list[Post]:
    """Secretaries of the organisations above, from the nearest up."""
    above = ancestor_ids(organization.path, with_self=False)
    rows = Post.objects.secretaries().held(on=on).filter(organization__in=above)
    return list(rows.select_related("person", "organization").order_by("-organization__depth"))
