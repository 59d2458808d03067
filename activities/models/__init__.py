from activities.models.activity import Activity, ActivityAudience, ActivityReach, ActivityTopic
from activities.models.activity_photo import ActivityPhoto
from activities.models.activity_sample import ActivitySample, SampledActivity
from activities.models.learning_record import LearningRecord
from activities.models.learning_series import LearningSeries
from activities.models.media_item import MediaItem, MediaReading
from activities.models.platform_name import PlatformName
from activities.models.programme import Programme

__all__ = [
    "Activity",
    "ActivityAudience",
    "ActivityPhoto",
    "ActivityReach",
    "ActivitySample",
    "ActivityTopic",
    "LearningRecord",
    "LearningSeries",
    "MediaItem",
    "MediaReading",
    "PlatformName",
    "Programme",
    "SampledActivity",
]
