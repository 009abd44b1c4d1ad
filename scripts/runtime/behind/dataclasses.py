"""Goes behind the library's module of this name: a class's methods are compiled in the build, not at every start.

The module writes the source of each class's methods and executes it; compiling that was a sixth of a start.
"""

import builtins
import marshal
from types import CodeType
from typing import Any

__loader__: Any

_METHODS: dict[str, CodeType] = marshal.loads(
    __loader__.get_data(f"{__loader__.archive}/dataclasses.methods")
)


def exec(source: str, namespace: dict[str, Any], local: dict[str, Any]) -> None:
    """What the functions above call: the same source compiled before, or the source where the build did not see it."""
    builtins.exec(_METHODS.get(source, source), namespace, local)
