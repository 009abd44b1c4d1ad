"""Two builds of the last commit from clean clones, each under its own circumstances, held against each other byte for byte."""

import hashlib
import tempfile
from pathlib import Path

from scripts.steps import environment, node
from scripts.steps.plain import CACHE, ROOT, Stop, after, entry, run
from scripts.steps.stamp import make

# What must not show in what is made. The tools are the same: they are locked, and installing them twice tries nothing.
CIRCUMSTANCES = (
    ("a", {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}),
    ("a/much/longer/place", {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "2"}),
)
SHOWN = 20


def build(place: Path, circumstances: dict[str, str]) -> dict[str, str]:
    """Every file of the site made there, by the hash of its content."""
    place.parent.mkdir(parents=True, exist_ok=True)
    run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, place], after("git clone ができませんでした。"))
    (place / ".venv").symlink_to(ROOT / ".venv")
    (place / "node_modules").mkdir()
    for package in (ROOT / "node_modules").iterdir():
        # What is kept there of earlier builds would be taken for made by this one.
        if package != CACHE.parent:
            (place / "node_modules" / package.name).symlink_to(package)
    # The tools know the package by where it lies here; this build is to use its own.
    own = {"PYTHONPATH": f"{place}/rules:{place}"}
    run(["sh", place / "scripts/build"], after("組み立てられませんでした。"), env={**circumstances, **own})
    made = {}
    for folder in (place / "build/site", place / "build/hosting"):
        for file in sorted(each for each in folder.rglob("*") if each.is_file()):
            name = file.relative_to(place / "build").as_posix()
            made[name] = hashlib.sha256(file.read_bytes()).hexdigest()
    return made


def main() -> int:
    node.present()
    make(environment.TOOLS)
    make(environment.PACKAGE)
    make(node.STEP)
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for place, circumstances in CIRCUMSTANCES:
            print(f"{circumstances['TZ']} で組み立てています… ", end="", flush=True)
            found.append(build(Path(folder) / place / "clone", circumstances))
            print(f"{len(found[-1])}ファイル", flush=True)
    first, second = found
    differing = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    if differing:
        more = f"\nほか{len(differing) - SHOWN}" if len(differing) > SHOWN else ""
        raise Stop("二つの組み立てで違うファイルがあります。\n" + "\n".join(differing[:SHOWN]) + more)
    total = hashlib.sha256("".join(f"{name}\0{first[name]}\n" for name in sorted(first)).encode()).hexdigest()
    print(f"二つの組み立ては、1バイトも違いません（全体の印 {total[:16]}）。")
    return 0


if __name__ == "__main__":
    entry(main)
