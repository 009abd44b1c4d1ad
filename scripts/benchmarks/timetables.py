"""Timetables of any length, made from a worked example that meets every requirement."""

from typing import Any

from yoken.rulebook import Rulebook

EXAMPLE = "class-1-complete"
NAMES = ("講師A", "講師B", "講師C", "講師D", "講師E", "講師F", "講師G", "講師H")
CLOCK = ("start", "end")


def large(book: Rulebook, count: int) -> dict[str, Any]:
    """Facts with `count` sessions, the example's again and again, in turn by eight instructors with their experience."""
    facts = book.examples[EXAMPLE].facts
    columns = [column for column in book.tables["people"] if column.id != "name"]
    people = [{"name": name, **{column.id: column.example for column in columns}} for name in NAMES]
    return {**facts, "timetable": [_row(facts["timetable"], at) for at in range(count)], "people": people}


def _row(example: list[dict[str, str]], at: int) -> dict[str, str]:
    times, index = divmod(at, len(example))
    row = {**example[index], "instructors": NAMES[at % len(NAMES)]}
    if times:
        # Again at the same hour would be two sessions at one time.
        row = {name: cell for name, cell in row.items() if name not in CLOCK} | {"minutes": "60分"}
    return row
