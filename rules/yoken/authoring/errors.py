"""Errors in the rules, each with its file and line."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple


class Place(NamedTuple):
    """A line of a rule file (1-based)."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class RuleError(Exception):
    """A hard error in the rules: the build stops."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(f"{place}: {message}")
        self.place = place
        self.message = message


def likely(name: str, known: Iterable[str]) -> str:
    """「。'x' のことですか」 where a known name is near, else empty."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"。「{close[0]}」のことですか" if close else ""
