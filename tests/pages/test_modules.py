"""What a page asks for beforehand is also what is kept of it for reading without a network: a script left out breaks it there."""

import re

import pytest

from scripts.pages.modules import WIDGETS, needed

MODULES = sorted(file.name for file in WIDGETS.glob("*.js") if not file.name.startswith("service-worker"))


@pytest.mark.parametrize("name", MODULES)
def test_all_that_a_script_brings_in_is_asked_for_with_it(name: str) -> None:
    statements = re.findall(r"^(?:import|export)\b[^;]*;", (WIDGETS / name).read_text("utf-8"), re.MULTILINE)
    written = {found for each in statements for found in re.findall(r'"\./([\w-]+\.js)"', each)}
    assert written <= set(needed(name))
