"""Reading what people typed into facts.

Nothing typed is changed or guessed: what cannot be read becomes a `Problem` that names the place, what was read
and an example, and the fact stays unknown. An empty cell is unknown too, never zero.
"""

from yoken.facts.document import FORMAT, Reader
from yoken.facts.model import Facts, Judgement, Person, Problem, ReadResult, Session, Value
from yoken.facts.overlap import Overlap, overlaps
from yoken.facts.values import NO, YES, likely
from yoken.kept import Kept
from yoken.rulebook import Rulebook

__all__ = [
    "FORMAT",
    "NO",
    "YES",
    "Facts",
    "Judgement",
    "Overlap",
    "Person",
    "Problem",
    "ReadResult",
    "Reader",
    "Session",
    "Value",
    "likely",
    "overlaps",
    "read",
]


def read(raw: object, book: Rulebook, *, foreign: bool = False, kept: Kept | None = None) -> ReadResult:
    """The facts of a raw document. Never raises for what a person typed.

    `foreign`: subjects of the other edition are read as sessions whose place in this one is open, not as errors.
    `kept`: what earlier readings against the same rulebook left; a row that stands there word for word is not read again.
    """
    reader = Reader(book, foreign=foreign, kept=kept)
    facts = reader.document(raw)
    return ReadResult(facts, tuple(reader.problems))
