"""Which sessions of the timetable a rule means.

A check asks this hundreds of times of the same sessions. So each question is answered once in a run, and once for all
sessions that are alike in everything a rule can ask for.
"""

from collections.abc import Iterable
from functools import lru_cache

from yoken.facts import Session
from yoken.measures import Context, Match, Place
from yoken.rules import Where

ANYTHING = Where()
# No subject has this id: the sessions of all, which are alike where the subject does not matter.
EVERY_SUBJECT = "*"
# What a rule can ask for by a list of values; 合同 is yes or no.
COLUMNS = ("subject", "kind", "form", "delivery")


def select(context: Context, where: Where | None) -> list[Match]:
    """The sessions that match or may match, in the timetable's order."""
    where = where or ANYTHING
    found = context.selected.get(where)
    if found is None:
        found = context.selected[where] = _select(context, where)
    return found


def _select(context: Context, where: Where) -> list[Match]:
    chosen: list[Match] = []
    asked = {column: wanted for column in COLUMNS if (wanted := getattr(where, column))}
    for sessions in _candidates(context, where):
        found, columns = _matches(sessions[0], asked, where.joint)
        if found:
            chosen += [Match(session, True, ()) for session in sessions]
        elif found is None:
            chosen += [
                Match(session, False, tuple([place_of(context, session, column) for column in columns]))
                for session in sessions
            ]
    chosen.sort(key=_row)
    return chosen


def concerned(context: Context, subjects: Iterable[str]) -> tuple[Session, ...]:
    """The sessions of these subjects, and those whose subject is not known."""
    groups = context.alike or _grouped(context)
    return tuple(
        [each for subject in (*subjects, None) for alike in groups.get(subject, ()) for each in alike]
    )


def _row(match: Match) -> int:
    return match.session.row


def _candidates(context: Context, where: Where) -> list[list[Session]]:
    """The sessions that the subject does not rule out, those that are alike together."""
    groups = context.alike or _grouped(context)
    subjects = (*where.subject, None) if where.subject else (EVERY_SUBJECT,)
    return [alike for subject in subjects for alike in groups.get(subject, ())]


def _grouped(context: Context) -> dict[str | None, list[list[Session]]]:
    groups: dict[tuple[str | None, tuple[object, ...]], list[Session]] = {}
    for each in context.facts.sessions or ():
        asked = (each.kind, each.form, each.delivery, bool(each.joint), each.possible_kinds)
        for subject in (_subject(each), EVERY_SUBJECT):
            groups.setdefault((subject, asked), []).append(each)
    for (subject, _), alike in groups.items():
        context.alike.setdefault(subject, []).append(alike)
    return context.alike


def _matches(
    session: Session, asked: dict[str, tuple[str, ...]], joint: bool | None
) -> tuple[bool | None, tuple[str, ...]]:
    """Whether the session is one of those asked for: True, False, or None with the columns that would tell."""
    missing = []
    for column, wanted in asked.items():
        value = _subject(session) if column == "subject" else getattr(session, column)
        if value is None:
            if column == "kind" and session.possible_kinds:
                if session.possible_kinds.isdisjoint(wanted):
                    return False, ()
                if session.possible_kinds <= set(wanted):
                    continue
            missing.append(column)
        elif value not in wanted:
            return False, ()
    # An empty 合同 cell is a session held for one group; the column's help says so.
    if joint is not None and bool(session.joint) != joint:
        return False, ()
    return (None, tuple(missing)) if missing else (True, ())


def _subject(session: Session) -> str | None:
    """The subject, empty for a session that has none (an own subject, a ceremony), None where it is not known.

    A name that is no subject of the list may be a slip for any of them, so it is not known.
    """
    if session.subject is None and session.kind in ("own", "break", "homework"):
        return ""
    return session.subject


def place_of(context: Context, session: Session, column: str) -> Place:
    """A cell of the timetable, by its column's name."""
    label = next(each.label for each in context.book.timetable if each.id == column)
    return Place(f"timetable/{session.row}/{column}", f"{session.row}行目の{label}")


@lru_cache(maxsize=4096)
def row_place(row: int, column: str) -> Place:
    """A cell of the timetable, by its row alone: findings about whole sessions name the same few rows again and again."""
    return Place(f"timetable/{row}/{column}", f"{row}行目")
