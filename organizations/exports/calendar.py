"""Entries as an iCalendar file (RFC 5545), read by phones, Outlook and WPS alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta

from organizations.services.calendars import Entry

ICS = "text/calendar; charset=utf-8"
# Octets of a line without its ending; longer ones are folded.
LIMIT = 75


def write_calendar(entries: Iterable[Entry], *, name: str, host: str, at: datetime, address: Callable) -> str:
    """All-day events. `address` makes an entry's URL absolute, `host` makes its key unique in the world."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//league//elections//ZH", "CALSCALE:GREGORIAN",
             "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}"]  # fmt: skip
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{entry.key}@{host}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{escaped(entry.text)}",
            f"URL:{address(entry.url)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def escaped(text: str) -> str:
    """A text value: backslash, semicolon, comma and line break are written with a backslash."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, cut between characters; those after the first begin with a space."""
    part, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > LIMIT:
            yield part
            part, size = " ", 1
        part, size = part + character, size + width
    yield part
