"""Files that break readers, each made by code."""

import io
import itertools
import struct
import zipfile

HEADER = ["区划代码", "名称"]
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    "</Types>"
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
    "</Relationships>"
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORKBOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '{properties}<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
SHEET = f'<?xml version="1.0"?>{{prolog}}<worksheet xmlns="{MAIN}">{{before}}<sheetData>{{data}}</sheetData>{{after}}</worksheet>'


def archive(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return file.getvalue()


def cell(reference: str, text) -> str:
    """A cell of text, or of a number."""
    if isinstance(text, int | float):
        return f'<c r="{reference}"><v>{text}</v></c>'
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *texts) -> str:
    """A row of cells from column A."""
    return (
        f'<row r="{number}">' + "".join(cell(f"{chr(65 + i)}{number}", text) for i, text in enumerate(texts)) + "</row>"
    )


def package(data="", *, prolog="", before="", after="", properties="", extra=(), sheet=None) -> bytes:
    """A minimal .xlsx whose sheet holds `data`; `extra` are further (name, content) parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONS.format(kind="officeDocument", target="xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", WORKBOOK.format(properties=properties))
        archive.writestr(
            "xl/_rels/workbook.xml.rels", RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml")
        )
        filled = SHEET.format(prolog=prolog, before=before, data=data, after=after)
        archive.writestr("xl/worksheets/sheet1.xml", sheet if sheet is not None else filled)
        for name, content in extra:
            archive.writestr(name, content)
    return file.getvalue()


def repeated(pattern: bytes, times: int, head=b"", tail=b"") -> bytes:
    """A package whose sheet is `pattern` many times, written without holding it in memory."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("xl/workbook.xml", WORKBOOK.format(properties=""))
        archive.writestr(
            "xl/_rels/workbook.xml.rels", RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml")
        )
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode() + head)
            block = pattern * (1_000_000 // len(pattern))
            for _ in range(times * len(pattern) // len(block)):
                sheet.write(block)
            sheet.write(tail + b"</sheetData></worksheet>")
    return file.getvalue()


def lying(content: bytes) -> bytes:
    """The archive with the declared size of its largest part made small, in the central directory and locally."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        largest = max(archive.infolist(), key=lambda entry: entry.file_size)
    changed = bytearray(content)
    size = struct.pack("<I", largest.file_size)
    place = changed.find(size)
    while place >= 0:
        changed[place : place + 4] = struct.pack("<I", 1000)
        place = changed.find(size, place + 4)
    return bytes(changed)


def dimension_lie() -> bytes:
    """Two cells, a million rows apart."""
    return package(row(1, *HEADER) + '<row r="1048576">' + cell("XFD1048576", "远") + "</row>")


def wide() -> bytes:
    """2000 rows whose last cell stands in column 16384."""
    return package(
        row(1, *HEADER) + "".join(f'<row r="{n}">{cell(f"A{n}", 1)}{cell(f"XFD{n}", 1)}</row>' for n in range(2, 2001))
    )


def xxe() -> bytes:
    """An outside entity."""
    doctype = '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return package(row(1, *HEADER) + row(2, "430421100201", "&x;"), prolog=doctype)


def laughs() -> bytes:
    """Entities of entities."""
    names = "abcdefgh"
    entities = '<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in itertools.pairwise(names)
    )
    return package(row(1, *HEADER) + row(2, "430421100201", "&h;"), prolog=f"<!DOCTYPE worksheet [{entities}]>")


def many_entries() -> bytes:
    """50 000 parts."""
    return package(row(1, *HEADER), extra=[(f"xl/media/{n}", b"") for n in range(50_000)])


def bad_string_index() -> bytes:
    """A cell that names a shared string that is not there."""
    return package(row(1, *HEADER) + '<row r="2"><c r="A2" t="s"><v>999</v></c></row>')


def cut_xml() -> bytes:
    """A sheet that ends in the middle of a cell."""
    whole = SHEET.format(prolog="", before="", data=row(1, *HEADER) + row(2, "430421100201", "村"), after="")
    return package(sheet=whole[: len(whole) // 2])


def hidden_far_cell() -> bytes:
    """A far cell written so that only the reader sees it: its process aborts."""
    return package(row(1, *HEADER) + '<row r="1048576"><c\nr="XFD1048576"><v>1</v></c></row>')
