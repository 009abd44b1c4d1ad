"""A day is said back as it was understood; what could not be read is not."""

from __future__ import annotations

import json

import pytest
from yoken import browser


def read(written: object, forms: object = None) -> dict[str, str]:
    facts = {"answers": {"desired-designation-day": written, "legal-person": "はい"}, "forms": forms}
    request = {
        "method": "check",
        "check": "notice-2006/calendar",
        "facts": facts,
        "as_of": "2026-11-24",
    }
    found: dict[str, str] = json.loads(browser.handle(json.dumps(request)))["read"]
    return found


@pytest.mark.parametrize("written", ["令和９年４月１日", "R9.4.1", "2027/4/1", "20270401"])
def test_a_day_is_said_back_by_the_calendar_and_by_the_era(written: str) -> None:
    assert read(written) == {"answers/desired-designation-day": "2027年4月1日（令和9年）木曜日と読みました。"}


def test_the_first_year_of_an_era_is_gannen() -> None:
    assert read("2019-05-01") == {
        "answers/desired-designation-day": "2019年5月1日（令和元年）水曜日と読みました。"
    }


@pytest.mark.parametrize("written", ["", "四月一日", "平成31年5月1日"])
def test_what_cannot_be_read_is_not_said_back(written: str) -> None:
    assert read(written) == {}


def test_a_day_for_the_forms_is_said_back_too() -> None:
    written = {"founded-on": "平成元年4月1日", "institution": "法人A", "fee": "30000", "officers": None}
    assert read("", written) == {"forms/founded-on": "1989年4月1日（平成元年）土曜日と読みました。"}


@pytest.mark.parametrize("forms", [None, [], "平成元年4月1日", {"founded-on": ["平成元年4月1日"]}])
def test_forms_of_another_shape_say_nothing(forms: object) -> None:
    assert read("", forms) == {}
