"""The engine without what no check calls: a sixth less to download than Pyodide ships.

What nobody asks for by name goes first (outline.mjs). Then everything that the checks and the office files ask for is
asked once while the engine tells which of its functions it calls. They stay, with those that types and built-ins name,
and all that the code of these calls or takes the address of. The others stop the engine where they are called, and the
page goes on with the whole one: a function left out costs time and never an answer.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from scripts.runtime.compress import CACHE
from scripts.steps.plain import ROOT, run

BESIDE = Path(__file__).with_name("reducing")
SCRIPTS = ("pyodide.mjs", "pyodide.asm.js")
WASM = "pyodide.asm.wasm"
# What the runtime looks for beside its scripts in Node.
ALSO = ("pyodide.mjs", "pyodide-lock.json", "package.json")

Failed = Callable[[str], str]


def reduced(
    pyodide: Path, library: Path, office: Path, asked: dict[str, list[str]], failed: Failed
) -> dict[str, bytes]:
    """The engine's files by name. `asked`: requests for checks, requests for office files, and sources to compile."""
    outlined = _outlined(pyodide, failed)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
        called = folder / "called.json"
        given = (outlined, library, office, folder / "asked.json")
        run(["node", BESIDE / "record.mjs", *given, called], failed)
        wasm = _once(
            f"engine-{_digest(outlined / 'outlined.wasm', called, *_programs())}.wasm",
            lambda out: run(["node", BESIDE / "reduce.mjs", outlined / "outlined.wasm", called, out], failed),
        )
    content = {name: (outlined / name).read_bytes() for name in SCRIPTS}
    return {**content, WASM: wasm.read_bytes()}


def _outlined(pyodide: Path, failed: Failed) -> Path:
    """A folder with the engine reduced to what its scripts ask for, and one that tells what it calls."""

    def make(out: Path) -> None:
        out.mkdir()
        for name in ALSO:
            shutil.copy(pyodide / name, out)
        run(["node", BESIDE / "outline.mjs", pyodide, out], failed)

    files = (pyodide / name for name in (*SCRIPTS, WASM))
    return _once(f"engine-{_digest(*files, *_programs())}", make)


def _programs() -> tuple[Path, ...]:
    return *sorted(BESIDE.glob("*.mjs")), ROOT / "node_modules/binaryen/package.json"


def _digest(*files: Path) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _once(name: str, make: Callable[[Path], object]) -> Path:
    """What was made from the same before is kept beside the packages: whoever saves a rule does not wait for it."""
    known = CACHE / name
    if not known.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as folder:
            fresh = Path(folder) / "made"
            make(fresh)
            fresh.rename(known)
    return known
