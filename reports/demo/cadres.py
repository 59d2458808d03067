"""The committees' cadres: the townships' 1+2+6, schools and other organisations, and who works at the county committee."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from cadres.models import DeclaredStaff
from cadres.services.establishments import record_declared
from league.accounts.models import User
from organizations.enums import OrganizationKind, UnitKind
from organizations.models import Organization, Unit
from reports.demo.accounts import COUNTY_STAFF
from reports.demo.importing import Sending
from reports.demo.naming import Chance
from reports.demo.people import BACHELOR, COLLEGE, MASTER, MEMBER, PARTY, Crowd, Service, keeper
from reports.demo.records import ARTICLE_DAY, COUNTY, REFORM_START
from reports.demo.secretaries import tell_secretaries
from reports.demo.terms import Story, committees_by_code, is_student, is_village

# 41 students in 25 townships: two in each of the first sixteen, one in each of the others.
TWO_STUDENTS = 16
STUDENT_YEARS = (
    (date(2023, 7, 10), date(2024, 7, 9)),
    (date(2024, 7, 10), date(2025, 7, 9)),
    (date(2025, 7, 10), None),
)
RECRUITED_BY = date(2023, 9, 28)
DUTIES = ("organization", "publicity", "study", "culture", "rights", "pioneers")
# Deputies replaced in the article's year, each a few weeks after the last; about one of them nobody asked.
REPLACED, NOT_ASKED = 13, 8
# Townships that lack a member of the six.
ONE_SHORT = (4, 13, 21)
CENTRE = "衡阳县青少年发展综合服务中心"
COLLEGES = ("演示师范大学", "演示理工大学", "演示医科大学", "演示财经大学", "演示农业大学", "演示职业技术学院")


def tell_cadres(crowd: Crowd, stories: list[Story], centre: str) -> None:
    """Everybody but the villages' secretaries. `centre` is the code of the service centre's unit."""
    townships = 0
    for place, story in enumerate(stories):
        organization = story.organization
        if organization.kind == OrganizationKind.LEADING_BODY:
            tell_county(crowd, centre)
        elif organization.unit is not None and organization.unit.kind == UnitKind.TOWNSHIP:
            tell_township(crowd, story, townships)
            townships += 1
        elif not is_village(organization) and not is_student(organization) and place % 20:
            tell_other(crowd, story)


def tell_county(crowd: Crowd, centre: str) -> None:
    """Two before the reform; afterwards three of the centre, two attached, four interns, and three of unknown standing."""

    def join(title: str, mode: str, starts_on: date, ends_on: date | None = None, **facts) -> None:
        born = (2001, 2003) if mode == "intern" else (1984, 1997)
        status = MEMBER if mode == "intern" else PARTY
        human = crowd.invent(COUNTY, born=born, education=BACHELOR, political_status=status)
        crowd.serve(human, COUNTY, title, mode, starts_on, ends_on, **facts)

    join("secretary", "full_time", date(2019, 5, 13), staffing="administrative", selection="election")
    join("deputy", "full_time", date(2020, 3, 2), staffing="administrative", selection="election")
    for day in (date(2022, 9, 1), date(2022, 9, 1), date(2023, 2, 13)):
        join("staff", "full_time", day, staffing="institution", workplace=centre, selection="hiring")
    join("deputy", "seconded", date(2023, 3, 20), selection="secondment")
    join("deputy", "part_time", date(2023, 4, 10), selection="open_selection")
    for starts_on, ends_on in ((date(2023, 7, 3), date(2024, 6, 30)), (date(2025, 7, 1), None)):
        for _ in range(4):
            join("staff", "intern", starts_on, ends_on, **({"ending": "expiry"} if ends_on else {}))
    for day in (date(2022, 6, 6), date(2022, 11, 7), date(2023, 5, 8)):
        join("staff", "unknown", day)


def tell_township(crowd: Crowd, story: Story, place: int) -> None:
    """One secretary, one deputy of the township's own and student deputies, six members."""
    code, chance = story.organization.code, crowd.chance
    begun = story.terms[0][1]
    days = [day for _, day in story.terms]
    for number, day in enumerate(days):
        end = days[number + 1] if number + 1 < len(days) else None
        facts = {"selection": "election", **({"ending": "term"} if end else {})}
        for title, mode, duties in (("secretary", "full_time", ("",)), ("deputy", "part_time", ("",)),
                                    ("member", "part_time", DUTIES)):  # fmt: skip
            for duty in duties[: len(duties) - (title == "member" and place in ONE_SHORT)]:
                education = chance.pick((BACHELOR, BACHELOR, COLLEGE, MASTER))
                human = crowd.invent(code, born=(1986, 1999), education=education, political_status=PARTY)
                crowd.serve(human, code, title, mode, day, end, duty=duty, **facts)
    for number, (starts_on, ends_on) in enumerate(STUDENT_YEARS):
        for _ in range(2 if place < TWO_STUDENTS - 3 * number else 1):
            _student_deputy(crowd, code, max(starts_on, begun), ends_on)


