"""From what a check file says to the operators of `yoken.rules`, with names, units and citations checked."""

from dataclasses import dataclass, field

from yoken.authoring.errors import Place, RuleError, likely
from yoken.authoring.models import BoundEntry, CriterionEntry, ExtraEntry, MeasureEntry, WhereEntry
from yoken.authoring.yaml_file import Mapping
from yoken.dates import parse_date, parse_time
from yoken.measures import MEASURES
from yoken.rulebook import Clause, Column, Curriculum, Parameter, Question, Reading, person_question
from yoken.rules import (
    All,
    Alternative,
    Answer,
    AnyOf,
    Bound,
    Constant,
    Contains,
    Criterion,
    EachInstructor,
    Extra,
    Includes,
    Judged,
    Measure,
    Readings,
    Rule,
    Threshold,
    Topic,
    Where,
)
from yoken.units import DATE, MINUTES, PERCENT, TIME, UnitError, parse_quantity

OPERATORS = (
    "all",
    "any",
    "yes",
    "no",
    "measure",
    "includes_all",
    "includes_any",
    "topic",
    "contains",
    "judged",
    "under",
    "each_instructor",
)
UNIT_OF_TYPE = {"duration": MINUTES, "percent": PERCENT, "date": DATE, "time": TIME}


@dataclass(frozen=True)
class Names:
    """Everything a criterion may refer to."""

    document: str
    documents: tuple[str, ...]
    clauses: dict[str, Clause]
    readings: dict[str, Reading]
    questions: dict[str, Question]
    curricula: dict[str, Curriculum]
    timetable: tuple[Column, ...]
    people: tuple[Column, ...] = ()
    parameters: dict[str, Parameter] = field(default_factory=dict)


