"""Workbooks as townships make them: everything that can be understood is, everything else is named."""

import subprocess

import pytest
from openpyxl import Workbook

from league.core.importing.batches import open_preview
from organizations.models import Division, Unit
from tests.core.importing import hostile
from tests.core.importing.workbook import counted, faults, saved, send, take, xlsx

VILLAGE = ("430421100201", "南村")


def notes(batch):
    return open_preview(batch).summary["notes"]


def test_header_is_found_under_titles_and_notes(cast):
    content = xlsx(
        ["甲镇区划一览表"], ["填表人：", "张三"], [], ["序号", " 统计用\n区划代码 ", "村名（必填）"], [1, *VILLAGE]
    )

    batch = send("division", content, cast.staff)

    assert counted(batch) == (1, 0, 0, 0)
    assert notes(batch) == ["工作表“表”的以下列不在模板中，未读取：序号。"]


def test_header_of_two_rows_under_a_merged_title(cast):
    book = Workbook()
    sheet = book.active
    for line in (["2023年区划"], ["基本信息", None, "数据来源"], ["区划代码", "名称"], [*VILLAGE, "统计局"]):
        sheet.append(line)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A2:B2")
    sheet.merge_cells("C2:C3")

    batch = send("division", saved(book), cast.staff)

    assert counted(batch) == (1, 0, 0, 0)
    assert next(iter(open_preview(batch).entries("new")))[3][5] == "统计局"


def test_full_width_and_invisible_characters_are_normalised(cast):
    content = xlsx(
        ["\ufeff区划代码", "名\u3000称"],
        ["４３０４２１１００２０１\u200b", " 南\u00a0村\u3000"],
        ["430421100202\n", "ＡＢ村"],
    )

    batch = send("division", content, cast.staff)

    rows = [entry[3][:2] for entry in open_preview(batch).entries("new")]
    assert rows == [["430421100201", "南 村"], ["430421100202", "AB村"]]


def test_cells_merged_downwards_stand_for_each_row(cast):
    book = Workbook()
    sheet = book.active
    for line in (
        ["区划代码", "名称", "数据来源"],
        [*VILLAGE, "统计局"],
        ["430421100202", "北村"],
        ["430421100203", "西村", "自报"],
    ):
        sheet.append(line)
    sheet.merge_cells("C2:C3")

    batch = send("division", saved(book), cast.staff)

    assert [entry[3][5] for entry in open_preview(batch).entries("new")] == ["统计局", "统计局", "自报"]


