"""build/runtime: Python for the browser, self-hosted, with the rules in it.

Two variants of the standard library, one engine. `trimmed` holds what the rules import, compiled, and our package, in one
file: that is what a reader downloads. `stock` is the library as Pyodide ships it with our package beside it: the worker goes
on with it should the trimmed one lack a module. Every name carries a hash of the content, so that a host may let browsers
keep the files for ever; only manifest.json is asked for anew.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from scripts.steps.plain import ROOT, after, entry, run

PYODIDE = ROOT / "node_modules" / "pyodide"
RUNTIME = ROOT / "build" / "runtime"
ENGINE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")

# Pure Python that the rules import and Pyodide does not ship.
CARRIED = ("jpholiday",)
# Parts of our wheel that the browser never runs: they need packages it does not have.
NOT_CARRIED = ("yoken/authoring/",)

_NO_NODE = (
    "ブラウザー用の Python を用意できませんでした。node が入っているか確かめてください（Node.js 20 以上）。"
)


def wheel() -> Path:
    """The one wheel in build/wheel: what the tests run is what the browser runs."""
    return max((ROOT / "build" / "wheel").glob("yoken-*.whl"), key=lambda file: file.stat().st_mtime)


def own_files() -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(wheel()) as archive:
        for name in archive.namelist():
            if name.startswith("yoken/") and not name.startswith(NOT_CARRIED):
                yield name, archive.read(name)
    for package in CARRIED:
        for file in metadata.files(package) or ():
            if file.parts[0] == package and file.suffix == ".py":
                yield file.as_posix(), Path(str(file.locate())).read_bytes()


def pack(out: Path) -> None:
    """Our package as one archive with fixed times: the same sources give the same bytes."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(own_files()):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)


def requests() -> list[str]:
    """What the worker may be asked: every example and case, a pasted block, and each way of asking wrongly."""
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
        for case in [*book["examples"].values(), *cases]
    ]
    asked += [
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
    return {"url": name, "bytes": len(content)}


def make() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        own, asked, trimmed = folder / "own.zip", folder / "requests.json", folder / "trimmed.zip"
        pack(own)
        asked.write_text(json.dumps(requests(), ensure_ascii=False), encoding="utf-8")
        run(["node", Path(__file__).with_name("trim.mjs"), PYODIDE, own, asked, trimmed], after(_NO_NODE))

        fresh = RUNTIME.with_name("runtime.new")
        shutil.rmtree(fresh, ignore_errors=True)
        engine = {name: (PYODIDE / name).read_bytes() for name in ENGINE}
        at = f"engine-{content_hash(*engine.values())}/"
        parts = {name: put(fresh, at + name, content) for name, content in engine.items()}

        def part(path: Path, stem: str) -> dict[str, object]:
            content = path.read_bytes()
            return put(fresh, f"{stem}-{content_hash(content)}.zip", content)

        lock = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))
        manifest = {
            "schema": 1,
            "pyodide": json.loads((PYODIDE / "package.json").read_text("utf-8"))["version"],
            "engine": at,
            "wasm": parts["pyodide.asm.wasm"],
            "lock": {"info": lock["info"], "packages": {}},
            "variants": {
                "trimmed": {"stdlib": part(trimmed, "yoken-python")},
                "stock": {
                    "stdlib": part(PYODIDE / "python_stdlib.zip", "python"),
                    "package": part(own, "yoken"),
                },
            },
        }
        put(fresh, "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1).encode())
        shutil.rmtree(RUNTIME, ignore_errors=True)
        fresh.rename(RUNTIME)


def main() -> int:
    make()
    return 0


if __name__ == "__main__":
    entry(main)
