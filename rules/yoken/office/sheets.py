"""The sheets of a facts workbook: what each holds and what its columns are called. Writing and reading share this."""

from dataclasses import dataclass

from yoken import blank
from yoken.facts import FORMAT, audience
from yoken.office.raw import Raw, as_text, mapping, rows
from yoken.plain import key
from yoken.rulebook import Check, Column, Curriculum, Question, Rulebook

TIMETABLE, PEOPLE, ANSWERS = "時間割", "講師", "質問"
JUDGEMENTS, MODEL_HOURS, FORMS, ABOUT, LISTS = "人の判断", "モデル時間数", "様式", "説明", "一覧"
TABLES = {"timetable": TIMETABLE, "people": PEOPLE}

TRAINING = "training"
ID = "id"
JUDGED = ("確認済み", "認められない")


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its heading, its width in letters, and what it offers to choose from."""

    label: str
    width: int
    choices: tuple[str, ...] = ()
    help: str = ""
    free: bool = False
    """Whether other text than the choices is welcome (own subjects)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as text. `choices`: drop-downs of single cells, by (row, column) from 0 below the heading."""

    name: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    choices: dict[tuple[int, int], tuple[str, ...]]
    typed: tuple[int, ...] = ()
    """Columns that people fill in."""


def curriculum_of(book: Rulebook, check: Check, raw: Raw) -> Curriculum | None:
    """The training of the document, else the only one of the check."""
    written = key(as_text(raw.get(TRAINING)))
    for each in book.curricula.values():
        if written and written in (key(each.id), key(each.short), key(each.title)):
            return each
    return book.curricula[check.trainings[0]] if len(check.trainings) == 1 else None


def sheets(book: Rulebook, check: Check, raw: Raw) -> list[Sheet]:
    """The sheets that the check needs, and those that hold what the document has besides."""
    curriculum = curriculum_of(book, check, raw)
    found = [
        _table(book, check, name, raw, _subjects(book, check, curriculum) if name == "timetable" else ())
        for name in TABLES
        if name in book.tables and (name in check.tables or rows(raw, name))
    ]
    found.append(_answers(book, check, raw))
    for sheet in (
        _judgements(check, curriculum, raw),
        _model_hours(book, check, curriculum, raw),
        _forms(raw),
    ):
        if sheet.rows:
            found.append(sheet)
    return found


def _subjects(book: Rulebook, check: Check, curriculum: Curriculum | None) -> tuple[str, ...]:
    trainings = [curriculum] if curriculum else [book.curricula[each] for each in check.trainings]
    return tuple(dict.fromkeys(subject.name for each in trainings for subject in each.subjects))


def _offered(column: Column, subjects: tuple[str, ...], check: Check) -> tuple[str, ...]:
    if column.type == "subject":
        return subjects
    if column.id == audience.COLUMN:
        return tuple(choice.label for choice in audience.offered(column, check.trainings))
    if column.type == "yes_no":
        return ("はい", "いいえ")
    return tuple(choice.label for choice in column.choices) if column.type == "choice" else ()


def _table(book: Rulebook, check: Check, name: str, raw: Raw, subjects: tuple[str, ...]) -> Sheet:
    columns = tuple(each for each in book.tables[name] if _has_place(each, check, rows(raw, name)))
    heads = tuple(
        Head(
            column.label,
            34 if column.type in ("subject", "names", "choices", "text") else 14,
            _offered(column, subjects, check),
            _help(column.help, column.example, column.choices if column.type == "choices" else ()),
            column.type == "subject",
        )
        for column in columns
    )
    written = tuple(tuple(as_text(row.get(column.id)) for column in columns) for row in rows(raw, name))
    return Sheet(TABLES[name], heads, written, {}, tuple(range(len(columns))))


def _has_place(column: Column, check: Check, written: list[Raw]) -> bool:
    """Whom a row is for is asked only where there are two trainings, and never lost where it was written."""
    if column.id != audience.COLUMN or audience.offered(column, check.trainings):
        return True
    return any(as_text(row.get(column.id)) for row in written)


def _help(text: str, example: str, choices: tuple[object, ...]) -> str:
    parts = [text] if text else []
    if choices:
        parts.append("選べる値: " + "、".join(getattr(each, "label", "") for each in choices))
    elif example:
        parts.append(f"例: {example}")
    return "。".join(parts)


def _answers(book: Rulebook, check: Check, raw: Raw) -> Sheet:
    answers = mapping(raw, "answers")
    asked = [each for each in blank.questions(book, check) if each.id in book.questions]
    known = {each.id for each in asked}
    asked += [book.questions[name] for name in answers if name in book.questions and name not in known]
    lines: list[tuple[str, ...]] = []
    choices: dict[tuple[int, int], tuple[str, ...]] = {}
    trainings = [book.curricula[each] for each in check.trainings]
    if trainings or raw.get(TRAINING):
        choices[0, 2] = tuple(each.short for each in trainings)
        curriculum = curriculum_of(book, check, raw)
        written = as_text(raw.get(TRAINING)) or (curriculum.short if curriculum else "")
        lines.append(
            (
                "研修",
                "研修の種類",
                written,
                "選べる値: " + "、".join(each.short for each in trainings),
                TRAINING,
            )
        )
    for question in asked:
        if offered := _question_choices(question):
            choices[len(lines), 2] = offered
        help_ = _help(question.help, question.example, question.choices if question.type == "choices" else ())
        lines.append((question.group, question.ask, as_text(answers.get(question.id)), help_, question.id))
    # An answer to a question of another edition is kept as it is.
    for name, value in answers.items():
        if name not in book.questions:
            lines.append(("", str(name), as_text(value), "", str(name)))
    heads = (Head("まとまり", 18), Head("質問", 60), Head("答え", 34), Head("書き方", 60), Head(ID, 12))
    return Sheet(ANSWERS, heads, tuple(lines), choices, (2,))


def _question_choices(question: Question) -> tuple[str, ...]:
    if question.type == "yes_no":
        return ("はい", "いいえ")
    return tuple(choice.label for choice in question.choices) if question.type == "choice" else ()


def _judgements(check: Check, curriculum: Curriculum | None, raw: Raw) -> Sheet:
    recorded = mapping(raw, "judgements")
    titles = {each.id: each.title for each in blank.judged(check, curriculum.id if curriculum else None)}
    # Those of single instructors have no place of their own before someone has recorded them.
    names = [
        *(name for name in titles if "{" not in name),
        *(str(name) for name in recorded if name not in titles),
    ]
    lines = []
    for name in names:
        entry = recorded.get(name)
        result = entry.get("result") if isinstance(entry, dict) else entry
        note = entry.get("note") if isinstance(entry, dict) else ""
        title = titles.get(name) or titles.get(name.partition("@")[0], name)
        person = name.partition("@")[2]
        label = f"{title}（{person}）" if person else title
        lines.append((label, as_text(result), as_text(note), name))
    heads = (Head("人が判断すること", 60), Head("結果", 16, JUDGED), Head("メモ", 40), Head(ID, 12))
    return Sheet(JUDGEMENTS, heads, tuple(lines), {}, (1, 2))


def _model_hours(book: Rulebook, check: Check, curriculum: Curriculum | None, raw: Raw) -> Sheet:
    recorded = mapping(raw, "model_hours")
    wanted = []
    if "timetable" in check.tables:
        trainings = [curriculum] if curriculum else [book.curricula[each] for each in check.trainings]
        wanted = [each for each in trainings if any(subject.hours is None for subject in each.subjects)]
    lines = []
    for each in dict.fromkeys([*(one.id for one in wanted), *map(str, recorded)]):
        known = book.curricula.get(each)
        hours = mapping(recorded, each)
        names = {subject.id: subject.name for subject in known.subjects} if known else {}
        for subject in dict.fromkeys([*names, *map(str, hours)]):
            lines.append(
                (
                    known.short if known else each,
                    names.get(subject, subject),
                    as_text(hours.get(subject)),
                    f"{each}/{subject}",
                )
            )
    heads = (
        Head("研修", 16),
        Head("科目", 44),
        Head("時間数", 16, help="例: 90分、1時間30分、1.5"),
        Head(ID, 12),
    )
    return Sheet(MODEL_HOURS, heads, tuple(lines), {}, (2,))


def _forms(raw: Raw) -> Sheet:
    """What is written for the forms alone; a facts document has it only once someone began."""
    from yoken.office import forms

    values = mapping(raw, "forms")
    labels = {field.id: field.label for field in forms.book().fields if not field.question}
    lines = [(labels.get(name, name), as_text(values.get(name)), name) for name in labels] if values else []
    lines += [(str(name), as_text(value), str(name)) for name, value in values.items() if name not in labels]
    heads = (Head("様式に書くこと", 50), Head("内容", 50), Head(ID, 12))
    return Sheet(FORMS, heads, tuple(lines), {}, (1,))


VERSION = str(FORMAT)
