"""Figures beside the findings: minutes by subject for the bars of a self-check page."""

from collections.abc import Callable
from typing import Any

from yoken.measures import Context, Quantity, minutes
from yoken.rules import Measure, Where
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


COMPUTED: dict[str, Callable[[Context], Any]] = {"subjects": subjects, "total": total}
