"""対象: for which training a row of the timetable is, where one timetable holds two trainings together."""

from collections.abc import Iterable

from yoken.facts.model import Session
from yoken.rulebook import Choice, Column, Rulebook

# The column of the timetable, and its one choice that is no training.
COLUMN, BOTH = "audience", "both"


def is_for(book: Rulebook, audience: str | None, training: str | None) -> bool:
    """Whether a row counts for `training`. Blank means the training that was chosen.

    A plan is also read under the other edition, where the same people's training has another name.
    """
    if audience in (None, BOTH, training) or training is None:
        return True
    successors = book.changes.successors
    return successors.get(training) == audience or successors.get(str(audience)) == training


def offered(column: Column, trainings: Iterable[str]) -> tuple[Choice, ...]:
    """The choices of 対象 where a check is of these trainings; a training that stands alone has no other beside it."""
    known = tuple(trainings)
    chosen = tuple(each for each in column.choices if each.id in (BOTH, *known))
    return chosen if len(chosen) > 2 else ()


def label(book: Rulebook, audience: str | None) -> str:
    """「訪問型のみ」; empty where the cell is."""
    choices = next((column.choices for column in book.timetable if column.id == COLUMN), ())
    return next((each.label for each in choices if each.id == audience), "")


def left_out(book: Rulebook, others: tuple[Session, ...]) -> str:
    """What is said of the rows of the other training: they are in the table, and not counted."""
    counted: dict[str, int] = {}
    for session in others:
        name = label(book, session.audience)
        counted[name] = counted.get(name, 0) + 1
    rows = "、".join(f"「{name}」の{count}コマ" for name, count in counted.items())
    return f"ほかの研修のコマがあります。{rows}は、ここでは数えていません"
