"""様式第1号 to 第6号: the values for their fields, and the forms as data and as HTML to print."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from importlib import resources

from yoken.dates import ERAS, parse_date
from yoken.decode import decode
from yoken.facts import Value
from yoken.office.raw import Raw, as_text, mapping
from yoken.plain import plain
from yoken.rulebook import Question, Rulebook
from yoken.units import format_minutes

PLACE = re.compile(r"\{([a-z0-9-]+)\}")
UNDATED = "　　年　　月　　日"
BLANK = "　　　　"


@dataclass(frozen=True, slots=True)
class Field:
    """A value that one or more forms show. With `question` it is that answer; else it is written for the forms."""

    id: str
    label: str
    type: str
    unit: str = ""
    question: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph (`text`, `right`, `centre`, `title`) or a table (`rows` headed at the left, `grid` at the top)."""

    kind: str
    text: str = ""
    cells: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One form, from top to bottom. {id} stands for a field."""

    form: int
    number: str
    title: str
    clause: str
    parts: tuple[Part, ...]
    heading: str = ""
    training: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """Ids of the fields in it, in order, each once."""
        texts = (
            text for part in self.parts for text in (part.text, *(cell for row in part.cells for cell in row))
        )
        return tuple(dict.fromkeys(name for text in texts for name in PLACE.findall(text)))


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms of the notice and the fields in them."""

    document: str
    note: str
    fields: tuple[Field, ...]
    forms: tuple[Form, ...]


@cache
def book() -> Forms:
    """The forms in this package, read once."""
    return decode(
        Forms, json.loads(resources.files("yoken.office").joinpath("forms.json").read_text("utf-8"))
    )


def wanted(training: str = "") -> tuple[Form, ...]:
    """The forms of a training: its own two, and those for any. Without a training only the latter."""
    return tuple(form for form in book().forms if form.training in ("", training))


def values(rules: Rulebook, raw: Raw, answers: Mapping[str, Value]) -> dict[str, str]:
    """What stands in each field: what was given, or the blank that the form has."""
    written = mapping(raw, "forms")
    return {
        field.id: _answered(rules.questions.get(field.question), field, answers.get(field.question))
        if field.question
        else _written(field, as_text(written.get(field.id)))
        for field in book().fields
    }


def wareki(day: date) -> str:
    """「令和8年6月1日」: the forms are dated by era."""
    for name, _, first in ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月{day.day}日"


def _written(field: Field, text: str) -> str:
    if field.type == "date":
        day = parse_date(plain(text)) if text else None
        return wareki(day) if day else text or UNDATED
    if field.type == "choice":
        return text or "／".join(field.choices)
    return text or BLANK


def _answered(question: Question | None, field: Field, value: Value | None) -> str:
    if field.type == "marks" and question:
        chosen = value if isinstance(value, tuple) else ()
        # The form prints the bare numbers of the months, and a circle is drawn around one.
        marks = (
            ("○" if each.id in chosen else "") + each.label.removesuffix("月") for each in question.choices
        )
        return "　".join(marks)
    if value is None:
        return UNDATED if field.type == "date" else "　　時間" if field.type == "duration" else BLANK
    if isinstance(value, date):
        return wareki(value)
    if field.type == "duration" and isinstance(value, int):
        return format_minutes(value)
    return str(value)


def filled(text: str, found: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """The pieces of a text, each with whether it is a person's."""
    for number, piece in enumerate(PLACE.split(text)):
        if piece:
            yield (found.get(piece, BLANK), True) if number % 2 else (piece, False)


def html(form: Form, found: Mapping[str, str]) -> str:
    """A form as a page to print."""
    parts = "".join(_part(part, found) for part in form.parts)
    heading = f'<p class="form-heading">{escape(form.heading)}</p>' if form.heading else ""
    # 第5号 and 第6号 bear their title over the certificate below the request.
    titled = any(part.kind == "title" for part in form.parts)
    title = "" if titled else f"<h2>{escape(form.title)}</h2>"
    number = f'<p class="form-number">（{escape(form.number)}）</p>'
    return (
        f'<section class="form" aria-label="{escape(form.number)}">{number}{heading}{title}{parts}</section>'
    )


def _part(part: Part, found: Mapping[str, str]) -> str:
    if part.kind == "title":
        return f"<h2>{_text(part.text, found)}</h2>"
    if part.kind == "rows":
        rows = "".join(
            f'<tr><th scope="row">{_text(label, found)}</th><td>{_text(text, found)}</td></tr>'
            for label, text in part.cells
        )
        return f"<table>{rows}</table>"
    if part.kind == "grid":
        head, *rest = part.cells
        heads = "".join(f'<th scope="col">{_text(cell, found)}</th>' for cell in head)
        body = "".join(
            "<tr>" + "".join(f"<td>{_text(cell, found)}</td>" for cell in row) + "</tr>" for row in rest
        )
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    return f'<p class="{part.kind}">{_text(part.text, found)}</p>'


def _text(text: str, found: Mapping[str, str]) -> str:
    pieces = (
        f'<span class="given">{escape(piece)}</span>' if own else escape(piece)
        for piece, own in filled(text, found)
    )
    return "".join(pieces).replace("\n", "<br>")
