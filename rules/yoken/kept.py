"""What one run leaves for the next: an edit changes one row of many, and what hangs on the others stays as it was."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Made = TypeVar("Made")


class Kept:
    """Things by name, each to be used again where it would be made from the same. For one rulebook."""

    def __init__(self) -> None:
        self._before: dict[Hashable, tuple[tuple[object, ...], Any]] = {}
        self._now: dict[Hashable, tuple[tuple[object, ...], Any]] = {}

    def turn(self) -> None:
        """A new run begins. Of the last one stays what it used, so that names typed and rows deleted are not kept for ever."""
        self._before, self._now = self._now, {}

    def get(self, name: Hashable, source: tuple[object, ...], make: Callable[[], Made]) -> Made:
        """What is made from `source`, which nobody may change afterwards."""
        stood = self._now.get(name) or self._before.get(name)
        if stood is None or stood[0] != source:
            stood = source, make()
        self._now[name] = stood
        made: Made = stood[1]
        return made

    def __len__(self) -> int:
        return len(self._now)
