"""Sessions that share time with one another."""

from collections.abc import Iterable
from typing import NamedTuple

from yoken.facts.model import Session


class Overlap(NamedTuple):
    """A session that begins before an earlier one has ended, and the minutes they share."""

    earlier: Session
    later: Session
    minutes: int


def overlaps(sessions: Iterable[Session]) -> list[Overlap]:
    """Every session that begins while another runs. Their minutes together are what is counted more than once."""
    timed = [
        (each.day, each.start, each.row, each.end, each)
        for each in sessions
        if each.day is not None and each.start is not None and each.end is not None and each.start < each.end
    ]
    timed.sort(key=lambda each: each[:3])
    found: list[Overlap] = []
    day, reach, last = None, 0, None
    for its_day, start, _, end, session in timed:
        if last is not None and its_day == day and start < reach:
            found.append(Overlap(last, session, min(end, reach) - start))
        if its_day != day or end > reach:
            day, reach, last = its_day, end, session
    return found
