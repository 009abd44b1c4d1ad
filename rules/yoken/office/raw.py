"""The facts document as typed: every leaf as the text of one cell."""

from collections.abc import Mapping
from typing import Any

from yoken.plain import plain
from yoken.tables import plain_cell

Raw = Mapping[str, Any]


def as_text(value: object) -> str:
    """A leaf as a person would type it: lists with 「、」, counts by year as 「2023: 1、2024: 2」."""
    if isinstance(value, Mapping):
        return "、".join(f"{plain(name)}: {as_text(each)}" for name, each in value.items())
    if isinstance(value, list | tuple):
        return "、".join(as_text(each) for each in value)
    return plain_cell(value)


def rows(raw: Raw, table: str) -> list[Mapping[str, Any]]:
    """The rows of a table of facts; none where there is none."""
    found = raw.get(table)
    return [row if isinstance(row, Mapping) else {} for row in found] if isinstance(found, list) else []


def mapping(raw: Raw, name: str) -> Mapping[str, Any]:
    """A part of the document that holds values by name."""
    found = raw.get(name)
    return found if isinstance(found, Mapping) else {}
