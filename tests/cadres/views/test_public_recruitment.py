"""The pages without an account: applying, the own page, withdrawing, verifying a certificate, and their limits."""

import logging
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse

from cadres.models import Application, Placement
from cadres.services.placements import certify_placement
from league.core.dates import today
from league.core.tokens import new_token
from tests.cadres.people import PHONE, ZENG
from tests.cadres.test_person_leaks import everything_stored
from tests.factories.recruitment import ApplicationFactory, OpeningFactory, PlacementFactory, RecruitmentDriveFactory

AGAIN = "每人只能报名一次"


@pytest.fixture(autouse=True)
def no_requests_yet():
    cache.clear()


@pytest.fixture
def drive(cast):
    return RecruitmentDriveFactory(
        organization=cast.county, title="测试招募", opens_on=today() - timedelta(days=5),
        closes_on=today() + timedelta(days=5),
    )  # fmt: skip


@pytest.fixture
def opening(cast, drive):
    return OpeningFactory(drive=drive, organization=cast.township, host="甲镇政府")


def apply_url(drive):
    return reverse("recruitment:apply", args=[drive.code])


def filled_in(client, drive, opening, **changes):
    """The form as a browser sends it: with the key of the page, and the fields that people do not see."""
    page = client.get(apply_url(drive)).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    return {
        "wish1": opening.pk, "name": "曾 丽华", "sex": "2", "birth_on": "1999-05-01", "phone": "+86 138-0000-5678",
        "id_number": "", "college": "测试大学", "major": "法学", "level": "bachelor", "graduates_in": "2025",
        "home_division": "", "statement": "我会写公文", "consent": "on", "consent_version": "1.0", "key": key,
        "reference": "",
    } | changes  # fmt: skip


def alert(response):
    """What stands in the red box, in words."""
    box = re.search(r'<div class="alert alert-danger".*?</div>\s*</div>|<div class="alert alert-danger".*?</ul>\s*</div>',
                    response.content.decode(), re.DOTALL)  # fmt: skip
    return re.sub(r"<[^>]+>|\s", "", box[0]) if box else ""


def test_somebody_applies_from_the_list_to_the_own_page(client, drive, opening):
    drives = client.get(reverse("recruitment:drives")).content.decode()
    announced = client.get(reverse("recruitment:drive", args=[drive.code])).content.decode()
    response = client.post(apply_url(drive), filled_in(client, drive, opening))
    own = client.get(response["Location"]).content.decode()

    assert reverse("recruitment:drive", args=[drive.code]) in drives
    assert f"{apply_url(drive)}?opening={opening.code}" in announced
    application = Application.objects.get()
    assert (response.status_code, application.name, application.phone, application.state) == (
        302, "曾丽华", PHONE, "submitted",
    )  # fmt: skip
    assert f"http://testserver{response['Location'].removesuffix('?new=1')}" in own
    assert ["曾**" in own, "138****5678" in own, "曾丽华" in own, PHONE in own] == [True, True, False, False]
    assert "报名已收到，正在等待资格审核。" in own


def test_the_public_pages_use_no_session_no_script_and_are_not_kept(client, drive, opening):
    placement = PlacementFactory(opening=opening, application=ApplicationFactory(drive=drive, token="x" * 22))
    Placement.objects.update(certificate_number="C1", certificate_check="ABC", took_up_on="2023-08-10",
                             certified_on="2023-09-01")  # fmt: skip
    names = [("drives",), ("drive", drive.code), ("apply", drive.code), ("verify",),
             *((name, "x" * 22) for name in ("own", "own-withdraw", "own-certificate"))]  # fmt: skip

    for name, *arguments in names:
        response = client.get(reverse(f"recruitment:{name}", args=arguments))
        html = response.content.decode()

        assert (response.status_code, response["Cache-Control"]) == (200, "no-store"), name
        assert ["<script" in html, "sidebar" in html, "sessionid" in response.cookies] == [False, False, False], name
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert (response.get("X-Robots-Tag") is not None) == name.startswith("own")
    assert (
        placement.application.name not in client.get(reverse("recruitment:drive", args=[drive.code])).content.decode()
    )


