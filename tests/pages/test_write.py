"""Files are put into the docs folder: one maker a path, nothing stale, nothing rewritten without need."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.pages.write import Outcome, gather, sync


def test_two_makers_of_one_path_are_named() -> None:
    with pytest.raises(ValueError, match=r"a\.md.*docs.*clauses"):
        gather([("docs", "a.md", b"1"), ("clauses", "a.md", b"1")])


@pytest.mark.parametrize("path", ["../a.md", "/a.md", "b/../../a.md"])
def test_a_path_outside_the_folder_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="outside"):
        gather([("docs", path, b"")])


def test_only_what_changed_is_written_and_what_is_gone_is_deleted(tmp_path: Path) -> None:
    sync(tmp_path, {"same.md": b"1", "changes.md": b"1", "old/gone.md": b"1"})
    before = (tmp_path / "same.md").stat().st_mtime_ns
    outcome = sync(tmp_path, {"same.md": b"1", "changes.md": b"2", "new/page.md": b"1"})
    assert outcome == Outcome(written=2, unchanged=1, deleted=1)
    assert (tmp_path / "same.md").stat().st_mtime_ns == before
    assert (tmp_path / "changes.md").read_bytes() == b"2"
    assert not (tmp_path / "old").exists()
