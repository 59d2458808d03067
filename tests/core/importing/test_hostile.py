"""Whatever the file is, the answer is a sentence within two seconds, and nothing is written."""

import time

import pytest

from organizations.models import Division
from tests.core.importing import hostile
from tests.core.importing.workbook import send, xlsx

RECEIVED = {
    "empty": lambda: b"",
    "text": "区划代码,名称\n430421100201,村\n".encode,
    "text_gbk": lambda: "区划代码,名称\n430421100201,村\n".encode("gbk"),
    "html": lambda: b"<html><table><tr><td>1</td></tr></table></html>",
    "pdf": lambda: b"%PDF-1.7 ...",
    "zip": lambda: hostile.archive({"a.txt": b"x"}),
    "docx": lambda: hostile.archive({"word/document.xml": b"<x/>"}),
    "xlsb": lambda: hostile.archive({"xl/workbook.bin": b"x"}),
    "encrypted": lambda: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)
    ),
    "broken_ole": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000),
    "truncated": lambda: xlsx(hostile.HEADER, ["430421100201", "村"])[:-200],
    "dimension_lie": hostile.dimension_lie,
    "wide": hostile.wide,
    "hidden_far_cell": hostile.hidden_far_cell,
    "xxe": hostile.xxe,
    "laughs": hostile.laughs,
    "many_entries": hostile.many_entries,
    "bad_string_index": hostile.bad_string_index,
    "cut_xml": hostile.cut_xml,
    "bomb_rows": lambda: hostile.repeated(b'<row><c t="inlineStr"><is><t>x</t></is></c></row>', 400 << 20 >> 5),
    "bomb_cell": lambda: hostile.repeated(b"x", 1 << 30, head=b'<row r="1"><c r="A1" t="inlineStr"><is><t>'),
    "lying_bomb": lambda: hostile.lying(
        hostile.repeated(b"x", 300_000_000, head=b'<row r="1"><c r="A1" t="inlineStr"><is><t>')
    ),
}
SENTENCES = {
    "empty": "这是一个空文件（0字节），请重新导出或另存后再上传。",
    "text": "这是文本文件（如CSV），不是工作簿。请用表格软件打开后另存为“Excel 工作簿（.xlsx）”再上传。",
    "text_gbk": "这不是工作簿，或文件已损坏。请用表格软件打开后另存为“Excel 工作簿（.xlsx）”再上传。",
    "html": "这不是工作簿，而是改了扩展名的网页文件。请用表格软件打开后另存为“Excel 工作簿（.xlsx）”再上传。",
    "pdf": "这是PDF文件，不是工作簿。请上传原始的表格文件。",
    "zip": "这是压缩包，不是工作簿。请先解压，再上传其中的表格文件。",
    "docx": "这是Word文档，不是工作簿。请上传表格文件。",
    "xlsb": "这是二进制工作簿（.xlsb），系统不读取。请用表格软件打开后另存为“Excel 工作簿（.xlsx）”再上传。",
    "encrypted": "文件设有打开密码。请取消密码后另存再上传。",
    "broken_ole": "文件内部已损坏，读不出工作表。请用表格软件打开后另存为“Excel 工作簿（.xlsx）”再上传。",
    "truncated": "文件不完整或已损坏（可能没有传完）。请重新另存后再上传。",
    "dimension_lie": "单元格XFD1048576有内容，超出200000行、100列的上限。请删去远处的单元格，或分成几个文件上传。",
    "wide": "单元格XFD2有内容，超出200000行、100列的上限。请删去远处的单元格，或分成几个文件上传。",
    "hidden_far_cell": "读取时超出内存或时间上限，文件可能已损坏或含有异常内容。请把数据复制到新建的工作簿，另存为.xlsx后再上传。",
    "xxe": "文件内含文档类型定义（DTD），不安全，不予读取。请用表格软件打开后另存为“Excel 工作簿（.xlsx）”再上传。",
    "laughs": "文件内含文档类型定义（DTD），不安全，不予读取。请用表格软件打开后另存为“Excel 工作簿（.xlsx）”再上传。",
    "many_entries": "文件内部有50005个部件，超过1000个的上限。请把数据复制到新建的工作簿后再上传。",
    "bad_string_index": "文件内部已损坏，读不出工作表。请用表格软件打开后另存为“Excel 工作簿（.xlsx）”再上传。",
    "cut_xml": "文件内部已损坏，读不出工作表。请用表格软件打开后另存为“Excel 工作簿（.xlsx）”再上传。",
    "bomb_rows": "文件解压后超过200MB的上限。请删去多余的工作表、图片和空行后另存再上传。",
    "bomb_cell": "文件解压后超过200MB的上限。请删去多余的工作表、图片和空行后另存再上传。",
    "lying_bomb": "文件解压后超过200MB的上限。请删去多余的工作表、图片和空行后另存再上传。",
}


@pytest.mark.parametrize("name", RECEIVED)
def test_file_is_refused_in_words_and_soon(cast, name):
    content = RECEIVED[name]()
    before = Division.objects.count()
    started = time.process_time(), time.monotonic()

    batch = send("division", content, cast.staff, name=f"{name}.xlsx")

    assert (batch.state, batch.message) == ("refused", f"文件被拒绝：{SENTENCES[name]}")
    assert Division.objects.count() == before
    assert time.monotonic() - started[1] < 10
    assert time.process_time() - started[0] < 2
