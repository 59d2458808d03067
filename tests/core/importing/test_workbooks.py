"""What we hand out: templates and failed rows, in the same columns, fit to come back."""

from openpyxl.styles.numbers import FORMAT_TEXT

from league.core.importing import workbooks
from league.core.importing.batches import context_of, failed_rows, importer_of
from league.core.importing.importer import REGISTRY, Context
from organizations.models import Unit
from tests.core.importing.workbook import TODAY, counted, opened, saved, send, send_rows, table, take

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "=cmd|' /C calc'!A0")


def context(user):
    return Context(user.scope, TODAY, TODAY, user)


def failed(batch):
    return workbooks.failed(importer_of(batch), context_of(batch, on=TODAY), failed_rows(batch))


def test_every_noun_has_a_template_with_its_columns_notes_and_lists(cast):
    for importer in REGISTRY.values():
        book = opened(workbooks.template(importer(), context(cast.staff), full=False))
        sheet = book[importer.label]

        assert [cell.value for cell in sheet[1]] == [column.label for column in importer.columns]
        assert all(cell.comment for cell in sheet[1])
        assert (sheet.max_row, book["选项"].sheet_state) == (1, "hidden")


def test_codes_are_text_and_choices_have_a_list(cast):
    book = opened(workbooks.template(REGISTRY["unit"](), context(cast.secretary), full=False))
    sheet = book["单位"]

    assert sheet.column_dimensions["A"].number_format == sheet.column_dimensions["D"].number_format == FORMAT_TEXT
    lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists == {"C2": "'选项'!$A$1:$A$14", "E2": "'选项'!$B$1:$B$5", "F2": "'选项'!$C$1:$C$1"}
    options = list(book["选项"].iter_rows(values_only=True))
    assert options[0] == ("乡镇（街道）", "430421000000 测试县", "430421100 共青团甲镇委员会")


def test_filled_template_comes_back_unchanged(cast):
    take("unit", cast.secretary, {"code": "S001", "name": "甲镇中学", "kind": "初级中学", "division": "430421100000",
                                  "responsible": "430421100", "opened_on": "2015-03-01", "address": "-1+1"})  # fmt: skip
    for noun, rows in (("unit", 2), ("organization", 2), ("head_count", 1)):
        content = workbooks.template(REGISTRY[noun](), context(cast.secretary), full=True)

        assert counted(send(noun, content, cast.secretary)) == (0, 0, rows, 0)
    assert counted(send("division", workbooks.template(REGISTRY["division"](), context(cast.staff), full=True), cast.staff)) == (
        0, 0, 5, 0,
    )  # fmt: skip


def test_filled_template_holds_nothing_of_the_neighbours(cast):
    for noun in ("unit", "organization", "head_count"):
        book = opened(workbooks.template(REGISTRY[noun](), context(cast.secretary), full=True))
        sheet = book[REGISTRY[noun].label]

        assert "乙镇" not in str(list(sheet.iter_rows(min_row=2, values_only=True)))


def test_text_is_never_a_formula(cast):
    rows = [
        {"code": f"F{n}", "name": text.strip(), "kind": "其他", "division": "430421100000", "responsible": "430421100",
         "address": text, "opened_on": "坏日期" if n else None}
        for n, text in enumerate(FORMULAS)
    ]  # fmt: skip
    content = opened(table("unit", *rows))
    for line in content["表"].iter_rows():
        for cell in line:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type

    batch = send("unit", saved(content), cast.secretary)

    assert counted(batch) == (1, 0, 0, 6)
    sheet = opened(failed(batch))["单位"]
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n", "d"}
    assert [line[1].value for line in sheet.iter_rows(min_row=2)] == [
        "+1", "-1", "@SUM(A1)", "=1", "＝1+1", "=cmd|' /C calc'!A0",
    ]  # fmt: skip


def test_failed_rows_say_why_and_are_taken_once_mended(cast):
    good = {
        "code": "S001",
        "name": "甲镇中学",
        "kind": "初级中学",
        "division": "430421100000",
        "responsible": "430421100",
    }
    bad = {"code": "S002", "name": "二中", "kind": "学堂", "division": "430421100000", "responsible": "430421100",
           "opened_on": "2023-02-30"}  # fmt: skip
    batch = send_rows("unit", cast.secretary, good, bad)

    book = opened(failed(batch))
    sheet = book["单位"]

    assert [cell.value for cell in sheet[1]] == [*(column.label for column in REGISTRY["unit"].columns), "失败原因"]
    assert sheet.max_row == 2
    red = {cell.column_letter: (cell.value, cell.comment.text) for cell in sheet[2] if cell.comment}
    assert red["G"] == ("2023-02-30", "“2023-02-30”没有这一天，请核对")
    assert red["C"][0] == "学堂"
    assert {cell.fill.fgColor.rgb for cell in sheet[2] if cell.comment} == {"00FFC7CE"}
    assert sheet["L2"].value.startswith("单位类型：“学堂”不在选项内")
    assert len(sheet.data_validations.dataValidation) == 3
    assert counted(send("unit", saved(book), cast.secretary)) == (0, 0, 0, 1)
    sheet["C2"].value, sheet["G2"].value = "初级中学", "2023-02-28"
    assert counted(send("unit", saved(book), cast.secretary)) == (1, 0, 0, 0)
    assert not Unit.objects.filter(code="S002").exists()
