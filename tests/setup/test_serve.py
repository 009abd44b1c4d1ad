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

from scripts.steps import serve
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


def test_a_missing_page_shows_the_sites_own(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as answer:
        fetch(f"{address}/nothing/")
    assert answer.value.code == 404
    assert answer.value.read().decode() == "<body>ありません</body>"


class Done(Exception):
    pass


@pytest.mark.parametrize(
    ("built", "version", "said"),
    [(True, "1", "ページを新しくしました"), (False, "0", "直して保存すると")],
)
def test_a_saved_file_rebuilds_once_and_tells_the_pages_when_that_worked(
    built: bool, version: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
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

    def rebuild() -> bool:
        rebuilt.append(True)
        return built

    monkeypatch.setattr(serve, "watched", look)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    monkeypatch.setattr(serve.Site, "version", "0")
    with pytest.raises(Done):
        serve.follow(rebuild)
    assert len(rebuilt) == 1
    assert serve.Site.version == version
    shown = capsys.readouterr().out
    assert "変わりました：rules/sources.yml" in shown
    assert said in shown


def test_sources_are_watched_and_what_is_made_is_not() -> None:
    seen = {str(file.relative_to(ROOT)) for file in serve.watched()}
    assert {"rules/sources.yml", "mkdocs.yml", "docs/about/limits.md", "scripts/steps/serve.py"} <= seen
    assert not [file for file in seen if file.startswith((".venv", "build", "node_modules"))]
    assert "rules/yoken/rulebook.json" not in seen
