"""Runs inside Pyodide, in Node: packs what is loaded only when an Excel or Word file is wanted, compiled by its reader.

Our office package, the libraries it uses, and of the standard library what they need beyond the trimmed one. Called by `later.mjs`.
"""

import io
import json
import shutil
import sys
import zipfile
from pathlib import Path

import trim_library  # type: ignore[import-not-found]  # trim.py under this name, beside it inside Pyodide

FOLDER = "/later"


def exercise(requests: list[str]) -> None:
    """Every file that can be made, and every one of them read again."""
    from yoken.browser import handle

    for request in requests:
        answer = json.loads(handle(request))
        if "error" in answer:
            raise RuntimeError(answer["error"]["detail"])
        if made := answer.get("file"):
            handle(json.dumps({"method": "import", "name": made["name"], "base64": made["base64"]}))


def pack(own: str, trimmed: str, later: str, requests_file: str, out: str) -> str:
    """Writes the archive and returns what is in it, for the build's output."""
    sys.path.insert(0, own)
    shutil.unpack_archive(later, FOLDER, "zip")
    from yoken import more

    more.add(FOLDER)
    exercise(json.loads(Path(requests_file).read_text("utf-8")))
    with zipfile.ZipFile(trimmed) as archive:
        there = set(archive.namelist())
    missing = [
        entry
        for entry in sorted(trim_library.library_modules())
        if entry not in there and f"{entry}c" not in there
    ]
    buffer = io.BytesIO()
    counts = {"library": 0, "packages": 0}
    with (
        zipfile.ZipFile(trim_library.LIBRARY) as library,
        zipfile.ZipFile(later) as packages,
        # Deflated, unlike what is fetched first: hosts without compression serve it too, and it is read once.
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for source, names, kind in (
            (library, missing, "library"),
            (packages, sorted(packages.namelist()), "packages"),
        ):
            for entry in names:
                content = source.read(entry)
                name = entry
                if entry.endswith(".py"):
                    # Our own lines are wanted in error messages; the documentation of libraries is not.
                    optimize = 0 if entry.startswith("yoken/") else 2
                    name, content = f"{entry}c", trim_library.compiled(entry, content, optimize)
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                archive.writestr(info, content, zipfile.ZIP_DEFLATED)
                counts[kind] += 1
    Path(out).write_bytes(buffer.getvalue())
    return json.dumps(counts)
