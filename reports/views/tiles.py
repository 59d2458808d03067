"""A figure as a tile: with its part and whole, its change, and the way to its rows."""

from __future__ import annotations

from reports.services.boards import Board
from reports.views.nodes import address


def tile(board: Board, code: str) -> dict:
    """Parameters of the component ``stat``."""
    figure, before = board.figure(code), board.before(code)
    notes = [f"{figure.part} / {figure.whole}"] if figure.whole else []
    if before is not None and before.value is not None and figure.value is not None:
        change = figure.value - before.value
        points = "个百分点" if figure.declaration.is_share else ""
        notes.append(f"较{before.snapshot.period}{f'{change:+}{points}' if change else '持平'}")
    if figure.note:
        notes.append(figure.note)
    return {"figure": figure, "note": "；".join(notes), "url": address("reports:figure-detail", code, board=board)}
