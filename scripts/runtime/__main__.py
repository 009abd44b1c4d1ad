"""build/runtime: Python for the browser, self-hosted, with the rules in it.

Two variants. `trimmed` is what a reader downloads: the engine without what nobody can ask for (engine.py), and one file
with the part of the standard library that the rules import, compiled, and our package. `stock` is engine and library as
Pyodide ships them with our package beside: the page goes on with it should the trimmed one lack something. `later` comes
only when an office file is wanted. Every name carries a hash of the content, so that a host may let browsers keep the
files for ever; only manifest.json is asked for anew.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

from scripts.runtime.engine import FILES, WASM, outlined
from scripts.steps.plain import ROOT, entry, run

PYODIDE = ROOT / "node_modules" / "pyodide"
RUNTIME = ROOT / "build" / "runtime"
# Modules of the library that stand in for larger ones, which would bring much that no check uses.
INSTEAD = Path(__file__).with_name("instead")

# Pure Python that the rules import and Pyodide does not ship.
CARRIED = ("jpholiday",)
# Parts of our wheel that the browser never runs: they need packages it does not have.
NOT_CARRIED = ("yoken/authoring/",)
# What comes only when an office file is wanted: our package for it, and the libraries that one uses.
LATER = "yoken/office/"
CARRIED_LATER = ("openpyxl", "et_xmlfile", "xlsxwriter")


def _failed(output: str) -> str:
    """What Python said inside the runtime, without the runtime's own source, which Node shows as one endless line."""
    said = "\n".join(line for line in output.splitlines() if len(line) < 500)
    return f"{said}\n\nブラウザー用の Python をまとめる途中で止まりました。上の文を確かめてください（Node.js 20 以上が要ります）。"


def wheel() -> Path:
    """The one wheel in build/wheel: what the tests run is what the browser runs."""
    return max((ROOT / "build" / "wheel").glob("yoken-*.whl"), key=lambda file: file.stat().st_mtime)


def own_files() -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(wheel()) as archive:
        for name in archive.namelist():
            if name.startswith("yoken/") and not name.startswith((*NOT_CARRIED, LATER)):
                yield name, archive.read(name)
    yield from package_files(CARRIED)


