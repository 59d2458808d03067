"""One pass over a sheet's XML: how far its cells reach, and which cells the reader would pass over in silence.

Regular expressions instead of a parser: a parser calls back three times a cell and takes longer than the reading.
"""

import re

from refusal import Refused

LAST_ROW, LAST_COLUMN = 200_000, 100  # a reference beyond either is refused; CV is column 100
# Begins with a literal, which the engine finds ten times faster than a word boundary.
FAR = rb"(?:[A-Za-z]{3,}\d|(?:[Cc][W-Zw-z]|[D-Zd-z][A-Za-z])\d|[A-Za-z]{1,2}(?:[2-9]\d{5}|\d{7,}))"
FAR_REFERENCES = (re.compile(rb' r="' + FAR), re.compile(rb" r='" + FAR))
ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Za-z]+)(\d+)"[^>]*>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<',
    re.DOTALL,
)
UNCOMPUTED = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*\bt="str")[^>]*\br="([A-Za-z]+)(\d+)"[^>]*>\s*<(?:\w+:)?f\b[^>]*?'
    rb"(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
KEPT = 4 << 20  # bytes waited for the end of a cell
ODD_CELLS = 20_000  # named one by one; nobody reads more


class SheetScan:
    """Fed with the bytes of one part; keeps what the reader will not tell.

    `odd` maps "row,column" (from 0) to the error's text, or to "" for a formula that was never computed.
    """

    def __init__(self, name: str):
        self.name = name
        self.is_sheet = None
        self.merged = False
        self.odd: dict[str, str] = {}
        self._rest = b""

    def feed(self, piece: bytes) -> None:
        """Look at the next bytes."""
        buffer = self._rest + piece
        if self.is_sheet is None:
            if buffer[:2] in (b"\xff\xfe", b"\xfe\xff"):
                raise Refused("文件内部编码不受支持，请用表格软件打开后另存为“Excel 工作簿（.xlsx）”再上传。")
            self.is_sheet = b"worksheet" in buffer[:4096]
        if not self.is_sheet:
            return
        cut = buffer.rfind(b"c>") + 2
        if cut < 2 and len(buffer) < KEPT:
            self._rest = buffer
            return
        cut = cut if cut >= 2 else len(buffer)
        self._look(buffer[:cut])
        self._rest = buffer[cut:]

    def close(self) -> None:
        """Look at what is left after the last cell."""
        self._look(self._rest)
        self._rest = b""

    def _look(self, text: bytes) -> None:
        for reference in FAR_REFERENCES:
            for match in reference.finditer(text):
                self._refuse_unless_blank(text, match)
        self.merged = self.merged or b"mergeCell " in text
        if b't="e"' in text and len(self.odd) < ODD_CELLS:
            for letters, row, shown in ERROR.findall(text):
                self.odd[position(letters, row)] = shown.decode("utf-8", "replace")
        if (b"<f>" in text or b"<f " in text or b":f>" in text) and len(self.odd) < ODD_CELLS:
            for letters, row in UNCOMPUTED.findall(text):
                self.odd.setdefault(position(letters, row), "")

    @staticmethod
    def _refuse_unless_blank(text: bytes, match: re.Match) -> None:
        """A formatted cell without content is no harm wherever it is."""
        if not re.search(rb"<(?:\w+:)?c\b[^<>]*$", text[max(0, match.start() - 200) : match.start() + 1]):
            return
        end = text.find(b">", match.end())
        blank = end < 0 or text[end - 1 : end] == b"/" or text[end + 1 : end + 3] == b"</"
        if not blank:
            where = re.match(rb"[A-Za-z]+\d+", text[match.start() + 4 : match.start() + 24])
            raise Refused(
                f"单元格{where[0].decode() if where else ''}有内容，超出{LAST_ROW}行、{LAST_COLUMN}列的上限。"
                "请删去远处的单元格，或分成几个文件上传。"
            )


def position(letters: bytes, row: bytes) -> str:
    """ "row,column" from 0 of a reference such as B3."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - 64
    return f"{int(row) - 1},{column - 1}"
