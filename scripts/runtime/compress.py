"""`python -m scripts.runtime.compress FOLDER`: a .br and a .gz beside each file that a browser downloads, for hosts that serve them.

Apart from the rest, because brotli at its best takes half a minute for the runtime: only what is published needs it.
"""

from __future__ import annotations

import gzip
import hashlib
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import brotli

from scripts.steps.plain import CACHE

SUFFIXES = {".wasm", ".mjs", ".zip", ".json", ".js", ".css", ".html", ".svg", ".xml"}
WAYS: dict[str, Callable[[bytes], bytes]] = {
    ".br": lambda content: brotli.compress(content, quality=11, lgwin=24),
    ".gz": lambda content: gzip.compress(content, 9, mtime=0),
}


def compress(file: Path) -> None:
    content = file.read_bytes()
    for suffix, way in WAYS.items():
        known = CACHE / (hashlib.sha256(content).hexdigest() + suffix)
        if not known.exists():
            known.parent.mkdir(parents=True, exist_ok=True)
            known.write_bytes(way(content))
        file.with_name(file.name + suffix).write_bytes(known.read_bytes())


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: python -m scripts.runtime.compress FOLDER", file=sys.stderr)
        return 2
    files = [file for file in Path(arguments[0]).rglob("*") if file.is_file() and file.suffix in SUFFIXES]
    with ProcessPoolExecutor() as pool:
        # The largest first, so that the processes end together.
        list(pool.map(compress, sorted(files, key=lambda file: -file.stat().st_size)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
