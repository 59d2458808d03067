"""Volunteers, teams, calls, sign-ups, check-ins and certificates as the services would leave them."""

from datetime import UTC, date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from activities.models import (
    AttendanceDoubt,
    CheckIn,
    SignUp,
    TeamVillage,
    VillageService,
    Volunteer,
    VolunteerCall,
    VolunteerCertificate,
    VolunteerTeam,
)
from activities.services.check_ins import signature_of


class VolunteerTeamFactory(DjangoModelFactory):
    """`VolunteerTeamFactory(organization=township)`: a summer team of ten."""

    class Meta:
        model = VolunteerTeam

    code = factory.Sequence(lambda n: f"DW{n}")
    name = factory.Sequence(lambda n: f"测试三下乡团队{n}")
    kind = "summer"
    org_path = factory.LazyAttribute(lambda team: team.organization.path)
    university = "测试大学"
    size = 10
    starts_on = date(2023, 7, 10)
    ends_on = date(2023, 7, 20)


class TeamVillageFactory(DjangoModelFactory):
    """`TeamVillageFactory(team=team, unit=village)`."""

    class Meta:
        model = TeamVillage


class VolunteerFactory(DjangoModelFactory):
    """`VolunteerFactory(organization=township)`: an adult without a phone."""

    class Meta:
        model = Volunteer

    code = factory.Sequence(lambda n: f"ZY{n}")
    name = factory.Sequence(lambda n: f"志愿者{n}")
    birth_year = 2000
    org_path = factory.LazyAttribute(lambda volunteer: volunteer.organization.path)
    registered_on = date(2023, 5, 1)


class VillageServiceFactory(DjangoModelFactory):
    """`VillageServiceFactory(volunteer=volunteer, unit=village)`."""

    class Meta:
        model = VillageService

    starts_on = date(2023, 7, 10)
    ends_on = date(2023, 8, 10)


class VolunteerCallFactory(DjangoModelFactory):
    """`VolunteerCallFactory(activity=activity)`: thirty places, open until the activity begins."""

    class Meta:
        model = VolunteerCall

    capacity = 30
    opens_at = factory.LazyAttribute(lambda call: call.activity.starts_at - timedelta(days=10))
    closes_at = factory.LazyAttribute(lambda call: call.activity.starts_at)
    contact = "0734-8000000"
    consent_version = "2023-1"
    consent_text = "姓名和手机号只用于本次活动。"


class SignUpFactory(DjangoModelFactory):
    """`SignUpFactory(activity=activity, volunteer=volunteer)`."""

    class Meta:
        model = SignUp

    signed_at = datetime(2023, 5, 1, 2, tzinfo=UTC)


class CheckInFactory(DjangoModelFactory):
    """`CheckInFactory(sign_up=sign_up)`: at the door, signed."""

    class Meta:
        model = CheckIn

    direction = "in"
    at = datetime(2023, 5, 4, 1, tzinfo=UTC)
    recorded_at = factory.SelfAttribute("at")
    source = "door"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        row = model_class(*args, **kwargs)
        row.signature = signature_of(row)
        row.save()
        return row


class AttendanceDoubtFactory(DjangoModelFactory):
    """`AttendanceDoubtFactory(sign_up=sign_up)`."""

    class Meta:
        model = AttendanceDoubt

    kind = "bulk"
    details = "一分钟内代签12人。"
    found_on = date(2023, 5, 6)


class VolunteerCertificateFactory(DjangoModelFactory):
    """`VolunteerCertificateFactory(volunteer=volunteer, organization=township)`."""

    class Meta:
        model = VolunteerCertificate

    number = factory.Sequence(lambda n: f"ZYZM2023{n:06}")
    check_code = "TESTCODE"
    org_path = factory.LazyAttribute(lambda row: row.organization.path)
    first_day = date(2023, 1, 1)
    last_day = date(2023, 12, 31)
    minutes = 120
    times = 1
    issued_on = date(2024, 1, 5)
