"""The comparison of two generators' sites sees a page, a heading and an anchor that only one of them has."""

from __future__ import annotations

from pathlib import Path

from scripts.steps.zensical import compare, read

PAGE = '<nav><h2 id="outside">外</h2></nav><article><h1 id="top">題<a class="headerlink" href="#top">#</a></h1>{}</article>'


def site(folder: Path, pages: dict[str, str]) -> Path:
    for path, content in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(PAGE.format(content), "utf-8")
    return folder


def test_equal_pages_have_no_differences(tmp_path: Path) -> None:
    here = read(site(tmp_path / "a", {"index.html": '<h2 id="x">節</h2>'}))
    assert here["index.html"].headings == ("h1 題", "h2 節")
    assert not compare(here, read(site(tmp_path / "b", {"index.html": '<h2 id="x">節\n</h2>'})))


def test_what_differs_is_named(tmp_path: Path) -> None:
    here = read(site(tmp_path / "a", {"index.html": '<h2 id="x">節</h2>', "old.html": ""}))
    there = read(site(tmp_path / "b", {"index.html": '<h2 id="y">別</h2>', "new.html": ""}))
    found = compare(here, there)
    assert (found.only_here, found.only_there) == (["old.html"], ["new.html"])
    assert found.headings == ["index.html: h2 節 / h2 別"]
    assert found.anchors == ["index.html: x、y"]
    assert "見出しの違うページ: 1" in list(found.lines())
