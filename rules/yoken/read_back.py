"""How what was typed has been understood, in words beside the field: a day by the calendar and by the era."""

from collections.abc import Mapping
from datetime import date

from yoken.dates import format_date, parse_date
from yoken.facts import Facts
from yoken.plain import plain

WEEK = "月火水木金土日"


def dates(raw: object, facts: Facts) -> dict[str, str]:
    """What is a day, by path: 「2027年4月1日（令和9年）木曜日と読みました。」

    What is written for the forms alone is no fact; which of it is a date, the page knows.
    """
    forms = raw.get("forms") if isinstance(raw, Mapping) else None
    written = forms if isinstance(forms, Mapping) else {}
    days = {f"forms/{name}": parse_date(plain(text)) for name, text in written.items() if plain(text)}
    return {
        path: f"{format_date(day)}{WEEK[day.weekday()]}曜日と読みました。"
        for path, day in (*((f"answers/{name}", each) for name, each in facts.answers.items()), *days.items())
        if isinstance(day, date)
    }
