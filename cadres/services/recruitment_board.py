"""The numbers of a drive at every step, in all and by township and by host.

Every step counts everybody who ever came so far: 已录用 includes those at work and those who left. An application is
counted where its first wish lies until somebody is selected, then where the person was placed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum

from cadres.enums import ApplicationState
from cadres.models import Application, Opening, Placement, RecruitmentDrive, Wish

STEPS = (
    ("openings", "岗位数"),
    ("seats", "计划人数"),
    ("applications", "报名"),
    ("screened", "已审核"),
    ("passed", "审核通过"),
    ("selected", "录用"),
    ("took_up", "上岗"),
    ("left", "离岗"),
)
PASSED = frozenset(ApplicationState.screened) - {ApplicationState.REJECTED.value}


@dataclass
class Line:
    """One line of the board; `key` is the township's or the host's name."""

    key: str
    openings: int = 0
    seats: int = 0
    applications: int = 0
    screened: int = 0
    passed: int = 0
    selected: int = 0
    took_up: int = 0
    left: int = 0

    @property
    def cells(self) -> list[int]:
        """The numbers in the order of STEPS."""
        return [getattr(self, name) for name, _ in STEPS]

    def count(self, state: str, number: int) -> None:
        """Add applications of that state at every step they passed."""
        self.applications += number
        if state in ApplicationState.screened:
            self.screened += number
        if state in PASSED:
            self.passed += number
        if state in ApplicationState.placed:
            self.selected += number
        if state in (ApplicationState.TOOK_UP, ApplicationState.LEFT):
            self.took_up += number
        if state == ApplicationState.LEFT:
            self.left += number


@dataclass
class Board:
    """The whole board of a drive."""

    total: Line
    townships: list[Line]
    hosts: list[Line]
    # Applications without a wish that lies in the openings counted; they are in the total alone.
    elsewhere: int


def board_of(drive: RecruitmentDrive, openings: QuerySet[Opening], *, on: date, whole: bool) -> Board:
    """The board over those openings of the drive that stand on the day. `whole`: count every application of the drive
    in the total, also those that wish for none of them."""
    openings = openings.filter(drive=drive)
    places = {
        pk: (code, name, host)
        for pk, code, name, host in openings.order_by().values_list("pk", "division__code", "division__name", "host")
    }
    total, townships, hosts = Line("合计"), {}, {}
    standing = openings.standing(on=on).order_by().values("pk").annotate(seats_offered=Sum("seats"))
    offered = {row["pk"]: row["seats_offered"] for row in standing}
    for pk in sorted(places, key=lambda pk: (places[pk][0], places[pk][2], pk)):
        code, name, host = places[pk]
        for line in (townships.setdefault(code, Line(name)), hosts.setdefault((code, host), Line(host))):
            line.openings += pk in offered
            line.seats += offered.get(pk, 0)
    total.openings, total.seats = len(offered), sum(offered.values())
    elsewhere = 0
    for (opening, state), number in counted_applications(drive).items():
        if opening in places:
            code, _, host = places[opening]
            for line in (total, townships[code], hosts[code, host]):
                line.count(state, number)
        elif whole:
            total.count(state, number)
            elsewhere += number
    return Board(total, list(townships.values()), list(hosts.values()), elsewhere)


def counted_applications(drive: RecruitmentDrive) -> dict[tuple[int | None, str], int]:
    """By opening and state how many applications of the drive there are; None for those without an opening."""
    placed = Placement.objects.filter(application=OuterRef("pk")).order_by().values("opening")[:1]
    first = Wish.objects.filter(application=OuterRef("pk")).order_by("rank").values("opening")[:1]
    rows = (
        Application.objects.filter(drive=drive)
        .annotate(placed_at=Subquery(placed), wished_at=Subquery(first))
        .order_by()
        .values("placed_at", "wished_at", "state")
        .annotate(number=Count("pk"))
    )
    found: dict[tuple[int | None, str], int] = defaultdict(int)
    for row in rows:
        found[row["placed_at"] or row["wished_at"], row["state"]] += row["number"]
    return found
