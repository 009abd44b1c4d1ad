"""What a batch checks, one document after another: files, the files of a folder, the lines of a JSON lines file.

The order is always the same, so that a run can be continued and a shard is always the same part.
"""

import itertools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from yoken.files import failed, too_large
from yoken.limits import MAX_BYTES

LINES = (".jsonl", ".ndjson")
# A folder's files of one document each. JSON lines are named themselves: a result written there is no input.
DOCUMENTS = (".yml", ".yaml", ".json", ".csv", ".tsv", ".xlsx", ".xlsm", ".xls")


class Item(NamedTuple):
    """A document to check. `line` is its text where it is a line; a file is read only where it is checked."""

    name: str
    line: bytes | None = None
    error: str = ""


class Shard(NamedTuple):
    """The part `number` of so many equal `parts`, counted from 1."""

    number: int
    parts: int


WHOLE = Shard(1, 1)


def is_many(name: str) -> bool:
    """Whether this may hold several documents."""
    return name.lower().endswith(LINES) or Path(name).is_dir()


def items(names: Iterable[str], shard: Shard) -> Iterator[Item]:
    """The documents of one part. Dealt out like cards, so that long ones that lie together do not fall to one part."""
    every = (item for name in names for item in _of(name))
    return itertools.islice(every, shard.number - 1, None, shard.parts)


def count(names: Iterable[str], shard: Shard) -> int:
    """How many documents there are, without reading them."""
    return sum(1 for _ in items(names, shard))


def _of(name: str) -> Iterator[Item]:
    if name.lower().endswith(LINES):
        yield from _lines(name)
    elif Path(name).is_dir():
        for path in _files(name):
            yield Item(path)
    else:
        yield Item(name)


def _files(folder: str) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        # os.walk goes on into the folders as they are left here.
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for file in sorted(files):
            if file.lower().endswith(DOCUMENTS) and not file.startswith((".", "~$")):
                yield f"{root.rstrip('/')}/{file}"


def _lines(name: str) -> Iterator[Item]:
    try:
        with Path(name).open("rb") as stream:
            for number in itertools.count(1):
                line = stream.readline(MAX_BYTES + 1)
                if not line:
                    return
                place = f"{name}:{number}"
                if len(line) > MAX_BYTES:
                    _skip(stream, line)
                    yield Item(place, error=str(too_large(place)))
                elif line.strip():
                    yield Item(place, line)
    except OSError as error:
        yield Item(name, error=str(failed(name, error)))


def _skip(stream: BinaryIO, line: bytes) -> None:
    """Goes on to the end of a line that is too long to be held."""
    while line and not line.endswith(b"\n"):
        line = stream.readline(MAX_BYTES)
