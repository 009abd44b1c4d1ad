"""Compiles the YAML under `rules/` into the rulebook, or says where it is wrong.

python -m yoken.authoring.compile rules build/rulebook.json
"""

import gc
import hashlib
import sys
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from yoken import quantities  # noqa: F401 — registers every measure
from yoken.authoring import cases as case_files
from yoken.authoring import changes, models
from yoken.authoring.criteria import Builder, Names
from yoken.authoring.errors import Place, RuleError, likely
from yoken.authoring.expand import expand
from yoken.authoring.yaml_file import Mapping, place_of, read
from yoken.computed import COMPUTED
from yoken.coverage import placements, untested
from yoken.dates import parse_date
from yoken.decode import encode
from yoken.measures import MEASURES
from yoken.rulebook import (
    Case,
    Changes,
    Check,
    Choice,
    Clause,
    Column,
    Curriculum,
    DatedValue,
    Erratum,
    Example,
    Hours,
    Json,
    Parameter,
    PracticeAlternative,
    Question,
    Reading,
    ReadingResult,
    Rulebook,
    Source,
    Subject,
    SubjectInstructor,
    SubjectTopic,
    written,
)
from yoken.units import MINUTES, UnitError, parse_quantity

FORMS = get_args(models.Form)
M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")

_ERRORS = {
    "extra_forbidden": "知らない項目「{field}」です",
    "missing": "項目「{field}」がありません",
    "string_type": "「{field}」は文字で書きます",
    "int_parsing": "「{field}」は整数で書きます",
    "int_type": "「{field}」は整数で書きます",
    "literal_error": "「{field}」の値が違います。書けるもの: {expected}",
    "string_pattern_mismatch": "「{field}」は英小文字・数字・ハイフンで書きます",
    "string_too_short": "「{field}」が空です",
    "too_short": "「{field}」が空です",
    "list_type": "「{field}」は並びで書きます",
    "dict_type": "「{field}」は項目と値の組で書きます",
    "model_type": "「{field}」は項目と値の組で書きます",
    "bool_type": "「{field}」は true か false で書きます",
    "bool_parsing": "「{field}」は true か false で書きます",
}


