"""What the panel for Excel, Word and print offers on the page of a check."""

from __future__ import annotations

from dataclasses import dataclass

from yoken.office import forms
from yoken.rulebook import Check, Rulebook

# Where the papers of an application are gone through, all forms are written; where proofs are asked for, those for any training.
APPLICATION = "notice-2006/application"
CERTIFICATES = "notice-2006/certificates"
TABLES = ("timetable", "people")


@dataclass(frozen=True)
class Panel:
    """`numbers`: of the forms that are written here; `fields`: what is asked for them alone.

    `application`: whether an application of the 2006 notice is offered.
    `trainings`: on a page for several trainings, those that one is for.
    """

    tables: tuple[str, ...]
    correspondence: bool
    status: str
    note: str
    numbers: tuple[str, ...]
    fields: tuple[forms.Field, ...]
    application: bool
    trainings: tuple[str, ...] = ()


def panel(book: Rulebook, checks: list[Check]) -> Panel:
    """The panel of a page with these checks."""
    notice = forms.book()
    source = book.sources[notice.document]
    chosen = written(checks)
    asked = {name for form in chosen for name in form.fields}
    curriculum = any("timetable" in check.tables for check in checks)
    trainings = tuple(dict.fromkeys(form.training for form in notice.forms if form.training))
    return Panel(
        tables=tuple(table for table in TABLES if any(table in check.tables for check in checks)),
        correspondence=curriculum,
        status=f"{source.status}：{source.status_note}",
        note=notice.note,
        numbers=tuple(form.number for form in chosen),
        fields=tuple(field for field in notice.fields if not field.question and field.id in asked),
        application=any(check.id == APPLICATION for check in checks) or len(checks) > 1,
        trainings=trainings if len(checks) > 1 else (),
    )


def written(checks: list[Check]) -> tuple[forms.Form, ...]:
    """The forms that are written on a page with these checks."""
    names = {check.id for check in checks}
    if APPLICATION in names:
        return forms.book().forms
    return forms.wanted() if CERTIFICATES in names else ()
