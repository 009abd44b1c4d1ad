"""A tool called within this interpreter does what it does in a new one: the same output, and the same stop where it fails."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.steps.plain import ROOT

ASK = """
from scripts.steps import tool
from scripts.steps.plain import Stop
{stay}
try:
    tool.module({name!r}, *{arguments!r}, remedy=lambda output: output + "直してください")
    print("できた")
except Stop as stop:
    print(stop)
"""


def said(name: str, *arguments: str, stay: bool) -> str:
    text = ASK.format(stay="tool.stay_here()" if stay else "", name=name, arguments=arguments)
    return subprocess.run(
        [sys.executable, "-c", text], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize("stay", [True, False])
def test_what_succeeds_is_silent(tmp_path: Path, stay: bool) -> None:
    assert said("yoken.authoring.compile", "rules", str(tmp_path / "a.json"), stay=stay) == "できた\n"
    assert (tmp_path / "a.json").exists()


@pytest.mark.parametrize("stay", [True, False])
def test_what_fails_stops_with_its_own_words_and_the_remedy(tmp_path: Path, stay: bool) -> None:
    (tmp_path / "sources.yml").write_text("sources: [", encoding="utf-8")
    found = said("yoken.authoring.compile", str(tmp_path), str(tmp_path / "a.json"), stay=stay)
    assert "YAMLとして読めません" in found
    assert found.endswith("直してください\n")
