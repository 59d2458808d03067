"""Form pages: scope of the choices, refusals, two editors, repeated posts, previews."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from league.core.forms import ReferenceField
from league.core.models import AuditEvent, Submission
from league.core.submissions import forget_submissions
from organizations.models import Organization, Unit
from tests.core.pages import NewUnitForm, UnitForm
from tests.core.reading import elements, fields, rows, texts, words


def edit_data(unit, **changes):
    return {
        "name": unit.name,
        "kind": unit.kind,
        "responsible": f"{unit.responsible.code} 任何文字",
        "opened_on": "",
        "revision": unit.revision,
        "submission": str(uuid4()),
    } | changes


def test_choices_are_those_of_the_scope(cast):
    form = NewUnitForm(user=cast.secretary)

    assert set(form.fields["responsible"].queryset) == {cast.township, cast.branch}


def test_create_page_posts_through_the_service(probe, cast):
    response = probe.post("/probe/new/", {"name": "新村", "responsible": cast.township.pk, "submission": str(uuid4())})

    created = Unit.objects.get(name="新村")
    assert (response.status_code, response.url) == (302, created.get_absolute_url())
    assert texts(probe.get("/jobs/"), "div", "alert-success") == ["已保存：新村。"]


def test_create_page_takes_values_from_the_address(probe):
    assert fields(probe.get("/probe/new/?name=新村&submission=x&user=1"))["name"] == "新村"


def test_create_page_is_closed_without_the_permission(probe, cast):
    probe.force_login(cast.reviewer)

    response = probe.get("/probe/new/")

    assert response.status_code == 403
    assert "您的角色没有这项权限，请联系系统管理员。" in texts(response, "p")


def test_wrong_values_are_said_at_their_fields(probe, cast):
    response = probe.post("/probe/new/", {"name": "", "responsible": cast.neighbour.pk})

    assert texts(response, "ul", "errorlist") == ["该字段是必填项。"]
    assert Unit.objects.count() == 2


def test_twenty_identical_posts_have_one_effect(probe, cast):
    data = {"name": "新村", "responsible": cast.township.pk, "submission": str(uuid4())}

    answers = {probe.post("/probe/new/", data).url for _ in range(20)}

    assert answers == {Unit.objects.get(name="新村").get_absolute_url()}
    assert Submission.objects.count() == 1


def test_refused_post_may_be_sent_again_with_the_same_key(probe, cast):
    key = str(uuid4())
    refused = probe.post("/probe/new/", {"name": "", "responsible": cast.township.pk, "submission": key})

    response = probe.post("/probe/new/", {"name": "新村", "responsible": cast.township.pk, "submission": key})

    assert fields(refused)["submission"] == key
    assert response.status_code == 302


def test_keys_of_two_people_do_not_meet(probe, cast):
    data = {"name": "新村", "responsible": cast.township.pk, "submission": str(uuid4())}
    probe.post("/probe/new/", data)
    probe.force_login(cast.secretary)

    probe.post("/probe/new/", data | {"name": "另一村"})

    assert set(Unit.objects.filter(code__startswith="N").values_list("name", flat=True)) == {"新村", "另一村"}


def test_old_keys_are_forgotten(probe, cast):
    probe.post("/probe/new/", {"name": "新村", "responsible": cast.township.pk, "submission": str(uuid4())})

    forgotten = [forget_submissions(before=timezone.now() + timezone.timedelta(days=days)) for days in (6, 8)]

    assert forgotten == [0, 1]


def test_update_page_changes_what_was_changed(probe, cast):
    response = probe.post(f"/probe/{cast.village.pk}/edit/", edit_data(cast.village, name="甲镇西村"))

    cast.village.refresh_from_db()
    event = AuditEvent.objects.get(action="probe.changed")
    assert (response.status_code, cast.village.name, cast.village.revision) == (302, "甲镇西村", 2)
    assert (event.before, event.after) == ({"name": "甲镇东村"}, {"name": "甲镇西村"})


def test_second_editor_is_told_and_loses_nothing(probe, cast):
    first, second = edit_data(cast.village, name="甲镇西村"), edit_data(cast.village, name="甲镇南村", kind="community")
    probe.post(f"/probe/{cast.village.pk}/edit/", first)
    probe.force_login(cast.secretary)

    conflict = probe.post(f"/probe/{cast.village.pk}/edit/", second)

    assert conflict.status_code == 409
    assert rows(conflict) == [["单位名称", "甲镇南村", "甲镇西村"], ["单位类型", "社区", "村"]]
    assert fields(conflict)["name"] == "甲镇南村"
    assert texts(conflict, "div", "alert-heading") == ["您编辑期间，这条记录已被他人修改，本次没有保存"]
    assert Unit.objects.get(pk=cast.village.pk).name == "甲镇西村"

    again = probe.post(f"/probe/{cast.village.pk}/edit/", second | {"revision": fields(conflict)["revision"]})

    assert (again.status_code, Unit.objects.get(pk=cast.village.pk).name) == (302, "甲镇南村")


def test_update_page_of_a_neighbour_is_not_found(probe, cast):
    probe.force_login(cast.neighbour_secretary)

    answers = [
        probe.get(f"/probe/{cast.village.pk}/edit/").status_code,
        probe.post(f"/probe/{cast.village.pk}/edit/", edit_data(cast.village, name="抢来的村")).status_code,
        probe.get("/probe/999999/edit/").status_code,
    ]

    assert answers == [404, 404, 404]
    assert Unit.objects.get(pk=cast.village.pk).name == "甲镇东村"


def test_reviewer_sees_but_may_not_change(probe, cast):
    probe.force_login(cast.reviewer)

    assert probe.get(f"/probe/{cast.village.pk}/").status_code == 200
    refused = probe.post(f"/probe/{cast.village.pk}/edit/", edit_data(cast.village, name="改村"))
    assert refused.status_code == 403
    assert "您的角色不能对“甲镇东村”做这项操作，请联系其上级团委。" in texts(refused, "p")


def test_page_still_speaks_of_the_stored_row_while_the_form_is_wrong(probe, cast):
    response = probe.post(f"/probe/{cast.village.pk}/edit/", edit_data(cast.village, name="改村", kind="moon"))

    assert texts(response, "h1") == ["修改：甲镇东村"]
    assert fields(response)["name"] == "改村"


def test_action_previews_and_then_performs(probe, cast):
    url = f"/probe/{cast.village.pk}/close/"

    asked = probe.post(url, {"on": "2023-12-31", "preview": "1"})
    unchanged = AuditEvent.objects.filter(action="probe.closed").count()
    done = probe.post(url, {"on": "2023-12-31", "submission": fields(asked)["submission"]})

    assert texts(asked, "ul", "preview") == ["甲镇东村将于2023-12-31撤销。"]
    assert texts(asked, "button", "btn-primary") == ["确认"]
    assert (unchanged, done.url) == (0, cast.village.get_absolute_url())
    assert AuditEvent.objects.get(action="probe.closed").words == {"on": "2023-12-31"}


def test_action_does_not_perform_what_was_not_previewed(probe, cast):
    url = f"/probe/{cast.village.pk}/close/"
    checked = fields(probe.post(url, {"on": "2023-12-31", "preview": "1"}))["checked"]

    changed = probe.post(url, {"on": "2024-12-31", "checked": checked})
    done = probe.post(url, {"on": "2023-12-31", "checked": checked})

    assert texts(changed, "ul", "preview") == ["甲镇东村将于2024-12-31撤销。"]
    assert done.status_code == 302
    assert [event.words for event in AuditEvent.objects.filter(action="probe.closed")] == [{"on": "2023-12-31"}]


def test_action_asks_again_when_the_form_is_wrong(probe, cast):
    response = probe.post(f"/probe/{cast.village.pk}/close/", {"on": "", "preview": "1"})

    assert texts(response, "button", "btn-primary") == ["下一步：核对"]
    assert texts(response, "ul", "errorlist") == ["该字段是必填项。"]


def test_detail_lists_facts_and_tells_the_history(probe, cast):
    probe.post(
        f"/probe/{cast.village.pk}/edit/",
        edit_data(cast.village, name="甲镇西村", kind="community", responsible=cast.branch.code),
    )

    facts = probe.get(f"/probe/{cast.village.pk}/")
    history = probe.get(f"/probe/{cast.village.pk}/?tab=history")

    assert texts(facts, "dd") == ["430421100200", "社区", "甲镇东村团支部", "—"]
    assert texts(facts, "a", "nav-link") == ["资料", "更多", "恳谈会", "历史"]
    changes = [
        words(line) for line in elements(history, "ul", "history-changes")[0].children if not isinstance(line, str)
    ]
    assert changes == [
        "单位名称 ： 甲镇东村 → 甲镇西村",
        "单位类型 ： 村 → 社区",
        "归口团组织 ： 甲镇团委 → 甲镇东村团支部",
    ]


def test_unknown_tab_is_not_found(probe, cast):
    assert probe.get(f"/probe/{cast.village.pk}/?tab=secrets").status_code == 404


@pytest.mark.parametrize("text", ["430421100", "430421100 甲镇团委", "  430421100  ", "共青团甲镇委员会"])
def test_reference_field_reads_a_code_or_a_full_name(cast, text):
    field = ReferenceField(Organization.objects.all(), lookup="organization")

    assert field.clean(text) == cast.township


def test_reference_field_refuses_what_is_not_there_or_not_unique(cast):
    field = ReferenceField(Unit.objects.all(), lookup="unit")
    Unit.objects.update(name="东村")

    with pytest.raises(ValidationError, match="没有编码或名称为“西村”的记录"):
        field.clean("西村")
    with pytest.raises(ValidationError, match="名为“东村”的记录不止一条"):
        field.clean("东村")


def test_reference_field_shows_code_and_name(cast):
    form = UnitForm(user=cast.staff, instance=cast.village)

    assert 'value="430421100 甲镇团委"' in str(form["responsible"])
    assert not form.fields["responsible"].has_changed(cast.township.pk, "430421100 甲镇团委")


def test_lookup_suggests_inside_the_scope(cast, client):
    client.force_login(cast.secretary)

    found = client.get("/lookup/organization/", {"field": "parent", "parent": "tuanwei"})
    mine = client.get("/lookup/organization/", {"q": "甲镇"})
    neighbour = client.get("/lookup/organization/", {"q": cast.neighbour.code})
    unknown = client.get("/lookup/secrets/", {"q": "a"})

    assert found.status_code == 200
    assert [dict(one.attributes)["data-value"] for one in elements(mine, "li")] == [
        "430421100 甲镇团委",
        "430421100200 甲镇东村团支部",
    ]
    assert texts(neighbour, "li") == ["没有找到，请换个名称、拼音或编码"]
    assert unknown.status_code == 404
