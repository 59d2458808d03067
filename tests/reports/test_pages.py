"""The pages of figures: what each role sees, where a number leads, and at what price."""

from copy import deepcopy
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from league.core.dates import Period
from reports.services.boards import shown_snapshots
from reports.services.fill import Fill, fill_period
from reports.services.periods import close_period
from tests.cast import make_cast
from tests.factories.cadres import PersonFactory
from tests.factories.organizations import OrganizationFactory, UnitFactory
from tests.factories.posts import PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def counted_county(shared_rows):
    """The cast and a unit without an organisation, counted for 2023: made once, as to count takes a second."""
    cast = make_cast()
    UnitFactory(responsible=cast.township, name="演示缺口企业", kind="private_enterprise", members=4)
    return cast, count()


@pytest.fixture
def cast(db, counted_county):
    return deepcopy(counted_county[0])


@pytest.fixture
def counted(cast, counted_county):
    return counted_county[1]


def count(*, at=datetime(2024, 1, 2, 2, tzinfo=UTC), reason=""):
    return fill_period(Fill(Period.parse("2023"), date(2023, 12, 31), at=at, reason=reason))


def text(response):
    return " ".join(response.content.decode().split())


def test_county_home_begins_with_what_is_to_do(client, cast, counted):
    client.force_login(cast.staff)

    response = client.get("/")

    assert [(one.label, one.count) for one in response.context["todos"]] == [
        ("应建未建团组织的单位", 1),
        ("届次不详的团组织", 5),
        ("成立日期不详的团组织", 5),
        ("已结束而没有关账的统计期", 1),
    ]
    assert [(step["label"], step["value"], step["share"]) for step in response.context["funnel"]] == [
        ("应建", "3", ""),
        ("有团组织", "2", "66.67%"),
        ("书记在任", "0", "0.00%"),
        ("届期未逾期", "0", "0.00%"),
        ("近期有活动", "—", ""),
    ]
    assert [line["place"].code for line in response.context["lines"]] == ["430421100", "430421101"]


def test_home_is_the_page_of_the_role(client, cast, counted, settings):
    settings.DEMO = True  # an administrator without a second factor is let in only there
    kinds = {
        cast.staff: "county",
        cast.reviewer: "county",
        cast.secretary: "township",
        cast.branch_secretary: "branch",
    }
    for user, kind in kinds.items():
        client.force_login(user)
        assert client.get("/").context["view"].kind == kind

    client.force_login(cast.system_admin)
    assert "账号" in [section["label"][:2] for section in client.get("/").context["sections"]]


def test_township_sees_its_own_figures_beside_the_county(client, cast, counted):
    client.force_login(cast.secretary)

    response = client.get("/")

    pairs = {pair["figure"].code: (pair["figure"].text, pair["county"].text) for pair in response.context["pairs"]}
    assert (pairs["org.total"], pairs["org.coverage"]) == (("2", "5"), ("50.00", "66.67"))
    assert [unit.name for unit in response.context["gap_rows"]] == ["演示缺口企业"]


def test_neighbour_is_not_found(client, cast, counted):
    client.force_login(cast.secretary)

    for url in ("/", reverse("reports:figure-detail", args=["org.total"]), reverse("reports:scorecard")):
        assert client.get(url, {"node": cast.township.code}).status_code == 200
        assert client.get(url, {"node": cast.neighbour.code}).status_code == 404
        assert client.get(url, {"node": cast.county.code}).status_code == 404


@pytest.mark.parametrize("code", ["unit.must", "unit.gap", "org.coverage", "org.total", "member.count", "org.hosts"])
def test_number_opens_the_rows_that_make_it(client, cast, counted, code):
    client.force_login(cast.staff)

    response = client.get(reverse("reports:figure-detail", args=[code]))

    assert "与统计数一致" in response.context["check"]
    assert response.context["declaration"].definition in response.content.decode()


def test_share_opens_part_whole_and_unknown(client, cast, counted):
    UnitFactory(responsible=cast.township, name="演示不详企业")
    count(at=datetime(2024, 1, 3, tzinfo=UTC))
    client.force_login(cast.staff)
    url = reverse("reports:figure-detail", args=["org.coverage"])

    rows = {name: client.get(url, {"list": name}).context["view"].count for name in ("part", "whole", "unknown")}

    assert rows == {"part": 2, "whole": 3, "unknown": 1}
    assert client.get(url).context["figure"].note == "另有1个不详，未计入"


