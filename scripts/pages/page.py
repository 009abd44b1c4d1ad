"""A page to be written, and the templates that fill it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent.parent / "templates"


@dataclass(frozen=True)
class Page:
    path: str
    """Where the page lies under the docs folder, e.g. `curricula/class-1.md`."""

    text: str


@cache
def templates() -> Environment:
    # StrictUndefined: a name that the data does not have stops the build instead of leaving a hole in a page.
    # Autoescape: page text is data, and most of it lands in HTML tables.
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def fill(path: str, template: str, **values: object) -> Page:
    """The page at `path`, made from a template. Templates link with `to(target)`, relative to this page."""
    from scripts.pages.links import Linker

    text = templates().get_template(template).render(to=Linker(path), **values)
    return Page(path, text)