def package_files(packages: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """The Python of installed packages, and their licences."""
    for package in packages:
        for file in metadata.files(package) or ():
            licence = file.name.startswith("LICEN")
            if licence or (file.parts[0] == package and file.suffix == ".py"):
                name = f"{package}.{file.name}" if licence else file.as_posix()
                yield name, Path(str(file.locate())).read_bytes()


def later_files() -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(wheel()) as archive:
        for name in archive.namelist():
            if name.startswith(LATER):
                yield name, archive.read(name)
    yield from package_files(CARRIED_LATER)


def pack(out: Path, files: Iterator[tuple[str, bytes]]) -> None:
    """Files as one archive with fixed times: the same sources give the same bytes."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)


def reduced_library() -> Iterator[tuple[str, bytes]]:
    """The library as the engine ships it, with some modules in the place of larger ones."""
    ours = {file.relative_to(INSTEAD).as_posix(): file for file in INSTEAD.rglob("*.py")}
    with zipfile.ZipFile(PYODIDE / "python_stdlib.zip") as library:
        for name in library.namelist():
            file = ours.pop(name, None)
            yield name, file.read_bytes() if file else library.read(name)
    if ours:
        raise ValueError(f"{sorted(ours)}: nothing of that name to stand in for")


def later_requests() -> list[str]:
    """Every kind of office file, of a whole application and of a check without facts, and files that are refused."""
    with zipfile.ZipFile(wheel()) as archive:
        book = json.loads(archive.read("yoken/rulebook.json"))
    facts = {**book["examples"]["class-1-complete"]["facts"], "forms": {"institution": "法人"}}
    whats = [("template", "xlsx"), ("facts", "xlsx"), ("csv", "csv"), ("dates", "ics"), ("pack", "zip")]
    whats += [
        (what, kind)
        for what in ("correspondence", "evidence", "checklist", "forms")
        for kind in ("xlsx", "html", "print", "zip")
        if (what, kind) not in (("evidence", "xlsx"), ("evidence", "zip"))
    ]
    asked: list[object] = [
        {
            "method": "export",
            "what": what,
            "format": kind,
            "check": "notice-2006/curriculum",
            "facts": facts,
            "as_of": "2026-06-01",
            "target": "2027-04-01",
        }
        for what, kind in whats
    ]
    broken = (b"", b"PK\x03\x04 no workbook", b"\x83\x41,1\n", "日付,科目\n".encode("cp932"))
    asked += [
        {"method": "import", "name": name, "base64": base64.b64encode(content).decode()}
        for content in broken
        for name in ("a.xlsx", "a.csv")
    ]
    return [json.dumps(each, ensure_ascii=False) for each in asked]


def requests() -> list[str]:
    """What the worker may be asked: every example, a case of each check, a pasted block, and each way of asking wrongly.

    All cases would take the build half a minute and import nothing more; tests/parity runs them on what is made here.
    """
    with zipfile.ZipFile(wheel()) as archive:
        book = json.loads(archive.read("yoken/rulebook.json"))
    cases = json.loads((ROOT / "build/cases.json").read_text("utf-8"))["cases"]
    asked: list[object] = [
        {
            "method": "check",
            "check": case["check"],
            "facts": case["facts"],
            "as_of": case.get("as_of") or "2026-06-01",
        }
        for case in [*book["examples"].values(), *{case["check"]: case for case in cases}.values()]
    ]
    asked += [
        {"method": "compare", "edition": edition["id"], "facts": {}, "as_of": "2026-06-01"}
        for edition in book["changes"]["editions"]
    ]
    asked += [
        {
            "method": "calendar",
            "facts": {"answers": {"desired-designation-day": "2027-04-01", "designated-on": "9999-12-31"}},
            "as_of": "2026-06-01",
        },
        {
            "method": "read_block",
            "text": "日付\t開始\t終了\t科目\n2026/6/1\t9:30\t１１時\t障害特性と職業的課題\n",
        },
        {"method": "read_block", "text": '令和8年6月1日,9:30,11:00,90分,"科目、その1"\n'},
        {"method": "read_block", "text": ""},
        {"method": "check", "check": "no/such-check", "facts": {}},
        {
            "method": "check",
            "check": "notice-2006/curriculum",
            "facts": {"timetable": [{"date": "きのう", "start": "25:99"}]},
        },
        {"method": "nothing"},
    ]
    return [json.dumps(each, ensure_ascii=False) for each in asked] + ["これはJSONではない"]


def content_hash(*parts: bytes) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part).digest())
    return base64.b32encode(total.digest()).decode().lower()[:12]


def put(folder: Path, name: str, content: bytes) -> dict[str, object]:
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return {"url": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


Put = Callable[[Path, str, bytes], dict[str, object]]


def put_packed(folder: Path, name: str, content: bytes) -> dict[str, object]:
    """With a packed copy beside it, which the worker unpacks itself where the host compresses nothing."""
    put(folder, f"{name}.gz", gzip.compress(content, 9, mtime=0))
    return {**put(folder, name, content), "packed": True}


def make() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        library, own, asked = folder / "library.zip", folder / "own.zip", folder / "requests.json"
        trimmed, sources, office = folder / "trimmed.zip", folder / "later.zip", folder / "office.zip"
        pack(library, reduced_library())
        pack(own, own_files())
        asked.write_text(json.dumps(requests(), ensure_ascii=False), encoding="utf-8")
        reader = (PYODIDE, library, own)
        later = LATER.strip("/").replace("/", ".")
        run(["node", Path(__file__).with_name("trim.mjs"), *reader, asked, later, trimmed], _failed)

        pack(sources, later_files())
        asked.write_text(json.dumps(later_requests(), ensure_ascii=False), encoding="utf-8")
        run(
            ["node", Path(__file__).with_name("later.mjs"), *reader, trimmed, sources, asked, office], _failed
        )

        fresh = RUNTIME.with_name("runtime.new")
        shutil.rmtree(fresh, ignore_errors=True)

        def engine(files: dict[str, bytes]) -> dict[str, object]:
            at = f"engine-{content_hash(*files.values())}/"
            parts = {
                name: (put_packed if name == WASM else put)(fresh, at + name, content)
                for name, content in files.items()
            }
            return {"engine": at, "wasm": parts[WASM]}

        def part(path: Path, stem: str, way: Put = put) -> dict[str, object]:
            content = path.read_bytes()
            return way(fresh, f"{stem}-{content_hash(content)}.zip", content)

        lock = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))
        manifest = {
            "schema": 1,
            "pyodide": json.loads((PYODIDE / "package.json").read_text("utf-8"))["version"],
            "lock": {"info": lock["info"], "packages": {}},
            "variants": {
                "trimmed": {
                    **engine(outlined(PYODIDE, _failed)),
                    "stdlib": part(trimmed, "yoken-python", put_packed),
                },
                "stock": {
                    **engine({name: (PYODIDE / name).read_bytes() for name in FILES}),
                    "stdlib": part(PYODIDE / "python_stdlib.zip", "python"),
                    "package": part(own, "yoken"),
                },
            },
            "later": {"office": part(office, "yoken-office")},
        }
        put(fresh, "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1).encode())
        shutil.rmtree(RUNTIME, ignore_errors=True)
        fresh.rename(RUNTIME)


def main() -> int:
    make()
    return 0


if __name__ == "__main__":
    entry(main)
