"""Error cells of .xls and .ods, which the reader hands over as blank ones."""

import re
from xml.parsers import expat

SHOWN = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
CODE = rb"([\x00\x07\x0f\x17\x1d\x24\x2a])"
# BIFF8 records: a stream's beginning; BOOLERR with its error flag; FORMULA whose result is an error.
RECORDS = re.compile(
    rb"(\x09\x08\x10\x00)|\x05\x02\x08\x00(..)(..).." + CODE + rb"\x01"
    rb"|\x06\x00..(..)(..)..\x02." + CODE + rb"...\xff\xff",
    re.DOTALL,
)
NAMED = 20_000


def in_old_workbook(body: bytes) -> list[dict[str, str]]:
    """For each sheet in the order of the file, "row,column" from 0 to the error's text.

    Found by the records' bytes alone; sheets follow the workbook's own stream.
    """
    sheets: list[dict[str, str]] = []
    for begins, row, column, code, formula_row, formula_column, formula_code in RECORDS.findall(body):
        if begins:
            sheets.append({})
        elif sheets:
            place = (int.from_bytes(row or formula_row, "little"), int.from_bytes(column or formula_column, "little"))
            sheets[-1]["{},{}".format(*place)] = SHOWN[(code or formula_code)[0]]
    return sheets[1:]


class OpenDocument:
    """Walks an .ods content part, counting rows and cells with their repetitions; `sheets` maps names to errors."""

    def __init__(self):
        self.sheets: dict[str, dict[str, str]] = {}
        self.row = self.column = 0
        self.found = None
        self.text: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters

    def start(self, name: str, attributes: dict) -> None:
        """A table, row or cell begins."""
        if name == "table:table":
            self.sheets[attributes.get("table:name", "")] = self.current = {}
            self.row = 0
        elif name == "table:table-row":
            self.column, self.rows = 0, int(attributes.get("table:number-rows-repeated", "1"))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self.columns = int(attributes.get("table:number-columns-repeated", "1"))
            self.found = attributes.get("calcext:value-type") == "error"
            self.text = []

    def characters(self, text: str) -> None:
        """What the cell shows."""
        if self.found:
            self.text.append(text)

    def end(self, name: str) -> None:
        """A row or cell is over."""
        if name == "table:table-row":
            self.row += self.rows
        elif name in ("table:table-cell", "table:covered-table-cell"):
            if self.found and len(self.current) < NAMED:
                self.current[f"{self.row},{self.column}"] = "".join(self.text) or "#ERR!"
            self.found = False
            self.column += self.columns