class Compiler:
    """Reads one rules folder; errors are collected so that one run shows them all."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.errors: list[RuleError] = []
        self.sources: dict[str, Source] = {}
        self.clauses: dict[str, Clause] = {}
        self.readings: dict[str, Reading] = {}
        self.curricula: dict[str, Curriculum] = {}
        self.curriculum_files: dict[str, Mapping] = {}
        self.questions: dict[str, Question] = {}
        self.tables: dict[str, tuple[Column, ...]] = {}
        self.parameters: dict[str, Parameter] = {}
        self.checks: dict[str, Check] = {}
        self.examples: dict[str, Example] = {}
        # What refers to a check that could not be built is not a second error.
        self.broken_checks = False
        self.clause_places: dict[str, Place] = {}
        self.check_places: dict[str, Place] = {}

    def run(self) -> tuple[Rulebook, tuple[Case, ...]] | None:
        """The rulebook and its cases; None when there are errors."""
        self._sources()
        for source in self.sources.values():
            self._clauses(source)
        self._readings()
        errata = self._errata()
        self.parameters = self._parameters()
        self._tables()
        for path in self._files("*/curricula/*.yml"):
            self._curriculum(path)
        self._mark_shared()
        for path in self._files("*/questions.yml"):
            self._questions(path)
        for path in self._files("*/checks/*.yml"):
            self._check(path)
        for path in self._files("examples/*.yml"):
            self._example(path)
        between = self._changes()
        found: list[Case] = []
        for path in [] if self.broken_checks else self._files("*/cases/*.yml"):
            found += self._cases(path)
        if self.errors:
            return None
        book = Rulebook(
            hash="",
            sources=self.sources,
            clauses=self.clauses,
            readings=self.readings,
            errata=errata,
            parameters=self.parameters,
            curricula=self.curricula,
            tables=self.tables,
            questions=self.questions,
            checks=self.checks,
            examples=self.examples,
            changes=between,
        )
        self._complete(book, tuple(found))
        return None if self.errors else (book, tuple(found))

    def _complete(self, book: Rulebook, found: tuple[Case, ...]) -> None:
        """A clause without a place and a criterion that nothing tries both ways are errors like any other."""
        for placement in placements(book):
            if not placement.placed:
                ref = placement.clause.ref
                message = f"条文「{ref}」を扱う規則も科目表もありません。placed に、どこで扱うかを書きます"
                self.errors.append(RuleError(self.clause_places[ref], message))
        for name in untested(book, found):
            message = f"規則「{name}」に、満たす事例と、そうでない事例がそろっていません"
            self.errors.append(RuleError(self.check_places[name.split("#")[0]], message))

    def _files(self, pattern: str) -> list[Path]:
        return sorted(self.root.glob(pattern))

    def _load(
        self, path: Path, model: type[M], curricula: dict[str, Mapping] | None = None
    ) -> tuple[M, Mapping] | None:
        """The file checked against its model, with the places of its parts; None when it is wrong."""
        try:
            content = read(path, self.root)
            if curricula is not None:
                content = expand(content, curricula, {})
        except RuleError as error:
            self.errors.append(error)
            return None
        try:
            return model.model_validate(content), content
        except ValidationError as error:
            # A misspelt key is also a missing one; what was written comes first.
            for detail in sorted(error.errors(), key=lambda each: each["type"] != "extra_forbidden"):
                self.errors.append(_plain_error(detail, content, model))
            return None

    def _known_clause(self, ref: str, document: str, content: Mapping, field: str) -> str:
        full = ref if ref.split("/")[0] in self.sources else f"{document}/{ref}"
        if full not in self.clauses:
            place = content.places.get(field, content.place)
            self.errors.append(
                RuleError(place, f"条文「{full}」は台帳にありません{likely(full, self.clauses)}")
            )
        return full

    def _minutes(self, text: str, content: Mapping, field: str) -> int:
        place = content.places.get(field, content.place)
        try:
            value, unit = parse_quantity(text)
        except UnitError as error:
            self.errors.append(RuleError(place, str(error)))
            return 0
        if unit != MINUTES:
            self.errors.append(RuleError(place, f"「{text}」は時間の長さで書きます（例: 1時間30分）"))
            return 0
        return int(value)

    def _sources(self) -> None:
        if loaded := self._load(self.root / "sources.yml", models.Sources):
            for entry in loaded[0].sources:
                self.sources[entry.id] = Source(**{**entry.model_dump(), "left_open": tuple(entry.left_open)})

    def _clauses(self, source: Source) -> None:
        loaded = self._load(self.root / source.folder / "clauses.yml", models.Clauses)
        if not loaded:
            return
        numbers: set[str] = set()
        for entry, content in zip(loaded[0].clauses, loaded[1]["clauses"], strict=True):
            ref = f"{source.id}/{entry.clause}"
            if ref in self.clauses or entry.no in numbers:
                self.errors.append(RuleError(content.place, f"条文「{ref}」（{entry.no}）が二度あります"))
            numbers.add(entry.no)
            self.clause_places[ref] = content.place
            self.clauses[ref] = Clause(
                ref, source.id, entry.clause, entry.no, entry.kind, entry.text, entry.placed
            )

    def _readings(self) -> None:
        loaded = self._load(self.root / "readings.yml", models.ReadingsFile)
        for entry, content in zip(loaded[0].readings, loaded[1]["readings"], strict=True) if loaded else ():
            clauses = tuple(self._known_clause(ref, "", content, "clauses") for ref in entry.clauses)
            results = tuple(ReadingResult(result.as_, result.text) for result in entry.results)
            self.readings[entry.id] = Reading(
                entry.id, clauses, entry.question, entry.treatment, results, entry.origin
            )

    def _errata(self) -> tuple[Erratum, ...]:
        loaded = self._load(self.root / "errata.yml", models.Errata)
        return tuple(Erratum(**entry.model_dump()) for entry in loaded[0].errata) if loaded else ()

    def _parameters(self) -> dict[str, Parameter]:
        loaded = self._load(self.root / "parameters.yml", models.Parameters)
        found: dict[str, Parameter] = {}
        for entry, content in (
            zip(loaded[0].parameters, loaded[1]["parameters"], strict=True) if loaded else ()
        ):
            values: list[DatedValue] = []
            unit = ""
            for dated in entry.values:
                start = parse_date(dated.from_)
                try:
                    value, unit = parse_quantity(dated.value)
                except UnitError as error:
                    self.errors.append(RuleError(content.place, str(error)))
                    continue
                if start is None or (values and values[-1].start >= start):
                    self.errors.append(
                        RuleError(content.place, f"「{dated.from_}」は前の行より後の日付で書きます")
                    )
                    continue
                values.append(DatedValue(start, value))
            checked, until = parse_date(entry.checked), parse_date(entry.until)
            if checked is None or until is None or until < checked:
                self.errors.append(
                    RuleError(
                        content.place,
                        "確かめた日 checked と、その日以後の使える終わりの日 until を、日付で書きます",
                    )
                )
                continue
            found[entry.id] = Parameter(
                entry.id, entry.title, unit, entry.source, checked, until, tuple(values)
            )
        return found

    def _tables(self) -> None:
        for path in self._files("*.yml"):
            if path.stem in ("timetable", "people") and (loaded := self._load(path, models.TableFile)):
                columns = []
                for entry, part in zip(loaded[0].columns, loaded[1]["columns"], strict=True):
                    if entry.type == "count" and not entry.unit:
                        self.errors.append(RuleError(part.place, f"列「{entry.id}」に単位 unit がありません"))
                    fields = entry.model_dump(exclude={"aliases", "choices"})
                    columns.append(
                        Column(**fields, aliases=tuple(entry.aliases), choices=_choices(entry.choices))
                    )
                self.tables[loaded[0].table] = tuple(columns)

    def _curriculum(self, path: Path) -> None:
        loaded = self._load(path, models.CurriculumFile)
        if not loaded:
            return
        file, content = loaded
        subjects = tuple(
            self._subject(entry, part, file.document)
            for entry, part in zip(file.subjects, content["subjects"], strict=True)
        )
        if len({subject.id for subject in subjects}) != len(subjects):
            self.errors.append(RuleError(content.place, "科目のidが重なっています"))
        self.curriculum_files[file.curriculum] = content
        for entry, part in zip(file.subjects, content["subjects"], strict=True):
            part["other_forms"] = [form for form in FORMS if form not in entry.forms]
            part["topics_clause"] = entry.topics[0].clause if entry.topics else ""
        self.curricula[file.curriculum] = Curriculum(
            file.curriculum, file.title, file.short, file.document, file.table, subjects, file.note
        )

    def _mark_shared(self) -> None:
        """Subjects that stand under the same id in another curriculum of the same document."""
        for name, content in self.curriculum_files.items():
            document = self.curricula[name].document
            others = [
                each for each in self.curricula.values() if each.id != name and each.document == document
            ]
            known = {subject.id for each in others for subject in each.subjects}
            for part in content["subjects"]:
                part["shared"] = part["id"] in known

    def _subject(self, entry: models.SubjectEntry, content: Mapping, document: str) -> Subject:
        hours = alternative = instructor = None
        if entry.hours:
            usual = entry.hours.usual_at_most
            at_least = self._minutes(entry.hours.at_least, content["hours"], "at_least")
            hours = Hours(
                at_least, self._minutes(usual, content["hours"], "usual_at_most") if usual else None
            )
            if hours.usual_at_most is not None and hours.usual_at_most < hours.at_least:
                self.errors.append(
                    RuleError(content["hours"].place, "usual_at_most が at_least より短くなっています")
                )
        if entry.instructor:
            clause = self._known_clause(entry.instructor.clause, document, content["instructor"], "clause")
            if entry.instructor.reading and entry.instructor.reading not in self.readings:
                self.errors.append(
                    RuleError(
                        content["instructor"].place, f"解釈の番号「{entry.instructor.reading}」はありません"
                    )
                )
            instructor = SubjectInstructor(entry.instructor.text, clause, entry.instructor.reading)
        if entry.alternative:
            part = content["alternative"]
            refs = [
                self._known_clause(getattr(entry.alternative.clauses, name), document, part["clauses"], name)
                for name in ("condition", "practice", "exercise")
            ]
            alternative = PracticeAlternative(
                self._minutes(entry.alternative.practice, part, "practice"),
                self._minutes(entry.alternative.exercise.at_least, part["exercise"], "at_least"),
                self._minutes(entry.alternative.exercise.at_most, part["exercise"], "at_most"),
                *refs,
            )
        topics = tuple(
            SubjectTopic(topic.text, self._known_clause(topic.clause, document, part, "clause"))
            for topic, part in zip(entry.topics, content.get("topics", []), strict=True)
        )
        return Subject(
            id=entry.id,
            number=entry.number,
            name=entry.name,
            clause=self._known_clause(entry.clause, document, content, "clause"),
            common=entry.common,
            forms=tuple(entry.forms),
            hours=hours,
            topics=topics,
            instructor=instructor,
            alternative=alternative,
        )

    def _questions(self, path: Path) -> None:
        loaded = self._load(path, models.QuestionsFile)
        for name, entry in loaded[0].questions.items() if loaded else ():
            place = loaded[1]["questions"].places[name] if loaded else Place("", 0)
            if name in self.questions or name in MEASURES:
                self.errors.append(RuleError(place, f"質問「{name}」は別のところにもあります"))
            if entry.type == "count" and not entry.unit:
                self.errors.append(RuleError(place, f"質問「{name}」に単位 unit がありません"))
            if (entry.type in ("choice", "choices")) != bool(entry.choices):
                self.errors.append(RuleError(place, f"質問「{name}」の種類と choices が合いません"))
            fields = entry.model_dump(exclude={"choices"})
            self.questions[name] = Question(id=name, **fields, choices=_choices(entry.choices))

    def _check(self, path: Path) -> None:
        loaded = self._load(path, models.CheckFile, self.curriculum_files)
        if not loaded:
            self.broken_checks = True
            return
        file, content = loaded
        names = Names(
            file.document,
            tuple(self.sources),
            self.clauses,
            self.readings,
            self.questions,
            self.curricula,
            self.tables["timetable"],
            self.tables.get("people", ()),
            self.parameters,
        )
        builder = Builder(names)
        try:
            for name, known in (
                ("trainings", self.curricula),
                ("tables", self.tables),
                ("computed", COMPUTED),
            ):
                for value in getattr(file, name):
                    if value not in known:
                        raise RuleError(
                            content.places[name], f"{name} に「{value}」はありません{likely(value, known)}"
                        )
            require = tuple(
                builder.criterion(entry, part)
                for entry, part in zip(file.require, content["require"], strict=True)
            )
        except RuleError as error:
            self.errors.append(error)
            self.broken_checks = True
            return
        self.check_places[file.check] = content.place
        self.checks[file.check] = Check(
            id=file.check,
            title=file.title,
            document=file.document,
            summary=file.summary,
            require=require,
            trainings=tuple(file.trainings),
            tables=tuple(file.tables),
            computed=tuple(file.computed),
            not_answered=tuple(file.not_answered),
        )

    def _example(self, path: Path) -> None:
        loaded = self._load(path, models.ExampleFile)
        if not loaded:
            return
        file, content = loaded
        if file.check not in self.checks and not self.broken_checks:
            place = content.places["check"]
            self.errors.append(
                RuleError(place, f"点検「{file.check}」はありません{likely(file.check, self.checks)}")
            )
        about = {"example", "title", "summary", "check", "expect"}
        facts = {name: _plain(value) for name, value in content.items() if name not in about}
        self.examples[file.example] = Example(
            file.example, file.title, file.summary, file.check, facts, dict(file.expect)
        )

    def _changes(self) -> Changes:
        """Rules for one edition alone have no such file."""
        path = self.root / "changes.yml"
        loaded = self._load(path, models.Changes) if path.exists() else None
        if not loaded:
            return Changes()
        self.errors += changes.slips(
            *loaded,
            checks=None if self.broken_checks else self.checks,
            trainings=self.curricula,
            clauses=self.clauses,
            readings=self.readings,
        )
        return changes.build(loaded[0])

    def _cases(self, path: Path) -> list[Case]:
        loaded = self._load(path, models.CasesFile, self.curriculum_files)
        if not loaded:
            return []
        try:
            return case_files.build(
                loaded[0], loaded[1], f"{path.parent.parent.name}-{path.stem}", self.checks, self.examples
            )
        except RuleError as error:
            self.errors.append(error)
            return []


def _choices(entries: list[models.ChoiceEntry]) -> tuple[Choice, ...]:
    return tuple(Choice(entry.id, entry.label, tuple(entry.aliases), entry.help) for entry in entries)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _plain_error(detail: Any, content: Mapping, model: type[BaseModel]) -> RuleError:
    location = tuple(detail["loc"])
    field = str(next((step for step in reversed(location) if isinstance(step, str)), ""))
    expected = detail.get("ctx", {}).get("expected", "")
    template = _ERRORS.get(detail["type"], "「{field}」: " + detail["msg"])
    message = template.format(field=field, expected=expected)
    if detail["type"] == "extra_forbidden":
        message += likely(field, _fields(model))
    return RuleError(place_of(content, location, content.place), message)


def _fields(model: type[BaseModel]) -> set[str]:
    """Every key that the file's model or a part of it knows."""
    schema = model.model_json_schema(by_alias=True)
    parts = [schema, *schema.get("$defs", {}).values()]
    return {name for part in parts for name in part.get("properties", {})} | {"each", "when", "unless"}


