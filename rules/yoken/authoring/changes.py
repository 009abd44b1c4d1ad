"""changes.yml against the rest of the rules: every check, training, clause and reading it names is a real one."""

from collections.abc import Container, Iterable, Iterator

from yoken.authoring import models
from yoken.authoring.errors import RuleError, likely
from yoken.authoring.yaml_file import Mapping
from yoken.rulebook import Change, Changes, Edition


def build(file: models.Changes) -> Changes:
    """The file as the rulebook holds it."""
    return Changes(
        editions=tuple(Edition(**entry.model_dump()) for entry in file.editions),
        successors={entry.then: entry.now for entry in file.trainings},
        points=tuple(
            Change(
                group=group.group,
                topic=entry.topic,
                kind=entry.kind,
                then=tuple(entry.then),
                now=tuple(entry.now),
                asks=entry.asks,
                note=entry.note,
                reading=entry.reading,
            )
            for group in file.changes
            for entry in group.points
        ),
    )


def slips(
    file: models.Changes,
    content: Mapping,
    *,
    checks: Iterable[str] | None,
    trainings: Iterable[str],
    clauses: Iterable[str],
    readings: Container[str],
) -> Iterator[RuleError]:
    """What the file says wrongly, each with its line. `checks` is None where some could not be read."""
    for edition, part in zip(file.editions, content["editions"], strict=True):
        for name in ("then", "now"):
            yield from _unknown("点検", getattr(edition, name), checks, part, name)
    for training, part in zip(file.trainings, content["trainings"], strict=True):
        for name in ("then", "now"):
            yield from _unknown("研修", getattr(training, name), trainings, part, name)
    for group, inside in zip(file.changes, content["changes"], strict=True):
        for point, part in zip(group.points, inside["points"], strict=True):
            for name in ("then", "now"):
                for ref in getattr(point, name):
                    yield from _unknown("条文", ref, clauses, part, name)
            if point.reading and point.reading not in readings:
                yield RuleError(part.places["reading"], f"解釈の番号「{point.reading}」はありません")
            if (point.kind == "only-now") != (not point.then) or (point.kind == "only-then") != (
                not point.now
            ):
                message = f"「{point.topic}」の kind「{point.kind}」が、then と now の書き方に合いません"
                yield RuleError(part.places["kind"], message)
            if point.asks and point.kind != "changed":
                message = "asks は、kind が changed のときだけ書きます"
                yield RuleError(part.places["asks"], message)


def _unknown(
    what: str, name: str, known: Iterable[str] | None, part: Mapping, field: str
) -> Iterator[RuleError]:
    if known is not None and name not in known:
        yield RuleError(part.places[field], f"{what}「{name}」はありません{likely(name, known)}")
