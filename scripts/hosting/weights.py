"""What a visit transfers, measured on the compressed files, and written into the page that tells it (docs/about/hosting.md)."""

import re
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urljoin

from scripts.steps.offline import WORKER, needed_to_judge

TOLD = "about/hosting/index.html"
# What the first visit brings besides its page, for reading without a network.
KEPT = "about/kept/index.html"
PLACE = re.compile(r'(<span data-weight="(\w+)">)[^<]*(</span>)')
PART = re.compile(
    r'<(?:link rel="(?:stylesheet|icon|modulepreload)"[^>]*? href|script[^>]*? src)="([^"]+\.(?:css|js|svg))"'
)
# How visitors are taken to behave; the page says the same in words.
VISITS, PAGES, SEARCHING, CHECKING = 1_000_000, 4, 1 / 5, 1 / 10


@dataclass(frozen=True)
class Weights:
    """Bytes, as a host with Brotli sends them."""

    first: int
    page: int
    search: int
    check: int

    @property
    def million(self) -> float:
        visit = self.first + (PAGES - 1) * self.page + SEARCHING * self.search + CHECKING * self.check
        return VISITS * visit

    def words(self) -> dict[str, str]:
        found = {name: kilobytes(getattr(self, name)) for name in ("first", "page", "search", "check")}
        return {**found, "million": f"およそ{self.million / 1e9:,.0f}GB"}


def kilobytes(size: int) -> str:
    return f"{size / 1e6:.1f}MB" if size >= 1e6 else f"{size / 1e3:.0f}kB"


def weigh(site: Path) -> Weights:
    reading = [each for each in site.rglob("index.html") if "check" not in each.relative_to(site).parts]
    check = site / "check/curriculum/index.html"
    # Modules name one another; nearly all of them are used by the first check.
    fetched = parts(site, check) | set((site / "assets").rglob("yoken/*.js"))
    return Weights(
        first=visit(site, "index.html", KEPT) + sent(site / WORKER),
        page=round(median(sent(each) for each in reading)),
        search=sent(site / "search/pages.json") + sum(map(sent, (site / "assets").rglob("search/*.js"))),
        check=sum(map(sent, fetched - parts(site, site / "index.html"))) + runtime(site),
    )


def visit(site: Path, *pages: str) -> int:
    """Pages and all they name, for a browser that has nothing yet."""
    opened = [site / page for page in pages]
    return sum(map(sent, {*opened, *(part for page in opened for part in parts(site, page))}))


def parts(site: Path, page: Path) -> set[Path]:
    base = "/" + page.relative_to(site).as_posix()
    found = PART.findall(page.read_text("utf-8"))
    return {site / urljoin(base, each).lstrip("/") for each in found}


def runtime(site: Path) -> int:
    """What the first check fetches: neither what takes over where it falls short, nor the office files."""
    return sum(sent(site / each) for each in needed_to_judge(site))


def sent(file: Path) -> int:
    packed = file.with_name(f"{file.name}.br")
    return (packed if packed.exists() else file).stat().st_size


def tell(site: Path) -> Path:
    """Writes the measured sizes into the page, and returns the page."""
    page, words = site / TOLD, weigh(site).words()
    html = page.read_text("utf-8")
    asked = {name for _, name, _ in PLACE.findall(html)}
    if asked != words.keys():
        raise ValueError(f"{TOLD} asks for {sorted(asked)}, and measured are {sorted(words)}")
    page.write_text(PLACE.sub(lambda found: found[1] + words[found[2]] + found[3], html), encoding="utf-8")
    return page
