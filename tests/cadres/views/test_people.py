"""The pages of people, as users of each role meet them."""

import io
import re
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cadres.models import Person, PersonDistinction, PersonMerge
from league.core.dates import today
from league.core.models import AuditEvent
from tests.cadres.people import PHONE, ZENG, id_number
from tests.factories.cadres import PersonDistinctionFactory, PersonFactory, PersonMergeFactory

EMAIL = "zenglihua@example.cn"
CLEAR = (ZENG, PHONE, EMAIL, "1995-05-01", "1995年5月1日")


@pytest.fixture
def zeng(cast):
    return PersonFactory(organization=cast.branch, name="曾丽华", id_number=ZENG, phone=PHONE, email=EMAIL)


def page(name, *args):
    return reverse(f"cadres:person-{name}", args=args)


def text_of(response):
    return response.content.decode()


def typed(**fields):
    return {
        "name": "单雄", "sex": "0", "birth_on": "", "new_id_number": "", "new_phone": "", "new_email": "",
        "nationality": "", "political_status": "", "education": "", "degree": "", "source": "", "remark": "",
    } | fields  # fmt: skip


def entered(cast, **fields):
    return typed(organization=cast.branch.code, **fields)


@pytest.mark.parametrize("who", ["staff", "secretary", "branch_secretary", "reviewer"])
def test_no_page_shows_a_number_in_clear(cast, client, zeng, who):
    client.force_login(getattr(cast, who))
    every = "?" + "&".join(f"column={name}" for name in ("name", "born", "age", "phone", "id_number"))

    pages = {
        "list": text_of(client.get(page("list") + every)),
        "detail": text_of(client.get(page("detail", zeng.pk))),
        "history": text_of(client.get(page("detail", zeng.pk) + "?tab=history")),
        "api": text_of(client.get(f"/api/v1/people/{zeng.pk}/")),
        "export": client.get(page("list") + every + "&export=csv").getvalue().decode(),
    }

    assert [(name, clear) for name, text in pages.items() for clear in CLEAR if clear in text] == []
    assert "**************0015" in pages["list"]
    assert "138****5678" in pages["list"]
    assert "4304**********0015" in pages["detail"]
    assert "z***@example.cn" in pages["detail"]
    assert "1995年5月" in pages["detail"]
    assert "**************0015" in pages["export"]


def test_an_export_as_workbook_is_masked(cast, client, zeng):
    client.force_login(cast.staff)

    content = client.get(page("list") + "?column=name&column=id_number&export=xlsx").getvalue()

    rows = list(load_workbook(io.BytesIO(content)).worksheets[0].values)
    assert rows == [("姓名", "身份证号"), ("曾丽华", "**************0015")]


def test_a_minor_is_masked_further_outside_the_own_branch(cast, client):
    minor = PersonFactory(
        organization=cast.branch, birth_on=date(2012, 5, 1), id_number=id_number("20120501"),
        guardian_consent_on=date(2024, 1, 1),
    )  # fmt: skip

    client.force_login(cast.branch_secretary)
    assert f"4304**********{minor.id_number[-4:]}" in text_of(client.get(page("detail", minor.pk)))
    client.force_login(cast.secretary)
    assert f"<dd>{'4304'}{'*' * 14}</dd>" in text_of(client.get(page("detail", minor.pk)))


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_database_a_fixed_number_of_times(cast, client, django_assert_max_num_queries, rows):
    for _ in range(rows):
        PersonFactory(organization=cast.branch, home_division=cast.township_division)
    client.force_login(cast.staff)

    with django_assert_max_num_queries(16):
        answer = client.get(page("list"))

    assert f"共 {rows} 条" in text_of(answer)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=zengl", {"曾丽华"}),
        ("q=sx", {"单雄"}),
        ("sex=2", {"单雄"}),
        ("education=college_or_higher", {"曾丽华"}),
        ("age_to=30", {"单雄"}),
        ("age_from=31", {"曾丽华"}),
        ("numbered=no", {"单雄"}),
        ("political_status=01&political_status=03", {"曾丽华"}),
    ],
)
def test_the_list_is_narrowed(cast, client, query, names):
    this_year = today().year
    PersonFactory(
        organization=cast.branch, name="曾丽华", id_number=ZENG, birth_on=date(this_year - 40, 1, 1), education="21",
        political_status="01",
    )  # fmt: skip
    PersonFactory(organization=cast.branch, name="单雄", sex="2", birth_on=date(this_year - 25, 1, 1), education="33")
    client.force_login(cast.staff)

    found = {row["name"] for row in client.get(f"/api/v1/people/?{query}").json()["results"]}

    assert found == names


