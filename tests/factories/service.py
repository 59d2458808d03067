"""Service teams, yard meetings, needs, visits, honours and the federation as the services would leave them."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from activities.models import (
    CourierVisit,
    FederationMember,
    Honour,
    HonourTerm,
    Need,
    NeedStep,
    ServiceTeam,
    ServiceTeamMember,
    YardMeeting,
    YardMeetingPhoto,
    YouthFederation,
)
from league.core.photo_files import keep
from league.core.pinyin import search_key
from tests.core.photos import drawn, upload


class ServiceTeamFactory(DjangoModelFactory):
    """`ServiceTeamFactory(organization=branch, unit=village)`: complete, with ten volunteers."""

    class Meta:
        model = ServiceTeam

    code = factory.Sequence(lambda n: f"TFWD{n:04d}")
    name = factory.Sequence(lambda n: f"测试服务队{n}")
    org_path = factory.LazyAttribute(lambda team: team.organization.path)
    party_organization = "测试村党支部"
    founded_on = date(2022, 5, 4)
    party_members = 2
    league_members = 5
    pioneers = 8
    volunteers = 10
    counted_on = date(2023, 5, 4)
    search_key = factory.LazyAttribute(lambda team: search_key(team.name))


class ServiceTeamMemberFactory(DjangoModelFactory):
    """`ServiceTeamMemberFactory(team=team, person=person)`."""

    class Meta:
        model = ServiceTeamMember

    role = "volunteer"
    joined_on = date(2022, 6, 1)


class YardMeetingFactory(DjangoModelFactory):
    """`YardMeetingFactory(organization=branch, unit=village)`: held on 2023-05-04 with twenty people."""

    class Meta:
        model = YardMeeting

    code = factory.Sequence(lambda n: f"TKT{n:04d}")
    title = factory.Sequence(lambda n: f"测试恳谈会{n}")
    org_path = factory.LazyAttribute(lambda meeting: meeting.organization.path)
    held_on = date(2023, 5, 4)
    host = "测试主持人"
    attendees = 20
    youth = 12
    minutes = "测试记录"
    search_key = factory.LazyAttribute(lambda meeting: search_key(meeting.title))


class YardMeetingPhotoFactory(DjangoModelFactory):
    """`YardMeetingPhotoFactory(meeting=meeting)`: `content` is the file that was sent."""

    class Meta:
        model = YardMeetingPhoto
        exclude = ("content", "kept")

    content = factory.Sequence(lambda n: drawn((64, 48), colour=(150, n % 200, n // 200 % 200)))
    kept = factory.LazyAttribute(lambda photo: keep(upload(photo.content)))
    picture = factory.SelfAttribute("kept.picture")
    thumbnail = factory.SelfAttribute("kept.thumbnail")
    digest = factory.SelfAttribute("kept.digest")
    width = factory.SelfAttribute("kept.width")
    height = factory.SelfAttribute("kept.height")
    taken_on = date(2023, 5, 4)
    added_on = date(2023, 5, 4)


class NeedFactory(DjangoModelFactory):
    """`NeedFactory(organization=branch, state="assigned")`: raised on 2023-05-04, due on 2023-06-03 unless told."""

    class Meta:
        model = Need

    code = factory.Sequence(lambda n: f"TSQ{n:04d}")
    title = factory.Sequence(lambda n: f"测试诉求{n}")
    category = "job"
    org_path = factory.LazyAttribute(lambda need: need.organization.path)
    raised_on = date(2023, 5, 4)
    raiser_kind = "youth"
    state = "raised"
    due_on = factory.LazyAttribute(lambda need: None if need.state == "told" else date(2023, 6, 3))
    first_due_on = date(2023, 6, 3)
    changed_on = factory.SelfAttribute("raised_on")
    outcome = factory.LazyAttribute(lambda need: "" if need.state in ("raised", "assigned") else "已办结")
    search_key = factory.LazyAttribute(lambda need: search_key(need.title))


class NeedStepFactory(DjangoModelFactory):
    """`NeedStepFactory(need=need, action="assign", state="assigned", done_on=day)`."""

    class Meta:
        model = NeedStep

    action = "assign"
    state = "assigned"
    due_on = date(2023, 6, 3)
    done_on = date(2023, 5, 6)


class CourierVisitFactory(DjangoModelFactory):
    """`CourierVisitFactory(activity=activity)`: eight met, five of them for the first time in the year."""

    class Meta:
        model = CourierVisit

    company = factory.Sequence(lambda n: f"测试快递网点{n}")
    persons = 8
    first_this_year = 5


class HonourFactory(DjangoModelFactory):
    """`HonourFactory(organization=township, holder_name="测试窗口")`; its stretches are HonourTermFactory rows."""

    class Meta:
        model = Honour

    code = factory.Sequence(lambda n: f"TRY{n:04d}")
    kind = "civilized_unit"
    name = factory.Sequence(lambda n: f"测试青年文明号{n}")
    level = "county"
    year = 2023
    org_path = factory.LazyAttribute(lambda honour: honour.organization.path)
    awarded_on = date(2023, 5, 4)
    issuer = "测试县团委"
    search_key = factory.LazyAttribute(lambda honour: search_key(honour.name))


class HonourTermFactory(DjangoModelFactory):
    """`HonourTermFactory(honour=honour, ends_on=date(2025, 5, 4))`: from the day of the award."""

    class Meta:
        model = HonourTerm

    starts_on = factory.LazyAttribute(lambda term: term.honour.awarded_on)


class YouthFederationFactory(DjangoModelFactory):
    """`YouthFederationFactory(organization=county)`: its first term runs for five years from 2021."""

    class Meta:
        model = YouthFederation

    name = factory.Sequence(lambda n: f"测试县青年联合会{n}")
    org_path = factory.LazyAttribute(lambda federation: federation.organization.path)
    founded_on = date(2021, 5, 4)
    founding_document = "测试〔2021〕1号"
    term_starts_on = date(2021, 5, 4)
    term_ends_on = date(2026, 5, 4)


class FederationMemberFactory(DjangoModelFactory):
    """`FederationMemberFactory(federation=federation)`: known by a sealed name."""

    class Meta:
        model = FederationMember

    code = factory.Sequence(lambda n: f"TQL{n:04d}")
    sector = "education"
    member_name = factory.LazyAttribute(lambda member: "" if getattr(member, "person", None) else "测试委员")
    joined_on = date(2021, 5, 4)
