"""The server on one's own machine: right types, pages that reload, one rebuild for one saving."""

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from scripts.steps import follow, serve
from scripts.steps.plain import ROOT


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    (tmp_path / "page").mkdir()
    (tmp_path / "page/index.html").write_text("<body>ページ</body>", encoding="utf-8")
    (tmp_path / "404.html").write_text("<body>ありません</body>", encoding="utf-8")
    for name in ("a.wasm", "a.mjs", "a.js", "a.css", "a.json"):
        (tmp_path / name).write_bytes(b"\0")
    monkeypatch.setattr(serve, "SITE", tmp_path)
    with ThreadingHTTPServer((serve.HOST, 0), partial(serve.Site, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://{serve.HOST}:{server.server_port}"
        server.shutdown()


def fetch(address: str) -> tuple[str, Message]:
    with urllib.request.urlopen(address) as answer:
        return answer.read().decode(), answer.headers


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.wasm", "application/wasm"),
        ("a.mjs", "text/javascript"),
        ("a.js", "text/javascript"),
        ("a.css", "text/css"),
        ("a.json", "application/json"),
    ],
)
def test_a_file_has_the_type_that_browsers_ask_for(address: str, name: str, kind: str) -> None:
    assert fetch(f"{address}/{name}")[1].get_content_type() == kind


@pytest.mark.parametrize("path", ["/page/", "/page/index.html", "/page/?q=1", "/page"])
def test_a_page_reloads_itself_without_inline_script(address: str, path: str) -> None:
    page, headers = fetch(address + path)
    assert page == '<body>ページ<script type="module" src="/-/reload.js"></script></body>'
    assert headers["Cache-Control"] == "no-cache"
    assert "location.reload()" in fetch(f"{address}/-/reload.js")[0]


def test_nothing_is_kept_from_this_server_and_what_was_is_removed(address: str, tmp_path: Path) -> None:
    (tmp_path / "service-worker.js").write_text("keeps", encoding="utf-8")
    (tmp_path / "service-worker-off.js").write_text("removes", encoding="utf-8")
    script, headers = fetch(f"{address}/service-worker.js")
    assert (script, headers.get_content_type()) == ("removes", "text/javascript")


def test_a_missing_page_shows_the_sites_own(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as answer:
        fetch(f"{address}/nothing/")
    assert answer.value.code == 404
    assert answer.value.read().decode() == "<body>ありません</body>"


def test_a_page_is_new_when_it_changed_and_not_when_it_was_only_made_again(
    address: str, tmp_path: Path
) -> None:
    page = tmp_path / "page/index.html"

    def version() -> str:
        return fetch(f"{address}/-/version/page/")[0]

    first = version()
    page.write_text(page.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "404.html").write_text("<body>ほかのページ</body>", encoding="utf-8")
    assert version() == first
    page.write_text("<body>新しいページ</body>", encoding="utf-8")
    assert version() != first


class Done(Exception):
    pass


@pytest.mark.parametrize(("built", "said"), [(True, "ページを新しくしました"), (False, "直して保存すると")])
def test_a_saved_file_rebuilds_once(
    built: bool, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = ROOT / "rules/sources.yml"
    old, new = {file: (1, 1)}, {file: (2, 1)}
    looks = iter([old, old, new, new, new])
    rebuilt = []

    def look() -> dict[Path, tuple[int, int]]:
        try:
            return next(looks)
        except StopIteration:
            raise Done from None

    def rebuild(changed: set[str]) -> bool:
        rebuilt.append(changed)
        return built

    monkeypatch.setattr(follow, "watched", look)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    with pytest.raises(Done):
        follow.follow(follow.watched(), rebuild, lambda: None)
    assert rebuilt == [{"rules/sources.yml"}]
    shown = capsys.readouterr().out
    assert "変わりました：rules/sources.yml" in shown
    assert said in shown


@pytest.mark.parametrize(
    ("name", "alone"),
    [
        ("rules/designated/checks/curriculum.yml", True),
        ("docs/about/limits.md", True),
        ("scripts/templates/home.md.j2", True),
        ("mkdocs.yml", False),
        ("scripts/pages/home.py", False),
        ("theme_overrides/main.html", False),
        ("requirements/dev.txt", False),
    ],
)
def test_only_what_changes_pages_and_no_program_is_left_to_who_stands_by(name: str, alone: bool) -> None:
    assert follow.of_pages(name) is alone


def test_sources_are_watched_and_what_is_made_is_not() -> None:
    seen = {str(file.relative_to(ROOT)) for file in follow.watched()}
    assert {"rules/sources.yml", "mkdocs.yml", "docs/about/limits.md", "scripts/steps/serve.py"} <= seen
    assert not [file for file in seen if file.startswith((".venv", "build", "node_modules"))]
    assert not seen & set(follow.MADE)
