"""Sums of a curriculum's hours, and how a range of hours is written in the tables."""

from __future__ import annotations

from dataclasses import dataclass

from yoken.rulebook import Curriculum, Hours, Subject
from yoken.units import format_minutes


@dataclass(frozen=True)
class Sum:
    """Minutes when every subject takes its least time, and when each takes the upper end of its range."""

    least: int
    most: int | None


def total(curriculum: Curriculum) -> Sum | None:
    """The whole table; None where the document gives no hours."""
    if any(subject.hours is None for subject in curriculum.subjects):
        return None
    hours = [subject.hours for subject in curriculum.subjects if subject.hours]
    most = [each.usual_at_most for each in hours if each.usual_at_most is not None]
    return Sum(sum(each.at_least for each in hours), sum(most) if len(most) == len(hours) else None)


def total_with_alternative(curriculum: Curriculum) -> Sum | None:
    """The whole table when 実習 is replaced as 備考2 allows; None where there is no such note."""
    whole, subject = total(curriculum), replaceable(curriculum)
    if not whole or not subject or not subject.alternative or not subject.hours or whole.most is None:
        return None
    instead, usual = subject.alternative, subject.hours
    least = whole.least - usual.at_least + instead.practice + instead.exercise_at_least
    most = whole.most - (usual.usual_at_most or usual.at_least) + instead.practice + instead.exercise_at_most
    return Sum(least, most)


def replaceable(curriculum: Curriculum) -> Subject | None:
    """The subject whose 実習 may be shortened (備考2)."""
    return next((subject for subject in curriculum.subjects if subject.alternative), None)


def range_text(hours: Hours) -> str:
    """As the tables write it: 「1～2時間程度」「2時間程度」「45分以上」."""
    if hours.usual_at_most is None:
        return f"{format_minutes(hours.at_least)}以上"
    return between(hours.at_least, hours.usual_at_most) + "程度"


def between(low: int, high: int) -> str:
    """「6～7時間」, 「2時間」, or both ends in full where they are not whole hours."""
    if low == high:
        return format_minutes(low)
    if low % 60 or high % 60:
        return f"{format_minutes(low)}～{format_minutes(high)}"
    return f"{low // 60}～{high // 60}時間"
