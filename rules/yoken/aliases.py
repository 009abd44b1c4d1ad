"""How long YAML is where its aliases are written out: a few lines of them can stand for more than any memory holds."""

from typing import Any


def written_out(node: Any) -> float:
    """The characters of a composed document, each alias counted as what it stands for; endless for one that holds itself."""
    return _length(node, {})


def _length(node: Any, known: dict[int, float]) -> float:
    if isinstance(node.value, str):
        return len(node.value) + 1.0
    # An alias is the very node that it names.
    if id(node) not in known:
        known[id(node)] = float("inf")
        each = (part for entry in node.value for part in (entry if isinstance(entry, tuple) else (entry,)))
        known[id(node)] = 1.0 + sum(_length(part, known) for part in each)
    return known[id(node)]
