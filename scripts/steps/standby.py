"""Waits with everything loaded, so that a saved rule is on the page before one looks up. `serve` keeps one of these.

A line on its input starts it. It makes the pages anew and ends: nothing of one rebuild is left for the next. What the
pages do not need (the wheel, the runtime, the check of every link) `serve` lets follow.
"""

import importlib
import sys

from scripts.steps import forms, pages, rulebook, site, tool
from scripts.steps.everything import alone
from scripts.steps.plain import entry
from scripts.steps.stamp import make


def load() -> None:
    for name in ("yoken.authoring.compile", "yoken.authoring.forms"):
        importlib.import_module(name)
    site.load()
    from scripts.pages.__main__ import makers
    from scripts.pages.page import templates

    list(makers())
    for template in templates().list_templates():
        templates().get_template(template)


def refresh() -> None:
    with alone():
        for step in (rulebook.STEP, forms.STEP, pages.STEP):
            make(step)
        site.refresh()
        # Not as a step: what is shown for now is not to count as done.
        site.publish()


def main() -> int:
    tool.stay_here()
    load()
    if sys.stdin.readline():
        refresh()
    return 0


if __name__ == "__main__":
    entry(main)
