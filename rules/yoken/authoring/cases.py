"""Cases as data: an example changed in a few places, and the findings that the law then asks for."""

from typing import Any

from yoken.authoring.errors import Place, RuleError, likely
from yoken.authoring.models import CaseEntry, CasesFile, ResizeEntry
from yoken.authoring.yaml_file import Mapping
from yoken.coverage import criterion_of
from yoken.dates import parse_date
from yoken.rulebook import Case, Check, Example, walk
from yoken.units import parse_duration

NOT_CRITERIA = {"status"}
Facts = dict[str, Any]


def build(
    file: CasesFile, content: Mapping, stem: str, checks: dict[str, Check], examples: dict[str, Example]
) -> list[Case]:
    """The cases of one file with their whole facts. Raises RuleError."""
    if file.check not in checks:
        raise RuleError(
            content.places["check"], f"点検「{file.check}」はありません{likely(file.check, checks)}"
        )
    known = {criterion.id for criterion in walk(checks[file.check].require)} | NOT_CRITERIA
    cases = []
    for number, (entry, entry_content) in enumerate(zip(file.cases, content["cases"], strict=True), start=1):
        for name in [*entry.expect, *entry.say]:
            if criterion_of(name) not in known:
                raise RuleError(
                    entry_content.place, f"規則「{name}」は{file.check}にありません{likely(name, known)}"
                )
        as_of = parse_date(entry.as_of) if entry.as_of else None
        if entry.as_of and as_of is None:
            raise RuleError(entry_content.places["as_of"], f"「{entry.as_of}」は日付として読めません")
        for origin, place in ((entry.from_, entry_content.place), (file.from_, content.places.get("from"))):
            if origin and place and origin not in examples:
                raise RuleError(place, f"例「{origin}」はありません{likely(origin, examples)}")
        facts = _facts(entry, file, examples, entry_content.place)
        expect = {name: str(status) for name, status in entry.expect.items()}
        cases.append(Case(f"{stem}-{number}", entry.case, file.check, facts, expect, as_of, dict(entry.say)))
    return cases


def _facts(entry: CaseEntry, file: CasesFile, examples: dict[str, Example], place: Place) -> Facts:
    """The facts of a case. What it does not change it shares with its example: they are never written into."""
    name = entry.from_ or file.from_
    facts: Facts = _merged(_merged(examples[name].facts if name else {}, file.facts), entry.facts)
    for path, value in entry.set.items():
        facts = _put(facts, path.split("/"), value, place)
    # Rows are dropped from the end, so that every path means the row numbers of the example.
    for path in sorted(
        entry.drop, key=lambda each: [int(s) if s.isdigit() else 0 for s in each.split("/")], reverse=True
    ):
        facts = _dropped(facts, path.split("/"), path, place)
    if entry.without:
        gone = _numbers(facts, entry.without, place)
        facts = _with_rows(facts, [row for i, row in enumerate(facts["timetable"]) if i not in gone])
    for subject, cells in entry.fill.items():
        numbers = _numbers(facts, subject, place)
        rows = [{**row, **cells} if i in numbers else row for i, row in enumerate(facts["timetable"])]
        facts = _with_rows(facts, rows)
    if entry.resize:
        facts = _resized(facts, entry.resize, place)
    if entry.add:
        facts = _with_rows(facts, [*facts.get("timetable", []), *entry.add])
    return facts


def _with_rows(facts: Facts, rows: list[Facts]) -> Facts:
    return {**facts, "timetable": rows}


def _numbers(facts: Facts, subject: str, place: Place) -> list[int]:
    """Where the rows of a subject are in the timetable."""
    found = [i for i, row in enumerate(facts.get("timetable", [])) if row.get("subject") == subject]
    if not found:
        raise RuleError(place, f"科目「{subject}」の行がありません")
    return found


def _resized(facts: Facts, wanted: ResizeEntry, place: Place) -> Facts:
    """Ten minutes for every row but the last, which takes the rest, so that each form stays."""
    numbers = _numbers(facts, wanted.subject, place)
    minutes = parse_duration(wanted.to)
    if minutes is None:
        raise RuleError(place, f"「{wanted.to}」は時間の長さではありません")
    lengths = [10] * (len(numbers) - 1)
    rows = list(facts["timetable"])
    for i, length in zip(numbers, [*lengths, minutes + wanted.plus - sum(lengths)], strict=True):
        kept = {name: cell for name, cell in rows[i].items() if name not in ("start", "end")}
        rows[i] = {**kept, "minutes": f"{length}分"}
    return _with_rows(facts, rows)


def _merged(one: Facts, other: Facts) -> Facts:
    inside = {
        name: _merged(one[name], value)
        for name, value in other.items()
        if isinstance(value, dict) and isinstance(one.get(name), dict)
    }
    return {**one, **other, **inside}


def _row(rows: list[Any], step: str, place: Place) -> int:
    if not step.isdigit() or not 1 <= int(step) <= len(rows):
        raise RuleError(place, f"{step}行目はありません（{len(rows)}行）")
    return int(step) - 1


def _put(facts: Any, steps: list[str], value: Any, place: Place) -> Any:
    """The facts with this value at the end of the path."""
    if not steps:
        return value
    step, *rest = steps
    if isinstance(facts, list):
        number = _row(facts, step, place)
        return [*facts[:number], _put(facts[number], rest, value, place), *facts[number + 1 :]]
    return {**facts, step: _put(facts.get(step, {}), rest, value, place)}


def _dropped(facts: Any, steps: list[str], path: str, place: Place) -> Any:
    """The facts without what stands at the end of the path."""
    step, *rest = steps
    if isinstance(facts, list):
        number = _row(facts, step, place)
        inside = [_dropped(facts[number], rest, path, place)] if rest else []
        return [*facts[:number], *inside, *facts[number + 1 :]]
    if step not in facts:
        raise RuleError(place, f"{path} はありません")
    if rest:
        return {**facts, step: _dropped(facts[step], rest, path, place)}
    return {name: item for name, item in facts.items() if name != step}
