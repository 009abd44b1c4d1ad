"""The locks hold every package to a hash and to no host, so that any mirror may serve them."""

import json
import re
import tomllib

import pytest

from scripts.steps.plain import ROOT

LOCKS = ("requirements/dev.txt", "requirements/pyodide-build.txt", "requirements/zensical.txt")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_python_package_is_pinned_and_hashed(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9.-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("lock", [*LOCKS, "package-lock.json", ".npmrc"])
def test_no_lock_names_a_host_or_a_folder(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    # Funding and home pages in npm's lock are the packages' own words about themselves, not where they come from.
    text = re.sub(r'"url": "[^"]*"', "", text)
    assert not re.findall(r"https?://\S+|file:\S+|--find-links.*|--index-url.*|\"resolved\".*", text)


def test_every_npm_package_is_hashed() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    del packages[""]
    assert all("integrity" in package for package in packages.values())


def test_npm_packages_are_named_with_their_exact_version() -> None:
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    for version in [*package["dependencies"].values(), *package["devDependencies"].values()]:
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)


def test_the_package_itself_needs_only_what_the_browser_carries() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [re.split(r"[<>=]", need)[0] for need in project["dependencies"]] == ["jpholiday"]


def test_a_submission_runs_what_a_person_runs() -> None:
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        'cd "$(dirname "$0")/.." && exec ./scripts/test "$@"'
    ]
