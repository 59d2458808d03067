"""Adjusting the tree on pages: form, preview, confirmation, once; and who may."""

from uuid import uuid4

import pytest
from django.urls import reverse

from organizations.models import Organization, Restructuring, Unit
from tests.factories.organizations import OrganizationFactory

PAPER = {"on": "2024-01-01", "reason": "调整", "document": "测〔2024〕1号"}


def url(name, row):
    return reverse(f"organizations:{name}", args=[row.pk])


def post(client, name, row, **data):
    return client.post(url(name, row), {**PAPER, "submission": uuid4(), **data})


def errors(response):
    return [error for field in response.context["form"].errors.values() for error in field]


def test_move_is_previewed_and_then_confirmed(cast, client):
    client.force_login(cast.staff)

    preview = post(client, "organization-move", cast.branch, target=cast.neighbour.code, preview="1")
    assert preview.context["sentences"][0] == (
        "自2024年1月1日起，“甲镇东村团支部”由“甲镇团委”划转到“乙镇团委”，连同所属共 1 个现存团组织。"
    )
    assert Restructuring.objects.count() == 0

    done = post(client, "organization-move", cast.branch, target=cast.neighbour.code)
    change = Restructuring.objects.get()
    assert (done.status_code, done.url) == (302, change.get_absolute_url())
    assert Organization.objects.get(pk=cast.branch.pk).parent == cast.neighbour


def test_blockers_are_shown_instead_of_the_preview(cast, client):
    client.force_login(cast.staff)

    answer = post(client, "organization-move", cast.branch, target=cast.neighbour_branch.code, preview="1")

    assert errors(answer) == ["团支部“乙镇东村团支部”下不能设团支部。"]
    assert answer.context["previewed"] is False


def test_twenty_identical_posts_have_one_effect(cast, client):
    client.force_login(cast.staff)
    key = uuid4()

    answers = [
        post(client, "organization-move", cast.branch, target=cast.neighbour.code, submission=key) for _ in range(20)
    ]

    assert {answer.url for answer in answers} == {Restructuring.objects.get().get_absolute_url()}


def test_adjustment_is_not_dated_in_the_future(cast, client):
    client.force_login(cast.staff)

    answer = post(client, "organization-move", cast.branch, target=cast.neighbour.code, on="2999-01-01")

    assert errors(answer) == ["日期不能晚于今天，请在生效当日或之后办理。"]


def test_township_secretary_moves_within_the_own_township_only(cast, client):
    client.force_login(cast.secretary)
    general = OrganizationFactory(parent=cast.township, kind="general_branch", name="甲镇总支", code="GENERAL")

    inside = post(client, "organization-move", cast.branch, target=general.code)
    assert inside.status_code == 302

    outside = post(client, "organization-move", cast.branch, target=cast.neighbour.code)
    assert outside.status_code == 200
    assert Organization.objects.get(pk=cast.branch.pk).parent == general


@pytest.mark.parametrize("page", ["rename", "move", "merge", "split", "dissolve", "restate"])
def test_own_node_is_the_countys_to_adjust(cast, client, page):
    client.force_login(cast.secretary)

    assert client.get(url(f"organization-{page}", cast.township)).status_code == 403
    assert client.get(url("organization-update", cast.township)).status_code == 200


def test_branch_secretary_keeps_plain_fields_and_counts_of_the_own_branch(cast, client):
    client.force_login(cast.branch_secretary)

    allowed = {
        page: client.get(url(f"organization-{page}", cast.branch)).status_code
        for page in ("update", "count", "restate", "rename", "move", "dissolve")
    }

    assert allowed == {"update": 200, "count": 200, "restate": 403, "rename": 403, "move": 403, "dissolve": 403}


def test_merger_dissolution_split_and_undo_go_through_their_pages(cast, client):
    client.force_login(cast.staff)
    second = OrganizationFactory(parent=cast.township, name="西村支部", code="WEST")
    third = OrganizationFactory(parent=cast.township, name="南村支部", code="SOUTH")

    merged = post(client, "organization-merge", cast.branch, target="WEST")
    dissolved = post(client, "organization-dissolve", third)
    split = post(
        client, "organization-split", cast.township, kind="committee", unit="甲镇新区", code="NEWTOWN",
        stat_field="village", children=[second.pk],
    )  # fmt: skip
    undone = client.post(
        url("restructuring-undo", Restructuring.objects.get(kind="dissolve")), {"reason": "办错", "submission": uuid4()}
    )

    assert [answer.status_code for answer in (merged, dissolved, split, undone)] == [302] * 4
    assert Organization.objects.get(code="NEWTOWN").name == "共青团甲镇新区委员会"
    assert Organization.objects.get(code="WEST").parent.code == "NEWTOWN"
    assert Organization.objects.get(code="SOUTH").dissolved_on is None


