"""Runs inside Pyodide, in Node: which modules the rules need, the engine's own start included.

Imports next to nothing itself: whatever is loaded in the end is taken for needed. Called by `trim.mjs`.
"""

import _ast
import importlib
import json
import re
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

# Asked for by name: by the worker, by the engine where it shows an error, by a codec's machinery.
ALSO = ("yoken.browser", "yoken.more", "traceback", "linecache", "encodings.ascii", "encodings.latin_1")


def exercise(requests: list[str]) -> None:
    """Everything the worker asks for, so that what the rules import is loaded."""
    from yoken.browser import handle

    for request in requests:
        json.loads(handle(request))


def loaded(archive: str) -> dict[str, str]:
    """The loaded modules that come from an archive, and their files in it."""
    # Some modules are frozen into the engine and never read from here.
    found = {
        name: str(module.__spec__.origin)
        for name, module in sys.modules.items()
        if isinstance(module, ModuleType) and module.__spec__ and module.__spec__.origin
    }
    return {
        name: origin.removeprefix(f"{archive}/")
        for name, origin in sorted(found.items())
        if origin.startswith(f"{archive}/")
    }


def source_of(name: str) -> str:
    loader: Any = sys.modules[name].__loader__
    return str(loader.get_source(name) or "")


def nodes(tree: _ast.AST) -> Iterator[_ast.AST]:
    """A syntax tree and all below it. `ast` would do it, and then be taken for needed."""
    yield tree
    for name in tree._fields:
        value = getattr(tree, name, None)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, _ast.AST):
                yield from nodes(each)


def import_named(source: str, later: str) -> None:
    """Imports what a module of ours names, also inside its functions, where no request may have come."""
    for node in nodes(compile(source, "<source>", "exec", _ast.PyCF_ONLY_AST)):
        if isinstance(node, _ast.Import):
            for each in node.names:
                importlib.import_module(each.name)
        elif isinstance(node, _ast.ImportFrom) and node.module and not node.module.startswith(later):
            module = importlib.import_module(node.module)
            for each in node.names:
                if not hasattr(module, each.name):
                    importlib.import_module(f"{node.module}.{each.name}")


def import_all(own: str, later: str) -> None:
    """Everything our loaded modules could come to need, but for what is fetched later."""
    done = set[str]()
    while fresh := set(loaded(own)) - done:
        for name in sorted(fresh):
            if name.startswith("yoken"):
                import_named(source_of(name), later)
        done |= fresh


def listen() -> list[str]:
    """The sources that the library's dataclasses write from now on, as they are written; see behind/dataclasses.py."""
    import dataclasses

    written: list[str] = []

    def overheard(source: str, namespace: dict[str, Any], local: dict[str, Any]) -> None:
        written.append(source)
        exec(source, namespace, local)

    vars(dataclasses)["exec"] = overheard
    return written


def patterns() -> list[tuple[str, int]]:
    """The regular expressions that were compiled since the engine began, and their flags."""
    known: Any = vars(re)["_cache"]
    return sorted((pattern, flags) for kind, pattern, flags in known if kind is str)


def needed(own: str, library: str, requests: str, later: str) -> str:
    """The files of our archive and of the library that have to be there, as JSON; `later` begins what does not."""
    sys.path.insert(0, own)
    methods = listen()
    for name in ALSO:
        importlib.import_module(name)
    exercise(json.loads(requests))
    import_all(own, later)
    files = {archive: sorted(loaded(archive).values()) for archive in (library, own)}
    return json.dumps({**files, "methods": sorted(set(methods)), "patterns": patterns()})
