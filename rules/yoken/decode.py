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
    """`value` as JSON-ready data. Fields that hold their default are left out."""
    # Nearly everything is text or a number: asked first.
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, dict):
        return {str(name): encode(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [encode(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if is_dataclass(value) and not isinstance(value, type):
        content = {"op": type(value).__name__}
        for name, default in _defaults(type(value)):
            item = getattr(value, name)
            if default is MISSING or item != default:
                content[name] = encode(item)
        return content
    return value


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


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    origin, args = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    if origin is tuple:
        item = _lazy(args[0])
        return lambda content: tuple([item(each) for each in content])
    if origin is dict:
        value = _lazy(args[1])
        return lambda content: {name: value(each) for name, each in content.items()}
    if origin in (Union, types.UnionType):
        return _union_reader(args)
    if kind is date:
        return date.fromisoformat
    if kind is Fraction:
        return Fraction
    return lambda content: content


def _lazy(kind: Any) -> Callable[[Any], Any]:
    """Readers of recursive types refer to themselves, so they are looked up when first used."""
    return lambda content: _reader(kind)(content)


def _union_reader(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    tagged: dict[str, Any] = {
        each.__name__: each for each in args if isinstance(each, type) and is_dataclass(each)
    }
    plain = [each for each in args if not is_dataclass(each) and each is not type(None)]

    def read(content: Any) -> Any:
        if content is None:
            return None
        if isinstance(content, dict) and content.get("op") in tagged:
            return _reader(tagged[content["op"]])(content)
        if Fraction in plain and isinstance(content, str):
            return Fraction(content)
        if date in plain and isinstance(content, str):
            return date.fromisoformat(content)
        if len(plain) == 1 and not tagged:
            return _reader(plain[0])(content)
        if isinstance(content, int) and int in plain:
            return content
        raise ValueError(f"{content!r} is none of {args}")

    return read


def _dataclass_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = {each.name: _lazy(hints[each.name]) for each in fields(kind)}

    def read(content: Any) -> Any:
        values = {}
        for name, item in content.items():
            if name == "op":
                continue
            if name not in readers:
                raise ValueError(f"{kind.__name__} has no field {name!r}")
            values[name] = readers[name](item)
        try:
            return kind(**values)
        except TypeError as error:
            raise ValueError(f"{kind.__name__}: {error}") from None

    return read
