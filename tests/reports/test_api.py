"""Figures through the API: the same door, the same numbers."""

from datetime import UTC, date, datetime

import pytest

from league.core.dates import Period
from reports.indicators.registry import REGISTRY
from reports.services.fill import Fill, fill_period
from tests.factories.organizations import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted(cast):
    UnitFactory(responsible=cast.township, name="演示缺口企业", kind="private_enterprise", members=4)
    return fill_period(Fill(Period.parse("2023"), date(2023, 12, 31), at=datetime(2024, 1, 2, tzinfo=UTC)))


def test_figures_of_a_node_and_its_children(client, cast, counted):
    client.force_login(cast.staff)

    rows = client.get("/api/v1/figures/", {"period": "2023", "code": ["org.coverage"], "children": "1"}).json()

    assert [(row["node"], row["value"], row["part"], row["whole"]) for row in rows] == [
        ("430421", "66.67", 2, 3),
        ("430421100", "50.00", 1, 2),
        ("430421101", "100.00", 1, 1),
    ]
    assert {row["fingerprint"] for row in rows} == {counted.fingerprint}


def test_rows_behind_a_figure(client, cast, counted):
    client.force_login(cast.staff)

    answer = client.get("/api/v1/figure-rows/", {"code": "unit.gap", "period": "2023"}).json()

    assert (answer["count"], [row["name"] for row in answer["results"]]) == (1, ["演示缺口企业"])


def test_neighbour_and_unknown_code_are_refused(client, cast, counted):
    client.force_login(cast.secretary)

    assert client.get("/api/v1/figures/", {"node": cast.neighbour.code}).status_code == 404
    answer = client.get("/api/v1/figures/", {"code": "org.none"})
    assert (answer.status_code, answer.json()["fields"]) == (400, {"code": ["没有这样的指标：org.none。"]})


def test_dictionary_and_periods_are_open_to_every_grant_and_closed_without(client, cast, counted, settings):
    settings.DEMO = True  # an administrator without a second factor is let in only there
    client.force_login(cast.branch_secretary)
    assert len(client.get("/api/v1/indicators/").json()) == len(list(REGISTRY))
    assert [row["period"] for row in client.get("/api/v1/periods/").json()] == ["2023"]

    client.force_login(cast.audit_admin)
    assert client.get("/api/v1/indicators/").status_code == 403
