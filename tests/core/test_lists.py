"""The list of a noun, by the probe over units."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from league.core.audit import record
from league.core.paging import Page, page_keys
from league.core.views import lists
from organizations.models import Unit
from tests.core.reading import elements, fields, rows, texts, words
from tests.factories.accounts import UserFactory
from tests.factories.organizations import UnitFactory

HTMX = {"HX-Request": "true", "HX-Target": "list"}


def names(response):
    return [row[1] for row in rows(response)]


def test_list_shows_the_rows_of_the_scope_in_order(probe, cast):
    everything = probe.get("/probe/")
    probe.force_login(cast.secretary)
    own = probe.get("/probe/")

    assert rows(everything) == [
        ["430421100200", "甲镇东村", "村", "甲镇团委", "—"],
        ["430421101200", "乙镇东村", "村", "乙镇团委", "—"],
    ]
    assert names(own) == ["甲镇东村"]
    assert texts(own, "p", "list-summary") == ["显示：共 1 条"]


def test_list_is_empty_without_a_grant(probe):
    probe.force_login(UserFactory())

    response = probe.get("/probe/")

    assert texts(response, "div", "empty") == ["没有符合条件的记录。"]


def test_list_asks_a_stranger_to_log_in(probe):
    probe.logout()

    response = probe.get("/probe/")

    assert (response.status_code, response.url) == (302, "/account/login/?next=/probe/")


@pytest.mark.parametrize("text", ["东", "DONG", "jzd", "甲镇东村"])
def test_search_finds_by_name_pinyin_and_initials(probe, text):
    response = probe.get("/probe/", {"search": text})

    assert "甲镇东村" in names(response)


def test_summary_says_which_conditions_are_in_force(probe, cast):
    query = {"search": "东", "kind": ["village"], "responsible": cast.township.code, "opened": "2001-01-01"}

    response = probe.get("/probe/", query)

    assert texts(response, "p", "list-summary") == [
        "显示：名称含“东”，类型=村，归口=甲镇团委，设立日期不早于2001-01-01，共 0 条"
    ]


def test_wrong_filter_is_named_and_shows_no_rows(probe):
    response = probe.get("/probe/", {"opened": "昨天"})

    assert texts(response, "div", "empty") == ["没有符合条件的记录。"]
    assert texts(response, "div", "alert-danger") == ["设立日期：输入一个有效的日期。"]


def test_filter_refuses_a_neighbours_node_as_if_it_did_not_exist(probe, cast):
    probe.force_login(cast.secretary)

    neighbour = probe.get("/probe/", {"responsible": cast.neighbour.code})
    nothing = probe.get("/probe/", {"responsible": "NOPE"})

    said = texts(neighbour, "div", "alert-danger")
    assert said == [text.replace("NOPE", cast.neighbour.code) for text in texts(nothing, "div", "alert-danger")]
    assert "管理范围" in said[0]


def test_sort_turns_round_and_ignores_what_cannot_be_sorted(probe):
    assert names(probe.get("/probe/", {"sort": "-code"})) == ["乙镇东村", "甲镇东村"]
    assert names(probe.get("/probe/", {"sort": "kind"})) == ["甲镇东村", "乙镇东村"]
    assert names(probe.get("/probe/", {"sort": "password"})) == ["甲镇东村", "乙镇东村"]


def test_head_says_how_it_is_sorted(probe):
    response = probe.get("/probe/", {"sort": "code"})

    head = elements(response, "th")[0]
    link = next(child for child in head.children if not isinstance(child, str))
    assert dict(head.attributes)["aria-sort"] == "ascending"
    assert dict(link.attributes)["href"] == "?sort=-code"


def test_columns_are_chosen_by_the_address(probe):
    response = probe.get("/probe/", {"column": ["name", "size", "exempt"]})

    assert texts(response, "th") == ["名称", "字数", "免建"]
    assert rows(response)[0] == ["甲镇东村", "4", "否"]


def test_htmx_gets_the_list_alone(probe):
    page = probe.get("/probe/", {"search": "甲"})
    part = probe.get("/probe/", {"search": "甲"}, headers=HTMX)

    assert elements(part, "html") == []
    assert rows(part) == rows(page)
    assert {"HX-Request", "HX-Target"} <= {name.strip() for name in part["Vary"].split(",")}


def test_new_button_is_for_those_who_may(probe, cast):
    staff = probe.get("/probe/")
    probe.force_login(cast.reviewer)
    reviewer = probe.get("/probe/")

    assert texts(staff, "a", "btn-primary") == ["新建"]
    assert texts(reviewer, "a", "btn-primary") == []


def test_markup_in_a_name_stays_text(probe, cast):
    UnitFactory(responsible=cast.township, name="<b>粗</b>村", code="X1")

    response = probe.get("/probe/", {"search": "<b>粗"})

    assert b"&lt;b&gt;" in response.content
    assert b"<b>" not in response.content


def test_pages_follow_each_other_without_gap_or_repetition(probe, cast):
    for number in range(120):
        UnitFactory(responsible=cast.township, code=f"P{number:03}")

    seen = [row[0] for page in (1, 2, 3) for row in rows(probe.get("/probe/", {"page": page, "sort": "name"}))]
    backwards = [row[0] for row in rows(probe.get("/probe/", {"page": 99}))]

    assert len(seen) == len(set(seen)) == 122
    assert backwards == [f"P{number:03}" for number in range(98, 120)]
    assert words(elements(probe.get("/probe/", {"page": 2}), "nav", "paging")[0]) == (
        "第 51–100 条，共 122 条 上一页 1 2 3 下一页"
    )


def test_page_is_the_same_from_either_end(cast):
    for number in range(23):
        UnitFactory(responsible=cast.township, code=f"P{number:03}", opened_on=None if number % 3 else "2001-01-01")
    rows_, order = Unit.objects.order_by(), ["opened_on", "code", "pk"]
    straight = list(rows_.order_by(*order).values_list("pk", flat=True))

    pages = [page_keys(rows_, order, Page.of(str(number), 25, 4)) for number in range(1, 8)]

    assert [key for page in pages for key in page] == straight


@pytest.mark.parametrize(
    ("wanted", "number"),
    [("", 1), ("0", 1), ("-1", 1), ("x", 1), ("²", 1), ("3", 3), ("4", 3), ("9" * 40, 1), ("last", 3)],
)
def test_page_number_is_one_that_exists(wanted, number):
    assert Page.of(wanted, 120, 50).number == number


def test_page_links_leave_gaps_in_long_lists():
    assert Page.of("10", 1000, 50).links() == [1, 0, 8, 9, 10, 11, 12, 0, 20]
    assert Page.of("1", 0, 50).links() == [1]


@pytest.mark.parametrize("extra", [0, 2])
@pytest.mark.parametrize(("query", "number"), [("", 8), ("?search=a&sort=-name", 9), ("?kind=village&page=1", 9)])
def test_list_asks_the_database_a_fixed_number_of_times(probe, cast, extra, query, number):
    UnitFactory.create_batch(extra, responsible=cast.township)
    probe.force_login(cast.secretary)

    with CaptureQueriesContext(connection) as queries:
        probe.get(f"/probe/{query}")

    selects = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
    assert len(selects) == number, "\n".join(selects)


def test_reference_filter_offers_its_look_up(probe):
    response = probe.get("/probe/", {"responsible": "430421100"})

    box = next(element for element in elements(response, "input") if ("name", "responsible") in element.attributes)
    assert dict(box.attributes)["hx-get"] == "/lookup/organization/?field=responsible"
    assert fields(response)["responsible"] == "430421100 甲镇团委"


def test_long_list_is_remembered_until_the_next_audited_write(probe, cast, monkeypatch):
    monkeypatch.setattr(lists, "LONG", 1)
    before = names(probe.get("/probe/"))
    UnitFactory(responsible=cast.township, code="X1", name="丙村")

    behind_our_back = names(probe.get("/probe/"))
    other_question = names(probe.get("/probe/", {"kind": "village", "sort": "-code"}))
    record(cast.staff, "list.exported", title="", filter="", rows=0, kind="")
    after = names(probe.get("/probe/"))

    assert before == behind_our_back == ["甲镇东村", "乙镇东村"]
    assert other_question == ["丙村", "乙镇东村", "甲镇东村"]
    assert after == ["甲镇东村", "乙镇东村", "丙村"]


def test_remembered_list_is_nobody_elses(probe, cast, monkeypatch):
    monkeypatch.setattr(lists, "LONG", 0)
    everything = names(probe.get("/probe/"))
    probe.force_login(cast.secretary)

    assert (everything, names(probe.get("/probe/"))) == (["甲镇东村", "乙镇东村"], ["甲镇东村"])


def test_short_list_is_made_anew_each_time(probe, cast):
    probe.get("/probe/")
    UnitFactory(responsible=cast.township, code="X1", name="丙村")

    assert names(probe.get("/probe/"))[-1] == "丙村"
