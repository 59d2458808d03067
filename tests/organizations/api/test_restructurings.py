"""What is done to the tree over the API: previewed, done, refused, taken back; a stranger finds nothing."""

import pytest
from rest_framework.test import APIClient

from league.core.models import AuditEvent
from organizations.models import Organization, Restructuring, Unit
from tests.factories.elections import ElectionFactory
from tests.factories.organizations import OrganizationFactory

PAPER = {"on": "2024-01-01", "reason": "撤镇设街道", "document": "测团〔2024〕1号"}


def api(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def act(user, organization, step, /, **body):
    return api(user).post(f"/api/v1/organizations/{organization.pk}/{step}/", PAPER | body, format="json")


def bodies(cast):
    return {
        "move": {"target": cast.neighbour.code},
        "merge": {"target": cast.neighbour_branch.code},
        "dissolve": {},
        "rename": {"name": "共青团甲镇东风村支部委员会", "short_name": "东风村团支部"},
        "split": {
            "code": "NEW", "name": "甲镇新村", "kind": "branch", "stat_field": "village", "units": [cast.village.code],
        },
    }  # fmt: skip


ACTIONS = ("move", "merge", "dissolve", "rename", "split")


@pytest.mark.parametrize("name", ACTIONS)
def test_preview_tells_in_sentences_and_writes_nothing(cast, name):
    Unit.objects.filter(pk=cast.village.pk).update(responsible=cast.branch)
    before = list(Organization.objects.order_by("pk").values("name", "path", "dissolved_on"))

    answer = act(cast.staff, cast.branch, name, preview=True, **bodies(cast)[name])

    assert (answer.status_code, answer.json()["blockers"]) == (200, [])
    assert answer.json()["effects"][0].startswith("自2024年1月1日起，")
    assert list(Organization.objects.order_by("pk").values("name", "path", "dissolved_on")) == before
    assert Restructuring.objects.count() == 0


@pytest.mark.parametrize("name", ACTIONS)
def test_stranger_finds_no_organization_and_a_reader_may_not(cast, name):
    body = bodies(cast)[name]

    assert act(cast.neighbour_secretary, cast.branch, name, **body).status_code == 404
    assert act(cast.reviewer, cast.branch, name, **body).status_code == 403
    assert APIClient().post(f"/api/v1/organizations/{cast.branch.pk}/{name}/", PAPER | body).status_code == 401


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize("missing", PAPER)
def test_every_change_of_the_tree_needs_its_basis(cast, name, missing):
    answer = act(cast.staff, cast.branch, name, **bodies(cast)[name], **{missing: ""})

    assert (answer.status_code, missing in answer.json()["fields"]) == (400, True)


def test_rename_keeps_the_former_name_in_the_past(cast):
    answer = act(cast.secretary, cast.branch, "rename", **bodies(cast)["rename"])

    assert (answer.status_code, answer.json()["name"]) == (200, "共青团甲镇东风村支部委员会")
    assert list(cast.branch.versions.order_by("valid_from").values_list("name", flat=True)) == [
        "共青团甲镇东村支部委员会", "共青团甲镇东风村支部委员会",
    ]  # fmt: skip
    assert AuditEvent.objects.about(cast.branch).first().document == PAPER["document"]


def test_rename_to_a_namesake_is_refused_by_preview_and_act_alike(cast):
    OrganizationFactory(parent=cast.township, name="共青团甲镇东风村支部委员会", code="NAMESAKE")
    sentence = "“甲镇团委”下已有同名的“共青团甲镇东风村支部委员会”（编码 NAMESAKE）。"

    preview = act(cast.staff, cast.branch, "rename", preview=True, **bodies(cast)["rename"])
    refused = act(cast.staff, cast.branch, "rename", **bodies(cast)["rename"])

    assert preview.json()["blockers"] == [sentence]
    assert (refused.status_code, refused.json()["message"]) == (400, sentence)


def test_split_takes_children_and_units_by_their_codes(cast):
    body = {
        "code": "NEW", "name": "甲镇新区", "kind": "committee", "stat_field": "village", "children": [cast.branch.code],
        "units": [cast.village.code],
    }  # fmt: skip

    made = act(cast.staff, cast.township, "split", **body)

    new = Organization.objects.get(code="NEW")
    assert (made.status_code, made.json()["target"], new.name) == (201, new.pk, "共青团甲镇新区委员会")
    assert Organization.objects.get(pk=cast.branch.pk).parent == new
    assert Unit.objects.get(pk=cast.village.pk).responsible == new


def test_split_of_a_strangers_child_names_the_code(cast):
    body = bodies(cast)["split"] | {"children": [cast.neighbour_branch.code], "units": []}

    answer = act(cast.staff, cast.township, "split", **body | {"kind": "committee"})

    assert answer.json()["fields"] == {"children": ["没有这些编码，或不在可选范围内：430421101200。"]}


def test_merger_is_taken_back(cast):
    change = act(cast.staff, cast.branch, "merge", **bodies(cast)["merge"]).json()["id"]
    undo = f"/api/v1/restructurings/{change}/undo/"

    assert api(cast.neighbour_secretary).post(undo, {"reason": "错"}, format="json").status_code == 404
    assert api(cast.reviewer).post(undo, {"reason": "错"}, format="json").status_code == 403
    assert list(api(cast.staff).post(undo, {}, format="json").json()["fields"]) == ["reason"]
    preview = api(cast.staff).post(undo, {"reason": "错", "preview": True}, format="json").json()
    undone = api(cast.staff).post(undo, {"reason": "办错了"}, format="json")
    again = api(cast.staff).post(undo, {"reason": "办错了"}, format="json")

    assert preview["effects"][0] == "撤回2024年1月1日起的合并：“甲镇东村团支部”恢复原状。"
    assert (undone.status_code, undone.json()["undone_at"] is not None) == (200, True)
    assert Organization.objects.get(pk=cast.branch.pk).dissolved_on is None
    assert again.status_code == 403


def test_open_election_refuses_the_end_with_what_to_do(cast):
    ElectionFactory(organization=cast.branch, state="requested")

    answer = act(cast.staff, cast.branch, "dissolve")

    assert answer.status_code == 400
    assert "请先在该换届的页面办结，或者取消换届" in answer.json()["message"]


@pytest.mark.parametrize("noun", ["organizations", "units"])
def test_registered_facts_change_with_a_reason_only(cast, noun):
    row = cast.branch if noun == "organizations" else cast.village
    url, client = f"/api/v1/{noun}/{row.pk}/", api(cast.staff)
    body = {"name": "新名称", "document": "测团〔2024〕9号"}

    refused = client.patch(url, body, format="json")
    plain = client.patch(url, {"address": "一号"}, format="json")
    same = client.patch(url, {"name": row.name}, format="json")
    changed = client.patch(url, body | {"reason": "登记有误"}, format="json")

    assert (refused.status_code, refused.json()["fields"]) == (400, {"reason": ["变更或更正登记事项须写明事由。"]})
    assert (plain.status_code, same.status_code, changed.status_code) == (200, 200, 200)
    event = AuditEvent.objects.about(row).first()
    assert (event.reason, event.document) == ("登记有误", "测团〔2024〕9号")
    assert api(cast.neighbour_secretary).patch(url, body | {"reason": "改"}, format="json").status_code == 404
    assert api(cast.reviewer).patch(url, body | {"reason": "改"}, format="json").status_code == 403
