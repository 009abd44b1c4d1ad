"""Runs inside Pyodide, in Node: trims the standard library to what the rules import, compiled by the runtime that will read it.

The runtime's own library is source text, and compiling it is most of a cold start. Compiled elsewhere it would carry another
interpreter's magic number and be ignored. Called by `trim.mjs`; not imported by anything.
"""

import importlib
import importlib.util
import io
import json
import marshal
import sys
import zipfile
from pathlib import Path

LIBRARY = "/lib/python{}{}.zip".format(*sys.version_info[:2])

# Reached only on error paths, by Pyodide's own JavaScript, or by name: running the rules does not show them.
ALSO = [
    "traceback",
    "linecache",
    "tokenize",
    "textwrap",
    "warnings",
    "contextlib",
    "importlib.metadata",
    "importlib.resources",
    "encodings.cp437",
    "encodings.cp932",
    "encodings.shift_jis",
    "encodings.euc_jp",
    "encodings.utf_8_sig",
    "encodings.utf_16",
    "encodings.ascii",
    "encodings.latin_1",
    "encodings.idna",
    "unicodedata",
    "stringprep",
    "pyodide.ffi",
    "pyodide.code",
    "pyodide.console",
    "pyodide.webloop",
    "pyodide._package_loader",
    "csv",
    "json",
    "decimal",
    "fractions",
    "zipfile",
    "shutil",
    "io",
    "base64",
    "difflib",
    "statistics",
    "copy",
    "pprint",
]


def exercise(requests: list[str]) -> None:
    """Everything the worker asks for, so that what the rules import is loaded."""
    from yoken.browser import handle

    for request in requests:
        json.loads(handle(request))


def library_modules() -> dict[str, str]:
    """Name in the archive → source, for every loaded module that came from the library."""
    found: dict[str, str] = {}
    with zipfile.ZipFile(LIBRARY) as archive:
        names = set(archive.namelist())
        for name, module in sorted(sys.modules.items()):
            # Some modules are frozen into the engine and never read from here.
            if not str(getattr(getattr(module, "__spec__", None), "origin", None)).startswith(LIBRARY):
                continue
            path = name.replace(".", "/")
            for entry in (f"{path}/__init__.py", f"{path}.py"):
                if entry in names:
                    found[entry] = archive.read(entry).decode()
                    break
        # Anything that is not Python and lies beside a module we keep is data it reads.
        for entry in sorted(names):
            if not entry.endswith((".py", "/")) and f"{entry.rpartition('/')[0]}/__init__.py" in found:
                found[entry] = ""
    return found


def compiled(entry: str, source: bytes, optimize: int) -> bytes:
    code = compile(source, f"{LIBRARY}/{entry}", "exec", dont_inherit=True, optimize=optimize)
    # A hash that nobody checks (flag 1) instead of a time: the bytes depend on the source alone.
    return (
        importlib.util.MAGIC_NUMBER + b"\1\0\0\0" + importlib.util.source_hash(source) + marshal.dumps(code)
    )


def write(own: str, out: str) -> str:
    """Writes the archive and returns what is in it, for the build's output."""
    # Stored, not deflated: a compressed transfer beats a compressed archive, and zipimport reads it faster.
    buffer = io.BytesIO()
    counts = {"library": 0, "own": 0}
    with (
        zipfile.ZipFile(LIBRARY) as library,
        zipfile.ZipFile(own) as package,
        zipfile.ZipFile(buffer, "w") as archive,
    ):

        def put(name: str, content: bytes) -> None:
            # A fixed time, so that the same sources give the same bytes.
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)

        for entry in sorted(library_modules()):
            content = library.read(entry)
            put(*((f"{entry}c", compiled(entry, content, 2)) if entry.endswith(".py") else (entry, content)))
            counts["library"] += 1
        for entry in sorted(package.namelist()):
            if entry.endswith("/"):
                continue
            content = package.read(entry)
            put(*((f"{entry}c", compiled(entry, content, 0)) if entry.endswith(".py") else (entry, content)))
            counts["own"] += 1
    Path(out).write_bytes(buffer.getvalue())
    return json.dumps(counts)


def trim(own: str, requests_file: str, out: str) -> str:
    sys.path.insert(0, own)
    exercise(json.loads(Path(requests_file).read_text("utf-8")))
    for name in ALSO:
        importlib.import_module(name)
    return write(own, out)
