"""The dates of a designation as a calendar file (RFC 5545): all-day events, folded and escaped as the standard says."""

from collections.abc import Iterable
from datetime import date, timedelta

from yoken.dates_command import WARNING, when
from yoken.windows import DateEntry, timeline

FOLD = 75
PRODUCT = "-//yoken//yoken dates//JA"


def write(targets: Iterable[date], made: date) -> bytes:
    """One calendar of the designations on these days. Raises OutOfCalendar, OverflowError."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    for target in targets:
        for entry in timeline(target):
            lines += _event(entry, target, made)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(entry: DateEntry, target: date, made: date) -> Iterable[str]:
    # Three years of validity across every day would bury the rest: its last day is what has to be remembered.
    last_only = entry.id == "validity"
    start = entry.end if last_only else entry.start
    title = f"{entry.title}の末日" if last_only else entry.title
    notes = (when(entry), f"条文: {entry.clause}", *entry.notes, WARNING)
    return (
        "BEGIN:VEVENT",
        f"UID:{entry.id}-{target:%Y%m%d}@yoken",
        f"DTSTAMP:{made:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{start:%Y%m%d}",
        # The end of an all-day event is the day after it.
        f"DTEND;VALUE=DATE:{entry.end + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(title)}",
        f"DESCRIPTION:{escaped(chr(10).join(notes))}",
        f"STATUS:{'TENTATIVE' if entry.disputed else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def escaped(text: str) -> str:
    """A value of type TEXT."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def _folded(line: str) -> bytes:
    """Lines of at most 75 octets, never cut inside a character; a continuation begins with a space."""
    parts, part = [], b""
    for letter in line:
        octets = letter.encode()
        if len(part) + len(octets) > FOLD:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"
