"""Frozen dataclasses to JSON and back, driven by their type hints.

Only what the rulebook needs: nested dataclasses, tuples, dicts with string keys, unions of dataclasses (tagged
with `op`), dates as ISO text and fractions as 「4/5」. Reading is strict: an unknown or missing key is an error.
"""

import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def encode(value: Any) -> Any:
    """What JSON has no form for, as what it has one for, and the parts as they are: `json.dumps` asks for each in turn.

    Fields that hold their default are left out.
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    kind: type = type(value)
    content = {"op": kind.__name__}
    for name, default in _defaults(kind):
        item = getattr(value, name)
        if default is MISSING or item != default:
            content[name] = item
    return content


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    """Each field's name and what it holds where nothing was given."""
    return tuple(
        (each.name, each.default_factory() if each.default_factory is not MISSING else each.default)
        for each in fields(kind)
    )


def decode(kind: type[T], content: Any) -> T:
    """An object of dataclass `kind` from what `encode` gave. Raises ValueError when the content does not fit."""
    kind_: Any = kind
    result: T = _reader(kind_)(content)
    return result


Reader = Callable[[Any], Any]


def _as_it_is(content: Any) -> Any:
    """Most of a rulebook is text, which stays what it is in JSON."""
    return content


@cache
def _reader(kind: Any) -> Reader:
    origin, args = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    if origin is tuple:
        item = _reader(args[0])
        return tuple if item is _as_it_is else lambda content: tuple([item(each) for each in content])
    if origin is dict:
        value = _reader(args[1])
        if value is _as_it_is:
            return _as_it_is
        return lambda content: {name: value(each) for name, each in content.items()}
    if origin in (Union, types.UnionType):
        return _union_reader(args)
    if kind is date:
        return date.fromisoformat
    if kind is Fraction:
        return Fraction
    return _as_it_is


def _union_reader(args: tuple[Any, ...]) -> Reader:
    tagged = {each.__name__: _reader(each) for each in args if isinstance(each, type) and is_dataclass(each)}
    plain = [each for each in args if not is_dataclass(each) and each is not type(None)]
    only = _reader(plain[0]) if len(plain) == 1 and not tagged else None

    def read(content: Any) -> Any:
        if content is None:
            return None
        if isinstance(content, dict) and content.get("op") in tagged:
            return tagged[content["op"]](content)
        if Fraction in plain and isinstance(content, str):
            return Fraction(content)
        if date in plain and isinstance(content, str):
            return date.fromisoformat(content)
        if only:
            return only(content)
        if isinstance(content, int) and int in plain:
            return content
        raise ValueError(f"{content!r} is none of {args}")

    return read


def _dataclass_reader(kind: Any) -> Reader:
    # Made when the first object is read: a criterion has parts that are criteria.
    readers: dict[str, Reader] = {}

    def read(content: Any) -> Any:
        if not readers:
            hints = get_type_hints(kind)
            readers.update({each.name: _reader(hints[each.name]) for each in fields(kind)})
        values = {}
        for name, item in content.items():
            reader = readers.get(name)
            if reader is _as_it_is:
                values[name] = item
            elif reader is not None:
                values[name] = reader(item)
            elif name != "op":
                raise ValueError(f"{kind.__name__} has no field {name!r}")
        try:
            return kind(**values)
        except TypeError as error:
            raise ValueError(f"{kind.__name__}: {error}") from None

    return read
