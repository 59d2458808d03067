"""What is checked before a reader sees the file: what it is, how much it unpacks to, and how far its cells reach.

A workbook of 2 KB can name a cell a million rows down, a small archive can unpack to gigabytes: both would end the
reader's process. The bounds here turn them into a sentence; what slips through still meets the process's limits.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from html import unescape
from xml.parsers import expat

from cells import SheetScan
from errors import OpenDocument, in_old_workbook
from refusal import Refused

ENTRIES = 1000
UNPACKED = 200 * 1024 * 1024
# Blank formatted rows pack very well, so the ratio counts only where it could hurt.
RATIO, RATIO_FROM = 100, 100 * 1024 * 1024
PIECE = 1 << 20

RELATIONS = "xl/_rels/workbook.xml.rels"
KEPT = ("xl/workbook.xml", RELATIONS)

SAVE_AS = "请用表格软件打开后另存为“Excel 工作簿（.xlsx）”再上传。"


@dataclass
class Facts:
    """What the look into the package found."""

    kind: str
    date1904: bool = False
    # By sheet name.
    scans: dict = field(default_factory=dict)
    # Of .xls by the sheet's number, of .ods by its name.
    errors: list | dict = field(default_factory=dict)

    def odd(self, number: int, name: str) -> dict:
        """Cells of a sheet that the reader hands over as blank though they are not."""
        if self.kind == "xls":
            return self.errors[number] if number < len(self.errors) else {}
        return self.scans[name].odd if name in self.scans else self.errors.get(name, {})


def examine(path: str) -> Facts:
    """Say what the file is; raise Refused when it must not be read."""
    with open(path, "rb") as file:  # noqa: PTH123 - pathlib would double the time to start
        head = file.read(4096)
        if not head:
            raise Refused("这是一个空文件（0字节），请重新导出或另存后再上传。")
        if head.startswith(b"PK"):
            return examine_package(file)
        if head.startswith(b"\xd0\xcf\x11\xe0"):
            return examine_compound(file)
    raise Refused(foreign(head))


def foreign(head: bytes) -> str:
    """What a file that is no workbook seems to be."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<head", b"<meta", b"<body")):
        return f"这不是工作簿，而是改了扩展名的网页文件。{SAVE_AS}"
    if start.startswith((b"<?xml", b"mime-version")):
        return f"这是旧式的网页或XML表格，不是工作簿。{SAVE_AS}"
    if start.startswith(b"%pdf"):
        return "这是PDF文件，不是工作簿。请上传原始的表格文件。"
    if start.startswith((b"rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return "这是压缩包，不是工作簿。请先解压，再上传其中的表格文件。"
    try:
        head.decode("utf-8") if b"\0" not in head else head.decode("ascii")
    except UnicodeDecodeError:
        return f"这不是工作簿，或文件已损坏。{SAVE_AS}"
    return f"这是文本文件（如CSV），不是工作簿。{SAVE_AS}"


def examine_compound(file) -> Facts:
    """An old .xls, or a modern workbook behind a password."""
    file.seek(0)
    body = file.read()
    if "EncryptedPackage".encode("utf-16-le") in body:
        raise Refused("文件设有打开密码。请取消密码后另存再上传。")
    if "WordDocument".encode("utf-16-le") in body:
        raise Refused("这是Word文档，不是工作簿。请上传表格文件。")
    return Facts("xls", errors=in_old_workbook(body))


def examine_package(file) -> Facts:
    """An .xlsx or .ods: a zip archive of XML parts."""
    try:
        archive = zipfile.ZipFile(file)
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, zlib.error):
        raise Refused("文件不完整或已损坏（可能没有传完）。请重新另存后再上传。") from None
    kind = kind_of({entry.filename for entry in entries})
    if len(entries) > ENTRIES:
        raise Refused(f"文件内部有{len(entries)}个部件，超过{ENTRIES}个的上限。请把数据复制到新建的工作簿后再上传。")
    if sum(entry.file_size for entry in entries) > UNPACKED:
        raise Refused(too_large())
    facts = Facts(kind)
    contents = Contents(file, packed=max(1, sum(entry.compress_size for entry in entries)), sheets=kind == "xlsx")
    contents.document = OpenDocument() if kind == "ods" else None
    for entry in entries:
        contents.look(entry)
    facts.date1904 = bool(re.search(rb'date1904="(?:1|true)"', contents.text("xl/workbook.xml")))
    facts.scans = by_sheet_name(contents)
    facts.errors = contents.document.sheets if contents.document else {}
    return facts


class Contents:
    """Unpacks every part once, counting; keeps the small ones and what the sheets' scans found."""

    def __init__(self, file, *, packed: int, sheets: bool):
        self.file, self.packed, self.sheets = file, packed, sheets
        self.total = 0
        self.small: dict = {}
        self.scans: dict = {}
        self.document = None

    def text(self, name: str) -> bytes:
        """The part's beginning; empty when there is no such part."""
        return bytes(self.small.get(name, b""))

    def look(self, entry) -> None:
        """Unpack one part."""
        if entry.flag_bits & 1:
            raise Refused("文件设有密码。请取消密码后另存再上传。")
        scan = SheetScan(entry.filename) if self.sheets else None
        kept = self.small.setdefault(entry.filename, bytearray()) if entry.filename in KEPT else None
        for piece in inflate(self.file, entry):
            self.count(len(piece))
            if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
                raise Refused(f"文件内含文档类型定义（DTD），不安全，不予读取。{SAVE_AS}")
            if scan:
                scan.feed(piece)
            if self.document and entry.filename == "content.xml":
                self.walk(piece)
            if kept is not None and len(kept) < PIECE:
                kept += piece
        if scan and scan.is_sheet:
            scan.close()
            self.scans[entry.filename] = scan

    def walk(self, piece: bytes) -> None:
        """Look for error cells of an .ods."""
        try:
            self.document.parser.Parse(piece)
        except expat.ExpatError:
            raise Refused(f"文件内部已损坏，读不出工作表。{SAVE_AS}") from None

    def count(self, size: int) -> None:
        """Refuse what has unpacked to too much."""
        self.total += size
        if self.total > UNPACKED or (self.total > RATIO_FROM and self.total > RATIO * self.packed):
            raise Refused(too_large())


def too_large() -> str:
    """The sentence for what unpacks to too much."""
    return f"文件解压后超过{UNPACKED >> 20}MB的上限。请删去多余的工作表、图片和空行后另存再上传。"


def kind_of(names: set) -> str:
    """Which workbook the archive is, by its parts."""
    if "xl/workbook.xml" in names or any(name.startswith("xl/worksheets/") and name.endswith(".xml") for name in names):
        return "xlsx"
    if "content.xml" in names:
        return "ods"
    if "xl/workbook.bin" in names:
        raise Refused(f"这是二进制工作簿（.xlsb），系统不读取。{SAVE_AS}")
    if "word/document.xml" in names:
        raise Refused("这是Word文档，不是工作簿。请上传表格文件。")
    raise Refused("这是压缩包，不是工作簿。请先解压，再上传其中的表格文件。")


def inflate(file, entry):
    """The part's bytes, however many there really are: the sizes an archive declares can lie."""
    file.seek(entry.header_offset)
    header = file.read(30)
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise Refused("文件不完整或已损坏。请重新另存后再上传。")
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    left = entry.compress_size
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(f"文件用了不支持的压缩方式。{SAVE_AS}")
    stored = entry.compress_type == zipfile.ZIP_STORED
    inflater = zlib.decompressobj(-15)
    while left > 0 and (packed := file.read(min(left, 1 << 16))):
        left -= len(packed)
        if stored:
            yield packed
            continue
        try:
            while packed:
                yield inflater.decompress(packed, PIECE)
                packed = inflater.unconsumed_tail
        except zlib.error:
            raise Refused("文件已损坏，无法解压。请重新另存后再上传。") from None


def by_sheet_name(contents: Contents) -> dict:
    """Which scan belongs to which sheet: names stand in the workbook part, files in its relations."""
    relations = {}
    for tag in re.findall(rb"<Relationship\b[^>]*>", contents.text(RELATIONS)):
        target, number = re.search(rb'Target="([^"]*)"', tag), re.search(rb'\bId="([^"]*)"', tag)
        if target and number:
            relations[number[1]] = "xl/" + target[1].decode("utf-8", "replace").lstrip("/").removeprefix("xl/")
    named = {}
    for tag in re.findall(rb"<(?:\w+:)?sheet\b[^>]*>", contents.text("xl/workbook.xml")):
        name, number = re.search(rb'\bname="([^"]*)"', tag), re.search(rb'\b\w+:id="([^"]*)"', tag)
        if name and number and relations.get(number[1]) in contents.scans:
            named[unescape(name[1].decode("utf-8", "replace"))] = contents.scans[relations[number[1]]]
    return named
