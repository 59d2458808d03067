"""Terms of the demo county's committees: every village elected in 2023, the three years since are running out, and on
the day of loading some are due, some late, some extended and some at work on their papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import attrgetter

from league.core.dates import add_months, add_years
from organizations.enums import OrganizationKind, UnitKind
from organizations.models import Organization
from reports.demo.importing import Sending
from reports.demo.naming import Chance
from reports.demo.records import INVENTED

# 《选举工作条例》: from this day on a branch's term lasts three years instead of two.
THREE_YEARS_FROM = date(2025, 1, 3)
COUNTY_TERMS = ((17, date(2017, 6, 20)), (18, date(2022, 6, 16)))
# What becomes of every fortieth village when its term runs out in 2026; all others elect in time.
LATE, EXTENDED, WORKING = (0, 1), (2,), (3, 4)
ROUND = 40


@dataclass
class Story:
    """One organisation's terms, (number, first day), and what is to be done about the last one."""

    organization: Organization
    terms: list[tuple[int, date]] = field(default_factory=list)
    fate: str = ""

    @property
    def due(self) -> date | None:
        """When the last term runs out by the rules after 2025."""
        return add_years(self.terms[-1][1], years_of(self.organization)) if self.terms else None


def years_of(organization: Organization) -> int:
    """The years of a term by the rules after 2025."""
    if organization.kind in (OrganizationKind.COMMITTEE, OrganizationKind.LEADING_BODY):
        return 5
    return 1 if is_student(organization) else 3


def is_student(organization: Organization) -> bool:
    """A branch of pupils in a secondary school."""
    unit = organization.unit
    return organization.kind == OrganizationKind.BRANCH and unit is not None and unit.kind in UnitKind.secondary_schools


def is_village(organization: Organization) -> bool:
    """A village's or community's branch."""
    unit = organization.unit
    return organization.kind == OrganizationKind.BRANCH and unit is not None and unit.kind in UnitKind.grassroots


def tell_terms(*, on: date) -> list[Story]:
    """The same stories each time, told up to that day, in code order."""
    chance = Chance()
    kinds = ("leading_body", "committee", "general_branch", "branch")
    organizations = Organization.objects.filter(kind__in=kinds).select_related("unit", "parent")
    stories, villages, committees, others = [], 0, 0, 0
    # Sorted here, for every database sorts letters its own way.
    for organization in sorted(organizations, key=attrgetter("code")):
        story = Story(organization)
        if organization.kind == OrganizationKind.LEADING_BODY:
            story.terms = list(COUNTY_TERMS)
        elif is_village(organization):
            _tell_village(story, villages, chance, on)
            villages += 1
        elif is_student(organization):
            _tell_class(story, others, on)
            others += 1
        elif organization.kind == OrganizationKind.COMMITTEE:
            _tell_committee(story, committees, chance, on)
            committees += 1
        else:
            _tell_other(story, others, chance, on)
            others += 1
        _forget(story, on)
        stories.append(story)
    return stories


def _tell_village(story: Story, place: int, chance: Chance, on: date) -> None:
    """Six in ten have a term on record before the one of 2023."""
    number, before = chance.between(2, 6), chance.day(date(2021, 2, 1), date(2021, 11, 26))
    if place % 10 < 6:
        story.terms.append((number, before))
    elected = add_years(before, 2) + timedelta(days=chance.between(-20, 10))
    story.terms.append((number + 1, elected))
    after = add_years(elected, 3) - timedelta(days=chance.between(2, 25))
    slot = place % ROUND
    story.fate = "late" if slot in LATE else "extended" if slot in EXTENDED else "working" if slot in WORKING else ""
    if not story.fate and after <= on:
        story.terms.append((number + 2, after))


def _tell_committee(story: Story, place: int, chance: Chance, on: date) -> None:
    """Townships elected after the Party's turn of 2021, schools as it came; a few of these nobody recorded."""
    if story.organization.depth == 2:
        number, begun = chance.between(14, 18), chance.day(date(2021, 9, 1), date(2022, 4, 29))
        story.terms = [(number, begun)]
        story.fate = ("late", "extended", "working", "")[place % 4]
        after = add_years(begun, 5) - timedelta(days=chance.between(2, 25))
        if not story.fate and after <= on:
            story.terms.append((number + 1, after))
    elif place % 14:
        story.terms = [(chance.between(2, 9), chance.day(date(2021, 12, 1), date(2024, 6, 28)))]


def _tell_class(story: Story, place: int, on: date) -> None:
    """A year each, from September to September; every ninth class forgot the last one."""
    years = range(2021, on.year + 1 - (place % 9 == 0))
    story.terms = [(number, date(year, 9, 6 + place % 20)) for number, year in enumerate(years, start=1)]


def _tell_other(story: Story, place: int, chance: Chance, on: date) -> None:
    """The first term begins with the branch; one in three under the old rule waited for the new one."""
    if place % 33 == 0:
        return
    founded = story.organization.founded_on
    recent = founded is not None and founded >= date(2021, 6, 1)
    begun, number = (founded, 1) if recent else (chance.day(date(2021, 3, 1), date(2023, 10, 27)), chance.between(2, 5))
    while begun <= on:
        story.terms.append((number, begun))
        two_years = add_years(begun, 2)
        waits = chance.between(1, 3) == 1
        due = two_years if two_years < THREE_YEARS_FROM and not waits else add_years(begun, 3)
        begun, number = due - timedelta(days=chance.between(1, 25)), number + 1
        if place % 20 == 0:
            return


def _forget(story: Story, on: date) -> None:
    """What had not come yet, what came after the organisation's end, and what came before its beginning."""
    organization = story.organization
    last = min(filter(None, (organization.dissolved_on, on + timedelta(days=1))))
    first = organization.founded_on or date.min
    story.terms = [(number, day) for number, day in story.terms if first <= day < last]
    if organization.dissolved_on or story.due is None or story.due > add_months(on, 2):
        story.fate = ""


def term_rows(stories: list[Story]) -> Iterator[dict]:
    """Rows of the import."""
    serials = Counter()
    for story in stories:
        approver = approver_of(story.organization)
        for number, day in story.terms:
            serials[approver, day.year] += 1
            yield {
                "organization": story.organization.code,
                "name": story.organization.name,
                "number": number,
                "starts_on": day,
                "meeting_on": day,
                "document": f"{approver}复〔{day.year}〕{serials[approver, day.year]}号（演示）",
                "source": INVENTED,
            }


def approver_of(organization: Organization) -> str:
    """Sign of whoever approves the organisation's elections: the city's committee, the county's, or the one above."""
    above = organization.parent
    return "衡市团" if above is None else "衡团" if above.parent_id is None else above.short_name.removesuffix("委")


def committees_by_code() -> dict[str, str]:
    """Code of every organisation to the code of the committee below the county it stands at."""
    rows = list(Organization.objects.order_by().values_list("pk", "code", "path"))
    codes = {pk: code for pk, code, _ in rows}
    return {code: codes[int(path.split("/")[min(2, path.count("/") - 1)])] for _, code, path in rows}


def load_terms(sending: Sending) -> list[Story]:
    """Import the terms; return the stories for those who go on with them."""
    stories = tell_terms(on=sending.on)
    committees = committees_by_code()
    sending.send_by_township("届次台账", "term", term_rows(stories), lambda row: committees[row["organization"]])
    return stories
