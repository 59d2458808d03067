"""The pages of homes: who opens them, what they write, and how often they ask the database."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from league.core.dates import today
from organizations.enums import CheckItem, HomeAction
from organizations.models import HomeCheck, YouthHome
from tests.factories.organizations_homes import HomeCheckFactory, HomeMonthFactory, YouthHomeFactory

LISTS = ["home-list", "home-map", "home-idle"]
TABS = ["facts", "months", "checks", "life", "history"]
KEPT = ["home-update", "home-month", "home-check", "home-reapply", "home-open"]
COUNTY = ["home-accept", "home-refuse", "home-suspend", "home-resume", "home-close"]


@pytest.fixture
def home(cast):
    home = YouthHomeFactory(responsible=cast.township, name="甲镇青年之家")
    HomeMonthFactory(home=home)
    HomeCheckFactory(home=home)
    return home


def get(client, name, *args, **query):
    return client.get(reverse(f"organizations:{name}", args=args), query)


def post(client, name, /, *args, **data):
    return client.post(reverse(f"organizations:{name}", args=args), data)


def record(cast, **changes):
    return {
        "code": "QJ100", "name": "甲镇东村青年之家", "kind": "youth_home", "base": "service_centre",
        "division": cast.township_division.code, "responsible": cast.township.code, "weekdays": ["3", "1"],
        "map_x": "510", "map_y": "300", "on": "2023-05-01",
    } | changes  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("who", ["staff", "secretary", "reviewer"])
def test_list_shows_the_home_to_those_above(cast, client, home, name, who):
    client.force_login(getattr(cast, who))

    assert "甲镇青年之家" in get(client, name).text


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("who", ["neighbour_secretary", "branch_secretary"])
def test_list_hides_the_home_from_others(cast, client, home, name, who):
    client.force_login(getattr(cast, who))

    assert "甲镇青年之家" not in get(client, name).text


@pytest.mark.parametrize("tab", TABS)
def test_tab_opens_above_and_is_unknown_to_the_neighbour(cast, client, home, tab):
    client.force_login(cast.secretary)
    assert get(client, "home-detail", home.pk, tab=tab).status_code == 200

    client.force_login(cast.neighbour_secretary)
    assert get(client, "home-detail", home.pk, tab=tab).status_code == 404


@pytest.mark.parametrize("name", KEPT)
def test_township_keeps_its_own_home(cast, client, home, name):
    for who, status in (("staff", 200), ("secretary", 200), ("reviewer", 403), ("neighbour_secretary", 404)):
        client.force_login(getattr(cast, who))
        assert (who, get(client, name, home.pk).status_code) == (who, status)


@pytest.mark.parametrize("name", COUNTY)
def test_acceptance_and_suspension_are_the_countys(cast, client, home, name):
    for who, status in (("staff", 200), ("secretary", 403), ("reviewer", 403), ("neighbour_secretary", 404)):
        client.force_login(getattr(cast, who))
        assert (who, get(client, name, home.pk).status_code) == (who, status)


def test_home_is_applied_for_in_the_browser(cast, client):
    client.force_login(cast.secretary)

    answer = post(client, "home-create", **record(cast))

    home = YouthHome.objects.get()
    assert answer["Location"] == home.get_absolute_url()
    assert (home.state, home.weekdays, home.map_x, home.applied_on) == ("applied", "13", 510, date(2023, 5, 1))


def test_home_under_a_neighbour_is_refused(cast, client):
    client.force_login(cast.secretary)

    answer = post(client, "home-create", **record(cast, responsible=cast.neighbour.code))

    assert answer.status_code == 200
    assert not YouthHome.objects.exists()


def test_half_a_point_is_refused_in_words(cast, client):
    client.force_login(cast.secretary)

    assert "横、纵两个都填" in post(client, "home-create", **record(cast, map_y="")).text


def test_dated_change_keeps_the_past(cast, client, home):
    client.force_login(cast.secretary)
    fields = record(cast, code=home.code, name=home.name, area="120", revision=home.revision, on="2024-03-01")

    assert post(client, "home-update", home.pk, **fields).status_code == 302
    assert list(home.versions.values_list("area", flat=True)) == [80, 120]


def test_overtaken_change_answers_409(cast, client, home):
    client.force_login(cast.secretary)
    fields = record(cast, code=home.code, name=home.name, revision=home.revision)
    YouthHome.objects.update(revision=7)

    assert post(client, "home-update", home.pk, **fields).status_code == 409


def test_suspension_is_previewed_and_done(cast, client, home):
    client.force_login(cast.staff)
    asked = {"on": "2024-02-01", "reason": "房屋维修"}

    preview = post(client, "home-suspend", home.pk, preview="1", **asked)
    assert "由“运行”转为“停用”" in preview.text
    assert YouthHome.objects.get().state == "running"

    assert post(client, "home-suspend", home.pk, **asked).status_code == 302
    assert YouthHome.objects.get().state == "suspended"


@pytest.mark.parametrize("action", [HomeAction.ACCEPT, HomeAction.RESUME])
def test_step_out_of_turn_is_refused_in_words(cast, client, home, action):
    client.force_login(cast.staff)

    answer = post(client, f"home-{action}", home.pk, preview="1", on="2024-02-01")

    assert "目前是“运行”" in answer.text


def test_month_is_recorded(cast, client, home):
    client.force_login(cast.secretary)

    post(client, "home-month", home.pk, month="2023-11", activities="4", attendances="3", source="台账")

    assert home.months.get(month=date(2023, 11, 1)).activities == 4
    assert "4（3）" in get(client, "home-detail", home.pk, tab="months").text


def check_of(**changes):
    ticks = {item.value: "yes" for item in CheckItem}
    return {"checked_on": "2024-01-05", "checker": "张检查", "submission": str(uuid4())} | ticks | changes


def test_check_sent_twice_is_recorded_once(cast, client, home):
    client.force_login(cast.secretary)
    data = check_of()

    first, second = (post(client, "home-check", home.pk, **data) for _ in range(2))

    assert first["Location"] == second["Location"] == home.checks.get(year=2024).get_absolute_url()


def test_failed_item_without_words_keeps_the_typing(cast, client, home):
    client.force_login(cast.secretary)

    answer = post(client, "home-check", home.pk, **check_of(sign="no", place_remark="一楼东侧"))

    assert "不合格的项目要写明情况" in answer.text
    assert "一楼东侧" in answer.text
    assert not HomeCheck.objects.filter(year=2024).exists()


def test_detail_tells_each_tick_with_its_evidence(cast, client, home):
    client.force_login(cast.secretary)

    text = get(client, "home-detail", home.pk).text

    assert "80平方米，要求不少于50平方米" in text
    assert "2023-06-01检查合格，要求12个月以内" in text


def test_map_links_every_point_and_marks_those_without_place(cast, client, home):
    YouthHomeFactory(responsible=cast.township, name="有位置的家", map_x=100, map_y=200)
    client.force_login(cast.staff)

    text = get(client, "home-map").text

    assert text.count('class="map-point ') == 2
    assert text.count("point-loose") == 1
    assert "不表示真实方位" in text


def test_idle_list_reminds_and_leads_to_the_check(cast, client, home):
    client.force_login(cast.secretary)

    text = get(client, "home-idle").text

    assert "【阵地提醒】" in text
    assert reverse("organizations:home-check", args=[home.pk]) in text


@pytest.mark.parametrize(("value", "count"), [("yes", 1), ("no", 1)])
def test_filter_by_substantive_operation(cast, client, value, count):
    good = YouthHomeFactory(responsible=cast.township, name="样样都好")
    YouthHomeFactory(responsible=cast.township, name="缺少活动")
    HomeCheckFactory(home=good, checked_on=today())
    for month in range(1, 6):
        index = today().year * 12 + today().month - 1 - (month - 1)
        HomeMonthFactory(home=good, month=date(index // 12, index % 12 + 1, 1))
    client.force_login(cast.staff)

    text = get(client, "home-list", operational=value).text

    assert ("样样都好" in text, "缺少活动" in text) == (value == "yes", value == "no")


@pytest.mark.parametrize("name", [*LISTS, "home-detail"])
def test_pages_ask_as_often_for_three_homes_as_for_one(cast, client, name):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert get(client, name, *args).status_code == 200
        return len(queries)

    home = YouthHomeFactory(responsible=cast.township)
    args = [home.pk] if name == "home-detail" else []
    client.force_login(cast.staff)
    asked()
    one = asked()
    for _ in range(2):
        YouthHomeFactory(responsible=cast.township)
    for _ in range(2):
        HomeMonthFactory(home=home, month=date(2022, 5 + _, 1))

    assert asked() == one
    assert one <= 16
