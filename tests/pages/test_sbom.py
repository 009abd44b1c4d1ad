"""The bill of materials is valid, whole and always the same; the licences page has the words that have to go along."""

from __future__ import annotations

import json
import zipfile
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from yoken.rulebook import Rulebook, load

from scripts import sbom
from scripts.pages import licences
from scripts.pages.shipped import ROOT, shipped
from scripts.runtime.__main__ import CARRIED, CARRIED_LATER


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load()


@pytest.fixture(scope="module")
def bill() -> Any:
    return json.loads(sbom.text())


def test_it_keeps_the_schema() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(sbom.text()) is None


def test_a_broken_one_would_be_found() -> None:
    broken = sbom.text().replace('"required"', '"wanted"', 1)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(broken) is not None


def test_the_same_sources_give_the_same_bytes() -> None:
    assert sbom.text() == sbom.text()


def test_every_locked_package_is_in_it_once(bill: Any) -> None:
    names = [(each["name"], each.get("version")) for each in bill["components"]]
    assert len(names) == len(set(names))
    lock = (ROOT / "requirements/dev.txt").read_text("utf-8")
    pinned = [line.split()[0].rstrip(";").split("==") for line in lock.splitlines() if line[:1].isalnum()]
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    npm = [(path.rpartition("/")[2], each.get("version")) for path, each in packages.items() if path]
    # The one is named here as it names itself, the other as the lock does.
    found = {(name.lower().replace("_", "-"), version) for name, version in names}
    missing = {
        (name.lower().replace("_", "-"), version) for name, version in [*map(tuple, pinned), *npm]
    } - found
    assert missing == set()


def test_what_the_browser_receives_is_listed(bill: Any) -> None:
    listed = {each["name"] for each in bill["components"] if each["scope"] == "required"}
    assert {*CARRIED, *CARRIED_LATER, "mkdocs-material", "pyodide", "CPython"} <= listed
    for archive in (ROOT / "build/site/runtime").glob("*.zip"):
        with zipfile.ZipFile(archive) as content:
            tops = {name.partition("/")[0] for name in content.namelist() if "/" in name}
        # Packages that are neither ours nor of the standard library.
        others = tops & {"openpyxl", "xlsxwriter", "et_xmlfile", "jpholiday", "numpy", "lxml", "docx", "yaml"}
        assert others <= listed


def test_what_is_replaced_is_not_shipped() -> None:
    scripts = {file.name for file in (ROOT / "build/site").rglob("*.js")}
    assert not [
        name for name in scripts if "lunr" in name or name.startswith(("search.", "tinyseg", "wordcut"))
    ]


def test_each_licence_has_its_text_on_the_page(book: Rulebook) -> None:
    (page,) = licences.pages(book)
    for each in shipped():
        assert f"{each.name}（{each.licence}）" in page.text
        assert len(each.text) > 30
    for words in (
        "Mozilla Public License",
        "PYTHON SOFTWARE FOUNDATION LICENSE",
        "Permission is hereby granted",
    ):
        assert words in page.text
