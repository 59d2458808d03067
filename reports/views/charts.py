"""Charts as data: what is drawn is what the table below it says."""

from __future__ import annotations

from reports.services.boards import Board
from reports.services.figures import Figure
from reports.views.nodes import address


def _number(figure: Figure) -> float | int | None:
    """A number ECharts can draw; None leaves a gap."""
    return figure.value if figure.value is None or isinstance(figure.value, int) else float(figure.value)


def chart(name: str, title: str, kind: str, labels: list[str], series: dict[str, list[Figure]], links=()) -> dict:
    """A chart component's parameters, with the table under it."""
    rows = [[label, *(figures[at].text for figures in series.values())] for at, label in enumerate(labels)]
    return {
        "name": name,
        "title": title,
        "headers": ["", *series],
        "rows": rows,
        "numeric": list(range(1, len(series) + 1)),
        "data": {
            "type": kind,
            "labels": labels,
            "series": [{"name": label, "data": [_number(one) for one in figures]} for label, figures in series.items()],
            "links": list(links),
        },
    }


def breakdown_chart(board: Board, prefix: str, title: str, kind: str = "hbar", *, skip_empty: bool = False) -> dict:
    """The figures of a breakdown side by side; each leads to its rows."""
    codes = [declared.code for declared in board.catalogue.prefixed(prefix)]
    figures = [board.figure(code) for code in codes if board.figure(code).value or not skip_empty]
    return chart(
        prefix.replace(".", "-"),
        title,
        kind,
        # 书记：男 is one of the bars of 村（社区）团支部书记性别.
        [figure.label.rpartition("：")[2] for figure in figures],
        {f"数量（{board.figure(codes[0]).unit}）": figures},
        [address("reports:figure-detail", figure.code, board=board) for figure in figures],
    )


def trend_chart(board: Board, codes: dict[str, str], title: str, kind: str = "line") -> dict:
    """Figures (code: name in the legend) over the counted periods of the same length; a point leads to its period."""
    first = next(iter(codes))
    series = {label: board.trend(code) for code, label in codes.items()}
    labels = [str(snapshot.period) for snapshot in board.comparable]
    links = [
        address("reports:figure-detail", first, board=board, period=snapshot.period.code)
        for snapshot in board.comparable
    ]
    return chart(f"trend-{first.replace('.', '-')}", title, kind, labels, series, links)