def test_the_same_post_twice_has_one_effect_and_leads_to_the_same_page(client, drive, opening):
    data = filled_in(client, drive, opening)

    first, second = (client.post(apply_url(drive), data) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Application.objects.count() == 1


def test_a_form_used_for_another_person_is_asked_for_once_more(client, drive, opening):
    data = filled_in(client, drive, opening)
    client.post(apply_url(drive), data)
    other = data | {"name": "单一凡", "phone": "13900000001"}

    refused = client.post(apply_url(drive), other)
    key = re.search(r'name="key" value="([^"]+)"', refused.content.decode())[1]
    accepted = client.post(apply_url(drive), other | {"key": key})

    assert "现在填的是另一人的" in alert(refused)
    assert (accepted.status_code, Application.objects.count()) == (302, 2)


def test_a_second_application_learns_nothing_of_the_first(client, drive, opening):
    client.post(apply_url(drive), filled_in(client, drive, opening, name="曾丽华", college="某某大学", id_number=""))

    by_phone = client.post(apply_url(drive), filled_in(client, drive, opening, name="单一凡"))
    Application.objects.update(phone_hash="", id_number_hash="")
    unknown = client.post(apply_url(drive), filled_in(client, drive, opening, name="单一凡"))

    html = by_phone.content.decode()
    assert AGAIN in alert(by_phone)
    assert ["曾丽华" in html, "某某大学" in html, "recruitment/own" in html] == [False, False, False]
    assert unknown.status_code == 302


def test_minors_are_refused_with_the_day_and_nothing_is_stored(client, drive, opening):
    born = today().replace(year=today().year - 17, day=1)

    response = client.post(apply_url(drive), filled_in(client, drive, opening, birth_on=born.isoformat()))

    grown = born.replace(year=born.year + 18)
    assert (
        f"到{grown.year}年{grown.month}月1日才满18周岁，暂时不能报名；本页所填内容没有保存。"
        in response.content.decode()
    )
    assert Application.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"consent": ""}, "请阅读知情同意书并勾选同意，才能提交报名。"),
        ({"consent_version": "0.9"}, "知情同意书刚刚更新，请重新阅读后再提交。"),
        ({"phone": "12345"}, "手机号应为11位数字，以13至19开头。"),
        ({"id_number": "430421199505010016"}, "身份证号的校验位不对，请核对是否抄错。"),
        ({"id_number": ZENG, "birth_on": "1995-05-02"}, "与身份证号中的出生日期不符，请核对。"),
        ({"reference": "http://spam.example"}, "提交未成功，请重新填写后再试。"),
        ({"key": "forged"}, "页面停留时间太长，请核对所填内容后再提交一次。"),
        ({"wish1": "999999"}, "该岗位已撤回或不属于本次招募，请改选。"),
        ({"wish1": ""}, "请选择第一志愿。"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_typing_is_kept(client, drive, opening, changes, sentence):
    response = client.post(apply_url(drive), filled_in(client, drive, opening, **changes))

    html = response.content.decode()
    assert (response.status_code, sentence in html, Application.objects.count()) == (200, True, 0)
    assert 'value="测试大学"' in html


@pytest.mark.parametrize(
    ("first", "last", "state", "words"),
    [
        (1, 5, "open", "开始报名，请届时再来。"),
        (-5, -1, "open", "截止，不再接受报名。"),
        (-5, 5, "closed", "截止，不再接受报名。"),
    ],
)
def test_outside_the_window_the_page_says_why(client, drive, opening, first, last, state, words):
    data = filled_in(client, drive, opening)
    drive.opens_on, drive.closes_on = today() + timedelta(days=first), today() + timedelta(days=last)
    drive.state = state
    drive.save()

    answers = [client.get(apply_url(drive)), client.post(apply_url(drive), data)]

    assert [(answer.status_code, words in answer.content.decode()) for answer in answers] == [(200, True)] * 2
    assert "我要报名" not in client.get(reverse("recruitment:drive", args=[drive.code])).content.decode()
    assert Application.objects.count() == 0


@pytest.mark.parametrize("state", ["draft", "finished"])
def test_drafts_and_finished_drives_are_not_announced(client, drive, opening, state):
    drive.state = state
    drive.save()

    codes = [client.get(url).status_code for url in (reverse("recruitment:drive", args=[drive.code]), apply_url(drive))]

    assert codes == [404, 404]
    assert "测试招募" not in client.get(reverse("recruitment:drives")).content.decode()


def test_openings_are_narrowed_by_place_and_words(client, cast, drive, opening):
    OpeningFactory(drive=drive, organization=cast.neighbour, host="乙镇中学", title="教师")
    OpeningFactory(drive=drive, organization=cast.township, host="撤回单位", withdrawn_on=today())
    url = reverse("recruitment:drive", args=[drive.code])

    def shown(**query):
        html = client.get(url, query).content.decode()
        return [host for host in ("甲镇政府", "乙镇中学", "撤回单位") if f"<p>{host}" in html]

    assert shown() == ["甲镇政府", "乙镇中学"]
    assert shown(place=cast.neighbour_division.code) == ["乙镇中学"]
    assert shown(q="jiazhen") == ["甲镇政府"]
    assert shown(q="没有") == []


def test_a_wrong_link_opens_nothing(client, drive):
    ApplicationFactory(drive=drive, token="x" * 22)
    ApplicationFactory(drive=drive)

    codes = [
        client.get(reverse(f"recruitment:{name}", args=[token])).status_code
        for name in ("own", "own-withdraw", "own-certificate")
        for token in ("y" * 22, Application.objects.exclude(token_hash="").get().token_hash, " ")
    ]

    assert set(codes) == {404}


def test_the_applicant_withdraws_by_the_link_and_only_while_one_can(client, drive, opening):
    token = new_token()
    ApplicationFactory(drive=drive, token=token, wishes=[opening])
    url = reverse("recruitment:own-withdraw", args=[token])

    unsure = client.post(url, {})
    sure = client.post(url, {"sure": "on"}, follow=True)
    again = client.post(url, {"sure": "on"})

    assert "请勾选确认后再提交。" in unsure.content.decode()
    assert "您已撤回报名，所填的个人信息已经清除。" in sure.content.decode()
    assert "该报名目前是“已撤回”" in again.content.decode()
    assert Application.objects.get().phone == ""


def test_a_rejected_applicant_reads_the_reason_and_a_selected_one_the_opening(client, drive, opening):
    ApplicationFactory(drive=drive, token="r" * 22, state="rejected", screening_note="专业不符")
    ApplicationFactory(drive=drive, token="p" * 22, state="passed", screening_note="内部意见")
    PlacementFactory(
        opening=opening, application=ApplicationFactory(drive=drive, token="s" * 22, state="selected", wishes=[opening])
    )

    pages = {name: client.get(reverse("recruitment:own", args=[name * 22])).content.decode() for name in "rps"}

    assert ["专业不符" in pages["r"], "内部意见" in pages["p"], f"录用岗位：{opening}" in pages["s"]] == [
        True,
        False,
        True,
    ]


def test_a_certificate_is_verified_by_both_numbers_with_the_name_masked(client, cast, drive, opening):
    application = ApplicationFactory(drive=drive, token="c" * 22, state="took_up", name="曾丽华")
    placement = PlacementFactory(opening=opening, application=application, state="took_up")
    drive.state = "closed"
    drive.save()
    placement = certify_placement(placement, on=today(), actor=cast.staff)
    url = reverse("recruitment:verify")

    right = client.get(url, {"number": placement.certificate_number, "check": placement.certificate_check.lower()})
    wrong = client.get(url, {"number": placement.certificate_number, "check": "AAAAAAAA"})
    own = client.get(reverse("recruitment:own-certificate", args=["c" * 22]))

    html = right.content.decode()
    assert ["证明有效" in html, "曾**" in html, "曾丽华" in html, "测试大学" in html] == [True, True, False, False]
    assert "没有查到这份证明" in wrong.content.decode()
    assert [word in own.content.decode() for word in ("曾丽华", placement.certificate_check)] == [True, True]


def test_who_posts_too_often_waits_and_another_address_does_not(client, drive, opening, settings):
    settings.PUBLIC_RATES = settings.PUBLIC_RATES | {"recruitment_apply": "2/hour"}

    codes = [client.post(apply_url(drive), {}).status_code for _ in range(3)]
    waiting = client.post(apply_url(drive), {})
    other = client.post(apply_url(drive), {}, REMOTE_ADDR="10.0.0.9")

    assert codes == [200, 200, 429]
    assert 3590 < int(waiting["Retry-After"]) <= 3602
    assert "短时间内的请求太多" in waiting.content.decode()
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("scope", "url", "method"),
    [
        ("recruitment_drive", "apply", "post"), ("public_read", "apply", "get"), ("recruitment_verify", "verify", "get"),
        ("recruitment_own", "own", "get"),
    ],
)  # fmt: skip
def test_every_page_has_its_limit(client, drive, opening, settings, scope, url, method):
    settings.PUBLIC_RATES = settings.PUBLIC_RATES | {scope: "1/hour"}
    arguments = {"apply": [drive.code], "own": ["x" * 22], "verify": []}[url]

    codes = [getattr(client, method)(reverse(f"recruitment:{url}", args=arguments)).status_code for _ in range(2)]

    assert (codes[0] in (200, 404), codes[1]) == (True, 429)


