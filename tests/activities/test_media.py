"""Works and coverage, and the readings of their plays."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from activities.models import MediaItem, MediaReading
from activities.services.media import add_reading, change_item, create_item, fall_warning, remove_item, remove_reading
from tests.core.importing.workbook import counted, faults, send_rows, take
from tests.factories.activities import ActivityFactory
from tests.factories.learning import LearningSeriesFactory, MediaItemFactory, MediaReadingFactory

FILM = {
    "title": "乘风破浪（演示）", "kind": "work", "platform": "学习强国", "outlet": "县级平台", "level": "national",
    "published_on": date(2023, 4, 28), "url": "", "activity": None, "note": "",
}  # fmt: skip
LINE = {
    "title": "乘风破浪", "kind": "宣传作品", "organization": "430421", "platform": "学习强国", "outlet": "县级平台",
    "level": "国家级", "published_on": "2023-04-28",
}  # fmt: skip


def send(client, user, route, *args, **data):
    client.force_login(user)
    return client.post(reverse(f"activities:{route}", args=args), data)


def test_item_gets_the_year_s_next_code(cast):
    codes = [create_item(cast.township, fields=FILM, actor=cast.secretary).code for _ in range(2)]

    assert codes == ["XC2023-00001", "XC2023-00002"]


def test_plays_are_those_of_the_last_reading_by_the_day(cast):
    item = MediaItemFactory(organization=cast.county)
    for day, plays in ((date(2023, 5, 10), 100), (date(2023, 6, 10), 900), (date(2024, 1, 5), 1500)):
        MediaReadingFactory(item=item, read_on=day, plays=plays)

    plays = [
        MediaItem.objects.with_plays(on=on).get().plays
        for on in (date(2023, 5, 9), date(2023, 12, 31), date(2024, 12, 31))
    ]

    assert plays == [None, 900, 1500]
    assert [row.plays for row in MediaReading.objects.latest(on=date(2023, 12, 31))] == [900]


def test_falling_reading_is_kept_and_found(cast):
    item = MediaItemFactory(organization=cast.county)
    add_reading(item, fields={"read_on": date(2023, 5, 10), "plays": 100, "source": ""}, actor=cast.staff)
    low = add_reading(item, fields={"read_on": date(2023, 5, 20), "plays": 90, "source": ""}, actor=cast.staff)

    assert list(MediaReading.objects.falling()) == [low]
    assert fall_warning(item, read_on=date(2023, 5, 15), plays=95) == "2023年5月10日已有100次，新读数少了5次。"
    assert fall_warning(item, read_on=date(2023, 5, 15), plays=120) == "2023年5月20日只有90次，新读数多了30次。"
    assert fall_warning(item, read_on=date(2023, 5, 25), plays=95) == ""


def test_reading_before_the_publication_and_twice_a_day_are_refused(cast):
    item = MediaItemFactory(organization=cast.county)
    fields = {"read_on": date(2023, 5, 10), "plays": 100, "source": ""}
    add_reading(item, fields=fields, actor=cast.staff)

    with pytest.raises(ValidationError, match="当日已有读数"):
        add_reading(item, fields=fields, actor=cast.staff)
    with pytest.raises(ValidationError, match="才发布"):
        add_reading(item, fields=fields | {"read_on": date(2023, 5, 1)}, actor=cast.staff)
    with pytest.raises(ValidationError, match="发布日期不能晚于它"):
        change_item(item, changes={"published_on": date(2023, 6, 1)}, actor=cast.staff)


def test_item_with_readings_is_not_removed(cast):
    item = MediaItemFactory(organization=cast.county)
    reading = MediaReadingFactory(item=item)

    with pytest.raises(ValidationError, match="已有播放量读数"):
        remove_item(item, reason="误登", actor=cast.staff)
    remove_reading(reading, reason="误登", actor=cast.staff)
    remove_item(item, reason="误登", actor=cast.staff)

    assert (MediaItem.objects.count(), MediaReading.objects.count()) == (0, 0)


def test_activity_of_somebody_else_is_not_reported(cast):
    foreign = ActivityFactory(organization=cast.neighbour)
    with pytest.raises(ValidationError, match="无关"):
        create_item(cast.township, fields=FILM | {"activity": foreign}, actor=cast.secretary)

    item = create_item(cast.county, fields=FILM | {"activity": foreign}, actor=cast.staff)
    assert item.activity == foreign


def test_items_and_readings_come_from_workbooks(cast):
    first, again = (take("media_item", cast.staff, LINE) for _ in range(2))
    item = MediaItem.objects.get()
    reading = {"item": item.code, "read_on": "2023-06-30", "plays": "98700"}
    read, changed = take("media_reading", cast.staff, reading), take(
        "media_reading", cast.staff, reading | {"plays": "98900"}
    )  # fmt: skip

    assert [counted(batch) for batch in (first, again, read, changed)] == [
        (1, 0, 0, 0), (0, 0, 1, 0), (1, 0, 0, 0), (0, 1, 0, 0),
    ]  # fmt: skip
    assert (item.code, item.level, item.organization) == ("XC2023-00001", "national", cast.county)
    assert (item.readings.get().plays, item.readings.get().revision) == (98_900, 2)


def test_row_that_breaks_a_rule_is_refused(cast):
    MediaItemFactory(organization=cast.township, code="XC2022-1")
    items = send_rows("media_item", cast.secretary, LINE | {"url": "不是网址"}, LINE | {"title": "又一部"})
    reading = {"read_on": "2023-05-01", "plays": "1"}
    readings = send_rows(
        "media_reading", cast.secretary, reading | {"item": "XC9999-1"}, reading | {"item": "XC2022-1"}
    )  # fmt: skip

    assert "网址不完整" in str(faults(items))
    assert "没有找到团组织" in str(faults(items))
    assert ("没有编码为“XC9999-1”" in str(faults(readings)), "才发布" in str(faults(readings))) == (True, True)


def test_falling_reading_is_asked_about_before_it_is_saved(client, cast):
    item = MediaItemFactory(organization=cast.branch)
    MediaReadingFactory(item=item, plays=100)
    fall = {"read_on": "2023-06-01", "plays": "80"}

    asked = send(client, cast.branch_secretary, "media-reading-create", item.pk, **fall).content.decode()
    assert ("新读数少了20次" in asked, item.readings.count()) == (True, 1)

    send(client, cast.branch_secretary, "media-reading-create", item.pk, **fall, checked_fall="on")
    assert set(item.readings.values_list("plays", flat=True)) == {100, 80}
    text = client.get(item.get_absolute_url(), {"tab": "readings"}).content.decode()
    assert ("下降" in text, "-20" in text) == (True, True)


def test_item_is_entered_by_a_form_and_not_in_the_neighbour_s_name(client, cast):
    fields = {name: value for name, value in FILM.items() if value} | {"organization": cast.township.code}
    assert (
        "不在您的管理范围内" in send(client, cast.neighbour_secretary, "media-item-create", **fields).content.decode()
    )

    answer = send(client, cast.secretary, "media-item-create", **fields)

    assert answer.url == MediaItem.objects.get().get_absolute_url()


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_the_database_a_fixed_number_of_times(client, cast, rows, django_assert_max_num_queries):
    for _ in range(rows):
        MediaReadingFactory(item=MediaItemFactory(organization=cast.county))
    client.force_login(cast.staff)

    for name in ("media-item-list", "media-reading-list"):
        with django_assert_max_num_queries(14):
            client.get(reverse(f"activities:{name}"))


def test_api_writes_through_the_services_inside_the_scope(client, cast):
    series = LearningSeriesFactory(organization=cast.county)
    record = {
        "series": series.pk, "organization": cast.branch.pk, "issue": "第1期", "first_day": "2023-05-01",
        "last_day": "2023-05-07", "person_times": 20, "source": "平台",
    }  # fmt: skip
    item = MediaItemFactory(organization=cast.township)
    client.force_login(cast.neighbour_secretary)
    refused = client.post("/api/v1/learning-records/", record, content_type="application/json")
    client.force_login(cast.secretary)

    made = client.post("/api/v1/learning-records/", record, content_type="application/json").json()
    url = f"/api/v1/learning-records/{made['id']}/"
    changed = client.patch(url, {"expected": 10, "revision": 1}, content_type="application/json").json()
    late = client.patch(url, {"expected": 30, "revision": 1}, content_type="application/json")
    reading = {"item": item.pk, "read_on": "2023-06-01", "plays": 5}
    read = client.post("/api/v1/media-readings/", reading, content_type="application/json")

    assert (refused.status_code, made["name"], made["rate"]) == (400, cast.branch.name, None)
    assert (changed["rate"], changed["is_over"], late.status_code) == ("200.0", True, 409)
    assert (read.status_code, item.readings.get().plays) == (201, 5)
    assert client.get("/api/v1/media-items/?level=national").json()["count"] == 1
