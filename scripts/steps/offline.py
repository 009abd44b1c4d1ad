"""One build's files under names of their own, and the list of them that the service worker goes by.

The generator names our scripts and styles alike in every build, so that a page and a script of two builds could meet: in a
browser's cache, on a host that is being updated, in a tab left open. Here they move into one folder named by its content, and
the runtime's manifest is named by its own. What a page asks for by such a name is of its own build, or is not there.
"""

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

OURS = ("site.css", "site.js", "mark.svg", "search", "yoken")
EDITION = "assets/edition.json"
MANIFEST = "runtime/manifest.json"
WORKER = "service-worker.js"
WORKERS = (WORKER, "service-worker-off.js")
NOTHING_PUBLISHED = 'PUBLISHED = { build: "", folder: "", runtime: [], hashes: {} }'

Named = list[tuple[str, bytes]]

# As addresses are written in the pages, after whatever leads up from one.
_OURS = re.compile(rf"""(?<=["'/])assets/(?=(?:{"|".join(map(re.escape, OURS))})[/"'])""")
_MANIFEST = re.compile(rf"""(?<=["'/]){re.escape(MANIFEST)}(?=["'])""")


def content_hash(files: Iterable[tuple[str, bytes]]) -> str:
    total = hashlib.sha256()
    for name, content in files:
        total.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return base64.b32encode(total.digest()).decode().lower()[:12]


def read(folder: Path) -> Named:
    """Every file by its path from `folder`, in a fixed order."""
    found = sorted(
        (file.relative_to(folder).as_posix(), file) for file in folder.rglob("*") if file.is_file()
    )
    return [(name, file.read_bytes()) for name, file in found]


def rename(site: Path) -> None:
    """Moves our files under their content's name and leads every page there."""
    for name in WORKERS:
        # A service worker has power over the folder it lies in and those below.
        (site / "assets/yoken" / name).rename(site / name)
    fresh = site / "assets/next"
    fresh.mkdir()
    for name in OURS:
        (site / "assets" / name).rename(fresh / name)
    # The page's own edition; the one that stays where it was is the newest, which it is held against.
    shutil.copy(site / EDITION, fresh)
    folder = f"assets/{content_hash(read(fresh))}"
    fresh.rename(site / folder)

    manifest = site / MANIFEST
    named = f"runtime/{content_hash([('', manifest.read_bytes())])}.manifest.json"
    manifest.rename(site / named)

    for page in sorted(site.rglob("*.html")):
        html, count = _OURS.subn(f"{folder}/", page.read_text("utf-8"))
        if not count:
            raise ValueError(f"{page}: asks for none of our files; the site's styles at least were expected")
        page.write_text(_MANIFEST.sub(named, html), encoding="utf-8")


def publish(site: Path) -> None:
    """Writes what this build consists of into its service worker. Last, since any change of the site is another build."""
    files = [(name, content) for name, content in read(site) if name not in WORKERS and name != "_headers"]
    hashes = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files
        # Pages are known by the folder they ask for; which edition is the newest, only the network can tell.
        if not name.endswith(".html") and name != EDITION
    }
    (script,) = (name for name in hashes if name.endswith("/yoken/worker.js"))
    published = {
        "build": content_hash(files),
        "folder": script.removesuffix("/yoken/worker.js"),
        "runtime": [script, *needed_to_judge(site)],
        "hashes": hashes,
    }
    worker = site / WORKER
    source = worker.read_text("utf-8")
    if NOTHING_PUBLISHED not in source:
        raise ValueError(f"{worker}: no place for the list of files; it has to hold {NOTHING_PUBLISHED}")
    text = f"PUBLISHED = {json.dumps(published, indent=1)}"
    worker.write_text(source.replace(NOTHING_PUBLISHED, text), encoding="utf-8")


def needed_to_judge(site: Path) -> list[str]:
    """What Python is started from, as the manifest names it."""
    (file,) = (site / "runtime").glob("*.manifest.json")
    manifest = json.loads(file.read_text("utf-8"))
    variant = manifest["variants"]["trimmed"]
    scripts = [f"{variant['engine']}{name}" for name in ("pyodide.mjs", "pyodide.asm.js")]
    parts = [variant["wasm"]["url"], variant["stdlib"]["url"]]
    return [f"runtime/{name}" for name in (file.name, *scripts, *parts)]
