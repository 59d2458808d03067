"""Reads a workbook under limits: `python -I -S league/core/importing/child FILE PACKAGES`.

Writes lines of JSON: ``{"date1904": false}``, then for each visible sheet ``{"sheet": name, "left": column of the
first cell in each row, "odd": {...}, "merged": [...]}`` and its rows as ``[number of the first row, [[cell, ...],
...]]``, at last ``{"end": true}``; or one line ``{"refused": sentence}``. Rows and columns count from 0. Dates and
times are text behind the mark U+0001.
A reader that aborts or runs out of memory takes only this process with it.
"""

import json
import os
import resource
import sys

MEMORY = 1 << 30  # bytes of address space
SECONDS = 30  # of processor time
ROWS_AT_ONCE = 1000


def limit() -> None:
    """Bound what this process may take, before it opens anything."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def say(message) -> None:
    """Write one line."""
    sys.stdout.write(json.dumps(message, ensure_ascii=False, separators=(",", ":"), default=as_text) + "\n")


def as_text(value) -> str:
    """Dates, times and durations, which JSON does not know."""
    return "\u0001" + (value.isoformat() if hasattr(value, "isoformat") else str(value))


def main(path: str) -> None:
    """Check, read, write."""
    from preflight import examine
    from refusal import Refused
    from sheets import read

    try:
        facts = examine(path)
        say({"date1904": facts.date1904})
        for message in read(path, facts, ROWS_AT_ONCE):
            say(message)
        say({"end": True})
    except Refused as refusal:
        say({"refused": str(refusal)})
    except MemoryError:
        say({"refused": "读取时所需内存超出上限，请删去多余的工作表和空行后另存再上传。"})


if __name__ == "__main__":
    limit()
    sys.path.append(sys.argv[2])
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    main(sys.argv[1])
    sys.stdout.flush()
    # Freeing a large workbook cell by cell takes longer than reading it.
    os._exit(0)