def test_formula_without_result_and_error_cells_are_named(cast):
    data = (
        hostile.row(1, "区划代码", "名称", "数据来源")
        + '<row r="2"><c r="A2"><f>B2</f></c>' + hostile.cell("B2", "一") + "</row>"
        + '<row r="3">' + hostile.cell("A3", "430421100203") + '<c r="B3" t="e"><v>#REF!</v></c></row>'
        + '<row r="4">' + hostile.cell("A4", "430421100204") + '<c r="B4" t="str"><f>"四"</f><v>四</v></c></row>'
        + '<row r="5">' + hostile.cell("A5", "430421100205") + hostile.cell("B5", "五") + '<c r="C5" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )  # fmt: skip

    batch = send("division", hostile.package(data), cast.staff)

    assert faults(batch) == {
        2: {"区划代码": "公式没有计算结果，请在表格软件中打开并保存一次，或直接填写数值"},
        3: {"名称": "单元格是错误值“#REF!”，请改正公式或直接填写数值"},
        5: {"数据来源": "单元格是错误值“#DIV/0!”，请改正公式或直接填写数值"},
    }
    assert counted(batch) == (1, 0, 0, 3)


def test_number_with_lost_digits_is_refused_and_an_endless_one_too(cast):
    data = (
        hostile.row(1, "区划代码", "名称")
        + hostile.row(2, 4.30421100201e17, "一")
        + '<row r="3"><c r="A3"><v>1E400</v></c></row>'
    )

    batch = send("division", hostile.package(data), cast.staff)

    assert faults(batch)[2]["区划代码"] == "数字超过15位，电子表格已丢失末尾数字，请把该列设为文本格式后重新填写"
    assert faults(batch)[3]["区划代码"] == "数字超出范围，请核对"


def test_dimension_that_names_one_cell_hides_nothing(cast):
    data = hostile.row(1, "区划代码", "名称") + hostile.row(2, *VILLAGE) + hostile.row(3, "430421100202", "北村")

    batch = send("division", hostile.package(data, before='<dimension ref="A1"/>'), cast.staff)

    assert counted(batch) == (2, 0, 0, 0)


def test_three_hundred_thousand_blank_formatted_rows_are_no_rows(cast):
    blank = "".join(f'<row r="{n}"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>' for n in range(3, 300_003))

    batch = send(
        "division", hostile.package(hostile.row(1, "区划代码", "名称") + hostile.row(2, *VILLAGE) + blank), cast.staff
    )

    assert counted(batch) == (1, 0, 0, 0)


def test_days_of_the_1904_system_are_read_as_such(cast):
    data = hostile.row(1, "区划代码", "名称", "设立日期") + hostile.row(2, *VILLAGE, 43616)

    batch = send("division", hostile.package(data, properties='<workbookPr date1904="1"/>'), cast.staff)

    assert next(iter(open_preview(batch).entries("new")))[3][4] == "2023-06-01"


def test_row_that_quotes_a_header_is_still_a_row(cast):
    content = xlsx(["区划代码", "名称", "备注栏"], [*VILLAGE, "数据来源"])

    batch = send("division", content, cast.staff)

    assert counted(batch) == (1, 0, 0, 0)


def test_every_visible_sheet_with_the_header_is_read_and_the_others_are_mentioned(cast):
    sheets = {
        "甲镇": [["区划代码", "名称"], [*VILLAGE]],
        "乙镇": [["名称", "区划代码"], ["西村", "430421101202"], ["", "430421101203"]],
        "说明": [["请认真填写"]],
    }

    batch = send("division", xlsx(sheets=sheets), cast.staff)

    assert counted(batch) == (2, 0, 0, 1)
    assert notes(batch) == ["工作表“说明”里没有找到表头，未读取。"]


def test_hidden_sheets_are_not_read(cast):
    book = Workbook()
    book.active.append(["区划代码", "名称"])
    book.active.append(VILLAGE)
    hidden = book.create_sheet("旧表")
    hidden.append(["区划代码", "名称"])
    hidden.append(["430421100202", "北村"])
    hidden.sheet_state = "hidden"

    assert counted(send("division", saved(book), cast.staff)) == (1, 0, 0, 0)


def test_blank_rows_and_totals_are_no_rows(cast):
    batch = send("division", xlsx(["区划代码", "名称"], [*VILLAGE], [None, None], ["", "  "], ["", "合计"]), cast.staff)

    assert counted(batch) == (1, 0, 0, 0)
    assert notes(batch) == ["工作表“表”第5行是合计行，未读取。"]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "工作表是空的。请下载模板，填写后再上传。"),
        ([["区划代码", "名称"]], "表头下面没有数据行。请填写后再上传。"),
        ([["姓名", "电话"], ["张三", "1"]],
         "前30行里没有找到表头。表头须有以下各列：区划代码、名称。请使用模板，或改用模板的列名。"),
        ([["区划代码", "村的名称", "设立日期"], [*VILLAGE, None]],
         "表头缺少“名称”列。“村的名称”是否就是“名称”？请按模板的列名修改表头后再上传。"),
        ([["区划代码", "名称", "村名"], [*VILLAGE, "x"]], "“名称”列出现了两次，请只保留一列后再上传。"),
    ],
)  # fmt: skip
def test_doubtful_header_refuses_the_file(cast, rows, reason):
    batch = send("division", xlsx(*rows), cast.staff)

    assert (batch.state, batch.message) == ("refused", f"文件被拒绝：{reason}")


ODS = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="表">{rows}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)


def ods(*rows) -> bytes:
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in row
        )
        + "</table:table-row>"
        for row in rows
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {
        "mimetype": kind.encode(),
        "META-INF/manifest.xml": manifest,
        "content.xml": ODS.format(rows=lines).encode(),
    }
    return hostile.archive(parts)


def test_ods_is_read(cast):
    assert counted(send("division", ods(["区划代码", "名称"], VILLAGE), cast.staff, name="表.ods")) == (1, 0, 0, 0)


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_old_and_open_office_files_are_read_and_their_error_cells_named(cast, tmp_path, kind):
    source = tmp_path / "表.xlsx"
    unit = ["甲镇中学", "初级中学", 430421100000, 430421100, "2015年3月"]
    source.write_bytes(xlsx(["单位编码", "单位名称", "单位类型", "所在区划", "归口团组织", "设立日期"], ["S001", *unit],
                            ["S002", *unit[:-1], "=1/0"]))  # fmt: skip
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)

    batch = send("unit", (tmp_path / f"表.{kind}").read_bytes(), cast.secretary, name=f"表.{kind}")

    assert faults(batch)[3]["设立日期"] == "单元格是错误值“#DIV/0!”，请改正公式或直接填写数值"


def test_code_that_lost_its_zeros_is_named(cast):
    row = {
        "name": "甲镇中学",
        "kind": "初级中学",
        "division": cast.township_division.code,
        "responsible": cast.township.code,
    }
    take("unit", cast.secretary, row | {"code": "0012"})
    content = xlsx(["单位编码", "单位名称", "单位类型", "所在区划", "归口团组织"],
                   [12, "甲镇中学", "初级中学", 430421100000, 430421100])  # fmt: skip

    batch = send("unit", content, cast.secretary)

    assert faults(batch)[2]["单位编码"] == (
        "以数字形式录入，可能丢失了开头的0（已有编码“0012”），请把该列设为文本格式后重新填写"
    )
    assert Unit.objects.filter(code__in=["12", "0012"]).count() == 1


def test_file_larger_than_allowed_is_not_opened(cast, settings):
    settings.IMPORT_MAX_BYTES = 1 << 20

    batch = send("division", b"PK" + bytes(1 << 20), cast.staff)

    assert batch.message == "文件被拒绝：文件超过1MB的上限。请删去图片和多余的工作表，或分成几个文件上传。"
    assert not Division.objects.filter(code=VILLAGE[0]).exists()
