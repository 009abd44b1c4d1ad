"""All pages as the build makes them, once for every test here."""

from __future__ import annotations

import pytest
from yoken.rulebook import Rulebook, load

from scripts.pages.__main__ import ROOT, copies, made
from scripts.pages.write import gather


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return load()


@pytest.fixture(scope="session")
def files(book: Rulebook) -> dict[str, bytes]:
    """Path under the docs folder → content."""
    return gather([*copies(ROOT), *made(book)])


@pytest.fixture(scope="session")
def texts(files: dict[str, bytes]) -> dict[str, str]:
    """The Markdown pages only."""
    return {path: content.decode() for path, content in files.items() if path.endswith(".md")}
