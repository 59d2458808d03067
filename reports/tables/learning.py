"""Columns of the rows behind the figures of learning and media."""

from __future__ import annotations

from activities.models import LearningRecord, MediaItem, MediaReading
from activities.tables.learning import LearningRecordTable
from activities.tables.media import MediaItemTable, MediaReadingTable
from league.core.tables import Table

# What a list annotates itself.
READ = {"plays", "read_on"}


class MediaRowTable(Table):
    """Works and coverage published within the period."""

    columns = tuple(column for column in MediaItemTable.columns if column.name not in READ)
    order = MediaItemTable.order
    select_related = MediaItemTable.select_related


class ReadingRowTable(Table):
    """The last reading of each item by the day."""

    columns = tuple(column for column in MediaReadingTable.columns if column.name != "change")
    order = MediaReadingTable.order
    select_related = MediaReadingTable.select_related


TABLES = {LearningRecord: LearningRecordTable, MediaItem: MediaRowTable, MediaReading: ReadingRowTable}
