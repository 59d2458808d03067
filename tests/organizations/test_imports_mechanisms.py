"""Documents, seats, joint surveys, inclusions and teachers from workbooks: written, repeated, refused, taken back."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from league.core.importing.batches import undo
from league.core.importing.importer import REGISTRY, Context
from organizations.models import BodySeat, JointSurvey, LeagueTeacher, PartyInclusion, PolicyDocument, SurveyVisit, Unit
from tests.core.importing.workbook import counted, faults, send, send_rows, table, take
from tests.factories.organizations import UnitFactory
from tests.factories.schools import (
    BodySeatFactory,
    JointSurveyFactory,
    LeagueClassFactory,
    LeagueSchoolFactory,
    LeagueTeacherFactory,
    PartyInclusionFactory,
    PolicyDocumentFactory,
    RelationSurveyFactory,
    SurveyVisitFactory,
)

DOCUMENT = {
    "organization": "430421", "title": "党建带团建实施意见", "issuers": "县委组织部、团县委", "kind": "党建带团建",
    "number": "测组〔2023〕5号", "issued_on": "2023-05-04",
}  # fmt: skip
SEAT = {
    "organization": "430421", "body": "县委党建领导小组", "role": "成员", "held_by": "团县委书记", "starts_on": "2023-01-01",
    "document": "测组〔2023〕5号",
}  # fmt: skip
SURVEY = {
    "organization": "430421", "held_on": "2023-06-01", "organizers": "组织部、团县委", "visited": "甲镇、乙镇",
    "document": "《党建带团建实施意见》",
}  # fmt: skip
INCLUSION = {
    "organization": "430421", "year": "2023", "in_plan": "是", "in_assessment": "已纳入", "weight": "5", "score": "4.5",
    "document": "党建带团建实施意见",
}  # fmt: skip
TEACHER = {"unit": "S001", "name": "张禾", "role": "团委书记", "starts_on": "2023-09-01"}
ROWS = {
    "policy_document": DOCUMENT, "body_seat": SEAT, "joint_survey": SURVEY, "party_inclusion": INCLUSION,
    "league_teacher": TEACHER,
}  # fmt: skip
MODELS = {
    "policy_document": PolicyDocument, "body_seat": BodySeat, "joint_survey": JointSurvey,
    "party_inclusion": PartyInclusion, "league_teacher": LeagueTeacher,
}  # fmt: skip
# A correction of each, its cell, and what the row has then.
CHANGES = {
    "policy_document": ({"note": "已印发"}, "note", "已印发"),
    "body_seat": ({"role": "副组长"}, "role", "副组长"),
    "joint_survey": ({"findings": "团员教育管理薄弱"}, "findings", "团员教育管理薄弱"),
    "party_inclusion": ({"score": "4.75"}, "score", Decimal("4.75")),
    "league_teacher": ({"role": "教导主任"}, "role", "教导主任"),
}


@pytest.fixture
def ground(cast):
    """What the rows refer to."""
    school = UnitFactory(
        responsible=cast.township, division=cast.township_division, kind="junior_school", name="甲中", code="S001"
    )
    LeagueSchoolFactory(unit=school)
    return cast


def stand(ground, noun):
    """The document that the others rest on."""
    if noun not in ("policy_document", "league_teacher"):
        take("policy_document", ground.staff, DOCUMENT)


@pytest.mark.parametrize("noun", ROWS)
def test_row_is_written_and_the_same_file_twice_changes_nothing(ground, noun):
    stand(ground, noun)

    first, second = take(noun, ground.staff, ROWS[noun]), take(noun, ground.staff, ROWS[noun])

    assert (counted(first), counted(second)) == ((1, 0, 0, 0), (0, 0, 1, 0))
    assert MODELS[noun].objects.count() == 1


@pytest.mark.parametrize("noun", ROWS)
def test_correction_is_taken_back(ground, noun):
    stand(ground, noun)
    take(noun, ground.staff, ROWS[noun])
    before = MODELS[noun].objects.get()
    cells, name, value = CHANGES[noun]

    batch = take(noun, ground.staff, ROWS[noun] | cells)

    changed = MODELS[noun].objects.get()
    assert (counted(batch), getattr(changed, name), changed.revision) == ((0, 1, 0, 0), value, 2)
    undo(batch, actor=ground.staff)
    restored = MODELS[noun].objects.get()
    assert getattr(restored, name) == getattr(before, name)
    assert getattr(restored, "document_id", None) == getattr(before, "document_id", None)


@pytest.mark.parametrize("noun", ROWS)
def test_import_is_taken_back_whole(ground, noun):
    stand(ground, noun)
    batch = take(noun, ground.staff, ROWS[noun])

    undo(batch, actor=ground.staff)

    assert MODELS[noun].objects.count() == 0


def test_what_was_written_is_what_the_cells_say(ground):
    for noun, row in ROWS.items():
        take(noun, ground.staff, row)

    document = PolicyDocument.objects.get()
    assert (document.kind, document.issued_on, document.entered_on) == (
        "party_building", date(2023, 5, 4), date(2024, 5, 4),
    )  # fmt: skip
    assert BodySeat.objects.get().document == JointSurvey.objects.get().document == document
    inclusion = PartyInclusion.objects.get()
    assert (inclusion.document, inclusion.in_plan, inclusion.weight, inclusion.score) == (
        document, "yes", Decimal("5.00"), Decimal("4.50"),
    )  # fmt: skip
    assert LeagueTeacher.objects.get().league_school.unit.code == "S001"


@pytest.mark.parametrize(
    ("noun", "cells", "label", "words"),
    [
        ("policy_document", {"organization": "X1"}, "团组织编码", "没有找到团组织“X1”"),
        ("policy_document", {"issued_on": "2024-05-05"}, "发文日期", "晚于今天"),
        ("policy_document", {"kind": "其他类"}, "类别", "不在选项内"),
        ("body_seat", {"document": "没有的文件"}, "依据文件", "没有登记过标题或文号为“没有的文件”的政策文件"),
        ("body_seat", {"ends_on": "2022-12-31"}, "至（不含）", "结束日期必须晚于开始日期"),
        ("joint_survey", {"held_on": ""}, "调研日期", "缺少调研日期"),
        ("party_inclusion", {"year": "2025"}, "年度", "不晚于今年"),
        ("party_inclusion", {"score": "5.5"}, "团建得分", "得分5.50不能高于分值5.00"),
        ("party_inclusion", {"weight": "五"}, "考核分值", "不是数字"),
        ("league_teacher", {"starts_on": "2023-02-01"}, "到任日期", "没有团校，请先登记团校"),
        ("league_teacher", {"unit": "430421100200"}, "学校编码", "不是中学或中等职业学校"),
    ],
)  # fmt: skip
def test_row_that_breaks_a_rule_is_refused_at_its_cell(ground, noun, cells, label, words):
    stand(ground, noun)

    found = faults(send_rows(noun, ground.staff, ROWS[noun] | cells))

    assert words in found[2][label]


def test_two_documents_of_one_title_are_told_by_number(ground):
    for code in ("430421", "430421100"):
        take("policy_document", ground.staff, DOCUMENT | {"organization": code, "number": f"测〔{code}〕"})

    by_title = send_rows("body_seat", ground.staff, SEAT | {"document": DOCUMENT["title"]})
    by_number = take("body_seat", ground.staff, SEAT | {"document": "测〔430421100〕"})

    assert faults(by_title) == {2: {"依据文件": "有2份文件都叫“党建带团建实施意见”，请填文号"}}
    again = take("body_seat", ground.staff, SEAT | {"document": "测〔430421100〕"})
    assert (counted(by_number), counted(again)) == ((1, 0, 0, 0), (0, 0, 1, 0))
    assert BodySeat.objects.get().document.organization == ground.township


def test_seat_that_ended_is_left_alone_and_an_open_one_is_not_doubled(ground):
    take("policy_document", ground.staff, DOCUMENT)
    take("body_seat", ground.staff, SEAT | {"starts_on": "2020-01-01", "ends_on": "2022-01-01"}, SEAT)

    again = send_rows("body_seat", ground.staff, SEAT | {"starts_on": "2020-01-01", "ends_on": "2022-01-01"}, SEAT)
    other = send_rows("body_seat", ground.staff, SEAT | {"starts_on": "2023-02-01"})

    assert counted(again) == (0, 0, 2, 0)
    assert faults(other) == {
        2: {"自": "该职务自2023-01-01起已登记在这一领导机构中；开始日期有误的，请在该席位的页面更正"}
    }


def test_documents_and_seats_are_the_countys_and_inclusions_a_secretarys_own(ground):
    own = INCLUSION | {"organization": "430421100", "document": ""}

    assert counted(take("party_inclusion", ground.secretary, own)) == (1, 0, 0, 0)
    other = own | {"year": "2022"}
    assert "没有找到团组织" in str(faults(send_rows("party_inclusion", ground.neighbour_secretary, other)))
    for noun in ("policy_document", "body_seat", "joint_survey"):
        assert not ground.secretary.has_perm(REGISTRY[noun].permission)


@pytest.fixture
def filled(ground):
    """One row of each noun, with its list."""
    school = Unit.objects.get(code="S001")
    document = PolicyDocumentFactory(organization=ground.county, number="测〔2023〕1号")
    RelationSurveyFactory(unit=school)
    LeagueTeacherFactory(league_school=school.league_schools.get())
    LeagueClassFactory(league_school=school.league_schools.get())
    BodySeatFactory(organization=ground.county, document=document, starts_on=date(2023, 1, 1))
    BodySeatFactory(organization=ground.county, starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1))
    JointSurveyFactory(organization=ground.county, document=document)
    SurveyVisitFactory(joint_survey=JointSurvey.objects.get(), unit=school)
    PartyInclusionFactory(organization=ground.township, weight=Decimal("5.50"))
    return ground


LISTED = {
    "survey_visit": 1,
    "relation_survey": 1, "league_school": 1, "league_class": 1, "policy_document": 1, "body_seat": 2, "joint_survey": 1,
    "party_inclusion": 1,
}  # fmt: skip


# Of a list that does not show the codes they have to be asked for.
COLUMNS = {"survey_visit": ["held_on", "organizers", "survey", "unit", "organization", "findings"]}


@pytest.mark.parametrize("noun", LISTED)
def test_exported_list_comes_back_as_unchanged(filled, client, noun):
    client.force_login(filled.staff)
    page = reverse(f"organizations:{noun.replace('_', '-')}-list")

    content = client.get(page, {"export": "xlsx", "column": COLUMNS.get(noun, [])}).content

    assert load_workbook(io.BytesIO(content)).active.max_row > 1
    batch = send(noun, content, filled.staff)
    assert batch.message == ""
    assert counted(batch) == (0, 0, LISTED[noun], 0)


@pytest.mark.parametrize("noun", ROWS)
def test_prefilled_template_comes_back_as_unchanged(filled, noun):
    importer = REGISTRY[noun]()
    context = Context(filled.staff.scope, date(2024, 5, 4), date(2024, 5, 4), filled.staff)
    names = [column.name for column in importer.columns]
    rows = [
        {name: column.cell(value) for name, column, value in zip(names, importer.columns, values, strict=True)}
        for values in importer.known(context)
    ]

    assert rows
    assert counted(send(noun, table(noun, *rows), filled.staff)) == (0, 0, len(rows), 0)


def visit(**cells):
    return {"survey": "430421", "held_on": "2023-06-01", "organizers": "组织部、团县委", "unit": "S001"} | cells


def test_places_that_a_survey_visited_come_in_are_corrected_and_taken_back(ground):
    survey = JointSurveyFactory(organization=ground.county, held_on=date(2023, 6, 1), organizers="组织部、团县委")
    school, branch = visit(findings="团员档案不全"), visit(unit="", organization=ground.branch.code)

    first = take("survey_visit", ground.staff, school, branch)
    again = take("survey_visit", ground.staff, school, branch)
    done = take("survey_visit", ground.staff, visit(corrected_on="2023-07-01", correction="已补齐"))

    assert [counted(batch) for batch in (first, again, done)] == [(2, 0, 0, 0), (0, 0, 2, 0), (0, 1, 0, 0)]
    rows = SurveyVisit.objects.order_by("unit").values_list(
        "joint_survey", "unit__code", "organization", "org_path", "findings", "corrected_on"
    )
    assert set(rows) == {
        (survey.pk, "S001", None, ground.township.path, "团员档案不全", date(2023, 7, 1)),
        (survey.pk, None, ground.branch.pk, ground.branch.path, "", None),
    }
    undo(done, actor=ground.staff)
    assert SurveyVisit.objects.filter(corrected_on=None).count() == 2


def test_wrong_visits_are_refused_at_their_cells(ground):
    JointSurveyFactory(organization=ground.county, held_on=date(2023, 6, 1), organizers="组织部、团县委")

    batch = send_rows(
        "survey_visit", ground.staff,
        visit(held_on="2023-06-02"),
        visit(unit=""),
        visit(organization=ground.branch.code),
        visit(unit="S009"),
        visit(unit="", organization=ground.branch.code, findings="有问题", corrected_on="2023-05-01"),
        visit(corrected_on="2023-07-01"),
    )  # fmt: skip

    found = faults(batch)
    assert found[5].keys() == {"走访单位编码"}
    assert "没有找到单位“S009”" in found.pop(5)["走访单位编码"]
    assert found == {
        2: {"团组织编码": "没有登记过这个范围、日期和组织单位的联合调研，请先登记或导入联合调研"},
        3: {"走访单位编码": "走访单位编码和走访团组织编码填且只填一项"},
        4: {"走访单位编码": "走访单位编码和走访团组织编码填且只填一项"},
        6: {"整改日期": "整改日期不能早于调研日期"},
        7: {"整改日期": "没有发现问题的，不填写整改日期"},
    }
    assert not ground.secretary.has_perm("organizations.import_survey_visit")


def test_a_foreign_code_is_answered_like_one_that_does_not_exist(ground):
    PartyInclusionFactory(organization=ground.neighbour, year=2023)
    foreign = INCLUSION | {"organization": ground.neighbour.code, "document": ""}

    asked = faults(send_rows("party_inclusion", ground.secretary, foreign, foreign | {"organization": "430421102"}))

    said = [cells["团组织编码"] for cells in asked.values()]
    assert [words.partition("，")[0] for words in said] == [
        f"没有找到团组织“{code}”" for code in (ground.neighbour.code, "430421102")
    ]
    assert ["您要填的是不是“共青团甲镇" in words for words in said] == [True, True]
