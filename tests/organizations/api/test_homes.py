"""Homes over the API: the same door, the same services, the same refusals."""

from datetime import date

import pytest
from rest_framework.test import APIClient

from organizations.models import YouthHome
from tests.core.photos import drawn, from_a_phone, upload
from tests.factories.organizations_homes import (
    HomeCheckFactory,
    HomeMonthFactory,
    HomePhotoFactory,
    HomeVisitFactory,
    YouthHomeFactory,
)


def api(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


@pytest.mark.parametrize("noun", ["homes", "home-months", "home-checks", "home-photos", "home-visits"])
def test_rows_are_those_of_the_scope(cast, noun):
    home = YouthHomeFactory(responsible=cast.township)
    HomeMonthFactory(home=home)
    HomeCheckFactory(home=home)
    HomePhotoFactory(home=home)
    HomeVisitFactory(home=home)

    counts = [api(user).get(f"/api/v1/{noun}/").json()["count"] for user in (cast.secretary, cast.neighbour_secretary)]

    assert counts == [1, 0]
    assert APIClient().get(f"/api/v1/{noun}/").status_code == 401


def test_home_is_applied_for_under_the_own_township_only(cast):
    body = {
        "code": "QJ001", "name": "甲镇青年之家", "kind": "youth_home", "base": "school", "on": "2023-05-01",
        "division": cast.township_division.pk, "responsible": cast.township.pk,
    }  # fmt: skip

    made = api(cast.secretary).post("/api/v1/homes/", body, format="json")
    refused = api(cast.neighbour_secretary).post("/api/v1/homes/", body | {"code": "QJ002"}, format="json")

    assert (made.status_code, made.json()["state"], made.json()["applied_on"]) == (201, "applied", "2023-05-01")
    assert refused.status_code == 400
    assert YouthHome.objects.count() == 1


def test_dated_change_keeps_the_past_and_state_is_not_written(cast):
    home = YouthHomeFactory(responsible=cast.township)
    url = f"/api/v1/homes/{home.pk}/"

    answer = api(cast.secretary).patch(
        url, {"area": 120, "state": "closed", "on": "2024-01-01", "revision": 1}, format="json"
    )

    assert (answer.status_code, answer.json()["area"], answer.json()["state"]) == (200, 120, "running")
    assert list(home.versions.values_list("area", "valid_from")) == [(80, date(2022, 5, 1)), (120, date(2024, 1, 1))]
    assert api(cast.secretary).patch(url, {"area": 130, "revision": 1}, format="json").status_code == 409
    assert api(cast.reviewer).patch(url, {"area": 130}, format="json").status_code == 403


def test_month_is_recorded_and_a_wrong_one_refused_in_words(cast):
    home = YouthHomeFactory(responsible=cast.township)
    body = {"home": home.pk, "month": "2023-05-01", "activities": 2, "attendances": 1}

    made = api(cast.secretary).post("/api/v1/home-months/", body, format="json")
    refused = api(cast.secretary).post("/api/v1/home-months/", body | {"attendances": 3}, format="json")

    assert made.status_code == 201
    assert (refused.status_code, refused.json()["message"]) == (400, "有签到记录的场次不能多于活动场次。")


def test_photo_is_sent_described_and_read_over_the_api(cast):
    home = YouthHomeFactory(responsible=cast.township)
    client = api(cast.secretary)

    made = client.post(
        "/api/v1/home-photos/", {"home": home.pk, "shows": "sign", "file": upload(from_a_phone())}, format="multipart"
    )

    url = f"/api/v1/home-photos/{made.json()['id']}/"
    assert (made.status_code, made.json()["taken_on"], made.json()["shows_label"]) == (201, "2023-05-04", "标识标牌")
    picture = client.get(f"{url}picture/")
    assert (picture["Content-Type"], picture.getvalue()[:2]) == ("image/jpeg", b"\xff\xd8")
    assert client.patch(url, {"caption": "大门", "revision": 1}, format="json").json()["caption"] == "大门"
    assert client.patch(url, {"caption": "旧的", "revision": 1}, format="json").status_code == 409
    stranger = api(cast.neighbour_secretary)
    assert [stranger.get(address).status_code for address in (url, f"{url}picture/")] == [404, 404]


@pytest.mark.parametrize(
    ("file", "sentence"), [(None, "multipart/form-data"), (b"GIF89a", "请上传JPG"), (drawn(), "请填写拍摄日期")]
)
def test_wrong_photo_is_refused_in_words(cast, file, sentence):
    home = YouthHomeFactory(responsible=cast.township)
    body = {"home": home.pk, "shows": "sign"} | ({"file": upload(file)} if file else {})

    answer = api(cast.secretary).post("/api/v1/home-photos/", body, format="multipart")

    assert answer.status_code == 400
    assert sentence in str(answer.json())


def test_visit_is_assigned_and_changed_over_the_api(cast):
    home = YouthHomeFactory(responsible=cast.township)
    body = {"home": home.pk, "owner": "团委委员", "due_on": "2999-01-01"}

    made = api(cast.secretary).post("/api/v1/home-visits/", body, format="json")
    again = api(cast.secretary).post("/api/v1/home-visits/", body, format="json")
    url = f"/api/v1/home-visits/{made.json()['id']}/"
    changed = api(cast.secretary).patch(url, {"owner": "书记", "revision": 1}, format="json")

    assert (made.status_code, made.json()["reasons"]) == (201, "久无活动、年度检查过期")
    assert (again.status_code, "没有新安排" in again.json()["message"]) == (400, True)
    assert changed.json()["owner"] == "书记"
    assert api(cast.reviewer).post("/api/v1/home-visits/", body, format="json").status_code == 403
    assert api(cast.neighbour_secretary).get(url).status_code == 404
