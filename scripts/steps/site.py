"""The site: HTML from the pages, and then the folder to be published, with the runtime and the policy in it."""

import importlib
import json
import shutil
from pathlib import Path

from scripts.steps import offline, policy
from scripts.steps.plain import ROOT, after
from scripts.steps.stamp import Step
from scripts.steps.tool import module

HTML = ROOT / "build/html"
SITE = ROOT / "build/site"
INDEX = HTML / "search/search_index.json"
WRONG = after("サイトを組み立てられませんでした。上に書かれたページを直してください。")

# The generator and what our pages have it load.
GENERATOR = (
    "mkdocs.__main__",
    "mkdocs.commands.build",
    "material.plugins.search.plugin",
    "markdown.extensions.admonition",
    "markdown.extensions.attr_list",
    "markdown.extensions.codehilite",
    "markdown.extensions.def_list",
    "markdown.extensions.fenced_code",
    "markdown.extensions.md_in_html",
    "markdown.extensions.tables",
    "markdown.extensions.toc",
)


def load() -> None:
    for name in GENERATOR:
        importlib.import_module(name)


def build() -> None:
    # Not --quiet: it keeps warnings from being counted, too, and --strict would stop at none.
    fresh = _beside(HTML)
    module("mkdocs", "build", "--strict", "--site-dir", fresh, remedy=WRONG)
    _replace(HTML, fresh)


def refresh() -> None:
    """Only the pages whose Markdown changed. For whoever is looking at one of them while writing it.

    Links into a changed page are not checked, and a page that is gone stays until the next whole build.
    """
    # What this leaves is good to look at, and not what a whole build makes.
    (ROOT / STEP.stamps / f"{STEP.name}.stamp").unlink(missing_ok=True)
    before = json.loads(INDEX.read_text("utf-8"))
    module("mkdocs", "build", "--dirty", "--quiet", "--site-dir", HTML, remedy=WRONG)
    now = json.loads(INDEX.read_text("utf-8"))
    # The generator lists what it made this time; the other pages are as they were.
    made = {_page(each) for each in now["docs"]}
    now["docs"] += [each for each in before["docs"] if _page(each) not in made]
    INDEX.write_text(json.dumps(now, ensure_ascii=False), encoding="utf-8")


def _page(entry: dict[str, str]) -> str:
    return entry["location"].partition("#")[0]


def publish() -> None:
    fresh = _beside(SITE)
    put_together(HTML, ROOT / "build/runtime", fresh)
    _replace(SITE, fresh)


def _beside(present: Path) -> Path:
    """Where the next one is made: the present one goes on being used until that is whole, and for good where it fails."""
    fresh = present.with_suffix(".next")
    shutil.rmtree(fresh, ignore_errors=True)
    return fresh


def _replace(present: Path, fresh: Path) -> None:
    """Two names change places, so that whoever reloads in between finds a page."""
    last = present.with_suffix(".last")
    shutil.rmtree(last, ignore_errors=True)
    if present.exists():
        present.rename(last)
    fresh.rename(present)
    shutil.rmtree(last, ignore_errors=True)


def put_together(html: Path, runtime: Path, folder: Path) -> None:
    """The folder to be published, from what the generator made and from Python for the browser."""
    shutil.copytree(html, folder, ignore=shutil.ignore_patterns("*.map", "sitemap.xml.gz"))
    # The runtime comes after the generator, which would only copy it, and take it for attachments of pages.
    shutil.copytree(runtime, folder / "runtime")
    # The theme's own search, which ours takes the place of: nobody asks for it, and it would be one more thing to license.
    for name in ("lunr", "workers"):
        shutil.rmtree(folder / "assets/javascripts" / name)
    _leave_search_for_later(folder / INDEX.relative_to(HTML))
    offline.rename(folder)
    policy.apply(folder)
    offline.publish(folder)


def _leave_search_for_later(index: Path) -> None:
    """The theme fetches its index with every page; it gets an empty one, and our worker the whole when someone searches."""
    content = json.loads(index.read_text("utf-8"))
    index.with_name("pages.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    index.write_text(json.dumps({**content, "docs": []}), encoding="utf-8")


STEP = Step(
    name="site",
    title="サイトを組み立てています",
    inputs=("mkdocs.yml", "theme_overrides", "build/docs", "requirements/dev.txt"),
    outputs=("build/html/index.html",),
    run=build,
)

PUBLISHED = Step(
    name="published",
    title="公開するフォルダーにまとめています",
    inputs=(
        "build/html",
        "build/runtime",
        "scripts/steps/offline.py",
        "scripts/steps/policy.py",
        "scripts/hosting/nginx.conf",
    ),
    outputs=("build/site/index.html", "build/site/service-worker.js", "build/hosting/nginx.conf"),
    run=publish,
)