@pytest.mark.parametrize("number", [1, 3])
def test_the_public_pages_ask_the_database_a_fixed_number_of_times(
    client, cast, drive, number, django_assert_max_num_queries
):
    wished = [OpeningFactory(drive=drive, organization=cast.township) for _ in range(number)]
    ApplicationFactory(drive=drive, token="x" * 22, wishes=wished)

    for name, arguments in (("drives", []), ("drive", [drive.code]), ("apply", [drive.code]), ("own", ["x" * 22])):
        with django_assert_max_num_queries(6):
            client.get(reverse(f"recruitment:{name}", args=arguments))


def test_no_personal_value_stands_in_clear_in_the_database_or_a_log(client, cast, drive, opening, caplog):
    caplog.set_level(logging.DEBUG)
    data = filled_in(
        client, drive, opening, id_number=ZENG, birth_on="1995-05-01", sex="1", statement="不愿公开的一句话"
    )
    client.post(apply_url(drive), data | {"consent": ""})
    response = client.post(apply_url(drive), data)
    client.post(apply_url(drive), data | {"key": "x"})
    client.force_login(cast.staff)
    application = Application.objects.get()
    detail = reverse("cadres:application-detail", args=[application.pk])
    shown = [client.get(url).getvalue().decode(errors="replace") for url in (
        detail, f"{detail}?tab=history", reverse("cadres:application-list"),
        f"{reverse('cadres:application-list')}?export=csv", reverse("api:application-list"),
    )]  # fmt: skip
    call_command("verify_audit")

    stored = everything_stored()
    token = response["Location"].split("/")[-2].encode()
    clear = [PHONE.encode(), ZENG.encode(), "不愿公开的一句话".encode(), token]
    assert [value in stored for value in clear] == [False] * 4
    assert [PHONE in page or ZENG in page for page in shown] == [False] * 5
    assert PHONE not in caplog.text
    assert ZENG not in caplog.text
