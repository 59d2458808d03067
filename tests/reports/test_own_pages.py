"""The pages of own indicators: who composes, what a wrong input keeps, and where the figure then stands."""

from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from league.core.models import AuditEvent
from reports.models import OwnIndicator
from tests.factories.cadres import PersonFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.posts import PostFactory
from tests.factories.reports import OwnIndicatorFactory, OwnIndicatorVersionFactory
from tests.reports.test_own_figures import BRANCHES, asked, compose, fill

pytestmark = pytest.mark.django_db
LIST, NEW = "/indicators/own/", "/indicators/own/new/"
TYPED = {
    "noun": "organization", "measure": "average", "column": "years", "grouping": "", "decimals": "1",
    "c0-field": "kind", "c0-operator": "in", "c0-values": ["branch", "floating"],
    "c1-field": "founded_on", "c1-operator": "ge", "c1-values": "2000-01-01",
    "name": "团支部平均年数", "unit": "", "definition": "",
}  # fmt: skip


@pytest.fixture
def county(client, cast):
    client.force_login(cast.staff)
    return client


def test_county_staff_compose_what_they_typed(county, cast):
    response = county.post(NEW, TYPED)

    indicator = OwnIndicator.objects.get()
    assert (response.status_code, response.url) == (302, indicator.get_absolute_url())
    version = indicator.current
    assert (indicator.code, version.unit, version.decimals, version.created_by) == ("own.1", "年", 1, cast.staff)
    assert version.spec == asked(
        "organization", ("kind", "in", ["branch", "floating"]), ("founded_on", "ge", ["2000-01-01"]),
        measure="average", column="years",
    )  # fmt: skip
    assert version.definition.startswith("截至日现存的团组织（含团的领导机关）中，组织类别是“团支部”")
    assert AuditEvent.objects.filter(action="own_indicator.composed").count() == 1


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"c1-values": "去年"}, "c1-values", "输入一个有效的日期。"),
        ({"c0-values": []}, "c0-values", "该字段是必填项。"),
        ({"column": ""}, "column", "请选择团组织的哪一个数要平均值。"),
        ({"name": "团组织总数"}, "name", "已有名为“团组织总数”的指标，请换一个名称。"),
        ({"c2-field": "members", "c2-operator": "ge", "c2-values": "三个"}, "c2-values",
         "应填整数，例如 30；有几个时用顿号分开。"),
    ],
)  # fmt: skip
def test_wrong_input_is_told_in_chinese_and_kept(county, wrong, field, sentence):
    response = county.post(NEW, TYPED | wrong)

    form = response.context["form"]
    assert form.errors[field] == [sentence]
    assert form["c0-operator"].value() == "in"
    assert form[field].value() == (wrong.get(field) or ("" if field != "c0-values" else []))
    assert not OwnIndicator.objects.exists()


def test_hostile_post_is_refused_without_a_trace(county):
    for wrong in (
        {"noun": "auth_user"}, {"measure": "raw"}, {"c0-operator": "__regex"}, {"c0-values": ["x' --"]},
        {"c2-field": "subject__parent__name", "c2-operator": "in", "c2-values": "x"}, {"column": "subject__id"}, {"grouping": "subject__code"}, {"decimals": "99"}, {"c99-field": "kind"},
    ):  # fmt: skip
        assert county.post(NEW, TYPED | wrong).status_code == 200
    assert not OwnIndicator.objects.exists()


def test_choosing_draws_the_form_anew_and_keeps_what_was_typed(county):
    form = county.post(NEW, TYPED | {"measure": "share", "redraw": "1"}).context["form"]

    assert not form.is_bound
    assert (form["name"].value(), form["c1-values"].value()) == ("团支部平均年数", "2000-01-01")
    assert form.rows == {"conditions": ["c0", "c1", "c2"], "part": ["p0"]}
    assert "column" not in form.fields


@time_machine.travel(date(2023, 12, 31), tick=False)
def test_preview_shows_the_figures_and_writes_nothing(county, cast):
    OrganizationFactory(parent=cast.township, kind="branch", founded_on=date(2020, 5, 4))

    response = county.post(NEW, TYPED | {"preview": "1", "name": ""})

    shown = response.context["preview"]
    assert (shown.figure.text, shown.figure.part, shown.figure.whole, shown.figure.unknown) == ("3.0", 3, 1, 2)
    assert [(place.code, figure.text) for place, figure in shown.children] == [("430421100", "3.0"), ("430421101", "—")]
    assert len(response.context["sample"]["rows"]) == 1
    assert "尚未保存" in response.content.decode()
    assert not OwnIndicator.objects.exists()


