"""Which scripts a page needs, so that the browser asks for all of them at once and not one after another."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

WIDGETS = Path(__file__).parent.parent.parent / "widgets"
_IMPORT = re.compile(r"""^(?:import|export) (?:[^;"]*? from )?"\./(?P<name>[\w-]+\.js)";""", re.MULTILINE)


@cache
def needed(*entries: str) -> tuple[str, ...]:
    """The entries of a page, and what they import, however far; each once. Raises FileNotFoundError for a wrong name."""
    found: dict[str, None] = {}
    waiting = list(entries)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            waiting += [match["name"] for match in _IMPORT.finditer((WIDGETS / name).read_text("utf-8"))]
    return tuple(found)
