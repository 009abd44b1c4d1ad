"""A step runs when what it is made from changed, and only then."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.steps import stamp
from scripts.steps.stamp import Step, make


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(stamp, "ROOT", tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.yml").write_text("1", encoding="utf-8")
    return tmp_path


@pytest.fixture
def step(root: Path) -> Step:
    """Joins its inputs into one output."""

    def run() -> None:
        joined = "".join(file.read_text(encoding="utf-8") for file in sorted((root / "in").glob("*.yml")))
        (root / "out.txt").write_text(joined, encoding="utf-8")

    return Step("join", "つないでいます", inputs=("in",), outputs=("out.txt",), run=run)


def test_the_second_time_there_is_nothing_to_do(step: Step, capsys: pytest.CaptureFixture[str]) -> None:
    assert make(step)
    assert not make(step)
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("つないでいます… ")
    assert first.endswith("秒")
    assert second == "つないでいます… 変更なし"


def saved(root: Path) -> None:
    (root / "in/a.yml").write_text("2", encoding="utf-8")


def added(root: Path) -> None:
    (root / "in/b.yml").write_text("1", encoding="utf-8")


def renamed(root: Path) -> None:
    (root / "in/a.yml").rename(root / "in/c.yml")


def removed_output(root: Path) -> None:
    (root / "out.txt").unlink()


@pytest.mark.parametrize("change", [saved, added, renamed, removed_output])
def test_a_change_makes_it_run_again(change: Callable[[Path], None], step: Step, root: Path) -> None:
    make(step)
    change(root)
    assert make(step)
    assert not make(step)


def test_a_new_time_with_the_old_content_is_no_change(step: Step, root: Path) -> None:
    make(step)
    (root / "in/a.yml").touch()
    assert not make(step)


def test_what_tools_leave_behind_is_no_change(step: Step, root: Path) -> None:
    make(step)
    (root / "in/__pycache__").mkdir()
    (root / "in/__pycache__/a.pyc").touch()
    assert not make(step)


def test_a_step_that_failed_runs_again(root: Path) -> None:
    def run() -> None:
        (root / "out.txt").touch()
        raise ValueError

    step = Step("broken", "壊れています", inputs=("in",), outputs=("out.txt",), run=run)
    for _ in range(2):
        with pytest.raises(ValueError, match="^$"):
            make(step)
