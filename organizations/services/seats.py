"""The list of candidates in the record of an election's meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import F

from organizations.enums import SeatPosition
from organizations.models import Election, ElectionSeat

# No meeting has so many candidates: lines on their way to a new place stand behind it.
ASIDE = 10_000


class Seat(NamedTuple):
    """A line of the meeting's record."""

    position: str
    name: str
    votes: int
    elected: bool


def seat_lines(rows: Iterable[ElectionSeat]) -> list[str]:
    """The list of candidates as the audit log and the documents write it."""
    return [
        f"{row.get_position_display()} {row.name} {row.votes if row.votes is not None else '—'}票"
        f"{'（当选）' if row.elected else ''}"
        for row in rows
    ]


def check_seats(election: Election, seats: Sequence[Seat]) -> None:
    """Raise ValidationError for a list that cannot be: nobody elected, two secretaries, more votes than ballots."""
    if not seats:
        raise ValidationError({"seat_list": "请填写候选人和得票。"})
    problems = []
    elected = [seat for seat in seats if seat.elected]
    if not elected:
        problems.append("请勾选当选人；没有人当选的，请退回上一步重新组织选举。")
    if len(elected) > election.seats:
        problems.append(f"当选{len(elected)}人，多于应选的{election.seats}人。")
    if sum(seat.position == SeatPosition.SECRETARY for seat in elected) > 1:
        problems.append("书记只能有1人当选。")
    if election.ballots_valid is not None:
        problems += [
            f"{seat.name}得{seat.votes}票，多于有效选票{election.ballots_valid}张。"
            for seat in seats
            if seat.votes is not None and seat.votes > election.ballots_valid
        ]
    if problems:
        raise ValidationError({"seat_list": problems})


def write_seats(election: Election, seats: Sequence[Seat]) -> list[ElectionSeat]:
    """Make the list what `seats` says. A candidate who was on it already keeps the row: what refers to it stays."""
    former: dict[tuple, list[ElectionSeat]] = {}
    for row in election.seat_rows.order_by("-order"):
        former.setdefault((row.position, row.name), []).append(row)
    election.seat_rows.update(order=F("order") + ASIDE)
    kept, added = [], []
    for number, seat in enumerate(seats, 1):
        same = former.get((seat.position, seat.name))
        row = same.pop() if same else ElectionSeat(election=election)
        row.order = number
        row.position, row.name, row.votes, row.elected = seat
        row.clean_fields()
        (added if row.pk is None else kept).append(row)
    election.seat_rows.filter(pk__in=[row.pk for rows in former.values() for row in rows]).delete()
    ElectionSeat.objects.bulk_update(kept, ["order", "votes", "elected"])
    ElectionSeat.objects.bulk_create(added)
    return sorted([*kept, *added], key=lambda row: row.order)
