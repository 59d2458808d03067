"""Posts and the establishment from workbooks."""

from datetime import date

from cadres.models import Establishment, Post
from cadres.models.consultation import unconsulted
from league.core.importing.batches import undo
from league.core.importing.importer import REGISTRY, Context
from league.core.models import AuditEvent
from league.core.scoping import Scope
from organizations.models import Organization
from tests.core.importing.workbook import counted, faults, take
from tests.factories.cadres import PersonFactory
from tests.factories.cadres_development import ConsultationFactory
from tests.factories.organizations import OrganizationFactory, UnitFactory
from tests.factories.posts import EstablishmentFactory, PostFactory


def line(organization, name="曾小禾", **values):
    fields = {
        "name": name,
        "organization": organization.code,
        "title": "书记",
        "mode": "兼职",
        "starts_on": "2023-03-15",
    }
    return fields | values


def kept():
    fields = ("person__name", "organization__code", "title", "starts_on", "ends_on")
    return list(Post.objects.order_by("starts_on", "person__name").values_list(*fields))


def test_posts_come_in_for_people_found_by_name(cast):
    PersonFactory(organization=cast.branch, name="曾小禾")
    PersonFactory(organization=cast.branch, name="单一凡")

    batch = take(
        "post", cast.secretary,
        line(cast.branch, selection="选举", village_seat="交叉任职", village_role="村委会委员", document="甲团复1号"),
        line(cast.branch, "单一凡", title="副书记", is_student_deputy="是", student_school="测试大学"),
    )  # fmt: skip

    assert counted(batch) == (2, 0, 0, 0)
    secretary, student = Post.objects.order_by("-title")
    assert (secretary.village_seat, secretary.selection, secretary.org_path) == ("both", "election", cast.branch.path)
    assert (student.is_student_deputy, student.student_school, student.village_seat) == (True, "测试大学", "unknown")
    assert AuditEvent.objects.filter(action="import.row_added").count() == 2


def test_the_same_file_twice_changes_nothing_and_a_correction_is_a_change(cast):
    PersonFactory(organization=cast.branch, name="曾小禾")

    first = take("post", cast.secretary, line(cast.branch))
    again = take("post", cast.secretary, line(cast.branch))
    corrected = take(
        "post", cast.secretary, line(cast.branch, village_seat="未进两委", ends_on="2024-03-15", ending="辞职")
    )

    assert [counted(batch) for batch in (first, again, corrected)] == [(1, 0, 0, 0), (0, 0, 1, 0), (0, 1, 0, 0)]
    post = Post.objects.get()
    assert (post.village_seat, post.ends_on, post.ending, post.revision) == (
        "none",
        date(2024, 3, 15),
        "resignation",
        2,
    )


def test_namesakes_are_told_apart_by_birth_date_or_organisation(cast):
    own = PersonFactory(organization=cast.branch, name="曾小禾", birth_on=date(1995, 5, 1))
    other = PersonFactory(organization=cast.township, name="曾小禾", birth_on=date(1990, 1, 1))

    take("post", cast.secretary, line(cast.branch), line(cast.township, birth_on="1990-01-01", title="副书记"))

    assert set(Post.objects.values_list("person", "title")) == {(own.pk, "secretary"), (other.pk, "deputy")}


def test_a_person_nobody_registered_or_two_of_one_name_are_refused(cast):
    for _ in range(2):
        PersonFactory(organization=cast.township, name="单一凡")
    PersonFactory(organization=cast.neighbour, name="曾小禾")

    batch = take("post", cast.secretary, line(cast.branch), line(cast.branch, "单一凡", title="委员"))

    assert faults(batch) == {
        2: {"姓名": "没有登记过姓名为曾小禾的人员，请先在“人员”中登记或导入"},
        3: {"姓名": "有2人叫单一凡，请填写人员编号或出生日期"},
    }


def test_two_secretaries_of_one_day_are_refused_in_the_file_and_against_the_register(cast):
    for name in ("甲一", "甲二", "甲三"):
        PersonFactory(organization=cast.branch, name=name)
    PostFactory(
        person=PersonFactory(organization=cast.branch, name="李测"), organization=cast.branch,
        starts_on=date(2019, 1, 1), ends_on=date(2021, 1, 1),
    )  # fmt: skip

    batch = take(
        "post", cast.secretary,
        line(cast.branch, "甲一", starts_on="2020-06-01", ends_on="2022-01-01"),
        line(cast.branch, "甲二", starts_on="2022-01-01", ends_on="2024-01-01"),
        line(cast.branch, "甲三", starts_on="2023-12-31"),
    )  # fmt: skip

    assert faults(batch) == {
        2: {"任职起": "与李测自2019-01-01至2021-01-01的同一职务重叠，请核对任职起止"},
        4: {"任职起": "与甲二自2022-01-01至2024-01-01的同一职务重叠（第3行），请核对任职起止"},
    }
    assert [name for name, *_ in kept()] == ["李测", "甲二"]


