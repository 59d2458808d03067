"""Terms from a workbook: history filled in, in any order, corrected, and taken back."""

from datetime import date

import pytest

from league.core.importing.batches import undo
from league.core.importing.importer import REGISTRY, Context, UndoRefused
from league.core.models import AuditEvent
from league.core.scoping import Scope
from organizations.models import Term
from tests.core.importing.workbook import counted, faults, send_rows, take
from tests.factories.elections import ElectionFactory, ExtensionFactory, TermFactory
from tests.factories.organizations import OrganizationFactory


def line(organization, number=1, **values):
    return {"organization": organization.code, "number": number, "starts_on": "2023-03-01"} | values


def series():
    fields = ("organization__code", "number", "starts_on", "ends_on", "document")
    return list(Term.objects.order_by("organization__code", "number").values_list(*fields))


def test_history_is_filled_in_in_any_order(cast):
    take(
        "term",
        cast.staff,
        line(cast.branch, 3, starts_on="2023年3月1日", document="甲团复〔2023〕3号"),
        line(cast.branch, 1, starts_on="2017-03-01"),
        line(cast.neighbour_branch, 1),
        line(cast.branch, 2, starts_on="2020-03-01", meeting_on="2020-02-28"),
    )

    code = cast.branch.code
    assert series() == [
        (code, 1, date(2017, 3, 1), date(2020, 3, 1), ""),
        (code, 2, date(2020, 3, 1), date(2023, 3, 1), ""),
        (code, 3, date(2023, 3, 1), None, "甲团复〔2023〕3号"),
        (cast.neighbour_branch.code, 1, date(2023, 3, 1), None, ""),
    ]
    assert AuditEvent.objects.filter(action="import.row_added").count() == 4


def test_same_file_twice_changes_nothing_and_a_correction_is_a_change(cast):
    first = take("term", cast.secretary, line(cast.branch, 2))
    again = take("term", cast.secretary, line(cast.branch, 2))
    corrected = take("term", cast.secretary, line(cast.branch, 2, starts_on="2023-05-01"))

    assert [counted(batch) for batch in (first, again, corrected)] == [(1, 0, 0, 0), (0, 0, 1, 0), (0, 1, 0, 0)]
    assert series() == [(cast.branch.code, 2, date(2023, 5, 1), None, "")]
    event = AuditEvent.objects.get(batch=corrected.pk)
    assert (event.before["任期起"], event.after["任期起"]) == ("2023-03-01", "2023-05-01")


def test_changed_beginning_takes_the_neighbour_along(cast):
    TermFactory(organization=cast.branch, number=1, starts_on=date(2020, 3, 1), ends_on=date(2023, 3, 1))
    TermFactory(organization=cast.branch, number=2, starts_on=date(2023, 3, 1))

    take(
        "term",
        cast.secretary,
        line(cast.branch, 2, starts_on="2019-03-01"),
        line(cast.branch, 1, starts_on="2016-03-01"),
    )

    code = cast.branch.code
    assert series() == [
        (code, 1, date(2016, 3, 1), date(2019, 3, 1), ""),
        (code, 2, date(2019, 3, 1), None, ""),
    ]


@pytest.mark.parametrize(
    ("values", "column", "sentence"),
    [
        ({"number": 0}, "number", "届次从1起"),
        ({"name": "共青团别处支部委员会"}, "name", "与所填名称“共青团别处支部委员会”不符"),
        ({"starts_on": "2100-01-01"}, "starts_on", "晚于今天"),
        ({"number": 2, "starts_on": "2018-01-01"}, "starts_on", "届次的先后与任期的先后不一致"),
        ({"organization": "430421101200"}, "organization", "没有找到团组织"),
    ],
)
def test_wrong_row_is_refused_by_cell(cast, values, column, sentence):
    TermFactory(organization=cast.branch, number=1, starts_on=date(2020, 3, 1))

    found = faults(send_rows("term", cast.secretary, line(cast.branch, 2) | values))

    assert sentence in str(found)
    assert Term.objects.count() == 1


def test_kind_without_a_term_is_refused(cast):
    floating = OrganizationFactory(parent=cast.township, kind="floating", code="FLOAT")

    assert "不登记届次" in str(faults(send_rows("term", cast.secretary, line(floating))))


def test_term_of_a_dossier_is_not_changed_by_a_file(cast):
    election = ElectionFactory(organization=cast.branch, state="confirmed", papers=True)
    TermFactory(organization=cast.branch, number=2, starts_on=date(2025, 3, 1), election=election)

    assert "由换届卷宗产生" in str(faults(send_rows("term", cast.secretary, line(cast.branch, 2))))


def test_undo_puts_everything_back(cast):
    TermFactory(organization=cast.branch, number=1, starts_on=date(2020, 3, 1))
    before = series()
    batch = take(
        "term", cast.secretary, line(cast.branch, 1, starts_on="2019-03-01", document="补"), line(cast.branch, 2)
    )

    undo(batch, actor=cast.secretary)

    assert series() == before


def test_undo_is_refused_after_an_extension_or_a_change(cast):
    batch = take("term", cast.secretary, line(cast.branch, 1), line(cast.township, 1))
    ExtensionFactory(term=Term.objects.get(organization=cast.branch))
    Term.objects.filter(organization=cast.township).update(revision=2)

    with pytest.raises(UndoRefused) as refused:
        undo(batch, actor=cast.secretary)

    assert refused.value.blockers == ["“甲镇团委第1届”导入之后又有改动", "“甲镇东村团支部第1届”导入之后登记了延期"]


def test_template_is_filled_with_what_is_known_in_the_scope(cast):
    TermFactory(organization=cast.branch, number=2, document="甲团复〔2023〕3号")
    TermFactory(organization=cast.neighbour_branch)
    day = date(2024, 1, 1)

    rows = list(REGISTRY["term"]().known(Context(Scope((cast.township.path,)), day, day)))

    assert rows == [
        [cast.branch.code, cast.branch.name, 2, "2023-03-01", "", "甲团复〔2023〕3号", "测试"],
    ]
