"""The same pages made by Zensical, in an environment of its own, held against build/site: pages, headings, anchors."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from scripts.steps.everything import build
from scripts.steps.plain import ROOT, Stop, after, entry, offline, run

ENVIRONMENT = ROOT / "build/zensical-environment"
FOLDER = ROOT / "build/zensical"
SHOWN = 10
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True)
class Content:
    """What a page holds: its headings in order, and the places that links can lead to."""

    headings: tuple[str, ...]
    anchors: frozenset[str]


class Reader(HTMLParser):
    """Reads the part of a page that is ours: inside <article>, without the links beside headings."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.anchors: set[str] = set()
        self._article = False
        self._heading: list[str] | None = None
        self._skipping = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "article":
            self._article = True
        if not self._article:
            return
        # A name that the generator made up for itself is no address of ours.
        if (name := given.get("id")) and not name.startswith("__"):
            self.anchors.add(name)
        if tag in HEADINGS:
            self._heading = []
        if tag == "a" and "headerlink" in (given.get("class") or ""):
            self._skipping = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._article = False
        if tag == "a":
            self._skipping = False
        if tag in HEADINGS and self._heading is not None:
            self.headings.append(f"{tag} {' '.join(''.join(self._heading).split())}")
            self._heading = None

    def handle_data(self, data: str) -> None:
        if self._heading is not None and not self._skipping:
            self._heading.append(data)


@dataclass
class Differences:
    only_here: list[str] = field(default_factory=list)
    only_there: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        for title, found in (
            ("mkdocs だけにあるページ", self.only_here),
            ("Zensical だけにあるページ", self.only_there),
            ("見出しの違うページ", self.headings),
            ("アンカーの違うページ", self.anchors),
        ):
            yield f"{title}: {len(found)}"
            yield from (f"  {each}" for each in found[:SHOWN])
            if len(found) > SHOWN:
                yield f"  ほか{len(found) - SHOWN}"

    def __bool__(self) -> bool:
        return bool(self.only_here or self.only_there or self.headings or self.anchors)


def read(site: Path) -> dict[str, Content]:
    """Every page of a site by its path."""
    found = {}
    for page in sorted(site.rglob("*.html")):
        reader = Reader()
        reader.feed(page.read_text(encoding="utf-8"))
        found[page.relative_to(site).as_posix()] = Content(tuple(reader.headings), frozenset(reader.anchors))
    return found


def compare(here: dict[str, Content], there: dict[str, Content]) -> Differences:
    found = Differences(sorted(here.keys() - there.keys()), sorted(there.keys() - here.keys()))
    for path in sorted(here.keys() & there.keys()):
        first, second = here[path], there[path]
        if first.headings != second.headings:
            changed = [f"{a} / {b}" for a, b in zip(first.headings, second.headings, strict=False) if a != b]
            counts = f"{len(first.headings)} / {len(second.headings)}"
            found.headings.append(f"{path}: {changed[0] if changed else counts}")
        if odd := first.anchors ^ second.anchors:
            found.anchors.append(f"{path}: {'、'.join(sorted(odd)[:3])}")
    return found


def install() -> Path:
    """Zensical's command. Its environment is its own: its dependencies are not those of the build."""
    command = ENVIRONMENT / "bin/zensical"
    if not command.is_file():
        python = ENVIRONMENT / "bin/python"
        run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], after("仮想環境を作れませんでした。"))
        lock = ["--require-hashes", "--requirement", "requirements/zensical.txt"]
        run([python, "-m", "pip", "install", "--quiet", "--no-input", *lock], unreached)
    return command


def unreached(output: str) -> str:
    if offline(output):
        return "Zensical の配布元（PyPI）につながりません。比べるのをやめます。サイトの組み立てには、Zensical は要りません。"
    return (
        f"{output.rstrip()}\n\nZensical を入れられませんでした。サイトの組み立てには、Zensical は要りません。"
    )


def main() -> int:
    build()
    command = install()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    # In a folder of its own, so that it overwrites nothing and leaves its cache there.
    shutil.copytree(ROOT / "build/docs", FOLDER / "build/docs")
    shutil.copytree(ROOT / "theme_overrides", FOLDER / "theme_overrides")
    shutil.copy(ROOT / "mkdocs.yml", FOLDER)
    print("Zensical で組み立てています… ", end="", flush=True)
    run(
        [command, "build", "--config-file", FOLDER / "mkdocs.yml"],
        after("Zensical では組み立てられませんでした。"),
    )
    there = FOLDER / "build/site"
    if not there.is_dir():
        raise Stop("Zensical の出来上がりがありません。")
    print("できました")
    here_pages, there_pages = read(ROOT / "build/site"), read(there)
    found = compare(here_pages, there_pages)
    print(f"mkdocs {len(here_pages)}ページ、Zensical {len(there_pages)}ページ")
    print("\n".join(found.lines()))
    return 1 if found else 0


if __name__ == "__main__":
    entry(main)
