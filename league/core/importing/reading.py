"""The web's and worker's side of reading a workbook: starts the limited child process and takes its rows as they come."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from league.core.importing.keeping import descriptors

CHILD = Path(__file__).parent / "child"
PATIENCE = 60  # seconds by the clock; the child's own limit counts processor time
# Stands before dates and times, which the child sends as text.
DATED = "\u0001"


class WorkbookRefused(Exception):
    """The file as a whole is refused; the Chinese message says what is wrong and how to mend it."""

    def __init__(self, reason: str):
        super().__init__(f"文件被拒绝：{reason}")


@dataclass
class Sheet:
    """A visible sheet and its rows: `rows` yields (number from 1, cells) and can be read once.

    `odd` maps (row number from 1, column from 0) to an error's text, or "" for a formula without a result.
    """

    name: str
    left: int
    odd: dict[tuple[int, int], str]
    merged: list
    date1904: bool
    rows: Iterator[tuple[int, list[Any]]] = field(default=iter(()), repr=False)


def read_workbook(path: Path) -> Iterator[Sheet]:
    """The visible sheets of a workbook, one after the other; raise WorkbookRefused for what cannot be read."""
    if path.stat().st_size > settings.IMPORT_MAX_BYTES:
        raise WorkbookRefused(
            f"文件超过{settings.IMPORT_MAX_BYTES >> 20}MB的上限。请删去图片和多余的工作表，或分成几个文件上传。"
        )
    command = [sys.executable, "-I", "-S", str(CHILD), str(path), sysconfig.get_paths()["platlib"]]
    inherited = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "pass_fds": descriptors(path)}
    with subprocess.Popen(command, **inherited) as process:  # noqa: S603 - ours
        watch = threading.Timer(PATIENCE, process.kill)
        watch.daemon = True
        watch.start()
        try:
            yield from _sheets(_messages(process))
        finally:
            watch.cancel()
            process.kill()


def _messages(process: subprocess.Popen) -> Iterator[Any]:
    """What the child says, until it says that it is done; its death before that refuses the file."""
    for line in process.stdout:
        try:
            message = json.loads(line)
        except ValueError:
            break
        if isinstance(message, dict):
            if "refused" in message:
                raise WorkbookRefused(message["refused"])
            if "end" in message:
                return
        yield message
    raise WorkbookRefused(
        "读取时超出内存或时间上限，文件可能已损坏或含有异常内容。请把数据复制到新建的工作簿，另存为.xlsx后再上传。"
    )


def _sheets(messages: Iterator[Any]) -> Iterator[Sheet]:
    facts = next(messages, {"date1904": False})
    pending: list[dict] = []

    def rows_of(sheet: Sheet) -> Iterator[tuple[int, list[Any]]]:
        for message in messages:
            if isinstance(message, dict):
                pending.append(message)
                return
            number, rows = message
            yield from enumerate(rows, number + 1)

    head = next(messages, None)
    while head is not None:
        sheet = Sheet(head["sheet"], head["left"], _odd(head["odd"]), head["merged"], facts["date1904"])
        sheet.rows = filled_down(sheet, rows_of(sheet))
        yield sheet
        for _ in sheet.rows:
            # What the caller did not want is read past.
            pass
        head = pending.pop() if pending else None


def _odd(cells: dict[str, str]) -> dict[tuple[int, int], str]:
    places = ((key.split(","), text) for key, text in cells.items())
    return {(int(row) + 1, int(column)): text for (row, column), text in places}


def filled_down(sheet: Sheet, rows: Iterator[tuple[int, list[Any]]]) -> Iterator[tuple[int, list[Any]]]:
    """A cell merged over several rows stands for each of them; across columns only the first column has it."""
    if not sheet.merged:
        return rows
    return _filled_down(sheet, rows)


def _filled_down(sheet: Sheet, rows):
    starts: dict[int, list] = {}
    for (top, left), (bottom, _) in sheet.merged:
        if bottom > top:
            starts.setdefault(top + 1, []).append((left - sheet.left, bottom + 1))
    running: list[tuple[int, int, Any]] = []
    for number, cells in rows:
        for column, bottom, value in running:
            if number <= bottom and 0 <= column < len(cells) and cells[column] == "":
                cells[column] = value
        running = [entry for entry in running if entry[1] > number]
        running += [
            (column, bottom, cells[column])
            for column, bottom in starts.get(number, ())
            if 0 <= column < len(cells) and cells[column] != ""
        ]
        yield number, cells
