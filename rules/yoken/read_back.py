"""How what was typed has been understood, in words beside the field: a day by the calendar and by the era."""

from datetime import date

from yoken.dates import format_date
from yoken.facts import Facts

WEEK = "月火水木金土日"


def dates(facts: Facts) -> dict[str, str]:
    """The answers that are days, by path: 「2027年4月1日（令和9年）木曜日と読みました。」"""
    return {
        f"answers/{name}": f"{format_date(value)}{WEEK[value.weekday()]}曜日と読みました。"
        for name, value in facts.answers.items()
        if isinstance(value, date)
    }