def compile_rules(root: Path) -> tuple[Rulebook, tuple[Case, ...]]:
    """The rulebook of a rules folder and its cases. Raises ExceptionGroup of RuleError with every error found."""
    compiler = Compiler(root)
    result = compiler.run()
    if result is None:
        raise ExceptionGroup("rules", compiler.errors)
    return result


def digest(content: Json) -> str:
    """SHA-256 of the written text without its `hash` key."""
    rest = {name: value for name, value in content.items() if name != "hash"}
    return hashlib.sha256(written(rest).encode()).hexdigest()


def write(book: Rulebook, cases: tuple[Case, ...], *targets: Path) -> str:
    """Writes the rulebook (and the cases beside it) where the text differs. Returns its hash."""
    content = encode(book)
    content["hash"] = digest(content)
    # The cases are many and hold nothing but plain data, which this writes in half the time, and alike.
    rules, tried = written(content).encode(), to_json({"cases": [encode(case) for case in cases]})
    for target in targets:
        target.parent.mkdir(parents=True, exist_ok=True)
        for path, made in ((target, rules), (target.with_name("cases.json"), tried)):
            if not path.exists() or path.read_bytes() != made:
                path.write_bytes(made)
    return str(content["hash"])


def main(argv: list[str]) -> int:
    """Command line: rules folder, target file. 0 written, 1 rules are wrong."""
    root, target = Path(argv[0]), Path(argv[1])
    try:
        book, cases = compile_rules(root)
    except ExceptionGroup as group:
        for error in group.exceptions:
            print(error, file=sys.stderr)
        print(f"規則に{len(group.exceptions)}か所の誤りがあります。", file=sys.stderr)
        return 1
    hash_ = write(book, cases, target, root / "yoken" / "rulebook.json")
    criteria = sum(len(check.require) for check in book.checks.values())
    print(
        f"規則 {hash_[:12]}: 条文{len(book.clauses)}、点検{len(book.checks)}（大項目{criteria}）、例{len(book.examples)}、事例{len(cases)}"
    )
    return 0


if __name__ == "__main__":
    # A process of a second gains nothing from collecting, and there is much to walk through.
    gc.disable()
    sys.exit(main(sys.argv[1:]))