def test_full_values_need_a_reason_and_are_shown_once(cast, client, zeng):
    client.force_login(cast.branch_secretary)
    url = page("reveal", zeng.pk)
    post = {"fields_shown": ["id_number", "phone"], "reason": "", "submission": "6f1c2a34-0000-4000-8000-000000000001"}

    assert ZENG not in text_of(client.get(url)) + text_of(client.post(url, post))
    assert AuditEvent.objects.filter(action="person.revealed").count() == 0
    shown = client.post(url, post | {"reason": "核对任职批复"})
    assert ZENG in text_of(shown)
    assert PHONE in text_of(shown)
    assert EMAIL not in text_of(shown)
    assert shown["Cache-Control"] == "no-store"
    again = client.post(url, post | {"reason": "核对任职批复"}, follow=True)
    assert ZENG not in text_of(again)
    assert "完整信息只显示一次" in text_of(again)
    event = AuditEvent.objects.get(action="person.revealed")
    assert (event.sentence, event.reason) == ("查看了曾丽华的完整身份证号、手机号", "核对任职批复")


def test_the_reviewer_never_sees_full_values(cast, client, zeng):
    client.force_login(cast.reviewer)

    assert client.get(page("reveal", zeng.pk)).status_code == 403
    assert client.post(page("reveal", zeng.pk), {"fields_shown": "phone", "reason": "核对情况"}).status_code == 403
    assert "查看完整信息" not in text_of(client.get(page("detail", zeng.pk)))


def test_a_neighbour_may_not_reveal_what_a_post_lets_him_see(cast, client, zeng):
    from tests.factories.posts import PostFactory

    PostFactory(person=zeng, organization=cast.neighbour_branch, starts_on=date(2020, 1, 1))
    client.force_login(cast.neighbour_secretary)

    assert "4304**********0015" in text_of(client.get(page("detail", zeng.pk)))
    assert [client.get(page(name, zeng.pk)).status_code for name in ("reveal", "update", "merge")] == [403, 403, 403]


def test_registering_through_the_form(cast, client):
    client.force_login(cast.branch_secretary)

    answer = client.post(page("create"), entered(cast, new_id_number=ZENG, new_phone=PHONE))

    person = Person.objects.get()
    assert answer.status_code == 302
    assert answer.url == person.get_absolute_url()
    assert (person.name, person.id_number, person.phone, person.sex) == ("单雄", ZENG, PHONE, "1")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"new_id_number": ZENG[:-1] + "0"}, "校验位不对"),
        ({"new_id_number": ZENG, "sex": "2"}, "与身份证号不符：身份证号为男性"),
        ({"new_phone": "0734-6812345"}, "手机号应为11位数字"),
        ({"joined_league_on": "2010-01-01", "birth_on": "2000-01-01"}, "入团时未满14周岁"),
        ({"birth_on": "2015-01-01"}, "监护人同意"),
    ],
)
def test_the_form_refuses_in_words(cast, client, fields, sentence):
    client.force_login(cast.branch_secretary)

    answer = client.post(page("create"), entered(cast, **fields))

    assert (answer.status_code, Person.objects.count()) == (200, 0)
    assert sentence in text_of(answer)


def test_nobody_is_registered_for_a_neighbour(cast, client):
    client.force_login(cast.branch_secretary)

    answer = client.post(page("create"), typed(organization=cast.neighbour_branch.code))

    assert (answer.status_code, Person.objects.count()) == (200, 0)


