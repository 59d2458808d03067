"""A recruitment drive of the demo. One that takes applications goes through the services as applicants and offices would;
of one that is over, the applications come in as a workbook of earlier years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from cadres.enums import DriveAction, DriveKind
from cadres.forms.recruitment import USUAL_CONSENT
from cadres.models import Opening, Placement, RecruitmentDrive
from cadres.services.applications import apply_for, withdraw_application
from cadres.services.openings import offer_opening
from cadres.services.placements import leave_placement, take_up
from cadres.services.recruitment_drives import create_drive, move_drive
from cadres.services.screening import pass_application, reject_application
from league.accounts.models import User
from league.core.tokens import new_token
from organizations.models import Division, Organization
from reports.demo.accounts import COUNTY_STAFF
from reports.demo.importing import Sending
from reports.demo.people import Human
from reports.demo.records import COUNTY

OFFERED_BEFORE = timedelta(days=10)
TEXT = "面向在校大学生招募，详见岗位表。本招募及用人单位均为演示数据，请不要填写真实个人信息。"


class Fate(StrEnum):
    """What becomes of an application."""

    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    PASSED = "passed"
    MISSED = "missed"
    CAME = "came"


@dataclass(frozen=True)
class Campaign:
    """A drive and its days; without `selected_on` it still takes applications."""

    code: str
    kind: str
    title: str
    opens_on: date
    closes_on: date
    selected_on: date | None = None
    finished_on: date | None = None
    quota: int | None = None

    @property
    def year(self) -> int:
        """The year it belongs to."""
        return self.opens_on.year


@dataclass(frozen=True)
class Seats:
    """What a host offers, by the codes of the organisation that answers for it and of the division."""

    organization: str
    division: str
    host: str
    title: str
    number: int


@dataclass
class Applicant:
    """Somebody who applied: for which of the seats, by their place in the list, and how it went on."""

    human: Human
    applied_on: date
    wishes: list[int]
    fate: Fate
    major: str
    home: str
    graduates_in: int
    came_on: date | None = None
    left_on: date | None = None
    left_because: str = ""

    @property
    def at(self) -> datetime:
        """The moment of applying."""
        return timezone.make_aware(datetime.combine(self.applied_on, time(10, 30)))

    def row(self, campaign: Campaign, number: int, openings: list[Opening]) -> dict:
        """The row of the import of earlier years; a deputy's taking up is left to the services, which open the post."""
        selected = self.fate in (Fate.CAME, Fate.MISSED)
        at_work = campaign.kind == DriveKind.INTERN
        results = {Fate.REJECTED: "rejected", Fate.MISSED: "no_show", Fate.PASSED: "not_selected"}
        return {
            "code": f"{campaign.code}-{number:04d}", "drive": campaign.code, "name": self.human.name,
            "sex": self.human.sex, "birth_on": self.human.birth_on, "college": self.human.school, "major": self.major,
            "level": "bachelor", "graduates_in": self.graduates_in, "home_division": self.home,
            "applied_on": self.applied_on, "result": results.get(self.fate, ""),
            "opening": openings[self.wishes[0]].code if selected else "",
            "selected_on": campaign.selected_on if selected else None,
            "took_up_on": self.came_on if at_work else None, "left_on": self.left_on if at_work else None,
        }  # fmt: skip

    def fields(self, divisions: Mapping[str, Division]) -> dict:
        """What stands in the application; neither telephone nor ID number, which nobody invented can have."""
        return {
            "name": self.human.name, "sex": self.human.sex, "birth_on": self.human.birth_on, "phone": "",
            "id_number": "", "college": self.human.school, "major": self.major, "level": "bachelor",
            "graduates_in": self.graduates_in, "home_division": divisions[self.home], "statement": "",
        }  # fmt: skip


@dataclass(frozen=True)
class Ground:
    """Where the drives take place, by codes, and how rows are sent in whose name."""

    places: Mapping[str, Organization]
    divisions: Mapping[str, Division]
    sending: Sending
    actor: User


@transaction.atomic
def run_campaign(campaign: Campaign, seats: list[Seats], applicants: list[Applicant], ground: Ground) -> None:
    """The whole drive, as far as it has come on that day."""
    actor = ground.actor
    drive = create_drive(ground.places[COUNTY], fields=_fields(campaign), actor=actor)
    openings = [
        offer_opening(
            drive, ground.places[each.organization], on=campaign.opens_on - OFFERED_BEFORE, actor=actor,
            fields={"title": each.title, "host": each.host, "division": ground.divisions[each.division],
                    "seats": each.number, "requirements": "全日制在校大学生，服从安排（演示）"},
        )
        for each in seats
    ]  # fmt: skip
    applicants = sorted(applicants, key=lambda each: each.applied_on)
    if campaign.finished_on is None:
        drive = move_drive(drive, DriveAction.OPEN, on=campaign.opens_on, actor=actor)
        take_applications(drive, openings, applicants, ground)
        return
    drive = move_drive(drive, DriveAction.CLOSE, on=campaign.closes_on + timedelta(days=1), actor=actor)
    rows = [applicant.row(campaign, number, openings) for number, applicant in enumerate(applicants, start=1)]
    ground.sending.send(f"报名和上岗{campaign.code}", "application", rows, username=COUNTY_STAFF)
    if drive.kind == DriveKind.DEPUTY:
        appoint_deputies(drive, applicants, ground)
    move_drive(drive, DriveAction.FINISH, on=campaign.finished_on, actor=actor)


def _fields(campaign: Campaign) -> dict:
    return {
        "code": campaign.code, "kind": campaign.kind, "year": campaign.year, "title": campaign.title, "text": TEXT,
        "co_organizers": "县委组织部、县人社局（演示）", "contact": "县团委办公室（演示，不设电话）",
        "opens_on": campaign.opens_on, "closes_on": campaign.closes_on, "consent_version": "1.0",
        "consent_text": USUAL_CONSENT, "minimum_age": 18, "home_condition": "any", "township_quota": campaign.quota,
        "wishes": 2, "keep_days": 180,
    }  # fmt: skip


def take_applications(
    drive: RecruitmentDrive, openings: list[Opening], applicants: list[Applicant], ground: Ground
) -> None:
    """Each comes in by itself and is looked through; somebody may have thought better of it."""
    for applicant in applicants:
        wished = [openings[number] for number in applicant.wishes]
        fields = applicant.fields(ground.divisions)
        application = apply_for(drive, fields=fields, openings=wished, token=new_token(), at=applicant.at)
        if applicant.fate == Fate.WITHDRAWN:
            withdraw_application(application, on=applicant.applied_on + timedelta(days=1))
        elif applicant.fate == Fate.REJECTED:
            reject_application(application, reason="专业与岗位要求不符", actor=ground.actor)
        elif applicant.fate == Fate.PASSED:
            pass_application(application, actor=ground.actor)


def appoint_deputies(drive: RecruitmentDrive, applicants: list[Applicant], ground: Ground) -> None:
    """The selected take up their posts, which the services open and, when the year is over, end."""
    came = {(each.human.name, each.human.birth_on): each for each in applicants if each.fate == Fate.CAME}
    selected = Placement.objects.filter(opening__drive=drive).order_by("pk")
    for placement in selected.select_related("application__drive", "opening__organization"):
        told = came[placement.application.name, placement.application.birth_on]
        placement = take_up(placement, on=told.came_on, actor=ground.actor)
        if told.left_on and told.left_on <= ground.sending.on:
            leave_placement(placement, on=told.left_on, reason=told.left_because, actor=ground.actor)
