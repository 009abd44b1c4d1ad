"""Links and saved documents are opened by JavaScript: Node opens the inputs, and what they reach there guides libFuzzer here."""

from __future__ import annotations

import base64
import copy
import json
import random
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import atheris

ROOT = Path(__file__).parent.parent.parent
# The first byte of what is opened as a document.
DOCUMENT = b"\0"
VALUES: tuple[Any, ...] = (None, True, 1e9, "a", [], {}, ["a"], {"a": "b"}, {"2025": 1}, [{"a": ["b"]}])


def opener() -> Callable[[bytes], None]:
    """The target, with a Node of its own behind it."""
    node = subprocess.Popen(
        ["node", "tests/fuzz/told.mjs"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert node.stdin
    assert node.stdout
    asked, told = node.stdin, node.stdout

    def ask(data: bytes) -> Any:
        asked.write(base64.b64encode(data) + b"\n")
        asked.flush()
        return json.loads(told.readline())

    pass_by = _branches(json.loads(told.readline()))

    def links(data: bytes) -> None:
        said = ask(data)
        assert not isinstance(said, str), said
        pass_by(frozenset(said))

    return links


def mutate(data: bytes, most: int, seed: int) -> bytes:
    """Changes the parts of a document, or bytes, as libFuzzer does."""
    chance = random.Random(seed)
    if data[:1] == DOCUMENT and chance.random() < 0.5:
        with suppress(ValueError, RecursionError):
            return (DOCUMENT + _changed(data[1:], chance))[:most]
    return bytes(atheris.Mutate(data, most))


def _changed(document: bytes, chance: random.Random) -> bytes:
    """The document with another part, or a value of another kind, in the place of a part."""
    whole = [json.loads(document)]
    parts = list(_parts(whole))
    holder, at = chance.choice(parts)
    other, there = chance.choice(parts)
    holder[at] = copy.deepcopy(chance.choice([*VALUES, other[there]]))
    return json.dumps(whole[0]).encode()


def _parts(holder: Any) -> Iterator[tuple[Any, Any]]:
    """Everything that is held, with where it is held."""
    for at, part in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
        yield holder, at
        if isinstance(part, dict | list):
            yield from _parts(part)


def _branches(number: int) -> Callable[[frozenset[int]], None]:
    """A function with a branch for every counter of the other side, which is how libFuzzer hears of it."""
    lines = [f"    if {each} in reached:\n        last = {each}\n" for each in range(number)]
    made: dict[str, Any] = {}
    exec(f"def pass_by(reached):\n{''.join(lines)}", made)
    instrumented: Callable[[frozenset[int]], None] = atheris.instrument_func(made["pass_by"])
    return instrumented
