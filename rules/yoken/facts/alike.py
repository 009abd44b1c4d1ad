"""Names that may be one person's: 「山田」 and 「山田先生」, 「山田」 and 「山田太郎」."""

from collections.abc import Iterable
from typing import NamedTuple

from yoken.plain import key

# Shorter ones begin too many other names.
SHORTEST = 2


class Alike(NamedTuple):
    """Two ways in which the same person may have been written, with the place of the longer one."""

    path: str
    label: str
    longer: str
    shorter: str


def alike(names: Iterable[tuple[str, str, str]]) -> list[Alike]:
    """Of names with their paths and labels, each that goes on where another one ends.

    「講師1」 and 「講師10」, 「講師A」 and 「講師AB」 are counted through and no more alike than others.
    """
    first: dict[str, tuple[str, str, str]] = {}
    for path, label, name in names:
        first.setdefault(key(name), (path, label, name))
    found: list[Alike] = []
    # In this order a name is followed by those that begin with it.
    shorter: list[str] = []
    for written in sorted(first):
        while shorter and not written.startswith(shorter[-1]):
            shorter.pop()
        if shorter and not written[len(shorter[-1])].isascii():
            path, label, name = first[written]
            found.append(Alike(path, label, name, first[shorter[-1]][2]))
        if len(written) >= SHORTEST:
            shorter.append(written)
    return found
