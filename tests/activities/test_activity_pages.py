"""The pages of activities as their users see them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from activities.models import Activity, ActivityPhoto, ActivitySample, Programme
from league.core.dates import today
from league.core.models import AuditEvent
from tests.core.photos import from_a_phone, upload
from tests.factories.activities import (
    ActivityAudienceFactory,
    ActivityFactory,
    ActivityPhotoFactory,
    ActivityReachFactory,
    ProgrammeFactory,
    moment,
)


def page(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(f"activities:{name}", args=args), query)


def send(client, user, route, *args, **data):
    client.force_login(user)
    return client.post(reverse(f"activities:{route}", args=args), data)


def quick(cast, **more):
    return {
        "title": "反诈宣讲", "kind": "lecture", "day": "2023-05-04", "begins": "09:00", "ends": "10:30", "place": "村部",
        "audience": "residents", "heads": "45", "organization": cast.branch.code, "attendance": "sheet",
    } | more  # fmt: skip


def test_an_activity_is_recorded_from_a_phone_in_one_post(client, cast):
    answer = send(client, cast.branch_secretary, "activity-quick", **quick(cast, pictures=[upload(from_a_phone())]))
    activity = Activity.objects.with_person_times().get()
    assert answer.url == f"{activity.get_absolute_url()}?tab=outcome"
    assert (activity.state, activity.held_on, activity.person_times) == ("held", date(2023, 5, 4), 45)
    photo = ActivityPhoto.objects.get()
    assert photo.taken_on == date(2023, 5, 4)
    with photo.picture.open("rb") as file:
        assert b"SecretPhone" not in file.read()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"heads": "0"}, "大于或等于"),
        ({"day": "2199-01-01"}, "日期不能晚于今天"),
        ({"ends": "08:00"}, "结束时间不能早于开始时间。"),
        ({"organization": "430421101"}, "不在您的管理范围内"),
    ],
)
def test_short_form_refuses_in_words_and_writes_nothing(client, cast, more, words):
    answer = send(client, cast.branch_secretary, "activity-quick", **quick(cast, **more))
    assert words in answer.content.decode()
    assert not Activity.objects.exists()


def test_plan_is_entered_published_held_and_verified(client, cast):
    day = today() + timedelta(days=3)
    fields = {
        "title": "防溺水课", "organization": cast.branch.code, "kind": "lecture", "starts_at": f"{day}T09:00",
        "ends_at": f"{day}T10:00", "place": "小学", "topics": ["drowning", "safety"],
    }  # fmt: skip
    send(client, cast.branch_secretary, "activity-create", **fields)
    activity = Activity.objects.get()
    send(client, cast.branch_secretary, "activity-publish", activity.pk)
    held = {"held_on": str(today()), "attendance": "none", "heads_pupils": "60"}
    answer = send(client, cast.branch_secretary, "activity-hold", activity.pk, **held, expenditure="120.50")
    assert answer.status_code == 302
    activity.refresh_from_db()
    assert (activity.state, activity.expenditure) == ("held", 12_050)
    assert send(client, cast.branch_secretary, "activity-verify", activity.pk).status_code == 403
    assert send(client, cast.secretary, "activity-verify", activity.pk).status_code == 302
    activity.refresh_from_db()
    assert activity.state == "verified"
    events = AuditEvent.objects.filter(action__startswith="activity.").order_by("pk").values_list("action", flat=True)
    assert list(events) == ["activity.created", "activity.publish", "activity.hold", "activity.verify"]


def test_unit_of_a_neighbour_is_unknown_to_the_form(client, cast):
    activity = ActivityFactory(organization=cast.branch)
    fields = {"held_on": "2023-05-04", "attendance": "none", "heads_pupils": "6", "units": cast.neighbour_village.code}
    answer = send(client, cast.secretary, "activity-amend", activity.pk, **fields)
    assert "不在您的管理范围内" in answer.content.decode()
    assert not activity.reach.exists()
    send(client, cast.secretary, "activity-amend", activity.pk, **fields | {"units": f"{cast.village}\n"})
    assert [row.unit for row in activity.reach.all()] == [cast.village]


def test_returned_activity_shows_the_reason(client, cast):
    activity = ActivityFactory(organization=cast.branch)
    send(client, cast.secretary, "activity-return", activity.pk, reason="没有照片")
    text = page(client, cast.branch_secretary, "activity-detail", activity.pk).content.decode()
    assert "没有照片。更正后请重新登记举办" in text


def test_detail_shows_heads_reach_and_repeated_photos(client, cast):
    activity = ActivityFactory(organization=cast.branch, expenditure=12_345)
    ActivityAudienceFactory(activity=activity, person_times=30)
    ActivityAudienceFactory(activity=activity, audience="parents", person_times=12)
    ActivityReachFactory(activity=activity, unit=cast.village)
    content = from_a_phone()
    ActivityPhotoFactory(activity=activity, content=content)
    ActivityPhotoFactory(activity=ActivityFactory(organization=cast.branch, title="另一场"), content=content)
    text = page(client, cast.secretary, "activity-detail", activity.pk, tab="outcome").content.decode()
    assert "合计 42 人次" in text
    assert str(cast.village) in text
    assert "123.45" in text
    text = page(client, cast.secretary, "activity-detail", activity.pk, tab="photos").content.decode()
    assert "与另一场2023-05-04照片相同" in text


def test_verified_evidence_is_not_deleted(client, cast):
    photo = ActivityPhotoFactory(activity=ActivityFactory(organization=cast.branch, state="verified"))
    assert send(client, cast.secretary, "activity-photo-remove", photo.pk, reason="误传").status_code == 403
    photo = ActivityPhotoFactory(activity=ActivityFactory(organization=cast.branch))
    assert send(client, cast.secretary, "activity-photo-remove", photo.pk, reason="误传").status_code == 302
    assert ActivityPhoto.objects.count() == 1


@pytest.mark.parametrize("name", ["activity-list", "activity-board", "activity-calendar"])
def test_views_show_the_own_scope_alone(client, cast, name):
    ActivityFactory(organization=cast.branch, title="本村宣讲")
    ActivityFactory(organization=cast.neighbour_branch, title="邻村宣讲")
    text = page(client, cast.secretary, name, month="2023-05").content.decode()
    assert "本村宣讲" in text
    assert "邻村宣讲" not in text


@pytest.mark.parametrize("name", ["activity-list", "activity-board", "activity-calendar", "programme-list"])
def test_views_cost_the_same_for_one_and_for_three(client, cast, name, django_assert_max_num_queries):
    def one():
        programme = ProgrammeFactory(organization=cast.township)
        activity = ActivityFactory(organization=cast.branch, programme=programme)
        ActivityAudienceFactory(activity=activity)

    one()
    client.force_login(cast.secretary)
    for _ in range(2):
        with django_assert_max_num_queries(16):
            assert client.get(reverse(f"activities:{name}"), {"month": "2023-05"}).status_code == 200
        one()
        one()


def test_calendar_of_no_month_is_404(client, cast):
    assert page(client, cast.secretary, "activity-calendar", month="0001-01").status_code == 404


def test_copy_and_series_are_drafts(client, cast):
    activity = ActivityFactory(organization=cast.branch)
    answer = send(client, cast.branch_secretary, "activity-copy", activity.pk, starts_at="2023-07-01T15:00")
    copy = Activity.objects.get(state="draft")
    assert answer.url == copy.get_absolute_url()
    assert copy.starts_at == moment(date(2023, 7, 1), 15)
    asked = {"weeks": "1", "times": "3"}
    shown = send(client, cast.branch_secretary, "activity-repeat", copy.pk, **asked, preview="1").content.decode()
    assert "2023-07-08、2023-07-15、2023-07-22" in shown
    send(client, cast.branch_secretary, "activity-repeat", copy.pk, **asked)
    assert Activity.objects.filter(series=copy).count() == 3


def test_programme_of_the_county_is_open_to_all_and_changed_by_its_owner(client, cast):
    fields = {"code": "QCHH", "name": "青春护航", "organization": cast.county.code, "starts_on": "2023-01-01"}
    send(client, cast.staff, "programme-create", **fields)
    programme = Programme.objects.get()
    ActivityFactory(organization=cast.branch, programme=programme)
    ActivityFactory(organization=cast.neighbour_branch, programme=programme, title="邻村宣讲")
    text = page(client, cast.secretary, "programme-detail", programme.pk, tab="activities").content.decode()
    assert "全部 1 场" in text
    assert "邻村宣讲" not in text
    assert page(client, cast.secretary, "programme-update", programme.pk).status_code == 403


def test_sample_is_drawn_and_listed(client, cast):
    ActivityFactory.create_batch(3, organization=cast.branch)
    fields = {"organization": cast.township.code, "first_day": "2023-01-01", "last_day": "2023-12-31"}
    answer = send(client, cast.secretary, "activity-sample-create", **fields)
    sample = ActivitySample.objects.get()
    assert answer.url == sample.get_absolute_url()
    text = page(client, cast.secretary, "activity-sample-detail", sample.pk).content.decode()
    assert sample.drawn.get().activity.title in text
    assert page(client, cast.neighbour_secretary, "activity-sample-detail", sample.pk).status_code == 404
    assert "尚未核验" in page(client, cast.secretary, "activity-sample-list").content.decode()


def test_an_occasion_of_unknown_hours_takes_the_day_and_is_found_by_it(client, cast):
    day = date(2023, 5, 4)
    edges = {"starts_at": moment(day, 0), "ends_at": moment(day, 23) + timedelta(minutes=59)}
    activity = ActivityFactory(organization=cast.branch, title="学雷锋", **edges)
    ActivityFactory(organization=cast.branch, title="早一天", day=date(2023, 5, 3))
    asked = {"since": "2023-05-04", "until": "2023-05-04"}

    listed = page(client, cast.secretary, "activity-list", **asked).context["view"].page_rows()
    month = page(client, cast.secretary, "activity-calendar", month="2023-05").content.decode()

    assert [(row.title, row.opening, row.closing) for row in listed] == [("学雷锋", day, day)]
    assert activity.get_absolute_url() in month
    assert month.count("全天") == 1
