"""The register over the API: the same door, the same services, the same refusals."""

from datetime import date

import pytest
from rest_framework.test import APIClient

from organizations.models import Coverage, Division, HeadCount, Organization, Restructuring, Unit
from tests.factories.organizations import CoverageFactory, UnitFactory

NOUNS = ["organizations", "restructurings", "units", "head-counts", "coverages", "divisions", "rules"]


def api(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def codes(response):
    return {row["code"] for row in response.json()["results"]}


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_is_read_by_a_domain_role_and_closed_to_nobody(cast, noun):
    assert api(cast.reviewer).get(f"/api/v1/{noun}/").status_code == 200
    assert APIClient().get(f"/api/v1/{noun}/").status_code == 401


def test_organizations_are_those_of_the_scope(cast):
    assert codes(api(cast.secretary).get("/api/v1/organizations/")) == {"430421100", "430421100200"}
    assert api(cast.secretary).get(f"/api/v1/organizations/{cast.neighbour.pk}/").status_code == 404


def test_organization_is_founded_below_the_own_node_only(cast):
    body = {"code": "NEW", "name": "共青团新村支部委员会", "kind": "branch", "stat_field": "village"}

    made = api(cast.secretary).post("/api/v1/organizations/", body | {"parent": cast.township.pk}, format="json")
    elsewhere = body | {"code": "OTHER", "parent": cast.neighbour.pk}
    refused = api(cast.secretary).post("/api/v1/organizations/", elsewhere, format="json")

    assert (made.status_code, made.json()["path"]) == (201, f"{cast.township.path}{made.json()['id']}/")
    assert (refused.status_code, list(refused.json()["fields"])) == (400, ["parent"])


def test_organization_of_a_wrong_kind_is_refused_in_words(cast):
    body = {"code": "NEW", "name": "新", "kind": "committee", "stat_field": "village", "parent": cast.branch.pk}

    answer = api(cast.staff).post("/api/v1/organizations/", body, format="json")

    assert (answer.status_code, answer.json()["message"]) == (400, "团支部“甲镇东村团支部”下不能设团委。")


def test_plain_fields_of_the_own_node_change_but_not_its_name(cast):
    client = api(cast.secretary)
    url = f"/api/v1/organizations/{cast.township.pk}/"

    assert client.patch(url, {"address": "甲镇大街1号"}, format="json").status_code == 200
    assert client.patch(url, {"name": "共青团丙镇委员会"}, format="json").status_code == 403
    assert Organization.objects.get(pk=cast.township.pk).address == "甲镇大街1号"


def test_write_from_an_older_revision_answers_409(cast):
    url = f"/api/v1/organizations/{cast.branch.pk}/"
    client = api(cast.staff)
    assert client.patch(url, {"address": "一", "revision": 1}, format="json").status_code == 200

    assert client.patch(url, {"address": "二", "revision": 1}, format="json").status_code == 409


def test_parent_changes_by_a_move_only(cast):
    client = api(cast.staff)
    patched = client.patch(f"/api/v1/organizations/{cast.branch.pk}/", {"parent": cast.neighbour.pk}, format="json")
    assert patched.json()["fields"] == {"parent": ["上级组织只能通过划转变更。"]}
    body = {"target": cast.neighbour.code, "on": "2024-01-01", "reason": "调整", "document": "测〔2024〕1号"}

    preview = client.post(f"/api/v1/organizations/{cast.branch.pk}/move/", body | {"preview": True}, format="json")
    assert (preview.status_code, preview.json()["blockers"], Restructuring.objects.count()) == (200, [], 0)

    moved = client.post(f"/api/v1/organizations/{cast.branch.pk}/move/", body, format="json")
    assert (moved.status_code, moved.json()["target"]) == (201, cast.neighbour.pk)
    assert Organization.objects.get(pk=cast.branch.pk).parent == cast.neighbour


def test_move_to_the_neighbour_is_refused_to_a_township_secretary(cast):
    body = {"target": cast.neighbour.code, "on": "2024-01-01", "reason": "调整", "document": "测〔2024〕1号"}

    answer = api(cast.secretary).post(f"/api/v1/organizations/{cast.branch.pk}/move/", body, format="json")

    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["target"])


