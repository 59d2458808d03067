"""Drives, openings, applications and placements as the services would leave them."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from cadres.models import Application, Opening, Placement, RecruitmentDrive, Wish
from cadres.models.application import ID_NUMBER, PHONE
from league.core.crypto import keyed_hash
from league.core.pinyin import search_key
from league.core.tokens import token_digest


class RecruitmentDriveFactory(DjangoModelFactory):
    """`RecruitmentDriveFactory(organization=county, state="open")`: one applies in July 2023."""

    class Meta:
        model = RecruitmentDrive

    code = factory.Sequence(lambda n: f"Z{n}")
    org_path = factory.LazyAttribute(lambda drive: drive.organization.path)
    kind = "intern"
    year = 2023
    title = factory.Sequence(lambda n: f"测试招募{n}")
    contact = "0734-6812345"
    opens_on = date(2023, 7, 1)
    closes_on = date(2023, 7, 31)
    consent_version = "1.0"
    consent_text = "同意书的文字"
    state = "open"


class OpeningFactory(DjangoModelFactory):
    """`OpeningFactory(drive=drive, organization=township)`: two seats in the organisation's own division."""

    class Meta:
        model = Opening

    code = factory.Sequence(lambda n: f"G{n:04d}")
    title = "文员"
    host = factory.Sequence(lambda n: f"测试单位{n}")
    org_path = factory.LazyAttribute(lambda opening: opening.organization.path)
    division = factory.LazyAttribute(lambda opening: opening.organization.division)
    seats = 2
    offered_on = date(2023, 6, 1)
    search_key = factory.LazyAttribute(lambda opening: search_key(f"{opening.host}{opening.title}"))


class ApplicationFactory(DjangoModelFactory):
    """`ApplicationFactory(drive=drive, token="…", wishes=[opening])`."""

    class Meta:
        model = Application
        skip_postgeneration_save = True

    class Params:
        token = ""

    code = factory.Sequence(lambda n: f"A{n:05d}")
    name = factory.Sequence(lambda n: f"申请人{n}")
    sex = "2"
    birth_on = date(2002, 3, 4)
    phone = factory.Sequence(lambda n: f"139{n:08d}")
    id_number_hash = factory.LazyAttribute(lambda row: keyed_hash(getattr(row, "id_number", ""), ID_NUMBER))
    phone_hash = factory.LazyAttribute(lambda row: keyed_hash(row.phone, PHONE))
    college = "测试大学"
    major = "法学"
    level = "bachelor"
    graduates_in = 2024
    applied_on = date(2023, 7, 10)
    consent_version = "1.0"
    consented_at = datetime(2023, 7, 10, 2, 0, tzinfo=UTC)
    token_hash = factory.LazyAttribute(lambda row: token_digest(row.token) if row.token else "")
    search_key = factory.LazyAttribute(lambda row: search_key(row.name))

    @factory.post_generation
    def wishes(self, create, extracted, **kwargs):
        for rank, opening in enumerate(extracted or (), 1):
            WishFactory(application=self, opening=opening, rank=rank)


class WishFactory(DjangoModelFactory):
    class Meta:
        model = Wish

    rank = 1


class PlacementFactory(DjangoModelFactory):
    """`PlacementFactory(opening=opening)`: selected; `state` says how far it has come."""

    class Meta:
        model = Placement

    class Params:
        state = "selected"

    application = factory.SubFactory(
        ApplicationFactory, drive=factory.SelfAttribute("..opening.drive"), state=factory.SelfAttribute("..state")
    )
    selected_on = date(2023, 8, 1)
    took_up_on = factory.LazyAttribute(lambda row: date(2023, 8, 10) if row.state in ("took_up", "left") else None)
    left_on = factory.LazyAttribute(lambda row: date(2023, 9, 10) if row.state == "left" else None)