def tell_replacements(crowd: Crowd) -> None:
    """In the article's year the deputies of thirteen townships went on to other offices and were replaced. Told aside,
    so that the chances of everybody else stay what they are."""
    aside = replace(crowd, chance=Chance())
    regular = (each for each in crowd.services if each.title == "deputy" and each.organization != COUNTY)
    sitting = [each for each in regular if each.mode == "part_time" and "is_student_deputy" not in each.facts]
    first = {each.organization: each for each in reversed(sitting)}
    for place, code in enumerate(sorted(first)[:REPLACED]):
        leaving, day = first[code], replaced_on(place)
        human = aside.invent(code, born=(1990, 1999), education=BACHELOR, political_status=PARTY)
        facts = leaving.facts | {"selection": "appointment"}
        crowd.serve(human, code, "deputy", "part_time", day, leaving.ends_on, **facts)
        leaving.ends_on, leaving.facts = day, leaving.facts | {"ending": "transfer"}


def replaced_on(place: int) -> date:
    """A Monday, three weeks after that of the township before."""
    return date(2023, 1, 30) + timedelta(weeks=3 * place)


def _student_deputy(crowd: Crowd, code: str, starts_on: date, ends_on: date | None) -> None:
    born = (starts_on.year - 22, starts_on.year - 20)
    human = crowd.invent(code, born=born, education="", political_status=MEMBER)
    human.school = crowd.chance.pick(COLLEGES)
    crowd.serve(
        human, code, "deputy", "part_time", starts_on, ends_on, is_student_deputy=True, student_school=human.school,
        selection="recruitment", **({"ending": "expiry"} if ends_on else {}),
    )  # fmt: skip


def tell_other(crowd: Crowd, story: Story) -> None:
    """The secretary of a school's, an enterprise's or an association's organisation: one for each term."""
    organization, chance = story.organization, crowd.chance
    days = [day for _, day in story.terms] or [max(organization.founded_on or date(2018, 9, 3), date(2018, 9, 3))]
    human = None
    for number, day in enumerate(days):
        end = days[number + 1] if number + 1 < len(days) else organization.dissolved_on
        if human is None or chance.between(0, 2) == 0:
            education = chance.pick((BACHELOR, COLLEGE, COLLEGE, "61"))
            status = chance.pick((PARTY, MEMBER))
            human = crowd.invent(keeper(organization), born=(1988, 2000), education=education, political_status=status)
        facts = {"ending": "term" if number + 1 < len(days) else "dissolution"} if end is not None else {}
        crowd.serve(human, organization.code, "secretary", "part_time", day, end, selection="election", **facts)


def is_recruited(service: Service, *, on: date) -> bool:
    """Whether the post was opened by the recruitment of the article's year, told step by step once it was over."""
    of_year = on >= RECRUITED_BY and service.starts_on.year == RECRUITED_BY.year
    return of_year and bool(service.facts.get("is_student_deputy"))


def load_people(stories: list[Story], sending: Sending) -> Crowd:
    """Import everybody and their posts, then what was approved and said about the county's own staff."""
    centre = Unit.objects.get(name=CENTRE).code
    crowd = Crowd(Chance())
    tell_secretaries(crowd, stories)
    tell_cadres(crowd, stories, centre)
    tell_replacements(crowd)
    services = list(crowd.until(sending.on))
    known = {id(service.human) for service in services}
    committees = committees_by_code()
    people = [human.row() for human in crowd.humans if id(human) in known]
    sending.send_by_township("人员", "person", people, lambda row: committees[row["organization"]])
    imported = (service.row() for service in services if not is_recruited(service, on=sending.on))
    posts = sorted(imported, key=lambda row: row["starts_on"])
    sending.send_by_township("任职", "post", posts, lambda row: appointer(row, committees))
    sending.send("编制", "establishment", establishment_rows(centre), username=COUNTY_STAFF)
    declare()
    return crowd


def appointer(row: dict, committees: dict[str, str]) -> str:
    """Code of the committee that sends the post: a committee's own secretary is the county's to appoint."""
    committee = committees[row["organization"]]
    return COUNTY if row["title"] == "secretary" and row["organization"] == committee else committee


def establishment_rows(centre: str) -> list[dict]:
    """Two of the committee's own, three of the centre."""
    return [
        {"organization": COUNTY, "kind": "administrative", "number": 2, "starts_on": date(2016, 8, 1),
         "document": "衡编〔2016〕8号（演示）"},
        {"organization": COUNTY, "kind": "institution", "workplace": centre, "number": 3, "starts_on": date(2022, 8, 15),
         "document": "衡编〔2022〕15号（演示）"},
    ]  # fmt: skip


def declare() -> None:
    """The numbers of the county's article: from 2 to 14."""
    root, actor = Organization.objects.get(code=COUNTY), User.objects.get(username=COUNTY_STAFF)
    for day, number in ((REFORM_START - timedelta(days=1), 2), (ARTICLE_DAY, 14)):
        if not DeclaredStaff.objects.filter(organization=root, declared_on=day).exists():
            fields = {"declared_on": day, "number": number, "source": "县里公布的文章（演示）"}
            record_declared(root, fields=fields, actor=actor)
