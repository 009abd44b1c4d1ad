"""Figures beside the findings: minutes by subject for the bars of a self-check page, dates for its calendar."""

from collections.abc import Callable
from datetime import date
from typing import Any

from yoken import dates_command
from yoken.closed_days import OutOfCalendar
from yoken.facts import Facts
from yoken.measures import Context, Quantity
from yoken.rules import Measure, Where
from yoken.timetable_measures import minutes
from yoken.units import MINUTES


def _figure(quantity: Quantity) -> dict[str, Any]:
    return {"minutes": [quantity.low, quantity.high], "text": str(quantity)}


def _sum(context: Context, where: Where) -> Quantity:
    if not context.facts.sessions:
        return Quantity(0, 0, MINUTES)
    return minutes(context, Measure("minutes", MINUTES, where))


def subjects(context: Context) -> list[dict[str, Any]]:
    """Minutes of each subject of the training, with the range its table gives (None where it gives none)."""
    if context.facts.training is None:
        return []
    figures = []
    for subject in context.book.curricula[context.facts.training].subjects:
        found = _sum(context, Where(subject=(subject.id,), kind=("model",)))
        copied = context.facts.model_minutes.get((context.facts.training, subject.id))
        figures.append(
            {
                "id": subject.id,
                "number": subject.number,
                "name": subject.name,
                "at_least": subject.hours.at_least if subject.hours else copied,
                "usual_at_most": subject.hours.usual_at_most if subject.hours else None,
                **_figure(found),
            }
        )
    return figures


def total(context: Context) -> dict[str, Any]:
    """Minutes of everything that counts under every reading, and of the model subjects alone."""
    return {
        "all": _figure(_sum(context, Where(kind=("model", "own")))),
        "model": _figure(_sum(context, Where(kind=("model",)))),
    }


def calendar(context: Context) -> dict[str, Any]:
    """The dates that follow from the designation wished for and from the one held; only what was answered."""
    found: dict[str, Any] = {}
    for question, day in designations(context.facts).items():
        try:
            found[question] = dates_command.data(day)
        except OutOfCalendar as error:
            found[question] = {"problem": str(error)}
    return found


def designations(facts: Facts) -> dict[str, date]:
    """The days of designation that were answered, by question: the one wished for and the one held."""
    answers = {
        question: facts.answers.get(question) for question in ("desired-designation-day", "designated-on")
    }
    return {question: day for question, day in answers.items() if isinstance(day, date)}


COMPUTED: dict[str, Callable[[Context], Any]] = {"subjects": subjects, "total": total, "calendar": calendar}
