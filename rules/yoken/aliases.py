"""How long YAML is where its aliases are written out: a few lines of them can stand for more than any memory holds."""

from typing import Any


def written_out(node: Any) -> float:
    """The characters of a composed document, each alias counted as what it stands for; endless for one that holds itself."""
    return _length(node, {})


def _length(node: Any, known: dict[int, float]) -> float:
    # An alias is the very node that it names.
    found = known.get(id(node))
    if found is None:
        known[id(node)] = float("inf")
        parts = node.value
        if isinstance(parts, str):
            found = float(len(parts))
        else:
            each = (part for entry in parts for part in (entry if isinstance(entry, tuple) else (entry,)))
            found = sum(_length(part, known) for part in each)
        known[id(node)] = found = found + 1
    return found
