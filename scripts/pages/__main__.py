"""`python -m scripts.pages build/docs`: the whole docs folder, from docs/, widgets/ and the rulebook."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

from yoken.rulebook import Rulebook, load

import scripts.pages as package
from scripts.pages import terms
from scripts.pages.page import Page
from scripts.pages.write import gather, sync

ROOT = Path(__file__).resolve().parent.parent.parent

Maker = Callable[[Rulebook], Iterator[Page]]


def makers() -> Iterator[tuple[str, Maker]]:
    """Every module of this package that has a `pages` function, by name."""
    for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
        if found.name == "__main__":
            continue
        module: ModuleType = importlib.import_module(f"scripts.pages.{found.name}")
        maker = getattr(module, "pages", None)
        if maker is not None:
            yield found.name, maker


def copies(root: Path) -> Iterator[tuple[str, str, bytes]]:
    """Hand-written pages and the bill of materials as they are, and the browser side's scripts and styles under assets/yoken/."""
    for file in sorted((root / "docs").rglob("*")):
        if file.is_file():
            path, content = file.relative_to(root / "docs").as_posix(), file.read_bytes()
            yield "docs", path, terms.mark(path, content.decode()).encode() if marked(path) else content
    widgets = root / "widgets"
    for file in sorted(widgets.rglob("*")) if widgets.is_dir() else ():
        if file.suffix in {".js", ".css"}:
            yield "widgets", "assets/yoken/" + file.relative_to(widgets).as_posix(), file.read_bytes()
    yield "sbom", "sbom.cdx.json", (root / "build/sbom.cdx.json").read_bytes()


def made(book: Rulebook) -> Iterator[tuple[str, str, bytes]]:
    for name, maker in makers():
        for page in maker(book):
            text = terms.mark(page.path, page.text) if marked(page.path) else page.text
            yield name, page.path, text.encode()


def marked(path: str) -> bool:
    """Whether a page is for reading: a form's words are labels, and links in them would be in the way."""
    return path.endswith(".md") and path != "index.md" and not path.startswith("check/")


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: python -m scripts.pages FOLDER", file=sys.stderr)
        return 2
    # A process of a second gains nothing from collecting, and there is much to walk through.
    gc.disable()
    folder = Path(arguments[0])
    outcome = sync(folder, gather([*copies(ROOT), *made(load())]))
    print(f"pages: {outcome.written} written, {outcome.unchanged} unchanged, {outcome.deleted} deleted")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