def test_rows_of_a_closed_period_stay_after_the_register_was_corrected(client, cast, counted):
    close_period(counted.period, at=datetime(2024, 1, 5, tzinfo=UTC), actor=cast.staff)
    OrganizationFactory(parent=cast.township)
    client.force_login(cast.staff)

    response = client.get(reverse("reports:figure-detail", args=["org.total"]))

    assert (response.context["figure"].value, response.context["view"].count) == (5, 5)


def test_exported_rows_carry_the_definition(client, cast, counted):
    client.force_login(cast.staff)

    response = client.get(reverse("reports:figure-detail", args=["unit.gap"]), {"export": "csv"})

    assert "演示缺口企业" in response.content.decode("utf-8-sig")
    assert response.status_code == 200


def test_children_stand_in_code_order_unless_the_reader_sorts(client, cast, counted):
    client.force_login(cast.staff)
    url = reverse("reports:figure-detail", args=["unit.must"])

    def codes(**query):
        return [row["place"].code for row in client.get(url, query).context["children"]["rows"]]

    assert codes() == ["430421100", "430421101"]
    assert codes(order="value") == ["430421101", "430421100"]


def test_only_the_county_counts_closes_and_corrects(client, cast, counted):
    urls = [reverse(f"reports:period-{action}", args=["2023"]) for action in ("fill", "close")]

    client.force_login(cast.secretary)
    assert [client.get(url).status_code for url in urls] == [403, 403]
    client.force_login(cast.staff)
    assert [client.get(url).status_code for url in urls] == [200, 200]
    assert client.get(reverse("reports:period-correct", args=["2023"])).status_code == 403


def test_closing_by_the_page_freezes_the_period(client, cast, counted):
    client.force_login(cast.staff)

    response = client.post(reverse("reports:period-close", args=["2023"]), {"submission": ""}, follow=True)

    assert response.context["current"].state == "closed"
    assert shown_snapshots()[0].is_closed


def test_correction_lists_what_it_changed(client, cast, counted):
    close_period(counted.period, at=datetime(2024, 1, 5, tzinfo=UTC), actor=cast.staff)
    OrganizationFactory(parent=cast.township, stat_field="student")
    count(at=datetime(2024, 1, 6, tzinfo=UTC), reason="补录")
    client.force_login(cast.secretary)

    response = client.get(reverse("reports:period-differences", args=["2023"]))

    changed = {(row.organization, row.code): row.change for row in response.context["rows"]}
    assert changed[cast.township, "org.total"] == "+1"
    assert {organization for organization, _ in changed} >= {cast.township}
    assert cast.county not in {organization for organization, _ in changed}


def test_dictionary_lists_every_figure_and_exports(client, cast, counted):
    client.force_login(cast.reviewer)

    response = client.get(reverse("reports:indicator-list"), {"q": "org.coverage"})

    assert response.context["count"] == 1
    assert client.get(reverse("reports:indicator-list"), {"export": "xlsx"}).status_code == 200


PAGES = [
    "/",
    "/?wall=1",
    "/scorecard/",
    "/chapters/cadres/",
    "/chapters/places/",
    "/chapters/work/",
    "/chapters/appraisals/",
    "/figures/org.coverage/",
    "/figures/org.total/",
    "/indicators/",
    "/periods/",
]


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_at_most_twelve_queries(client, cast, rows, django_assert_max_num_queries):
    for number in range(rows):
        UnitFactory(responsible=cast.township, name=f"演示企业{number}", members=4)
        OrganizationFactory(parent=cast.township)
    count()
    for role in ("staff", "secretary"):
        client.force_login(getattr(cast, role))
        for url in PAGES:
            client.get(url)
            with django_assert_max_num_queries(12, info=f"{role} {url}"):
                client.get(url)


def test_chapter_shows_its_figures_and_their_rows(cast, client):
    post = PostFactory(person=PersonFactory(organization=cast.branch), organization=cast.branch)
    count()
    client.force_login(cast.staff)

    page = client.get(reverse("reports:chapter-cadres"))
    tiles = {item["figure"].declaration.code: item for section in page.context["sections"] for item in section["stats"]}
    rows = client.get(tiles["secretary.total"]["url"])

    assert tiles["secretary.total"]["figure"].value == 1
    assert list(rows.context["view"].page_rows()) == [post]
    assert [(line["place"].code, line["cells"][0]["figure"].value) for line in page.context["lines"]] == [
        ("430421100", 1),
        ("430421101", 0),
    ]
