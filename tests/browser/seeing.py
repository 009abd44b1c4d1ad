"""What can be measured of whether everybody can read and reach a page, in each way that a browser can be told to show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Literal, TypedDict

from playwright.sync_api import Page

from tests.browser.self_check import AXE
from tests.browser.theme import listening


class Media(TypedDict, total=False):
    color_scheme: Literal["light", "dark"]
    forced_colors: Literal["active", "none"]


WAYS: Final[dict[str, Media]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced colours": {"color_scheme": "light", "forced_colors": "active"},
}
# The size of targets is a criterion of WCAG 2.2 AA that axe asks only when told to.
WHOLE: Final = "axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
FRAME: Final = "axe.run(document, {resultTypes: ['violations']})"
COLOURS: Final = (
    "axe.run(document, {resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block']})"
)

# What sticks to an edge covers other controls only until the page is scrolled; axe would take them for too small.
UNSTUCK: Final = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".md-header, .yk-bar, .yk-verdict { position: static !important; }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""

# Line height 1.5, paragraphs 2, letters 0.12, words 0.16: WCAG 1.4.12.
SPACING: Final = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""

# Words that a box cuts off, where it neither scrolls nor is meant for ears only. A session drawn to scale is as high as it is
# long, and grows under the pointer and the focus.
CUT: Final = """() => [...document.querySelectorAll("main *")].filter((each) => {
  const style = getComputedStyle(each);
  const hides = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
  if (!hides || style.clipPath !== "none" || style.visibility === "hidden" || !each.checkVisibility()) return false;
  if (each.closest(".yk-vh, svg, .md-clipboard, .yk-slot") || !each.textContent.trim() || each instanceof HTMLOptionElement) return false;
  return each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1;
}).map((each) => each.outerHTML.slice(0, 160))"""

# Cells with words under their label instead of beside it, where a table has become cards.
ASTRAY: Final = """() => [...document.querySelectorAll("main td[data-label]")].filter((cell) => {
  if (getComputedStyle(cell.parentElement).display !== "block") return false;
  const words = document.createRange();
  words.selectNodeContents(cell);
  const beside = cell.getBoundingClientRect().left + 40;
  return [...words.getClientRects()].some(({ left, width }) => width > 0 && left < beside);
}).map((cell) => cell.outerHTML.slice(0, 160))"""


def faults(page: Page, run: str = WHOLE) -> list[Any]:
    listening(page)
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text("utf-8"))
        page.evaluate(UNSTUCK)
    found = page.evaluate(run)["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"][:5]]) for each in found]


def shut_out(page: Page, run: str = WHOLE) -> dict[str, list[Any]]:
    """What axe finds on the page as it is. Only colours differ between the ways of showing it."""
    found = {name: faults(page, run if name == "light" else COLOURS) for name in ways(page)}
    return {name: here for name, here in found.items() if here}


def ways(page: Page) -> Iterator[str]:
    for name, media in WAYS.items():
        page.emulate_media(reduced_motion="reduce", **media)
        if "color_scheme" in media:
            # The theme keeps the scheme it began with; a reader's choice is in this attribute.
            scheme = "slate" if media["color_scheme"] == "dark" else "default"
            page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        yield name


def too_wide(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
