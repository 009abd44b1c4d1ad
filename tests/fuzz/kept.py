"""The inputs that are kept of a target, a line each, as Python writes bytes."""

from __future__ import annotations

import ast
from pathlib import Path

FOLDER = Path(__file__).parent / "corpus"
# So that the repository stays small and the replay quick.
MOST_BYTES = 12_000


def inputs(target: str) -> list[bytes]:
    file = _file(target)
    lines = file.read_text("ascii").splitlines() if file.exists() else []
    return [ast.literal_eval(line) for line in lines]


def write(target: str, found: list[bytes]) -> None:
    """The shortest ones, as far as there is room."""
    lines: list[str] = []
    room = MOST_BYTES
    for each in sorted(set(found), key=lambda content: (len(content), content)):
        line = f"{each!r}\n"
        room -= len(line)
        if room < 0:
            break
        lines.append(line)
    _file(target).write_text("".join(lines), "ascii")


def _file(target: str) -> Path:
    return FOLDER / f"{target}.txt"
