"""Honours and the youth federation of the demo county: some for good, some renewed, one lapsed, one withdrawn."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from activities.enums import Sector
from activities.models import FederationMember, Honour, YouthFederation
from activities.services.honours import award_honour, renew_honour, withdraw_honour
from activities.services.youth_federations import MEMBER, found_federation
from cadres.models import Post
from league.accounts.models import User
from league.core.dates import add_years
from organizations.enums import OrganizationKind
from organizations.models import Organization
from organizations.services.entries import add_entries
from reports.demo.accounts import COUNTY_STAFF
from reports.demo.league_schools import GIVEN, SURNAMES
from reports.demo.naming import Chance
from reports.demo.records import COUNTY

# Kind, name, level, day of the award, holder's kind, holder, years for which it holds (0: without an end).
CIVILIZED = (
    "政务服务窗口（演示）",
    "人民医院急诊护理组（演示）",
    "供电服务班（演示）",
    "法院诉讼服务中心（演示）",
    "税务办税厅（演示）",
)
SHOCK = ("防汛青年突击队（演示）", "园区建设青年突击队（演示）", "抗旱青年突击队（演示）")
AWARDED = {
    "civilized_unit": ("青年文明号", CIVILIZED, 3),
    "shock_team": ("青年突击队", SHOCK, 0),
}
YEARS = (2021, 2022, 2023, 2024, 2025)
RENEWED, WITHDRAWN = 0, 1
WITHDRAWN_ON = date(2024, 8, 1)
NAME, FOUNDED = "衡阳县青年联合会（演示）", date(2017, 5, 4)
TERM = (2, date(2022, 5, 4), date(2027, 5, 4))
MEMBERS = 60
SECTORS = (
    "league",
    "organ",
    "education",
    "health",
    "culture",
    "media",
    "law",
    "economy",
    "farming",
    "new_group",
    "social",
    "science",
)
LEFT = {7: date(2024, 3, 1), 31: date(2025, 6, 1)}


@transaction.atomic
def load_honours(*, on: date) -> None:
    """Write what is known on that day; nothing where honours are there already."""
    if Honour.objects.exists():
        return
    county, actor = Organization.objects.get(code=COUNTY), User.objects.get(username=COUNTY_STAFF)
    give_to_collectives(county, actor, on=on)
    give_to_branches(county, actor, on=on)
    give_to_people(county, actor, on=on)
    seat_federation(county, actor, on=on)


def _award(county: Organization, actor, *, on: date, years: int = 0, **fields) -> Honour | None:
    day = fields["awarded_on"]
    if day > on:
        return None
    plain = {
        "person": None,
        "holder_organization": None,
        "holder_name": "",
        "issuer": "共青团衡阳县委",
        "level": "county",
    }
    fields = plain | {"year": day.year - 1, "document": f"团衡阳县字〔{day.year}〕{day.month}号（演示）"} | fields
    ends_on = add_years(day, years) if years else None
    return award_honour(county, fields=fields, ends_on=ends_on, on=on, actor=actor)


def give_to_collectives(county: Organization, actor, *, on: date) -> None:
    """Windows, wards and teams; the first was renewed, the last was withdrawn."""
    for kind, (label, holders, years) in AWARDED.items():
        for place, holder in enumerate(holders):
            day = date(YEARS[place % len(YEARS)] + 1, 4, 20)
            honour = _award(
                county, actor, on=on, years=years, kind=kind, name=f"{day.year - 1}年度县{label}", awarded_on=day,
                holder_name=holder,
            )  # fmt: skip
            if kind != "civilized_unit" or honour is None:
                continue
            if place == RENEWED and on >= add_years(day, years):
                first = add_years(day, years)
                renew_honour(
                    honour, starts_on=first, ends_on=add_years(first, years), document="团衡阳县字〔2025〕9号（演示）", actor=actor
                )  # fmt: skip
            if place == WITHDRAWN and on >= WITHDRAWN_ON:
                withdraw_honour(
                    honour, on=WITHDRAWN_ON, reason="发生服务责任事件（演示）", document="团衡阳县字〔2024〕12号（演示）", actor=actor
                )  # fmt: skip


def give_to_branches(county: Organization, actor, *, on: date) -> None:
    """五四红旗团支部 of each year."""
    cells = Organization.objects.filter(
        kind=OrganizationKind.BRANCH, dissolved_on__isnull=True, founded_on__lt=date(2021, 1, 1)
    )
    for year, branch in zip(YEARS, cells.order_by("code")[:: max(cells.count() // len(YEARS), 1)], strict=False):
        _award(
            county, actor, on=on, kind="red_flag_branch", name=f"{year}年度县五四红旗团支部", awarded_on=date(year + 1, 5, 4),
            holder_organization=branch,
        )  # fmt: skip


def give_to_people(county: Organization, actor, *, on: date) -> None:
    """优秀共青团干部 and 青年岗位能手 among those in office since long."""
    posts = Post.objects.filter(starts_on__lt=date(2022, 1, 1), ends_on__isnull=True).select_related("person")
    for place, post in enumerate(posts.order_by("organization__code", "pk")[:6]):
        kind, label = (("good_cadre", "优秀共青团干部"), ("expert", "青年岗位能手"))[place % 2]
        year = YEARS[1 + place % 4]
        _award(
            county, actor, on=on, kind=kind, name=f"{year}年度县{label}", awarded_on=date(year + 1, 5, 4), person=post.person,
            years=0 if kind == "good_cadre" else 3,
        )  # fmt: skip


def seat_federation(county: Organization, actor, *, on: date) -> None:
    """The county's federation in its second term, with members of twelve sectors under sealed names."""
    if on < TERM[1] or YouthFederation.objects.exists():
        return
    number, starts_on, ends_on = TERM
    fields = {
        "name": NAME, "founded_on": FOUNDED, "founding_document": "衡阳县委办〔2017〕5号（演示）", "term_number": number,
        "term_starts_on": starts_on, "term_ends_on": ends_on, "dissolved_on": None,
    }  # fmt: skip
    federation = found_federation(county, fields=fields, actor=actor)
    chance = Chance()
    members = []
    for place in range(MEMBERS):
        sector = Sector(SECTORS[place % len(SECTORS)])
        left = LEFT.get(place)
        members.append(
            FederationMember(
                federation=federation, code=f"QL{starts_on.year}-{place + 1:05d}", sector=sector,
                post="chair" if place == 0 else "vice_chair" if place < 5 else "standing" if place < 17 else "member",
                member_name=f"{chance.pick(SURNAMES)}{chance.pick(GIVEN)}", employer=f"{sector.label}单位（演示）",
                joined_on=starts_on, left_on=left if left and left <= on else None,
            )
        )  # fmt: skip
    add_entries(
        FederationMember, members, action="federation_member.seated", fields=("code", *MEMBER), actor=actor
    )  # fmt: skip
