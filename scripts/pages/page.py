"""A page to be written, and the templates that fill it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from yoken import limits
from yoken.dates import ERAS, format_date
from yoken.rulebook import Rulebook
from yoken.units import format_minutes, format_quantity

from scripts.pages import modules
from scripts.pages.links import Here

TEMPLATES = Path(__file__).parent.parent / "templates"
# Known by their content, and a tenth of the time that the pages take.
COMPILED = Path(__file__).parent.parent.parent / "build/templates"


@dataclass(frozen=True)
class Page:
    path: str
    """Where the page lies under the docs folder, e.g. `curricula/class-1.md`."""

    text: str


@cache
def templates() -> Environment:
    COMPILED.mkdir(parents=True, exist_ok=True)
    # StrictUndefined: a name that the data does not have stops the build instead of leaving a hole in a page.
    # Autoescape: page text is data, and most of it lands in HTML.
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=FileSystemBytecodeCache(str(COMPILED)),
    )
    environment.filters["minutes"] = format_minutes
    environment.filters["date"] = format_date
    environment.filters["quantity"] = format_quantity
    environment.globals["anchor"] = anchor
    # A year of an era is the year it began in, and as many more.
    environment.globals["eras"] = [[name, letter, first.year] for name, letter, first in ERAS]
    environment.globals["needed"] = modules.needed
    environment.globals["limits"] = limits
    return environment


def anchor(name: str, style: str = "") -> str:
    """The mark after a Markdown heading that fixes its address, so that links to it outlive its wording."""
    return f"{{ #{name} .{style} }}" if style else f"{{ #{name} }}"


def fill(book: Rulebook, path: str, template: str, **values: object) -> Page:
    """The page at `path`, made from a template that sees `book`, `here` (links from the page) and `values`."""
    text = templates().get_template(template).render(book=book, here=Here(book, path), **values)
    return Page(path, text)