@time_machine.travel(date(2023, 12, 31), tick=False)
def test_ages_of_cadres_are_averaged_and_no_name_is_shown(county, cast):
    for born, title in ((date(2000, 1, 1), "secretary"), (date(1994, 1, 1), "secretary"), (None, "deputy")):
        branch = OrganizationFactory(parent=cast.township, unit=cast.village, kind="branch")
        person = PersonFactory(organization=cast.township, name="演示甲某", birth_on=born)
        PostFactory(person=person, organization=branch, title=title, starts_on=date(2022, 1, 1))
    asking = {"noun": "post", "measure": "average", "column": "age", "decimals": "1", "preview": "1"}
    secretaries = {"c0-field": "title", "c0-operator": "in", "c0-values": "secretary"}
    villages = {"c1-field": "unit_kind", "c1-operator": "in", "c1-values": ["village", "community"]}

    everybody = county.post(NEW, asking)
    shown = county.post(NEW, asking | secretaries | villages).context["preview"].figure

    assert (shown.text, shown.part, shown.whole, shown.unknown) == ("26.0", 52, 2, 0)
    assert everybody.context["preview"].figure.unknown == 1
    assert len(everybody.context["sample"]["rows"]) == 2
    assert "演示甲某" not in everybody.content.decode()


def test_editing_begins_with_the_newest_version_and_saves_another(county, cast):
    indicator = compose(asked("organization", BRANCHES), cast)
    url = reverse("reports:own-indicator-update", args=[indicator.pk])

    form = county.get(url).context["form"]
    assert (form["c0-values"].value(), form["revision"].value()) == (["branch"], 1)
    typed = {"noun": "organization", "measure": "count", "name": "我县的指标", "definition": "新的口径。", "unit": "个"}
    county.post(url, typed | {"revision": 1})

    indicator.refresh_from_db()
    assert (indicator.version, indicator.current.definition) == (2, "新的口径。")
    response = county.post(url, typed | {"revision": 1, "definition": "另一个人的口径。"})
    assert "已保存第2版：新的口径。" in response.context["form"].non_field_errors()[0]
    assert response.context["form"]["definition"].value() == "另一个人的口径。"


def test_retired_indicator_is_listed_and_no_longer_changed(county, cast):
    indicator = compose(asked("organization", BRANCHES), cast)
    url = reverse("reports:own-indicator-retire", args=[indicator.pk])

    county.post(url, {"reason": "不再使用"})

    indicator.refresh_from_db()
    assert indicator.is_retired
    assert county.get(url).status_code == 403
    assert county.get(LIST, {"retired": "true"}).context["view"].count == 1
    assert county.get(LIST, {"retired": "false"}).context["view"].count == 0


@pytest.mark.parametrize("role", ["secretary", "branch_secretary", "reviewer"])
def test_others_read_and_do_not_compose(client, cast, role):
    indicator = compose(asked("organization", BRANCHES), cast)
    fill()
    client.force_login(getattr(cast, role))

    assert client.get(indicator.get_absolute_url()).status_code == 200
    assert [link.label for link in client.get(indicator.get_absolute_url()).context["links"]] == ["数据与明细"]
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, TYPED).status_code == 403
    figure = client.get(reverse("reports:figure-detail", args=["own.1"])).context["figure"]
    assert figure.value == (2 if role == "reviewer" else 1)
    foreign = client.get(reverse("reports:figure-detail", args=["own.1"]), {"node": "430421101"})
    assert foreign.status_code == (200 if role == "reviewer" else 404)


def test_figure_stands_where_built_in_ones_stand(county, cast):
    compose(asked("organization", BRANCHES, grouping="stat_field"), cast, featured=True)
    fill()

    page = county.get(reverse("reports:figure-detail", args=["own.1"]))
    assert "共 2 条，与统计数一致。" in page.content.decode()
    assert [(one["label"], one["figure"].value) for one in page.context["groups"]][2] == ("乡镇（村）", 2)
    assert "我县的口径。" in county.get(reverse("reports:indicator-list"), {"q": "own."}).content.decode()
    assert county.get("/scorecard/").context["heads"][-1]["total"].value == 2
    assert county.get("/").context["stats"][-1]["figure"].code == "own.1"
    assert county.get(reverse("reports:figure-detail", args=["own.1"]), {"export": "xlsx"}).status_code == 200
    assert county.get(reverse("reports:figure-detail", args=["own.9"])).status_code == 404
    answer = county.get("/api/v1/figures/", {"code": "own.1", "children": "1"}).json()
    assert [row["value"] for row in answer] == ["2", "1", "1"]
    assert county.get("/api/v1/figure-rows/", {"code": "own.1"}).json()["count"] == 2
    assert "own.1" in [entry["code"] for entry in county.get("/api/v1/indicators/").json()]
    printed = StringIO()
    call_command("figures", period="2023", node="430421", format="csv", code=["own.1"], stdout=printed)
    assert "own.1,我县的指标,2," in printed.getvalue()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_any_number_of_rows(county, rows, django_assert_max_num_queries):
    for indicator in OwnIndicatorFactory.create_batch(rows):
        OwnIndicatorVersionFactory(indicator=indicator)
    county.get(LIST)

    with django_assert_max_num_queries(8):
        county.get(LIST)
