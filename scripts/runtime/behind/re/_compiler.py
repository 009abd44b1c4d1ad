"""Goes behind the library's module of this name: a pattern is translated in the build, not at every start.

The translation is written in Python, and that of some forty patterns was a twentieth of a start.
"""

import _sre  # type: ignore[import-not-found]
import marshal
from typing import Any

__loader__: Any

# What the engine is handed for a pattern and its flags.
_TRANSLATED: dict[tuple[str | bytes, int], tuple[Any, ...]] = marshal.loads(
    __loader__.get_data(f"{__loader__.archive}/re.patterns")
)
_translate: Any = compile


def compile(p: Any, flags: int = 0) -> Any:
    """As above, for what the build saw; all else is translated now."""
    known = _TRANSLATED.get((p, flags))
    return _sre.compile(p, *known) if known else _translate(p, flags)
