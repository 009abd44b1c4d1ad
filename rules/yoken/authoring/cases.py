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


def _facts(entry: CaseEntry, file: CasesFile, examples: dict[str, Example], place: Place) -> dict[str, Any]:
    name = entry.from_ or file.from_
    facts: dict[str, Any] = _copy(examples[name].facts) if name else {}
    _merge(facts, file.facts)
    _merge(facts, entry.facts)
    for path, value in entry.set.items():
        _set(facts, path.split("/"), value, place)
    # Rows are dropped from the end, so that every path means the row numbers of the example.
    for path in sorted(
        entry.drop, key=lambda each: [int(s) if s.isdigit() else 0 for s in each.split("/")], reverse=True
    ):
        _drop(facts, path.split("/"), place)
    if entry.without:
        kept = [row for row in facts["timetable"] if row.get("subject") != entry.without]
        _changed(kept != facts["timetable"], entry.without, place)
        facts["timetable"] = kept
    for subject, cells in entry.fill.items():
        for row in _rows_of(facts, subject, place):
            row.update(cells)
    if entry.resize:
        _resize(_rows_of(facts, entry.resize.subject, place), entry.resize, place)
    if entry.add:
        facts.setdefault("timetable", []).extend(_copy(entry.add))
    return facts


def _copy(value: Any) -> Any:
    """Facts are plain data: copying them as such is several times faster than copying any object."""
    if isinstance(value, dict):
        return {name: _copy(item) for name, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


def _rows_of(facts: dict[str, Any], subject: str, place: Place) -> list[dict[str, Any]]:
    rows = [row for row in facts.get("timetable", []) if row.get("subject") == subject]
    _changed(bool(rows), subject, place)
    return rows


def _changed(found: bool, subject: str, place: Place) -> None:
    if not found:
        raise RuleError(place, f"科目「{subject}」の行がありません")


def _resize(rows: list[dict[str, Any]], wanted: ResizeEntry, place: Place) -> None:
    """Ten minutes for every row but the last, which takes the rest, so that each form stays."""
    minutes = parse_duration(wanted.to)
    if minutes is None:
        raise RuleError(place, f"「{wanted.to}」は時間の長さではありません")
    lengths = [10] * (len(rows) - 1)
    for row, length in zip(rows, [*lengths, minutes + wanted.plus - sum(lengths)], strict=True):
        row.pop("start", None)
        row.pop("end", None)
        row["minutes"] = f"{length}分"


def _merge(into: dict[str, Any], other: dict[str, Any]) -> None:
    for name, value in other.items():
        if isinstance(value, dict) and isinstance(into.get(name), dict):
            _merge(into[name], value)
        else:
            into[name] = _copy(value)


def _parent(facts: Any, steps: list[str], place: Place) -> tuple[Any, Any]:
    for step in steps[:-1]:
        facts = facts[_row(facts, step, place)] if isinstance(facts, list) else facts.setdefault(step, {})
    last: Any = steps[-1]
    return facts, _row(facts, last, place) if isinstance(facts, list) else last


def _row(rows: list[Any], step: str, place: Place) -> int:
    if not step.isdigit() or not 1 <= int(step) <= len(rows):
        raise RuleError(place, f"{step}行目はありません（{len(rows)}行）")
    return int(step) - 1


def _set(facts: dict[str, Any], steps: list[str], value: Any, place: Place) -> None:
    parent, last = _parent(facts, steps, place)
    parent[last] = value


def _drop(facts: dict[str, Any], steps: list[str], place: Place) -> None:
    parent, last = _parent(facts, steps, place)
    try:
        del parent[last]
    except KeyError:
        raise RuleError(place, f"{'/'.join(steps)} はありません") from None
