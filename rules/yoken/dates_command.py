"""The dates of a designation for `yoken dates`: as lines to read and as data to pass on."""

from datetime import date
from typing import Any

from yoken.dates import format_date
from yoken.windows import DateEntry, bar_ends, change_deadline, change_note, next_designation_day, timeline

WARNING = "平成18年の通達（第3）による日付です。今も効力を持つかは確かめられていません。厚生労働省に確かめてください。"


def data(target: date) -> dict[str, Any]:
    """The dates that follow from a designation on `target`, JSON-ready. Raises OutOfCalendar."""
    return {
        "target": target.isoformat(),
        "designation": next_designation_day(target).isoformat(),
        "warning": WARNING,
        "entries": [_entry(entry) for entry in timeline(target)],
    }


def lines(target: date) -> list[str]:
    """The same dates as text, each entry followed by its notes. Raises OutOfCalendar."""
    found = []
    for entry in timeline(target):
        found.append(f"{entry.title}: {when(entry)} [{entry.clause}]")
        found += [f"  {note}" for note in entry.notes]
    return [*found, WARNING]


def change_lines(change: date) -> list[str]:
    """When to announce a change of the 研修実施規程 on `change`. Raises OutOfCalendar, OverflowError."""
    note = change_note(change)
    line = f"研修実施規程を変える書類: {format_date(change_deadline(change))}まで [2006/第3/8/なお書]"
    return [line, *([f"  {note}"] if note else []), WARNING]


def cancellation_lines(cancelled: date) -> list[str]:
    """When a new designation is possible after a cancellation (ロ・ハ・ニ). Raises OutOfCalendar, OverflowError."""
    free = bar_ends(cancelled)
    first = next_designation_day(free)
    return [
        f"取消しの日から3年を経過する日の翌日: {format_date(free)} [2006/第3/13/なお書]",
        f"最初に指定できる指定適用日: {format_date(first)}",
        "  イ（指定基準に適合しなくなった）による取消しに、この制限はありません。",
        WARNING,
    ]


def when(entry: DateEntry) -> str:
    """「2027年4月1日（令和9年）」, or from when until when, with the hours of the office."""
    text = format_date(entry.start)
    if entry.end != entry.start:
        text += f"から{format_date(entry.end)}まで"
    return f"{text}、{entry.hours}" if entry.hours else text


def _entry(entry: DateEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "title": entry.title,
        "start": entry.start.isoformat(),
        "end": entry.end.isoformat(),
        "text": when(entry),
        "hours": entry.hours,
        "clause": entry.clause,
        "notes": list(entry.notes),
        "readings": list(entry.readings),
        "disputed": entry.disputed,
    }
