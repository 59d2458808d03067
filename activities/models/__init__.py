from activities.models.activity import Activity, ActivityAudience, ActivityReach, ActivityTopic
from activities.models.activity_photo import ActivityPhoto
from activities.models.activity_sample import ActivitySample, SampledActivity
from activities.models.programme import Programme

__all__ = [
    "Activity",
    "ActivityAudience",
    "ActivityPhoto",
    "ActivityReach",
    "ActivitySample",
    "ActivityTopic",
    "Programme",
    "SampledActivity",
]
