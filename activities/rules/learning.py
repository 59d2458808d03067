"""Rights over learning series and records, the names of platforms, works and readings.

An office and its branches keep their own records; series and the meaning of names are the office's that imports.
"""

import rules

from activities.enums import NameState
from activities.rules.activities import keeper
from league.core.rights import describe
from organizations.rules.register import editor, has_grant, reader


@rules.predicate
def is_pending(user, name=None):
    """Nobody has said yet what the name means."""
    return name is None or name.state == NameState.PENDING


@rules.predicate
def is_foreign(user, name=None):
    """Set aside as not of this county."""
    return name is None or name.state == NameState.FOREIGN


rules.add_perm("activities.view_learning_series", has_grant)
# The object is the organisation that keeps it.
rules.add_perm("activities.add_learning_series", editor)
rules.add_perm("activities.change_learning_series", editor)
rules.add_perm("activities.view_learning_record", reader)
# The object is the organisation that learned.
rules.add_perm("activities.add_learning_record", keeper)
rules.add_perm("activities.change_learning_record", keeper)
rules.add_perm("activities.remove_learning_record", keeper)
rules.add_perm("activities.import_learning_record", editor)
rules.add_perm("activities.view_platform_name", reader)
rules.add_perm("activities.match_platform_name", editor & ~is_foreign)
rules.add_perm("activities.dismiss_platform_name", editor & is_pending)
rules.add_perm("activities.reopen_platform_name", editor & is_foreign)
rules.add_perm("activities.view_media_item", reader)
# The object is the organisation that reports it.
rules.add_perm("activities.add_media_item", keeper)
rules.add_perm("activities.change_media_item", keeper)
rules.add_perm("activities.remove_media_item", keeper)
rules.add_perm("activities.import_media_item", editor)
rules.add_perm("activities.view_media_reading", reader)
# The object is the item read.
rules.add_perm("activities.add_media_reading", keeper)
rules.add_perm("activities.change_media_reading", keeper)
rules.add_perm("activities.remove_media_reading", keeper)
rules.add_perm("activities.import_media_reading", editor)

describe(
    "活动",
    {
        "activities.view_learning_series": "查看学习栏目",
        "activities.add_learning_series": "登记学习栏目",
        "activities.change_learning_series": "更正学习栏目",
        "activities.view_learning_record": "查看本级及以下的学习记录",
        "activities.add_learning_record": "登记本级及以下的学习记录",
        "activities.change_learning_record": "更正学习记录",
        "activities.remove_learning_record": "删去误登的学习记录",
        "activities.import_learning_record": "从表格导入学习记录",
        "activities.view_platform_name": "查看平台名称对照",
        "activities.match_platform_name": "匹配平台名称",
        "activities.dismiss_platform_name": "将平台名称列为不属本县",
        "activities.reopen_platform_name": "恢复列为不属本县的平台名称",
        "activities.view_media_item": "查看本级及以下的宣传条目",
        "activities.add_media_item": "登记本级及以下的宣传条目",
        "activities.change_media_item": "更正宣传条目",
        "activities.remove_media_item": "删去误登的宣传条目",
        "activities.import_media_item": "从表格导入宣传条目",
        "activities.view_media_reading": "查看本级及以下的播放量读数",
        "activities.add_media_reading": "登记播放量读数",
        "activities.change_media_reading": "更正播放量读数",
        "activities.remove_media_reading": "删去误登的播放量读数",
        "activities.import_media_reading": "从表格导入播放量读数",
    },
)
