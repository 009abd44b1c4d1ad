"""Runs inside Pyodide, in Node: packs what is loaded only when an Excel or Word file is wanted, compiled by its reader.

Our office package, the libraries it uses, and of the standard library what they need beyond the trimmed one. Called by `later.mjs`.
"""

import json
import sys
import zipfile
from pathlib import Path

# The files beside this one, which lie beside it inside Pyodide too.
import archive  # type: ignore[import-not-found]
import needed  # type: ignore[import-not-found]


def exercise(requests: list[str]) -> None:
    """Every file that can be made, and every one of them read again."""
    from yoken.browser import handle

    for request in requests:
        answer = json.loads(handle(request))
        if "error" in answer:
            raise RuntimeError(answer["error"]["said"])
        if made := answer.get("file"):
            handle(json.dumps({"method": "import", "name": made["name"], "base64": made["base64"]}))


def parents(names: set[str]) -> set[str]:
    """The packages that these files lie in: `yoken/office/door.py` lies in `yoken` and `yoken/office`."""
    found: set[str] = set()
    for name in names:
        while name := name.rpartition("/")[0]:
            found.add(name)
    return found


def pack(own: str, trimmed: str, later: str, requests_file: str, out: str) -> str:
    """Writes the archive and returns what is in it, for the build's output."""
    sys.path[:0] = [own, later]
    import yoken

    # What is one package arrives in the browser in two archives.
    yoken.__path__.append(f"{later}/yoken")
    exercise(json.loads(Path(requests_file).read_text("utf-8")))
    with zipfile.ZipFile(trimmed) as first:
        there = {name.removesuffix("c") if name.endswith(".pyc") else name for name in first.namelist()}
    with zipfile.ZipFile(later) as packages:
        whole = {name for name in packages.namelist() if not name.endswith("/")}
    files = {path: set(needed.loaded(path).values()) - there for path in (archive.LIBRARY, own)}
    files[later] = whole
    # Packages whose first half the browser has already; see yoken.more.
    halves = sorted(name for name in parents(set().union(*files.values())) if f"{name}/__init__.py" in there)
    # Deflated, unlike what is fetched first: hosts without compression serve it too, and it is read once.
    packed = archive.Archive(zipfile.ZIP_DEFLATED)
    packed.put("continued.json", json.dumps(halves).encode())
    for path, entries in files.items():
        with zipfile.ZipFile(path) as source:
            for entry in sorted(entries):
                packed.put(entry, source.read(entry))
    packed.write(out)
    return json.dumps({path: len(entries) for path, entries in files.items()})