class Builder:
    """Builds the criteria of one check file."""

    def __init__(self, names: Names) -> None:
        self.names = names
        # An id may come again under another training: one report never holds both.
        self.ids: dict[tuple[str, str], Place] = {}
        self.training = ""
        # What may be asked where the criterion stands: the instructor's columns only inside each_instructor.
        self.questions = names.questions

    def criterion(self, entry: CriterionEntry, content: Mapping) -> Criterion:
        """The criterion of an entry. Raises RuleError at the entry's line."""
        place = content.place
        for name in ("id", "clause", "title"):
            if not getattr(entry, name):
                raise RuleError(place, f"{name} がありません")
        outer = self.training
        if entry.training is not None:
            self._known(entry.training, self.names.curricula, "研修の種類", content, "training")
            self.training = entry.training
        try:
            return self._criterion(entry, content)
        finally:
            self.training = outer

    def _criterion(self, entry: CriterionEntry, content: Mapping) -> Criterion:
        named = (self.training, entry.id)
        if named in self.ids:
            raise RuleError(content.place, f"id「{entry.id}」は{self.ids[named]}にもあります")
        self.ids[named] = content.place
        for reading in entry.readings:
            self._known(reading, self.names.readings, "解釈の番号", content, "readings")
        for text in entry.messages.values():
            try:
                text.format(found="", required="", short_by="")
            except (KeyError, IndexError, ValueError):
                where = content.places["messages"]
                raise RuleError(
                    where, f"「{text}」に入れられるのは {{found}} {{required}} {{short_by}} だけです"
                ) from None
        only_if = self.rule(entry.only_if, content["only_if"]) if entry.only_if else None
        return Criterion(
            id=entry.id,
            clause=self.clause(entry.clause, content),
            title=entry.title,
            rule=self.rule(entry, content),
            only_if=only_if,
            training=entry.training,
            recommended=entry.recommended,
            readings=tuple(entry.readings),
            advice=entry.advice,
            note=entry.note,
            messages={str(status): text for status, text in entry.messages.items()},
        )

    def clause(self, ref: str, content: Mapping) -> str:
        """The full reference of a clause, which must be in the ledger."""
        full = ref if ref.split("/")[0] in self.names.documents else f"{self.names.document}/{ref}"
        self._known(full, self.names.clauses, "条文", content, "clause")
        return full

    def rule(self, entry: CriterionEntry, content: Mapping) -> Rule:
        """The entry's one operator."""
        used = [name for name in OPERATORS if getattr(entry, name) is not None]
        if len(used) != 1:
            given = "、".join(used) or "なし"
            raise RuleError(
                content.place,
                f"演算子をちょうど1つ書きます（今は{given}）。使えるもの: {'、'.join(OPERATORS)}",
            )
        operator = used[0]
        if operator != "measure":
            for name in ("at_least", "at_most", "exactly", "usual_at_most", "where"):
                if getattr(entry, name) is not None:
                    raise RuleError(
                        content.places.get(name, content.place), f"{name} は measure と一緒に書きます"
                    )
        rule: Rule = getattr(self, f"_{operator}")(entry, content)
        return rule

    def _children(self, entries: list[CriterionEntry], contents: list[Mapping]) -> tuple[Criterion, ...]:
        pairs = zip(entries, contents, strict=True)
        return tuple(self.criterion(entry, content) for entry, content in pairs)

    def _group(self, entry: CriterionEntry, content: Mapping, name: str) -> tuple[Criterion, ...]:
        entries = getattr(entry, name)
        if not entry.id:  # a condition: its parts need no names of their own
            for number, (part, part_content) in enumerate(zip(entries, content[name], strict=True), start=1):
                part_content.setdefault("id", f"condition-{number}")
                del part
            parts = zip(entries, content[name], strict=True)
            return tuple(
                Criterion(f"condition-{n}", "", part.title, self.rule(part, where))
                for n, (part, where) in enumerate(parts, 1)
            )
        return self._children(entries, content[name])

    def _all(self, entry: CriterionEntry, content: Mapping) -> All:
        return All(self._group(entry, content, "all"))

    def _any(self, entry: CriterionEntry, content: Mapping) -> AnyOf:
        return AnyOf(self._group(entry, content, "any"))

    def _yes(self, entry: CriterionEntry, content: Mapping) -> Answer:
        return Answer(self._question(str(entry.yes), ("yes_no",), content, "yes").id, True)

    def _no(self, entry: CriterionEntry, content: Mapping) -> Answer:
        return Answer(self._question(str(entry.no), ("yes_no",), content, "no").id, False)

    def _measure(self, entry: CriterionEntry, content: Mapping) -> Threshold:
        measure = self.measure(str(entry.measure), entry.where, entry.with_, content)
        if entry.exactly is not None and (entry.at_least or entry.at_most):
            raise RuleError(content.places["exactly"], "exactly は at_least、at_most と一緒に書けません")
        at_least = self._bound(entry.exactly or entry.at_least, measure.unit, content, "at_least")
        at_most = self._bound(entry.exactly or entry.at_most, measure.unit, content, "at_most")
        if at_least is None and at_most is None:
            raise RuleError(content.place, "measure には at_least、at_most、exactly のどれかが要ります")
        usual = self._bound(entry.usual_at_most, measure.unit, content, "usual_at_most")
        extras = tuple(self._extra(extra, content) for extra in entry.counted_if)
        return Threshold(measure, at_least, at_most, usual, extras)

    def measure(self, name: str, where: WhereEntry | None, args: dict[str, str], content: Mapping) -> Measure:
        """A call of a named measure or numeric question, with its parameters checked."""
        if kind := MEASURES.get(name):
            if where is not None and not kind.filtered:
                raise RuleError(content.places.get("where", content.place), f"{name} は where を取りません")
            if set(args) != set(kind.args):
                expected = "、".join(kind.args) or "なし"
                raise RuleError(
                    content.places.get("with", content.place), f"{name} の with は {expected} です"
                )
            if name == "parameter":
                self._known(args["id"], self.names.parameters, "日付のある値", content, "with")
            if "question" in args:
                self._known(args["question"], self.questions, "質問", content, "with")
            if "subject" in args and "training" in args:
                curriculum = self.names.curricula.get(args["training"])
                if curriculum and args["subject"] not in {subject.id for subject in curriculum.subjects}:
                    raise RuleError(
                        content.place, f"{curriculum.short}に科目「{args['subject']}」はありません"
                    )
            return Measure(
                name, kind.unit, self._where(where, content) if kind.filtered else None, dict(args)
            )
        if name not in self.questions:
            known = [*MEASURES, *self.questions]
            raise RuleError(
                content.places.get("measure", content.place),
                f"「{name}」という量も質問もありません{likely(name, known)}",
            )
        question = self._question(name, ("count", "duration", "percent", "date", "time"), content, "measure")
        return Measure(name, UNIT_OF_TYPE.get(question.type, question.unit))

    def _bound(self, entry: BoundEntry | None, unit: str, content: Mapping, name: str) -> Bound | None:
        if entry is None:
            return None
        place = content.places.get(name, content.place)
        if isinstance(entry, MeasureEntry):
            measure = self.measure(entry.measure, entry.where, entry.with_, content)
            if measure.unit != unit:
                raise RuleError(place, f"単位が合いません: {unit} と {measure.unit}")
            return measure
        if unit == DATE:
            if (day := parse_date(entry)) is None:
                raise RuleError(place, f"「{entry}」は日付として読めません（例: 2018年3月31日）")
            return Constant(day.toordinal(), DATE)
        if unit == TIME:
            if (minute := parse_time(entry)) is None:
                raise RuleError(place, f"「{entry}」は時刻として読めません（例: 9時30分）")
            return Constant(minute, TIME)
        try:
            value, given = parse_quantity(entry)
        except UnitError as error:
            raise RuleError(place, str(error)) from None
        if given != unit:
            raise RuleError(place, f"「{entry}」の単位は{unit}でなければなりません")
        return Constant(value, given)

    def _extra(self, entry: ExtraEntry, content: Mapping) -> Extra:
        self._known(entry.reading, self.names.readings, "解釈の番号", content, "counted_if")
        where = self._where(entry.where, content)
        return Extra(entry.reading, entry.counting, where)

    def _where(self, entry: WhereEntry | None, content: Mapping) -> Where:
        if entry is None:
            return Where()
        values: dict[str, tuple[str, ...]] = {}
        for name in ("subject", "form", "kind", "delivery"):
            given = getattr(entry, name)
            values[name] = (given,) if isinstance(given, str) else tuple(given)
            known = self._values(name)
            for value in values[name]:
                self._known(value, known, f"{name}の値", content, "where")
        return Where(joint=entry.joint, **values)

    def _values(self, column: str) -> list[str]:
        if column == "subject":
            return [
                subject.id for curriculum in self.names.curricula.values() for subject in curriculum.subjects
            ]
        return [choice.id for each in self.names.timetable if each.id == column for choice in each.choices]

    def _includes_all(self, entry: CriterionEntry, content: Mapping) -> Includes:
        return self._includes(entry.includes_all or {}, True, content, "includes_all")

    def _includes_any(self, entry: CriterionEntry, content: Mapping) -> Includes:
        return self._includes(entry.includes_any or {}, False, content, "includes_any")

    def _includes(self, entry: dict[str, list[str]], every: bool, content: Mapping, name: str) -> Includes:
        if len(entry) != 1:
            raise RuleError(content.places[name], f"{name} は「質問: [値]」を1つ書きます")
        ((question_id, values),) = entry.items()
        question = self._question(question_id, ("choice", "choices"), content, name)
        for value in values:
            self._known(
                value, [choice.id for choice in question.choices], f"「{question.ask}」の値", content, name
            )
        return Includes(question.id, tuple(values), every)

    def _topic(self, entry: CriterionEntry, content: Mapping) -> Topic:
        assert entry.topic is not None
        return Topic(entry.topic.subject, entry.topic.number)

    def _contains(self, entry: CriterionEntry, content: Mapping) -> Contains:
        assert entry.contains is not None
        return Contains(
            self._question(entry.contains.question, ("text",), content, "contains").id, entry.contains.text
        )

    def _judged(self, entry: CriterionEntry, content: Mapping) -> Judged:
        return Judged(str(entry.judged))

    def _each_instructor(self, entry: CriterionEntry, content: Mapping) -> EachInstructor:
        assert entry.each_instructor is not None
        part, outer = content["each_instructor"], self.questions
        self.questions = outer | {each.id: each for each in map(person_question, self.names.people)}
        try:
            must = self.criterion(entry.each_instructor.must, part["must"])
        finally:
            self.questions = outer
        return EachInstructor(self._where(entry.each_instructor.where, part), must)

    def _under(self, entry: CriterionEntry, content: Mapping) -> Readings:
        if not entry.reading:
            raise RuleError(content.place, "under には reading（解釈の番号）が要ります")
        self._known(entry.reading, self.names.readings, "解釈の番号", content, "reading")
        alternatives = []
        for number, (part, part_content) in enumerate(
            zip(entry.under or [], content["under"], strict=True), start=1
        ):
            if not part.as_:
                raise RuleError(part_content.place, "読み方の短い名前 as がありません")
            named = part.model_copy(
                update={
                    "id": part.id or f"{entry.id}.reading-{number}",
                    "clause": part.clause or entry.clause,
                    "title": part.title or entry.title,
                }
            )
            alternatives.append(Alternative(part.as_, self.criterion(named, part_content)))
        return Readings(entry.reading, tuple(alternatives))

    def _question(self, name: str, types: tuple[str, ...], content: Mapping, field: str) -> Question:
        self._known(name, self.questions, "質問", content, field)
        question = self.questions[name]
        if question.type not in types:
            place = content.places.get(field, content.place)
            raise RuleError(
                place, f"質問「{name}」の種類は{question.type}です。ここでは{'、'.join(types)}が要ります"
            )
        return question

    def _known(self, name: str, known: object, what: str, content: Mapping, field: str) -> None:
        if name not in known:  # type: ignore[operator]
            place = content.places.get(field, content.place)
            names = [str(each) for each in known]  # type: ignore[attr-defined]
            raise RuleError(place, f"{what}「{name}」はありません{likely(name, names)}")
