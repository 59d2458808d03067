from reports.models.indicator_key import IndicatorKey
from reports.models.own_indicator import OwnIndicator, OwnIndicatorVersion
from reports.models.period import StatPeriod
from reports.models.snapshot import Snapshot, SnapshotRow, SnapshotState, SnapshotValue

__all__ = [
    "IndicatorKey",
    "OwnIndicator",
    "OwnIndicatorVersion",
    "Snapshot",
    "SnapshotRow",
    "SnapshotState",
    "SnapshotValue",
    "StatPeriod",
]
