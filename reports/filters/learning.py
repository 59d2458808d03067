"""What the rows behind the figures of learning and media may be narrowed by."""

from __future__ import annotations

from activities.filters.learning import LearningRecordFilter
from activities.filters.media import MediaItemFilter, MediaReadingFilter
from activities.models import LearningRecord, MediaItem, MediaReading

FILTERS = {LearningRecord: LearningRecordFilter, MediaItem: MediaItemFilter, MediaReading: MediaReadingFilter}