def test_founding_builds_the_full_name_and_asks_about_a_namesake(cast, client):
    client.force_login(cast.secretary)
    form = {
        "parent": cast.township.code, "kind": "general_branch", "unit": cast.village.code, "code": "NEW",
        "stat_field": "village", "two_new": "none", "sort": "0", "submission": uuid4(),
    }  # fmt: skip
    page = reverse("organizations:organization-create")

    asked = client.post(page, form)
    assert errors(asked) == [
        "与现有团组织名称相同或同音：“共青团甲镇东村支部委员会”（430421100200，甲镇团委）。如确属不同组织，请勾选后再提交。"
    ]

    made = client.post(page, form | {"accept_similar": "on"})
    assert made.status_code == 302
    assert Organization.objects.get(code="NEW").name == "共青团甲镇东村总支部委员会"


def test_founding_under_the_neighbour_is_impossible(cast, client):
    client.force_login(cast.secretary)
    form = {
        "parent": cast.neighbour.code, "kind": "branch", "name": "共青团北村支部委员会", "code": "NEW",
        "stat_field": "village", "two_new": "none", "sort": "0",
    }  # fmt: skip

    answer = client.post(reverse("organizations:organization-create"), form)

    assert list(answer.context["form"].errors) == ["parent"]
    assert not Organization.objects.filter(code="NEW").exists()


def test_second_editor_is_told_and_keeps_what_was_typed(cast, client):
    client.force_login(cast.staff)
    form = {"sort": "0", "revision": "1"}
    first = client.post(url("organization-update", cast.branch), form | {"address": "一号", "submission": uuid4()})
    assert first.status_code == 302

    second = client.post(url("organization-update", cast.branch), form | {"address": "二号", "submission": uuid4()})

    assert second.status_code == 409
    assert second.context["form"]["address"].value() == "二号"
    assert [(d.label, d.mine, d.theirs) for d in second.context["conflict"]["differences"]] == [
        ("地址", "二号", "一号")
    ]
    assert Organization.objects.get(pk=cast.branch.pk).address == "一号"


def test_unit_pages_register_exempt_and_count(cast, client):
    client.force_login(cast.secretary)
    made = client.post(
        reverse("organizations:unit-create"),
        {
            "name": "演示厂", "kind": "private_enterprise", "code": "U1", "responsible": cast.township.code,
            "division": cast.village.division.code, "submission": uuid4(),
        },
    )  # fmt: skip
    assert made.status_code == 302
    unit = Unit.objects.get(code="U1")

    counted = client.post(
        url("unit-count", unit),
        {"kind": "members", "counted_on": "2024-01-01", "value": "4", "source": "花名册", "submission": uuid4()},
    )
    exempted = client.post(url("unit-exempt", unit), {"on": "2024-01-01", "reason": "已停产", "submission": uuid4()})

    assert (counted.status_code, exempted.status_code) == (302, 302)
    assert client.get(url("unit-detail", unit)).context["state"] == "exempt"


def test_correction_of_a_count_needs_a_reason(cast, client):
    client.force_login(cast.secretary)
    form = {"kind": "members", "counted_on": "2023-06-30", "value": "9", "source": "复核"}

    answer = client.post(url("unit-count", cast.village), form | {"submission": uuid4()})

    assert errors(answer) == ["当日已填报 5 人（测试），更正请写明事由。"]


@pytest.mark.parametrize(("members", "state"), [(5, "due"), (2, "below"), (None, "unknown")])
def test_unit_page_says_whether_an_organization_is_due(cast, client, members, state):
    client.force_login(cast.secretary)
    cast.village.head_counts.all().delete()
    if members is not None:
        cast.village.head_counts.create(
            kind="members", counted_on="2023-06-30", value=members, source="测", org_path=cast.village.org_path
        )

    context = client.get(url("unit-detail", cast.village)).context

    assert (context["state"], context["own"]) == (state, [cast.branch])
