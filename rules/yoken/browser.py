"""The one door between a page and the rules: JSON in, JSON out. Nothing raises through it."""

import contextlib
import gc
import json
import traceback
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from yoken import (
    calendar_file,
    compare,
    compare_html,
    computed,
    evaluate,
    facts,
    html,
    interview,
    panels,
    read_back,
    report,
    rulebook,
    tables,
    text,
    windows,
)
from yoken.closed_days import OutOfCalendar
from yoken.kept import Kept
from yoken.rulebook import Rulebook, canonical

FAILED = "処理の途中で、思わぬことが起きました。入力した内容は消えていません。"


@cache
def book() -> Rulebook:
    """The rulebook in this package, read once."""
    found = rulebook.load()
    # It stays: to look through it again and again for what is no longer used would make an edit wait now and then.
    gc.freeze()
    return found


@cache
def kept() -> Kept:
    """What one check leaves for the next: between two is one edit."""
    return Kept()


def handle(request: str) -> str:
    """Answers one request: see `reply`."""
    return reply(request).decode()


def reply(request: str) -> bytes:
    """Answers one request `{"method": …}`, as bytes, which go to the page without being copied letter by letter.

    A fault inside the rules is answered as `{"error": …}`: `detail` tells where, and nothing of what was typed; that may be
    in `said`. Half an emoji, cut somewhere on its way here, does not stop the answer on its way back.
    """
    try:
        asked = json.loads(request)
        answer = METHODS[asked["method"]](asked)
        return canonical(answer).encode("utf-8", "replace")
    except Exception as error:  # the page must always get an answer
        said = "".join(traceback.format_exception_only(error)).strip()
        frames = traceback.extract_tb(error.__traceback__)[-3:]
        where = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
        found = {"message": FAILED, "detail": f"{type(error).__name__} ({where})", "said": said}
        return canonical({"error": found}).encode("utf-8", "replace")


def _check(asked: dict[str, Any]) -> dict[str, Any]:
    """`check`, `facts` (as typed), `as_of`, `base` (the way to the site's root), `outline` (whether the report may come
    without its findings) → problems, report, html, panels, summary, next, judgements (paths of those still to be made),
    read (what dates were understood as, by path)."""
    base = asked.get("base", "../../")
    kept().turn()
    read = facts.read(asked["facts"], book(), kept=kept())
    made = evaluate.check(book(), asked["check"], read.facts, date.fromisoformat(asked["as_of"]), kept())
    return {
        "problems": [_problem(problem) for problem in read.problems],
        "report": report.outline(made) if asked.get("outline") else report.to_data(made),
        "html": html.render(book(), made, base, kept=kept()),
        "panels": panels.render(book(), made, read.facts, base, kept()),
        "summary": text.summary(made),
        "next": interview.next_paths(made),
        "judgements": interview.judgement_paths(made),
        "read": read_back.dates(asked["facts"], read.facts),
    }


def _read_block(asked: dict[str, Any]) -> dict[str, Any]:
    """`text`: pasted cells or CSV → rows by column id, problems."""
    block = tables.read_text(asked["text"], book().tables[asked.get("table", "timetable")])
    return {"rows": list(block.rows), "problems": [_problem(problem) for problem in block.problems]}


def _compare(asked: dict[str, Any]) -> dict[str, Any]:
    """`edition` (a pair of checks of the rulebook), `facts`, `as_of`, `base` → problems, html, summary, statuses."""
    pair = next(each for each in book().changes.editions if each.id == asked["edition"])
    made = compare.compare(book(), pair.then, pair.now, asked["facts"], date.fromisoformat(asked["as_of"]))
    return {
        "problems": [_problem(problem) for problem in made.problems],
        "html": compare_html.render(book(), made, asked.get("base", "../../")),
        "summary": compare_html.summary(made),
        "statuses": [made.first.status, made.second.status],
    }


def _calendar(asked: dict[str, Any]) -> dict[str, Any]:
    """`facts`, `as_of` → `text`: an .ics file of the dates that the page shows; days that have no calendar are left out."""
    read = facts.read(asked["facts"], book())
    days: list[date] = []
    for day in computed.designations(read.facts).values():
        with contextlib.suppress(OutOfCalendar, OverflowError):
            windows.timeline(day)
            days.append(day)
    return {"text": calendar_file.write(days, date.fromisoformat(asked["as_of"])).decode()}


def _problem(problem: facts.Problem) -> dict[str, Any]:
    return {
        "path": problem.path,
        "label": problem.label,
        "read": problem.read,
        "expected": problem.expected,
        "example": problem.example,
        "message": problem.message,
        "warning": problem.warning,
    }


def _export(asked: dict[str, Any]) -> dict[str, Any]:
    """See `yoken.office.door.export`; the page loads that package, and its libraries, only when it is asked for."""
    from yoken.office import door

    return door.export(book(), asked)


def _import(asked: dict[str, Any]) -> dict[str, Any]:
    """See `yoken.office.door.import_`."""
    from yoken.office import door

    return door.import_(book(), asked)


METHODS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "check": _check,
    "compare": _compare,
    "calendar": _calendar,
    "read_block": _read_block,
    "export": _export,
    "import": _import,
}