def test_a_row_outside_the_life_of_its_organisation_or_scope_is_refused(cast):
    PersonFactory(organization=cast.branch, name="曾小禾")
    young = OrganizationFactory(
        parent=cast.township, founded_on=date(2024, 1, 1), short_name="新支部", name="新支部委员会"
    )

    batch = take("post", cast.secretary, line(young), line(cast.neighbour_branch))

    found = faults(batch)
    assert found[2] == {"任职起": "“新支部委员会”2024-01-01才成立，任职不能早于它"}
    assert list(found[3]) == ["团组织编码"]


def test_nobody_imports_the_secretary_of_the_own_node(cast):
    PersonFactory(organization=cast.township, name="曾小禾")
    PersonFactory(organization=cast.branch, name="单一凡")

    batch = take("post", cast.secretary, line(cast.township), line(cast.branch, "单一凡"))

    assert faults(batch) == {2: {"职务": "“共青团甲镇委员会”的书记由上级团组织任免，请由上级导入"}}
    assert counted(take("post", cast.staff, line(cast.township))) == (1, 0, 0, 0)
    assert counted(take("post", cast.secretary, line(cast.township))) == (0, 0, 1, 0)


def test_an_import_is_taken_back(cast):
    PersonFactory(organization=cast.branch, name="曾小禾")
    batch = take("post", cast.secretary, line(cast.branch))

    undo(batch, actor=cast.secretary)

    assert kept() == []


def test_the_template_knows_the_posts_of_the_scope_and_masks_births(cast):
    person = PersonFactory(organization=cast.branch, name="曾小禾", birth_on=date(1995, 5, 1))
    PostFactory(person=person, organization=cast.branch)
    PostFactory(person=PersonFactory(organization=cast.neighbour), organization=cast.neighbour_branch)
    importer = REGISTRY["post"]()
    context = Context(Scope((cast.township.path,)), date(2024, 1, 1), date(2024, 1, 1))

    (known,) = importer.known(context)

    shown = [column.show(value) for column, value in zip(importer.columns, known, strict=True)]
    assert shown[:6] == [str(person.pk), "曾小禾", "1995-05-***", cast.branch.code, "书记", ""]


def test_the_establishment_comes_in_and_overlaps_are_refused(cast):
    centre = UnitFactory(responsible=cast.county, kind="institution", code="CENTRE")
    EstablishmentFactory(organization=cast.county, number=2)
    fields = {"organization": cast.county.code, "document": "测编〔2021〕6号", "starts_on": "2021-06-01", "number": "3"}

    batch = take(
        "establishment", cast.staff,
        fields | {"kind": "事业编制", "workplace": "CENTRE"},
        fields | {"kind": "行政"},
        fields | {"kind": "无编制"},
    )  # fmt: skip
    again = take("establishment", cast.staff, fields | {"kind": "事业编制", "workplace": "CENTRE"})

    assert faults(batch) == {
        3: {"至": "自2019-01-01起的与自2021-06-01起的核定数重叠，请填写前一次的“至”"},
        4: {"编制类别": "“无编制”不需要核定"},
    }
    assert counted(again) == (0, 0, 1, 0)
    row = Establishment.objects.get(kind="institution")
    assert (row.number, row.workplace, row.org_path) == (3, centre, cast.county.path)


def test_a_post_from_a_workbook_takes_its_consultation_along_and_back(cast):
    Organization.objects.filter(pk=cast.township.pk).update(
        unit=UnitFactory(kind="township", responsible=cast.township)
    )
    township = Organization.objects.get(pk=cast.township.pk)
    person, other = (PersonFactory(organization=township, name=name) for name in ("曾小禾", "单一凡"))
    request = ConsultationFactory(person=person, organization=township, title="secretary", asked_on=date(2023, 3, 1))
    row = line(township, title="书记", starts_on="2023-03-15")
    former = line(township, title="书记", starts_on="2019-03-15", ends_on="2022-03-15", ending="任期届满")

    batch = take("post", cast.staff, row, former, line(township, "单一凡", title="副书记"))

    request.refresh_from_db()
    assert (request.appointed_on, request.post.starts_on) == (date(2023, 3, 15), date(2023, 3, 15))
    assert [post.person for post in unconsulted(Post.objects.held(on=date(2023, 7, 1)))] == [other]
    undo(batch, actor=cast.staff)
    request.refresh_from_db()
    assert (request.appointed_on, request.post) == (None, None)