def test_tree_is_given_as_of_a_day(cast):
    client = api(cast.staff)
    client.post(
        f"/api/v1/organizations/{cast.branch.pk}/move/",
        {"target": cast.neighbour.code, "on": "2024-01-01", "reason": "调整", "document": "测"},
        format="json",
    )

    before = client.get("/api/v1/organizations/tree/?on=2023-12-31").json()["results"]
    after = client.get("/api/v1/organizations/tree/?on=2024-01-01").json()["results"]

    assert {row["parent"] for row in before if row["subject"] == cast.branch.pk} == {cast.township.pk}
    assert {row["parent"] for row in after if row["subject"] == cast.branch.pk} == {cast.neighbour.pk}


def test_versions_are_those_of_one_organization(cast):
    rows = api(cast.staff).get(f"/api/v1/organizations/{cast.branch.pk}/versions/").json()

    assert [(row["subject"], row["valid_to"]) for row in rows] == [(cast.branch.pk, None)]


def test_unit_is_registered_with_a_right_credit_code_only(cast):
    body = {
        "code": "U1", "name": "演示企业", "kind": "private_enterprise", "division": cast.township_division.pk,
        "responsible": cast.township.pk, "credit_code": "91350100M000100Y44",
    }  # fmt: skip

    refused = api(cast.secretary).post("/api/v1/units/", body, format="json")
    made = api(cast.secretary).post("/api/v1/units/", body | {"credit_code": "91350100M000100Y43"}, format="json")

    assert refused.json()["fields"] == {"credit_code": ["统一社会信用代码的校验位不对，请核对是否抄错。"]}
    assert (made.status_code, Unit.objects.get(code="U1").org_path) == (201, cast.township.path)


def test_unit_outside_the_township_is_refused(cast):
    body = {
        "code": "U1", "name": "演示企业", "kind": "private_enterprise", "division": cast.neighbour_division.pk,
        "responsible": cast.township.pk,
    }  # fmt: skip

    answer = api(cast.secretary).post("/api/v1/units/", body, format="json")

    assert answer.json()["fields"] == {"division": ["所在区划“乙镇”不在归口团组织的区划“甲镇”之内。"]}


def test_head_count_of_the_same_day_is_a_correction(cast):
    body = {"unit": cast.village.pk, "kind": "members", "counted_on": "2023-06-30", "value": 9, "source": "复核"}

    answer = api(cast.secretary).post("/api/v1/head-counts/", body, format="json")

    assert answer.status_code == 201
    counts = HeadCount.objects.filter(unit=cast.village).order_by("pk")
    assert [(count.value, count.superseded_at is None) for count in counts] == [(5, False), (9, True)]


def test_joint_coverage_begins_and_is_not_repeated(cast):
    unit = UnitFactory(responsible=cast.township, division=cast.township_division)
    body = {"organization": cast.branch.pk, "unit": unit.pk, "starts_on": "2024-01-01"}
    client = api(cast.secretary)

    assert client.post("/api/v1/coverages/", body, format="json").status_code == 201
    assert client.post("/api/v1/coverages/", body, format="json").status_code == 400
    assert Coverage.objects.count() == 1


def test_division_is_added_by_county_staff_only(cast):
    body = {"code": "430421100201", "name": "西村", "level": "village", "parent": cast.township_division.pk}

    assert api(cast.secretary).post("/api/v1/divisions/", body, format="json").status_code == 403
    assert api(cast.staff).post("/api/v1/divisions/", body, format="json").status_code == 201
    assert Division.objects.get(code="430421100201").search_key == "西村|xicun|xc"


def test_lists_narrow_by_the_filters_of_the_pages(cast):
    CoverageFactory(organization=cast.branch, unit=cast.village, starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1))
    client = api(cast.staff)

    assert codes(client.get("/api/v1/organizations/?kind=branch")) == {"430421100200", "430421101200"}
    assert codes(client.get("/api/v1/units/?q=yizhen")) == {"430421101200"}
    assert client.get("/api/v1/coverages/?on=2022-01-01").json()["count"] == 0
