"""The dates of a designation as a calendar file that other programs read."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from yoken import browser, calendar_file
from yoken.windows import timeline

AS_OF = date(2026, 11, 24)


@pytest.mark.parametrize("target", [date(2027, 4, 1), date(2027, 10, 1), date(2026, 5, 3)])
def test_the_calendar_holds_every_date_of_the_timeline(target: date) -> None:
    made = calendar_file.write([target], AS_OF)
    assert all(len(line) <= calendar_file.FOLD for line in made.split(b"\r\n"))
    events = Calendar.from_ical(made).walk("VEVENT")
    entries = timeline(target)
    assert len(events) == len(entries)
    assert len({str(event["UID"]) for event in events}) == len(entries)
    for event, entry in zip(events, entries, strict=True):
        assert event.decoded("DTEND") == entry.end + timedelta(days=1)
        assert event.decoded("DTSTART") == (entry.end if entry.id == "validity" else entry.start)
        assert str(event["SUMMARY"]).startswith(entry.title)
        assert all(note in str(event["DESCRIPTION"]) for note in entry.notes)


def test_text_of_the_calendar_is_escaped_as_the_standard_says() -> None:
    assert calendar_file.escaped("a\\b;c,d\ne") == "a\\\\b\\;c\\,d\\ne"


def asked(**answers: str) -> list[Any]:
    """The events of the file that a page asks for."""
    request = {"method": "calendar", "facts": {"answers": answers}, "as_of": AS_OF.isoformat()}
    text = json.loads(browser.handle(json.dumps(request)))["text"]
    return Calendar.from_ical(text).walk("VEVENT")


def test_a_page_saves_the_dates_of_both_designations_in_one_file_without_the_office_package() -> None:
    wished, held = date(2027, 4, 1), date(2024, 4, 1)
    events = asked(**{"desired-designation-day": "R9.4.1", "designated-on": "2024/4/1"})
    assert [event.decoded("DTEND") - timedelta(days=1) for event in events] == [
        entry.end for day in (wished, held) for entry in timeline(day)
    ]
    assert len({str(event["UID"]) for event in events}) == len(events)


@pytest.mark.parametrize("day", ["9999-12-31", "きのう"])
def test_a_day_without_a_calendar_is_left_out(day: str) -> None:
    events = asked(**{"desired-designation-day": "2027-04-01", "designated-on": day})
    assert len(events) == len(timeline(date(2027, 4, 1)))
