"""The generator stops the build where a page is wrong."""

from pathlib import Path

import pytest

from scripts.steps import plain, site
from scripts.steps.plain import Stop


def test_a_link_that_leads_nowhere_stops_the_build_and_leaves_the_last_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("[次のページ](next.md)", encoding="utf-8")
    (tmp_path / "docs/next.md").write_text("次", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: 見本", encoding="utf-8")
    monkeypatch.setattr(plain, "ROOT", tmp_path)
    monkeypatch.setattr(site, "HTML", tmp_path / "html")
    site.build()
    made = sorted((tmp_path / "html").rglob("*"))
    (tmp_path / "docs/next.md").unlink()
    with pytest.raises(Stop, match=r"next\.md"):
        site.build()
    assert tmp_path / "html/next/index.html" in made
    assert sorted((tmp_path / "html").rglob("*")) == made
