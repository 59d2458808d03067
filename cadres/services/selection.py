"""Selecting applicants for openings: never more than the seats, never more than a township's quota.

Both are counted under the lock of the drive's row, which every selection takes first: two at once take turns.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError

from cadres.enums import ApplicationAction
from cadres.models import Application, Opening, Placement, RecruitmentDrive
from cadres.services.application_moves import move_application
from organizations.enums import DivisionLevel


def seats_refusal(opening: Opening) -> str:
    """Why nobody else fits in; empty while a seat is free."""
    taken = opening.placements.seated().count()
    if taken < opening.seats:
        return ""
    return f"“{opening}”有{opening.seats}个岗位，已录用{taken}人，没有空缺；请选其他岗位，或先取消一人的录用。"


def quota_refusal(drive: RecruitmentDrive, opening: Opening) -> str:
    """Why the township takes nobody else; empty below its quota. Places of the county itself have none."""
    if drive.township_quota is None or opening.division.level != DivisionLevel.TOWNSHIP:
        return ""
    same = Placement.objects.seated().filter(opening__drive=drive, opening__division=opening.division)
    taken = same.count()
    if taken < drive.township_quota:
        return ""
    return f"{opening.division}已录用{taken}人，达到每个乡镇{drive.township_quota}人的限额。"


def select_application(application: Application, *, opening: Opening, on: date, actor) -> Application:
    """录用 for an opening of the drive, wished for or not (调剂)."""

    def take_seat(fresh: Application) -> None:
        standing = Opening.objects.standing(on=on).filter(drive=fresh.drive, pk=opening.pk)
        place = standing.select_related("division").first()
        if place is None:
            raise ValidationError({"opening": "该岗位不属于本次招募，或者已撤回。"})
        if refusal := seats_refusal(place) or quota_refusal(fresh.drive, place):
            raise ValidationError({"opening": refusal})
        if on < fresh.applied_on:
            raise ValidationError({"on": f"录用日期不能早于报名日期{fresh.applied_on}。"})
        Placement.objects.create(application=fresh, opening=place, selected_on=on)

    return move_application(
        application, ApplicationAction.SELECT, beside=take_seat, actor=actor, opening=str(opening)
    )  # fmt: skip


def unselect_application(application: Application, *, reason: str, actor) -> Application:
    """取消录用: the seat is free again."""

    def give_back(fresh: Application) -> None:
        fresh.placement.delete()

    return move_application(
        application, ApplicationAction.UNSELECT, beside=give_back, reason=reason, actor=actor
    )  # fmt: skip


def decline_application(application: Application, *, reason: str, actor) -> Application:
    """不予录用."""
    return move_application(application, ApplicationAction.DECLINE, reason=reason, actor=actor)


def reconsider_application(application: Application, *, actor) -> Application:
    """递补候选: somebody not selected may be selected again."""
    return move_application(application, ApplicationAction.RECONSIDER, actor=actor)
