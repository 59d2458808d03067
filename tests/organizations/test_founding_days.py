"""No organisation is older than the one it was founded under: in workbooks, forms and corrections alike."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from organizations.models import Organization
from organizations.services.moves import move_organization
from organizations.services.organizations import change_organization, found_organization
from tests.core.importing.workbook import faults, send_rows, take
from tests.factories.organizations import OrganizationFactory
from tests.organizations.test_imports_organizations import branch, organization

EARLY = "成立日期早于上级组织“{name}”的成立日期{day}，请核对两者的成立日期；本组织的不清楚时可{empty}"


@pytest.fixture
def young(cast):
    """A general branch of 2016."""
    return OrganizationFactory(
        parent=cast.township, kind="general_branch", code="Y001", name="共青团新区总支部委员会", short_name="新区团总支",
        founded_on=date(2016, 5, 4),
    )  # fmt: skip


def in_file(name):
    return EARLY.format(name=name, day="2016-05-04", empty="不填")


def on_page(name):
    return EARLY.format(name=name, day="2016年5月4日", empty="留空。")


def test_child_in_the_file_is_not_older_than_its_parent_in_the_register(cast, young):
    rows = [branch(cast, number, parent="Y001", founded_on=day) for number, day in
            enumerate(("2016-05-03", "2016-05-04", ""), start=1)]  # fmt: skip

    batch = send_rows("organization", cast.secretary, *rows)

    assert faults(batch) == {2: {"成立日期": in_file("共青团新区总支部委员会")}}


def test_child_in_the_file_is_not_older_than_its_parent_in_the_file(cast):
    rows = [branch(cast, 1, parent="B001", founded_on="2010-01-01"), organization(cast, founded_on="2016-05-04")]

    batch = send_rows("organization", cast.secretary, *rows)

    assert faults(batch) == {2: {"成立日期": in_file("共青团甲镇中学总支部委员会")}}


def test_corrected_day_is_compared_with_above_and_below(cast, young):
    OrganizationFactory(parent=young, code="Y101", name="第一支部", founded_on=date(2018, 1, 1))
    line = {"kind": "团支部", "stat_field": "学校", "name": "第一支部", "code": "Y101"}
    above = {"kind": "团总支", "stat_field": "学校", "name": young.name, "code": "Y001"}

    child = send_rows("organization", cast.staff, line | {"founded_on": "2015-01-01"})
    parent = send_rows("organization", cast.staff, above | {"founded_on": "2019-01-01"})
    both = send_rows(
        "organization", cast.staff, above | {"founded_on": "2019-01-01"}, line | {"founded_on": "2019-02-01"}
    )

    assert faults(child) == {2: {"成立日期": in_file(young.name)}}
    assert faults(parent) == {2: {"成立日期": "“第一支部”2018-01-01已在它之下，成立日期不能晚于这一天"}}
    assert faults(both) == {}


def test_older_organization_may_have_been_moved_below_a_younger_one(cast, young):
    old = OrganizationFactory(parent=cast.township, code="OLD", name="老支部", founded_on=date(1990, 1, 1))
    move_organization(old, target=young, on=date(2020, 1, 1), reason="测", document="测", actor=cast.staff)

    take(
        "organization", cast.staff,
        {"code": "OLD", "name": "老支部", "kind": "团支部", "stat_field": "学校", "founded_on": "1991-01-01"},
    )  # fmt: skip

    assert Organization.objects.get(code="OLD").founded_on == date(1991, 1, 1)


def test_service_refuses_the_early_child_and_the_late_parent(cast, young):
    fields = {"code": "Y101", "name": "第一支部", "kind": "branch", "stat_field": "village"}
    with pytest.raises(ValidationError) as refusal:
        found_organization(parent=young, fields=fields | {"founded_on": date(2016, 5, 3)}, actor=cast.staff)
    assert refusal.value.message_dict == {"founded_on": [on_page("新区团总支")]}

    child = found_organization(parent=young, fields=fields | {"founded_on": date(2018, 1, 1)}, actor=cast.staff)

    for changed, day in ((child, date(2016, 5, 3)), (young, date(2018, 1, 2))):
        with pytest.raises(ValidationError) as refusal:
            change_organization(changed, changes={"founded_on": day}, actor=cast.staff)
        assert list(refusal.value.message_dict) == ["founded_on"]
    assert change_organization(young, changes={"founded_on": date(2018, 1, 1)}, actor=cast.staff).revision == 2


def test_form_names_the_cell(cast, client, young):
    client.force_login(cast.secretary)
    form = {
        "parent": young.code, "kind": "branch", "name": "共青团第一支部委员会", "code": "Y101", "sort": "0",
        "stat_field": "village", "two_new": "none", "founded_on": "2016-05-03", "submission": uuid4(),
    }  # fmt: skip
    page = reverse("organizations:organization-create")

    refused = client.post(page, form)
    made = client.post(page, form | {"founded_on": "2016-05-04", "submission": uuid4()})

    assert refused.context["form"].errors == {"founded_on": [on_page("新区团总支")]}
    assert made.status_code == 302
