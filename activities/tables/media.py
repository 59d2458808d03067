"""The columns of the lists of works and coverage, and of readings."""

from activities.enums import MediaKind
from activities.models import MediaReading
from league.core.tables import Column, Table


def change(reading: MediaReading) -> int | None:
    """次 since the reading before."""
    return None if reading.former is None else reading.plays - reading.former


class MediaItemTable(Table):
    """The columns of the import stand under its labels."""

    columns = [
        Column("title", "标题", sort="title", link=True),
        Column("kind", "宣传类别", kind="badge", choices=MediaKind, sort="kind"),
        Column("platform", "平台", sort="platform"),
        Column("outlet", "刊播媒体（账号）", sort="outlet"),
        Column("level", "刊播级别", kind="choice", sort="level"),
        Column("published_on", "发布日期", kind="date", sort="published_on"),
        Column("plays", "播放量（次）", kind="number", sort="plays"),
        Column("read_on", "读数日期", kind="date", sort="read_on"),
        Column("organization", "报送团组织", value="organization", sort="organization__path", shown=False),
        Column("organization_code", "报送团组织编码", value="organization__code", kind="code", shown=False),
        Column("code", "宣传编码", kind="code", sort="code", shown=False),
        Column("activity", "所报活动", value="activity", shown=False),
        Column("url", "网址", shown=False),
        Column("note", "备注", shown=False),
    ]
    order = ("-published_on", "code")
    select_related = ("organization", "activity")


class MediaReadingTable(Table):
    columns = [
        Column("item", "宣传条目", value="item", sort="item__title", link=True),
        Column("read_on", "读数日期", kind="date", sort="read_on"),
        Column("plays", "播放量（次）", kind="number", sort="plays"),
        Column("change", "比上次增减（次）", value=change, kind="number"),
        Column("platform", "平台", value="item__platform"),
        Column("code", "宣传编码", value="item__code", kind="code", sort="item__code", shown=False),
        Column("source", "读数来源"),
    ]
    order = ("-read_on", "item__code")
    select_related = ("item",)
