"""Repeating a criterion for every subject, topic or form of a curriculum.

`each: {subject: class-1}` stands before a criterion; `{subject.name}` is filled in; `when: subject.alternative`
keeps it only where the subject has one, `unless:` only where it has none. `when: {subject.instructor.clause: 別表/9/要件}`
keeps it only where the value is that one (or one of a list).
"""

import re
from typing import Any

from yoken.authoring.errors import RuleError, likely
from yoken.authoring.yaml_file import Mapping

Scope = dict[str, Any]
_PLACEHOLDER = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)*)\}")


def expand(content: Any, curricula: dict[str, Mapping], scope: Scope) -> Any:
    """`content` with every `each`, `when`, `unless` and placeholder worked out. Raises RuleError."""
    if isinstance(content, Mapping):
        return _mapping(content, curricula, scope)
    if isinstance(content, list):
        items: list[Any] = []
        for item in content:
            items += _items(item, curricula, scope)
        return items
    return content


def _items(item: Any, curricula: dict[str, Mapping], scope: Scope) -> list[Any]:
    if not isinstance(item, Mapping):
        return [_fill(item, scope, None)]
    if "each" not in item:
        return [_mapping(item, curricula, scope)] if _kept(item, scope) else []
    place = item.places["each"]
    if not isinstance(item["each"], Mapping) or len(item["each"]) != 1:
        raise RuleError(place, "each は「名前: 一覧」の形で書きます（例: each: {subject: class-1}）")
    ((name, source),) = item["each"].items()
    rest = _copy(item, {key for key in item if key != "each"})
    found: list[Any] = []
    for number, value in enumerate(_source(str(source), curricula, scope, item), start=1):
        inner = {**scope, name: value, f"{name}_number": number}
        if _kept(rest, inner):
            found.append(_mapping(rest, curricula, inner))
    return found


def _mapping(content: Mapping, curricula: dict[str, Mapping], scope: Scope) -> Mapping:
    result = Mapping(content.place)
    result.places = content.places
    for key, value in content.items():
        if key in ("when", "unless"):
            continue
        filled = value if isinstance(value, str) else expand(value, curricula, scope)
        if scope:
            place = content.places.get(key, content.place)
            key, filled = str(_fill(key, scope, place)), _fill(filled, scope, place)
        result[key] = filled
    return result


def _source(source: str, curricula: dict[str, Mapping], scope: Scope, item: Mapping) -> list[Any]:
    if source in curricula:
        return list(curricula[source]["subjects"])
    found = _lookup(source, scope)
    if found is None:
        known = [*curricula, *scope]
        raise RuleError(item.places["each"], f"「{source}」という一覧はありません{likely(source, known)}")
    return list(found)


def _kept(item: Mapping, scope: Scope) -> bool:
    if "when" in item and not _holds(item["when"], scope):
        return False
    return not ("unless" in item and _holds(item["unless"], scope))


def _holds(condition: Any, scope: Scope) -> bool:
    if not isinstance(condition, Mapping):
        return bool(_lookup(str(condition), scope))
    return all(
        _lookup(path, scope) in (wanted if isinstance(wanted, list) else [wanted])
        for path, wanted in condition.items()
    )


def _lookup(path: str, scope: Scope) -> Any:
    found: Any = scope
    for step in path.split("."):
        found = found.get(step) if isinstance(found, dict) else None
    return found


def _fill(text: Any, scope: Scope, place: Any) -> Any:
    # Most text has no place to be filled.
    if not isinstance(text, str) or "{" not in text:
        return text

    def value(match: re.Match[str]) -> Any:
        # {found} and the like belong to messages and are filled in when a finding is made.
        head = match[1].split(".")[0]
        if head not in scope:
            return match[0]
        found = _lookup(match[1], scope)
        if found is None:
            raise RuleError(place, f"「{match[0]}」に当たる値がありません")
        return found

    if whole := _PLACEHOLDER.fullmatch(text):
        return value(whole)
    return _PLACEHOLDER.sub(lambda match: str(value(match)), text)


def _copy(item: Mapping, keys: set[str]) -> Mapping:
    result = Mapping(item.place)
    result.places = item.places
    result.update({key: value for key, value in item.items() if key in keys})
    return result
