"""Runs inside Pyodide, in Node: an archive of modules, compiled by the runtime that will read it.

The runtime's own library is source text, and compiling it is most of a cold start. Compiled elsewhere it would carry another
interpreter's magic number and be ignored. Called by `trim.mjs`, and by `later.py`.
"""

import importlib.util
import io
import json
import marshal
import re
import sys
import zipfile
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import Any

# Sources that go behind the library's own, by the same names.
BEHIND = "/behind"
LIBRARY = "/lib/python{}{}.zip".format(*sys.version_info[:2])


def without_places(code: CodeType) -> CodeType:
    """The same code without the table of its lines and columns, a third of it: frames of the library tell their names alone."""
    units = len(code.co_code) // 2
    # 「nowhere」, for eight instructions at a time, as Objects/locations.md of CPython has it.
    table = bytes([0x80 | 15 << 3 | 7]) * (units // 8)
    if units % 8:
        table += bytes([0x80 | 15 << 3 | units % 8 - 1])
    inner = tuple(without_places(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_linetable=table, co_consts=inner)


def compiled(entry: str, source: bytes) -> bytes:
    code: CodeType = compile(source, f"{LIBRARY}/{entry}", "exec", dont_inherit=True, optimize=2)
    # Our own lines are wanted in error messages.
    if not entry.startswith("yoken/"):
        code = without_places(code)
    # A hash that nobody checks (flag 1) instead of a time: the bytes depend on the source alone.
    return (
        importlib.util.MAGIC_NUMBER + b"\1\0\0\0" + importlib.util.source_hash(source) + marshal.dumps(code)
    )


def translated(pattern: str, flags: int) -> tuple[object, ...]:
    """What `re` hands to the engine for a pattern, but for the pattern itself."""
    handed: list[tuple[object, ...]] = []

    def listen(_: str, flags: int, code: list[int], *groups: object) -> None:
        # Opcodes have names there, and are plain numbers to the engine.
        handed.append((int(flags), [int(each) for each in code], *groups))

    compiler: Any = vars(re)["_compiler"]
    engine = compiler._sre
    compiler._sre = SimpleNamespace(**{**vars(engine), "compile": listen})
    compiler.compile(pattern, flags)
    compiler._sre = engine
    return handed[0]


class Archive:
    """Modules compiled, all else as it is, at a fixed time, so that the same sources give the same bytes."""

    def __init__(self, compression: int) -> None:
        self.buffer = io.BytesIO()
        self.compression = compression
        self.zip = zipfile.ZipFile(self.buffer, "w")

    def put(self, entry: str, content: bytes) -> None:
        if entry.endswith(".py"):
            entry, content = f"{entry}c", compiled(entry, content)
        self.zip.writestr(zipfile.ZipInfo(entry, (1980, 1, 1, 0, 0, 0)), content, self.compression)

    def write(self, out: str) -> None:
        self.zip.close()
        Path(out).write_bytes(self.buffer.getvalue())


def trim(own: str, needed: str, out: str) -> str:
    """Writes what is needed of the library and of ours as one archive; returns what is in it, for the build's output."""
    # Stored, not deflated: a compressed transfer beats a compressed archive, and zipimport reads it faster.
    archive = Archive(zipfile.ZIP_STORED)
    files = json.loads(needed)
    with zipfile.ZipFile(own) as package:
        files[own] += [name for name in package.namelist() if not name.endswith((".py", "/"))]
    for path in (LIBRARY, own):
        with zipfile.ZipFile(path) as source:
            for entry in sorted(files[path]):
                behind = Path(BEHIND, entry)
                more = behind.read_bytes() if path == LIBRARY and behind.exists() else b""
                archive.put(entry, source.read(entry) + more)
    methods = {
        source: without_places(compile(source, "<string>", "exec", dont_inherit=True))
        for source in files["methods"]
    }
    patterns = {(pattern, flags): translated(pattern, flags) for pattern, flags in files["patterns"]}
    archive.put("dataclasses.methods", marshal.dumps(methods))
    archive.put("re.patterns", marshal.dumps(patterns))
    archive.write(out)
    return json.dumps({name: len(each) for name, each in files.items()})