def test_a_double_is_warned_of_with_where_it_is_and_may_be_confirmed(cast, client):
    PersonFactory(organization=cast.neighbour_branch, name="单雄", birth_on=date(1990, 3, 3))
    client.force_login(cast.branch_secretary)
    post = entered(cast, birth_on="1990-03-03")

    warned = text_of(client.post(page("create"), post))
    assert "可能已经登记过：单*（1990年3月生），由“乙镇东村团支部”建档" in warned
    assert 'type="checkbox" name="distinct"' in warned
    assert Person.objects.count() == 1
    client.post(page("create"), post | {"distinct": "on"})
    assert Person.objects.count() == 2


def test_the_live_check_fills_sex_and_birth_date_and_names_the_double(cast, client):
    client.force_login(cast.branch_secretary)

    said = text_of(client.post(page("check"), {"new_id_number": ZENG, "name": "曾丽华"}))
    assert "校验通过：男，1995-05-01出生" in said
    assert 'name="birth_on" value="1995-05-01"' in said
    assert re.search(r'<option value="1"\s+selected[^>]*>男</option>', said)
    wrong = text_of(client.post(page("check"), {"new_id_number": ZENG[:-1] + "0"}))
    assert "校验位不对" in wrong
    assert ZENG not in wrong
    PersonFactory(organization=cast.neighbour_branch, name="曾丽华", id_number=ZENG)
    double = text_of(client.post(page("check"), {"new_id_number": ZENG}))
    assert "该身份证号已登记：曾**（1995年5月生，4304**********0015），由“乙镇东村团支部”建档" in double


def test_an_edit_keeps_the_numbers_it_does_not_show(cast, client, zeng):
    client.force_login(cast.staff)

    shown = text_of(client.get(page("update", zeng.pk)))
    assert [clear for clear in CLEAR if clear in shown] == []
    assert "现为4304**********0015；留空表示不变。" in shown
    client.post(page("update", zeng.pk), typed(name="曾丽", sex="1", birth_on="1995-05-01", revision=1, remove="email"))

    zeng.refresh_from_db()
    assert (zeng.name, zeng.id_number, zeng.phone, zeng.email) == ("曾丽", ZENG, PHONE, "")


def test_an_overtaken_edit_shows_no_number(cast, client, zeng):
    client.force_login(cast.staff)
    other = id_number("19960101")

    answer = client.post(page("update", zeng.pk), typed(name="曾丽", new_id_number=other, revision=0))

    assert answer.status_code == 409
    assert ZENG not in text_of(answer)
    assert Person.objects.get().name == "曾丽华"


def test_a_record_is_handed_over_by_the_county(cast, client, zeng):
    client.force_login(cast.staff)
    post = {"organization": cast.neighbour.code, "reason": "工作调动"}

    asked = text_of(client.post(page("hand-over", zeng.pk), post | {"preview": "1"}))
    assert "移交“乙镇团委”保管" in asked
    client.post(page("hand-over", zeng.pk), post)

    assert Person.objects.get().organization == cast.neighbour


def test_merging_and_taking_it_back(cast, client, zeng):
    double = PersonFactory(organization=cast.township, name="曾丽华")
    client.force_login(cast.secretary)

    assert "保留这条，合并另一条" in text_of(client.get(page("duplicates")))
    assert "可能重复登记" in text_of(client.get(page("detail", double.pk)))
    post = {"other": f"{zeng.pk} 曾丽华", "reason": "重复建档"}
    asked = text_of(client.post(page("merge", double.pk), post | {"preview": "1"}))
    assert "补入原来没有的内容：身份证号、手机号、电子邮箱" in asked
    assert [clear for clear in CLEAR[:3] if clear in asked] == []
    client.post(page("merge", double.pk), post)
    merger = PersonMerge.objects.get()
    assert client.get(page("detail", zeng.pk)).url == double.get_absolute_url()
    assert "曾丽华并入曾丽华" in text_of(client.get(page("merge-detail", merger.pk)))
    client.post(page("merge-undo", merger.pk), {})

    assert set(Person.objects.current()) == {zeng, double}


