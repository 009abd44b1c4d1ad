"""Runs inside Pyodide, in Node: where the types and built-in functions that exist lie in memory, for `reducing/slots.mjs`.

What they name may be called at any time, by rules written tomorrow or by the collector of garbage, whether or not it was
called while anyone watched.
"""

import gc
import json
import sys
from collections.abc import Iterator
from types import BuiltinFunctionType, ClassMethodDescriptorType, MethodDescriptorType, WrapperDescriptorType

FUNCTIONS = (BuiltinFunctionType, MethodDescriptorType, ClassMethodDescriptorType)


def all_types() -> list[type]:
    """Every type, however deep below `object`, each once."""
    found: dict[type, None] = {object: None}
    waiting: list[type] = [object]
    while waiting:
        below: list[type] = type.__subclasses__(waiting.pop())
        for each in below:
            if each not in found:
                found[each] = None
                waiting.append(each)
    return list(found)


def named(types: list[type]) -> Iterator[object]:
    """What types and modules hold under a name."""
    for each in (*types, *sys.modules.values()):
        yield from list(vars(each).values())


def addresses() -> str:
    """Of types, of what wraps a type's own functions, and of other built-in functions; as JSON."""
    types = all_types()
    held = list(named(types))
    return json.dumps(
        {
            "types": [id(each) for each in types],
            "wrappers": [id(each) for each in held if isinstance(each, WrapperDescriptorType)],
            "functions": [id(each) for each in held if isinstance(each, FUNCTIONS)],
        }
    )


def collect_often() -> None:
    gc.collect()
    gc.set_threshold(100, 2, 2)


def read(source: str) -> None:
    """Compiles, as for a class that is made while the rules run."""
    compile(source, "<source>", "exec", dont_inherit=True)
