"""The engine without the functions that only code loaded into it later could ask for, of which this site has none.

Whoever compiled Pyodide had to keep every function that a package might name. Here the names are known: those that the
engine's scripts hold. The others are taken off the list of what can be asked for, and what nothing left can reach goes.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from scripts.steps.plain import CACHE, ROOT, run

OUTLINE = Path(__file__).with_name("outline.mjs")
STARTER = "pyodide.mjs"
SCRIPT = "pyodide.asm.js"
WASM = "pyodide.asm.wasm"
FILES = (STARTER, SCRIPT, WASM)


def outlined(pyodide: Path, failed: Callable[[str], str]) -> dict[str, bytes]:
    """The engine's files by name. What was made from the same before is kept: whoever saves a rule does not wait for it."""
    sources = (*(pyodide / name for name in FILES), OUTLINE, ROOT / "node_modules/binaryen/package.json")
    made = CACHE / f"engine-{_digest(sources)}"
    if not made.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as folder:
            fresh = Path(folder) / "made"
            fresh.mkdir()
            shutil.copy(pyodide / STARTER, fresh)
            run(["node", OUTLINE, pyodide, fresh], failed)
            fresh.rename(made)
    return {name: (made / name).read_bytes() for name in FILES}


def _digest(files: tuple[Path, ...]) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()