def test_telling_a_pair_apart_and_taking_it_back(cast, client, zeng):
    double = PersonFactory(organization=cast.township, name="曾丽华")
    stranger = PersonFactory(organization=cast.neighbour, name="单雄")
    client.force_login(cast.secretary)
    url, post = page("distinguish", double.pk), {"other": f"{zeng.pk} 曾丽华", "reason": "户籍不同"}

    asked = text_of(client.post(url, post | {"preview": "1"}))
    assert "此后不再列为疑似重复，也不能合并；标记有误的可以取消。" in asked
    assert "或者它不在您的管理范围内" in text_of(client.post(url, post | {"other": f"{stranger.pk} 单雄"}))
    client.post(url, post)
    mark = PersonDistinction.objects.get()
    assert "没有发现疑似重复的人员" in text_of(client.get(page("duplicates")))
    assert "可能重复登记" not in text_of(client.get(page("detail", double.pk)))
    assert "户籍不同" in text_of(client.get(page("distinction-detail", mark.pk)))
    client.force_login(cast.branch_secretary)
    assert client.post(page("distinction-remove", mark.pk), {}).status_code == 404
    client.force_login(cast.secretary)
    client.post(page("distinction-remove", mark.pk), {})

    assert PersonDistinction.objects.count() == 0
    assert "曾丽华" in text_of(client.get(page("duplicates")))


def test_a_mark_on_a_stranger_s_record_is_the_county_s_to_see(cast, client, zeng):
    stranger = PersonFactory(organization=cast.neighbour, name="曾丽华")
    mark = PersonDistinctionFactory(first=zeng, second=stranger, marked_by=cast.staff)
    client.force_login(cast.secretary)

    assert client.get(page("distinction-detail", mark.pk)).status_code == 404
    client.force_login(cast.staff)
    assert client.get(page("distinction-detail", mark.pk)).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_worklist_and_the_list_of_mergers_ask_a_fixed_number_of_times(
    cast, client, django_assert_max_num_queries, rows
):
    for number in range(rows):
        kept, dropped = (PersonFactory(organization=cast.branch, name=f"曾{number}") for _ in range(2))
        PersonFactory(organization=cast.branch, name=f"曾{number}")
        PersonMergeFactory(kept=kept, dropped=dropped, merged_by=cast.staff)
        apart = [PersonFactory(organization=cast.branch, name=f"单{number}") for _ in range(2)]
        PersonDistinctionFactory(first=apart[0], second=apart[1], marked_by=cast.staff)
    client.force_login(cast.staff)

    with django_assert_max_num_queries(10):
        doubles = text_of(client.get(page("duplicates")))
    with django_assert_max_num_queries(14):
        mergers = text_of(client.get(page("merge-list")))
    with django_assert_max_num_queries(14):
        marks = text_of(client.get(page("distinction-list")))

    assert doubles.count("保留这条") == 2 * rows
    assert f"共 {rows} 条" in mergers
    assert f"共 {rows} 条" in marks


def test_the_api_takes_numbers_and_gives_masks(cast, client):
    client.force_login(cast.secretary)
    sent = {"name": "曾丽华", "organization": cast.branch.pk, "id_number": ZENG, "phone": PHONE}

    made = client.post("/api/v1/people/", sent, content_type="application/json")
    person = Person.objects.get()
    assert made.status_code == 201
    assert person.id_number == ZENG
    assert (made.json()["id_number_masked"], made.json()["born"]) == ("**************0015", "1995年5月")
    assert [clear for clear in CLEAR if clear in text_of(made)] == []
    again = client.post("/api/v1/people/", sent, content_type="application/json")
    assert again.status_code == 400
    assert "已登记" in again.json()["fields"]["id_number"][0]
    url = f"/api/v1/people/{person.pk}/"
    moved = client.patch(url, {"organization": cast.township.pk}, content_type="application/json")
    assert moved.status_code == 400
    assert client.patch(url, {"name": "曾丽"}, content_type="application/json").json()["name"] == "曾丽"


def test_a_person_is_suggested_by_pinyin_with_where_the_record_is(cast, client, zeng):
    client.force_login(cast.secretary)

    said = text_of(client.get(reverse("core:lookup", args=["person"]) + "?q=zenglih"))

    assert f"{zeng.pk} 曾丽华" in said
    assert "甲镇东村团支部，1995年5月生" in said
