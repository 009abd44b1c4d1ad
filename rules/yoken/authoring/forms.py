"""`python -m yoken.authoring.forms RULES`: the forms of the 2006 notice, from YAML to JSON in the package."""

import itertools
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from yoken import rulebook
from yoken.authoring import yaml_file
from yoken.authoring.errors import Place, RuleError, likely
from yoken.authoring.models import Kebab, Strict, Text
from yoken.office.forms import PLACE, Field, Form, Forms, Part

FILE = "notice-2006/forms.yml"


class FieldEntry(Strict):
    id: Kebab
    label: Text
    type: Literal["text", "date", "count", "duration", "choice", "marks"]
    unit: str = ""
    question: str = ""
    example: str = ""
    choices: tuple[Text, ...] = ()
    times: int = 1


class RowEntry(Strict):
    label: Text
    lines: list[Text]


class GridEntry(Strict):
    times: int
    columns: list[RowEntry]


class PartEntry(Strict):
    text: str = ""
    right: str = ""
    centre: str = ""
    title: str = ""
    rows: tuple[RowEntry, ...] = ()
    grid: GridEntry | None = None


class FormEntry(Strict):
    form: int
    number: Text
    title: Text
    clause: Text
    heading: str = ""
    training: str = ""
    parts: list[dict[str, Any]]


class FormsFile(Strict):
    document: Text
    note: Text
    fields: list[FieldEntry]
    forms: list[FormEntry]


def read(rules: Path, book: rulebook.Rulebook) -> Forms:
    """The forms of the YAML file. Raises RuleError for a name that leads nowhere."""
    content = yaml_file.read(rules / FILE, rules)
    place = Place(f"{rules.name}/{FILE}", 1)
    try:
        entry = FormsFile.model_validate(content)
        forms = Forms(
            entry.document,
            entry.note,
            tuple(_fields(entry.fields)),
            tuple(_form(each) for each in entry.forms),
        )
    except ValidationError as error:
        first = error.errors()[0]
        where = "/".join(map(str, first["loc"]))
        raise RuleError(place, f"{where}: {first['msg']}") from None
    known = {field.id for field in forms.fields}
    for field in forms.fields:
        if field.question and field.question not in book.questions:
            raise RuleError(
                place, f"質問「{field.question}」はありません{likely(field.question, book.questions)}"
            )
    for form in forms.forms:
        if f"{forms.document}/{form.clause}" not in book.clauses:
            raise RuleError(place, f"条文「{form.clause}」はありません{likely(form.clause, book.clauses)}")
        for name in form.fields:
            if name not in known:
                raise RuleError(place, f"{form.number}: 欄「{name}」はありません{likely(name, known)}")
    used = {name for form in forms.forms for name in form.fields}
    for name in sorted(known - used):
        raise RuleError(place, f"欄「{name}」はどの様式にもありません")
    return forms


def _fields(entries: list[FieldEntry]) -> Iterator[Field]:
    """The fields; of those that are asked for several people, one person's stand together."""
    for times, group in itertools.groupby(entries, key=lambda entry: entry.times):
        fields = list(group)
        for number in range(1, times + 1):
            yield from (_field(entry, number if times > 1 else None) for entry in fields)


def _field(entry: FieldEntry, number: int | None) -> Field:
    return Field(
        f"{entry.id}-{number}" if number else entry.id,
        f"{number}人目の{entry.label}" if number else entry.label,
        entry.type,
        entry.unit,
        entry.question,
        entry.example,
        entry.choices,
    )


def _form(entry: FormEntry) -> Form:
    parts = []
    for raw in entry.parts:
        if raw.get("for", entry.training) == entry.training:
            part = PartEntry.model_validate({name: value for name, value in raw.items() if name != "for"})
            parts.append(_part(part))
    return Form(
        entry.form, entry.number, entry.title, entry.clause, tuple(parts), entry.heading, entry.training
    )


def _part(entry: PartEntry) -> Part:
    if entry.rows:
        return Part("rows", cells=tuple((row.label, "\n".join(row.lines)) for row in entry.rows))
    if entry.grid:
        heads = tuple(column.label for column in entry.grid.columns)
        rows = tuple(
            tuple(_numbered("\n".join(column.lines), number) for column in entry.grid.columns)
            for number in range(1, entry.grid.times + 1)
        )
        return Part("grid", cells=(heads, *rows))
    for kind in ("text", "right", "centre", "title"):
        if text := getattr(entry, kind):
            return Part(kind, text)
    raise RuleError(Place(FILE, 1), "中身のない部分があります")


def _numbered(text: str, number: int) -> str:
    return PLACE.sub(rf"{{\1-{number}}}", text)


def write(forms: Forms, path: Path) -> None:
    """forms.json, touched only where it changed."""
    made = rulebook.written(forms).encode()
    if not path.exists() or path.read_bytes() != made:
        path.write_bytes(made)


def main(argv: list[str]) -> int:
    """Command line: the rules' folder, whose compiled rulebook is in the package. 0 written, 1 the forms are wrong."""
    rules = Path(argv[0])
    try:
        forms = read(rules, rulebook.load(rules / "yoken" / "rulebook.json"))
    except RuleError as error:
        print(error, file=sys.stderr)
        return 1
    write(forms, rules / "yoken" / "office" / "forms.json")
    print(f"様式{len(forms.forms)}、欄{len(forms.fields)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
