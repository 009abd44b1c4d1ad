"""Addresses inside the site. Tables are HTML, where the site generator rewrites nothing, so we write them relative ourselves."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Linker:
    """Turns a site address (`clauses/notice-2006/#2006-036`, `` for home) into one relative to a page."""

    path: str

    def __call__(self, target: str) -> str:
        address, mark, anchor = target.partition("#")
        address, question, query = address.partition("?")
        here = directory(self.path)
        if address.rstrip("/") == here:
            return mark + anchor if anchor else "./" + question + query
        relative = posixpath.relpath(address.rstrip("/") or ".", here or ".")
        is_file = not address.endswith("/") and "." in posixpath.basename(address)
        return ("./" if relative == "." else relative + ("" if is_file else "/")) + question + query + mark + anchor


def directory(path: str) -> str:
    """The folder a page is served from: `curricula/class-1.md` → `curricula/class-1`, `index.md` → ``."""
    stem = path.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index")


Link = Callable[[str], str]
