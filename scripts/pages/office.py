"""What the panel for Excel, Word and print offers on the page of a check."""

from __future__ import annotations

from dataclasses import dataclass

from yoken.office import forms
from yoken.rulebook import Check, Rulebook

# Where the papers of an application are gone through, the forms are written too.
WITH_FORMS = "notice-2006/application"
TABLES = ("timetable", "people")


@dataclass(frozen=True)
class Panel:
    """`fields`: what is asked for the forms alone. `application`: whether an application of the 2006 notice is offered.

    `trainings`: on a page for several trainings, those that one is for.
    """

    tables: tuple[str, ...]
    correspondence: bool
    status: str
    note: str
    fields: tuple[forms.Field, ...]
    application: bool
    trainings: tuple[str, ...] = ()


def panel(book: Rulebook, checks: list[Check]) -> Panel:
    """The panel of a page with these checks."""
    notice = forms.book()
    source = book.sources[notice.document]
    with_forms = any(check.id == WITH_FORMS for check in checks)
    curriculum = any("timetable" in check.tables for check in checks)
    trainings = tuple(dict.fromkeys(form.training for form in notice.forms if form.training))
    return Panel(
        tables=tuple(table for table in TABLES if any(table in check.tables for check in checks)),
        correspondence=curriculum,
        status=f"{source.status}：{source.status_note}",
        note=notice.note,
        fields=tuple(field for field in notice.fields if not field.question) if with_forms else (),
        application=with_forms or len(checks) > 1,
        trainings=trainings if len(checks) > 1 else (),
    )
