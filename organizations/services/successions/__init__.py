"""What becomes of everything that hangs on an organisation when it ends: each noun declares it once.

An app declares in its own ``successions.py``, which is loaded at start::

    register(Passes("activities", Activity, "organizer", "{} 场未办活动", rows=Q(held_on__isnull=True)))
    register(Ends("posts", Post, "organization", "{} 个任职"))
    register(Refuses("funds", Fund, "organization", "{} 笔未结资金", "请先结清", rows=Q(closed_on__isnull=True)))
    register(Stays("honours", Honour, "organization", "{} 项荣誉"))

From the declaration follow the sentence of the preview, the change, its lines in the audit log, and the way back. A
test asks that every key to an organisation is declared.
"""

from organizations.services.successions.base import (
    REGISTRY,
    Ending,
    Follows,
    Refuses,
    Stays,
    Succession,
    done,
    kept_in,
    register,
)
from organizations.services.successions.ending import Ends
from organizations.services.successions.passing import Passes

__all__ = [
    "REGISTRY",
    "Ending",
    "Ends",
    "Follows",
    "Passes",
    "Refuses",
    "Stays",
    "Succession",
    "done",
    "kept_in",
    "register",
]
