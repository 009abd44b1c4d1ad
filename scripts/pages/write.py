"""Puts files into the docs folder, touching only what changed, so that a watching server stays quiet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Outcome:
    written: int
    unchanged: int
    deleted: int


def gather(sources: Iterable[tuple[str, str, bytes]]) -> dict[str, bytes]:
    """One file per path, from (maker, path, content). Two makers of one path are a mistake, never a race."""
    files: dict[str, bytes] = {}
    makers: dict[str, str] = {}
    for maker, path, content in sources:
        if path in files:
            raise ValueError(f"{path}: written by both {makers[path]} and {maker}; a page has one maker")
        if path.startswith("/") or ".." in Path(path).parts:
            raise ValueError(f"{path}: {maker} writes outside the docs folder")
        files[path], makers[path] = content, maker
    return files


def sync(folder: Path, files: dict[str, bytes]) -> Outcome:
    """Makes `folder` hold exactly `files`."""
    written = unchanged = deleted = 0
    for path, content in files.items():
        target = folder / path
        if target.is_file() and target.read_bytes() == content:
            unchanged += 1
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        written += 1
    for old in sorted(folder.rglob("*"), reverse=True):
        if old.is_file() and old.relative_to(folder).as_posix() not in files:
            old.unlink()
            deleted += 1
        elif old.is_dir() and not any(old.iterdir()):
            old.rmdir()
    return Outcome(written, unchanged, deleted)
