"""A step runs only when what it is made from changed since it last succeeded.

The stamp is a hash over the paths and contents of the step's inputs and over the step's own source. Contents, not times:
a fresh clone, a changed branch and a restored cache all have new times and old contents.
"""

import functools
import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.steps.plain import ROOT

LEFT_BY_TOOLS = {"__pycache__", ".DS_Store"}


@dataclass(frozen=True)
class Step:
    name: str
    title: str
    """What it does, as the reader of the terminal sees it."""
    inputs: tuple[str, ...]
    """Files, folders or patterns, from the root of the checkout."""
    outputs: tuple[str, ...]
    """The same; each has to be there for the step to count as done."""
    run: Callable[[], None]
    stamps: str = "build/stamps"
    """Where the stamp lies: with the outputs where those outlive build/, so that removing it installs nothing again."""


def files(*patterns: str) -> Iterator[Path]:
    """Every file that the patterns name, in a fixed order, without what tools leave behind."""
    found: set[Path] = set()
    for pattern in patterns:
        path = ROOT / pattern
        if path.is_file():
            found.add(path)
        else:
            inside = path.rglob("*") if path.is_dir() else ROOT.glob(pattern)
            found.update(file for file in inside if file.is_file())
    return (file for file in sorted(found) if LEFT_BY_TOOLS.isdisjoint(file.parts))


def due(step: Step) -> bool:
    """Whether there is something to do, by what its inputs are now."""
    return _due(step, _hash(step))


def make(step: Step) -> bool:
    """Brings one step up to date and prints one line about it. True where there was something to do."""
    print(f"{step.title}… ", end="", flush=True)
    # Taken before the run: what is saved while the step works has to count as new next time.
    fresh = _hash(step)
    if not _due(step, fresh):
        print("変更なし", flush=True)
        return False
    stamp = _stamp(step)
    stamp.unlink(missing_ok=True)
    start = time.monotonic()
    step.run()
    print(f"{time.monotonic() - start:.1f}秒", flush=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fresh, encoding="ascii")
    return True


def _due(step: Step, fresh: str) -> bool:
    return _read(_stamp(step)) != fresh or not all(any(files(output)) for output in step.outputs)


def _stamp(step: Step) -> Path:
    return ROOT / step.stamps / f"{step.name}.stamp"


def _hash(step: Step) -> str:
    total = hashlib.sha256(sys.version.encode())
    source = sys.modules[step.run.__module__].__file__
    own = (os.path.relpath(source, ROOT),) if source else ()
    for file in files(*step.inputs, *own):
        state = file.stat()
        total.update(
            f"{file.relative_to(ROOT)}\0{_content(file, state.st_mtime_ns, state.st_size)}\n".encode()
        )
    return total.hexdigest()


@functools.cache
def _content(file: Path, changed: int, size: int) -> str:
    """Hash of a file; the time and size only keep this process from reading the same content twice."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read(stamp: Path) -> str | None:
    return stamp.read_text(encoding="ascii") if stamp.exists() else None
