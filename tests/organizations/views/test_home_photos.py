"""The pages of photos and visits: who sees which file, what a form keeps, and what is told of twins."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from league.core.dates import today
from organizations.enums import CheckItem
from organizations.models import HomeCheck, HomePhoto, HomeVisit
from tests.core.photos import drawn, from_a_phone, upload
from tests.core.reading import texts
from tests.factories.organizations_homes import HomePhotoFactory, HomeVisitFactory, YouthHomeFactory

FILES = ["home-photo-picture", "home-photo-thumbnail"]
LISTS = ["home-photo-list", "home-visit-list", "home-visit-assign"]


@pytest.fixture
def home(cast):
    return YouthHomeFactory(responsible=cast.township, name="甲镇青年之家")


def get(client, name, *args, **query):
    return client.get(reverse(f"organizations:{name}", args=args), query)


def post(client, name, /, *args, **data):
    return client.post(reverse(f"organizations:{name}", args=args), data)


def check_of(**changes):
    ticks = {item.value: "yes" for item in CheckItem}
    return {"checked_on": "2024-01-05", "checker": "张检查", "submission": str(uuid4())} | ticks | changes


@pytest.mark.parametrize("name", FILES)
def test_file_goes_to_those_who_may_see_the_home_only(cast, client, home, name):
    photo = HomePhotoFactory(home=home)
    for who in ("staff", "secretary", "reviewer"):
        client.force_login(getattr(cast, who))
        answer = get(client, name, photo.pk)
        assert answer.getvalue()[:3] == b"\xff\xd8\xff"
        assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
        assert answer["Cache-Control"] == "private, no-cache"
    for who in ("neighbour_secretary", "branch_secretary"):
        client.force_login(getattr(cast, who))
        assert (who, get(client, name, photo.pk).status_code) == (who, 404)


def test_file_that_the_browser_has_is_not_sent_again_but_asked_for(cast, client, home):
    photo = HomePhotoFactory(home=home)
    client.force_login(cast.secretary)
    answer = get(client, "home-photo-picture", photo.pk)
    answer.getvalue()
    url, etag = reverse("organizations:home-photo-picture", args=[photo.pk]), answer["ETag"]

    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    client.force_login(cast.neighbour_secretary)
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 404


def test_no_file_is_served_from_the_folder(cast, client, home):
    photo = HomePhotoFactory(home=home)
    client.force_login(cast.staff)

    for prefix in ("/media/", "/static/", "/"):
        assert client.get(prefix + photo.picture.name).status_code == 404


def test_photos_are_sent_in_the_browser(cast, client, home):
    client.force_login(cast.secretary)
    files = [upload(from_a_phone()), upload(from_a_phone(colour="olive"), "二.jpg")]

    answer = post(client, "home-photo-add", home.pk, pictures=files, shows="sign", caption="新牌子")

    assert answer["Location"] == f"{home.get_absolute_url()}?tab=photos"
    assert set(HomePhoto.objects.values_list("shows", "caption", "taken_on")) == {("sign", "新牌子", date(2023, 5, 4))}
    page = client.get(answer["Location"])
    assert page.text.count("data-picture=") == 2
    assert texts(page, "div", "alert-success") == ["已添加2张照片。"]


@pytest.mark.parametrize(("who", "status"), [("reviewer", 403), ("neighbour_secretary", 404)])
def test_photos_of_others_are_refused(cast, client, home, who, status):
    client.force_login(getattr(cast, who))

    answer = post(client, "home-photo-add", home.pk, pictures=[upload()], shows="sign", taken_on="2023-05-04")

    assert answer.status_code == status
    assert not HomePhoto.objects.exists()


def test_refused_photo_leaves_typing_and_the_good_photo_in_the_form(cast, client, home):
    client.force_login(cast.secretary)
    typed = {"shows": "sign", "taken_on": "2023-05-04", "caption": "大门西侧"}

    answer = post(client, "home-photo-add", home.pk, pictures=[upload(), upload(b"%PDF-1.7", "表.pdf")], **typed)

    assert "“表.pdf”不是照片" in answer.text
    assert 'value="大门西侧"' in answer.text
    assert not HomePhoto.objects.exists()
    ticket = answer.context["form"].fields["pictures"].kept[0].ticket
    assert post(client, "home-photo-add", home.pk, pictures_kept=[ticket], **typed).status_code == 302
    assert HomePhoto.objects.get().caption == "大门西侧"


def test_check_with_something_missing_keeps_the_photos_already_taken(cast, client, home):
    client.force_login(cast.secretary)
    data = check_of(sign="no", sign_remark="", sign_photo=upload(from_a_phone()))

    answer = post(client, "home-check", home.pk, **data)
    ticket = answer.context["form"].fields["sign_photo"].kept[0].ticket
    assert not HomeCheck.objects.exists()

    post(client, "home-check", home.pk, **check_of(sign="no", sign_remark="牌子掉了", sign_photo_kept=ticket))
    photo = HomePhoto.objects.get()
    assert (photo.home_check, photo.shows, photo.taken_on) == (HomeCheck.objects.get(), "sign", date(2024, 1, 5))


def test_check_form_opens_the_camera_at_every_item(cast, client, home):
    client.force_login(cast.secretary)

    text = get(client, "home-check", home.pk).text

    assert text.count('capture="environment"') == len(CheckItem)
    assert 'enctype="multipart/form-data"' in text


def test_same_photo_at_two_homes_is_told_inside_the_scope(cast, client, home):
    other = YouthHomeFactory(responsible=cast.neighbour, name="乙镇青年之家")
    HomePhotoFactory(home=other, content=drawn(), shows="sign")
    sent = {"shows": "sign", "taken_on": "2023-05-04"}
    client.force_login(cast.secretary)
    post(client, "home-photo-add", home.pk, pictures=[upload()], **sent)
    assert "乙镇" not in get(client, "home-detail", home.pk, tab="photos").text

    client.force_login(cast.staff)
    answer = post(client, "home-photo-add", home.pk, pictures=[upload()], follow=True, **sent)

    page = client.get(answer["Location"])
    assert "其中1张与已有的照片完全相同" in texts(page, "div", "alert-success")[0]
    assert "与乙镇青年之家2023-06-01标识标牌照片相同" in page.text
    assert texts(get(client, "home-photo-list", again="yes"), "p", "list-summary") == ["显示：重复使用=是，共 3 条"]


def test_photo_is_mended_and_deleted_with_a_reason(cast, client, home):
    photo = HomePhotoFactory(home=home)
    client.force_login(cast.secretary)
    told = {"shows": "sign", "taken_on": "2023-06-01", "caption": "已更正", "revision": 1}
    assert post(client, "home-photo-update", photo.pk, **told).status_code == 302
    assert post(client, "home-photo-update", photo.pk, **told | {"caption": "旧的"}).status_code == 409

    preview = post(client, "home-photo-remove", photo.pk, preview="1", reason="重复上传")
    assert "不能找回" in preview.text
    assert HomePhoto.objects.get().caption == "已更正"
    assert post(client, "home-photo-remove", photo.pk, reason="重复上传").status_code == 302
    assert not HomePhoto.objects.exists()
    assert "删除了甲镇青年之家2023-06-01标识标牌照片" in get(client, "home-detail", home.pk, tab="history").text


def test_idle_homes_are_given_to_somebody_in_one_go(cast, client, home):
    second = YouthHomeFactory(responsible=cast.township)
    HomeVisitFactory(home=YouthHomeFactory(responsible=cast.township, name="已有任务的"))
    YouthHomeFactory(responsible=cast.neighbour, name="乙镇的")
    client.force_login(cast.secretary)
    page = get(client, "home-visit-assign")
    assert page.text.count('type="checkbox" name="homes"') == 2
    assert ("乙镇的" in page.text, "已有任务的" in page.text) == (False, False)

    due = today() + timedelta(days=14)
    answer = post(client, "home-visit-assign", homes=[home.pk, second.pk], owner="委员", due_on=due)

    assert answer["Location"] == reverse("organizations:home-visit-list")
    assert set(HomeVisit.objects.open().filter(owner="委员").values_list("home", flat=True)) == {home.pk, second.pk}
    assert "待走访" in get(client, "home-detail", home.pk).text


def test_home_of_another_township_is_not_assigned(cast, client):
    foreign = YouthHomeFactory(responsible=cast.neighbour)
    client.force_login(cast.secretary)

    answer = post(client, "home-visit-assign", homes=[foreign.pk], owner="委员", due_on=today())

    assert answer.status_code == 200
    assert not HomeVisit.objects.exists()


def test_visit_is_told_with_photos_and_closed_at_once(cast, client, home):
    visit = HomeVisitFactory(home=home, assigned_on=date(2024, 1, 1), due_on=date(2024, 2, 1))
    client.force_login(cast.secretary)
    assert "走访原因：久无活动。责任人责任人，期限 2024-02-01" in get(client, "home-visit-record", visit.pk).text
    told = {"visited_on": "2024-01-08", "visitor": "委员", "finding": "已恢复开放", "camera": upload()}

    answer = post(client, "home-visit-record", visit.pk, outcome="revived", **told)

    visit.refresh_from_db()
    assert answer["Location"] == visit.get_absolute_url()
    assert (visit.state, visit.outcome, visit.photos.get().taken_on) == ("closed", "revived", date(2024, 1, 8))


def test_late_visit_is_called_late(cast, client, home):
    visit = HomeVisitFactory(home=home)
    client.force_login(cast.secretary)

    assert "已过期限" in get(client, "home-visit-detail", visit.pk).text
    assert "待走访（过期）" in get(client, "home-visit-list", late="yes").text
    assert "没有符合条件的记录" in get(client, "home-visit-list", late="no").text


def test_closing_says_what_still_stands_idle(cast, client, home):
    visit = HomeVisitFactory(home=home, visited=True)
    client.force_login(cast.secretary)

    preview = post(client, "home-visit-close", visit.pk, preview="1", on=today(), outcome="revived")

    assert "今天仍有久无活动、年度检查过期的情形" in preview.text
    assert post(client, "home-visit-close", visit.pk, on=today(), outcome="revived").status_code == 302


def test_withdrawing_asks_for_a_reason(cast, client, home):
    visit = HomeVisitFactory(home=home)
    client.force_login(cast.secretary)

    assert post(client, "home-visit-withdraw", visit.pk, on=today(), reason="").status_code == 200
    assert post(client, "home-visit-withdraw", visit.pk, on=today(), reason="误列").status_code == 302
    assert HomeVisit.objects.get().state == "withdrawn"


@pytest.mark.parametrize("name", ["home-visit-list", "home-photo-list"])
def test_list_is_exported(cast, client, home, name):
    HomeVisitFactory(home=home)
    HomePhotoFactory(home=home)
    client.force_login(cast.reviewer)

    assert "甲镇青年之家" in get(client, name, export="csv").getvalue().decode("utf-8-sig")


@pytest.mark.parametrize("name", [*LISTS, "home-detail", "album", "home-photo-detail"])
def test_pages_ask_as_often_for_three_rows_as_for_one(cast, client, home, name):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url, query).status_code == 200
        return len(queries)

    photo = HomePhotoFactory(home=home)
    HomePhotoFactory(home=home, content=drawn(colour="navy"))
    HomePhotoFactory(home=YouthHomeFactory(responsible=cast.township), content=drawn(colour="navy"))
    args = {"home-detail": [home.pk], "album": [home.pk], "home-photo-detail": [photo.pk]}.get(name, [])
    query = {"tab": "photos"} if name == "album" else {}
    url = reverse(f"organizations:{name.replace('album', 'home-detail')}", args=args)
    if name != "home-visit-assign":
        HomeVisitFactory(home=home)
    client.force_login(cast.staff)
    asked()
    one = asked()
    for _ in range(2):
        HomePhotoFactory(home=home)
        other = YouthHomeFactory(responsible=cast.township)
        HomePhotoFactory(home=other, content=drawn(colour="navy"))
        if name != "home-visit-assign":
            HomeVisitFactory(home=other)

    assert asked() == one
    assert one <= 18
