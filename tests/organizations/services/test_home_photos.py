"""Photos of homes: what is kept, what is refused, and how they speak for a tick."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from league.core.models import AuditEvent
from league.core.photo_files import keep
from organizations.criteria import judge, operational
from organizations.enums import CheckItem
from organizations.models import HomePhoto, HomeVersion, Rule
from organizations.services.home_checks import Finding, check_home
from organizations.services.home_photos import add_photos, change_photo, remove_photo
from organizations.services.rules import set_local_rule
from tests.core.photos import drawn, from_a_phone, upload
from tests.factories.organizations_homes import (
    HomeCheckFactory,
    HomeMonthFactory,
    HomePhotoFactory,
    YouthHomeFactory,
)

ADDED = date(2023, 6, 10)


@pytest.fixture
def home(cast):
    return YouthHomeFactory(responsible=cast.township, name="甲镇青年之家")


def add(home, *contents, actor, **changes):
    pictures = [keep(upload(content)) for content in contents]
    return add_photos(home, **{"pictures": pictures, "shows": "sign", "on": ADDED, "actor": actor} | changes)


def test_photo_is_kept_with_the_day_of_the_camera(cast, home):
    (photo,) = add(home, from_a_phone(), actor=cast.secretary, caption="新牌子")

    assert (photo.taken_on, photo.added_on, photo.caption) == (date(2023, 5, 4), ADDED, "新牌子")
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.object_label) == ("home_photo.added", "甲镇青年之家2023-05-04标识标牌照片")
    assert event.after["照片指纹"] == photo.digest


def test_day_that_is_said_goes_before_the_cameras(cast, home):
    (photo,) = add(home, from_a_phone(), actor=cast.secretary, taken_on=date(2023, 6, 1))

    assert photo.taken_on == date(2023, 6, 1)


@pytest.mark.parametrize(
    ("content", "changes", "refusal"),
    [
        (drawn(), {}, "请填写拍摄日期"),
        (from_a_phone(day="2031:01:01 00:00:00"), {}, "拍摄日期不能晚于上传日期"),
        (drawn(), {"taken_on": date(2023, 6, 11)}, "拍摄日期不能晚于上传日期"),
    ],
)
def test_day_that_cannot_be_is_refused(cast, home, content, changes, refusal):
    with pytest.raises(ValidationError, match=refusal):
        add(home, content, actor=cast.secretary, **changes)

    assert not HomePhoto.objects.exists()


def test_closed_home_gets_no_photos(cast):
    home = YouthHomeFactory(responsible=cast.township, state="closed")

    with pytest.raises(ValidationError, match="已撤销"):
        add(home, from_a_phone(), actor=cast.secretary)


def test_same_file_is_not_kept_in_two_rows(cast, home):
    kept = keep(upload(from_a_phone()))
    for expected in (1, 0):
        if expected:
            add_photos(home, pictures=[kept], shows="sign", on=ADDED, actor=cast.secretary)
        else:
            with pytest.raises(ValidationError, match="刚才已经保存过"):
                add_photos(home, pictures=[kept], shows="sign", on=ADDED, actor=cast.secretary)

    assert HomePhoto.objects.count() == 1


def test_what_is_said_of_a_photo_is_mended(cast, home):
    photo = HomePhotoFactory(home=home)

    photo = change_photo(photo, changes={"shows": "sign", "caption": "测试照片"}, actor=cast.secretary)

    assert (photo.shows, photo.revision) == ("sign", 2)
    assert AuditEvent.objects.latest("pk").before == {"拍摄内容": "场地"}


def test_removed_photo_is_gone_with_its_files_and_stays_in_the_history(cast, home, django_capture_on_commit_callbacks):
    photo = HomePhotoFactory(home=home)
    names = (photo.picture.name, photo.thumbnail.name)

    with pytest.raises(ValidationError, match="写明删除的理由"):
        remove_photo(photo, reason=" ", actor=cast.secretary)
    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(photo, reason="拍到了身份证", actor=cast.secretary)

    assert not HomePhoto.objects.exists()
    assert [default_storage.exists(name) for name in names] == [False, False]
    event = AuditEvent.objects.filter(action="home_photo.removed").get()
    assert (event.object_id, event.reason) == (home.pk, "拍到了身份证")
    assert event.before["照片指纹"] == photo.digest


def test_photos_of_a_check_are_of_its_day_and_items(cast, home):
    findings = {item.value: Finding(True) for item in CheckItem}
    pictures = {"sign": [keep(upload())], "other": [keep(upload(drawn(colour="red")))]}

    check = check_home(
        home, checked_on=date(2023, 6, 1), checker="检查员", findings=findings, photos=pictures, on=ADDED,
        actor=cast.secretary,
    )  # fmt: skip

    found = check.photos.order_by("pk").values_list("shows", "taken_on", "added_on")
    assert list(found) == [("sign", date(2023, 6, 1), ADDED), ("other", date(2023, 6, 1), ADDED)]


@pytest.fixture
def operating(cast):
    """A home with every tick on 2023-12-31."""
    home = YouthHomeFactory(responsible=cast.township)
    for month in (10, 11, 12):
        HomeMonthFactory(home=home, month=date(2023, month, 1))
    HomeCheckFactory(home=home)
    return home


DAY = date(2023, 12, 31)


def ask_for_photos(cast, months):
    rule = Rule.objects.get(code="home.photo_months", valid_to__isnull=True)
    set_local_rule(rule, value=str(months), on=date(2023, 7, 1), source="测试", actor=cast.staff)


def missing(home, on=DAY):
    return [each.criterion.code.value for each in judge(home, on=on) if each.ok is False]


def count(on=DAY):
    return operational(HomeVersion.objects.on(on), on=on).count()


def test_photo_stands_beside_its_tick_and_is_not_demanded(operating):
    HomePhotoFactory(home=operating, shows="sign")
    HomePhotoFactory(home=operating, shows="sign", taken_on=date(2023, 5, 1))
    HomePhotoFactory(home=operating, shows="sign", taken_on=date(2022, 12, 31))

    told = {each.criterion.code.value: (each.photos, each.photographed_on) for each in judge(operating, on=DAY)}

    assert told["has_sign"] == (2, date(2023, 6, 1))
    assert told["area"] == (0, None)
    assert (missing(operating), count()) == ([], 1)


def test_rule_demands_fresh_photos_of_three_ticks(cast, operating):
    ask_for_photos(cast, 6)
    assert missing(operating) == ["area", "has_sign", "opening_days"]
    assert "没有6个月内的照片" in judge(operating, on=DAY)[0].evidence

    for shows in ("place", "sign", "opening"):
        HomePhotoFactory(home=operating, shows=shows, taken_on=date(2023, 7, 1), added_on=date(2023, 7, 1))
    assert (missing(operating), count()) == ([], 1)
    # A day later than six months after, and a day before it was taken.
    assert missing(operating, date(2024, 1, 1))[:3] == ["area", "has_sign", "opening_days"]
    HomePhoto.objects.filter(shows="sign").update(taken_on=date(2023, 6, 30))
    assert (missing(operating), count()) == (["has_sign"], 0)


def test_photos_are_not_asked_before_the_rule_began(cast, operating):
    ask_for_photos(cast, 6)

    assert not {"area", "has_sign"} & set(missing(operating, date(2023, 6, 30)))
