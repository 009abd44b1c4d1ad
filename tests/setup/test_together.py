"""What comes before the pages is made by a twin: what it makes is there for them, and what stops it stops everything."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.steps.plain import ROOT

SCRIPT = """
from pathlib import Path
from scripts.steps import stamp, together
from scripts.steps.plain import Stop, entry
from scripts.steps.stamp import Step

root = stamp.ROOT = Path({root!r})
together.tool.stay_here = lambda: None

def rules():
    if "wrong" in (root / "in").read_text():
        raise Stop("規則を直してください")
    (root / "rules").write_text((root / "in").read_text())

def pages():
    (root / "pages").write_text((root / "rules").read_text() + " shown")

together.BEFORE = (Step("rules", "規則", inputs=("in",), outputs=("rules",), run=rules),)
together.PAGES = (Step("pages", "ページ", inputs=("rules",), outputs=("pages",), run=pages),)
entry(together.main)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "in").write_text("first", encoding="utf-8")
    return tmp_path


def built(root: Path) -> subprocess.CompletedProcess[str]:
    script = root / "script.py"
    script.write_text(SCRIPT.format(root=str(root)), encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run([sys.executable, script], env=env, capture_output=True, text=True, check=False)


def test_the_pages_are_made_from_what_the_twin_made(root: Path) -> None:
    assert built(root).returncode == 0
    assert (root / "pages").read_text("utf-8") == "first shown"
    (root / "in").write_text("second", encoding="utf-8")
    assert built(root).returncode == 0
    assert (root / "pages").read_text("utf-8") == "second shown"
    assert built(root).stdout.split() == ["規則…", "変更なし", "ページ…", "変更なし"]


def test_what_stops_the_twin_is_said_once_and_no_page_is_made(root: Path) -> None:
    (root / "in").write_text("wrong", encoding="utf-8")
    done = built(root)
    assert (done.returncode, done.stderr.strip()) == (1, "規則を直してください")
    assert "ページ" not in done.stdout
    assert not (root / "pages").exists()
