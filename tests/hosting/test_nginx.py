"""The shipped configuration on a real nginx: what each answer carries, and what is refused."""

from __future__ import annotations

import gzip
import http.client
import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest

from scripts.hosting.server import serving
from scripts.runtime import compress
from scripts.steps.plain import ROOT
from scripts.steps.policy import headers, inline_scripts

pytestmark = pytest.mark.hosting

BUILT = ROOT / "build/site"
SMALL = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site with its compressed copies. Quickly packed ones: how well is the build's matter, not the host's."""
    folder = tmp_path_factory.mktemp("site") / "site"
    shutil.copytree(BUILT, folder, ignore=shutil.ignore_patterns("*.br", "*.gz"))
    for file in [each for each in folder.rglob("*") if each.suffix in compress.SUFFIXES]:
        content = file.read_bytes()
        file.with_name(f"{file.name}.br").write_bytes(brotli.compress(content, quality=1))
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(content, 1, mtime=0))
    return folder


@pytest.fixture(scope="module")
def host(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("nginx"), site) as address:
        yield urlsplit(address).netloc


def ask(host: str, path: str, method: str = "GET", **sent: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(host, timeout=10)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in sent.items()})
    answer = connection.getresponse()
    return answer, answer.read()


def some(site: Path, pattern: str) -> str:
    """The address of a built file."""
    return "/" + next(iter(sorted(site.glob(pattern)))).relative_to(site).as_posix()


WORKERS = ("**/yoken/worker.js", "**/search/worker.js")


def test_every_answer_carries_the_same_policy_workers_and_missing_pages_too(host: str, site: Path) -> None:
    hashes = {each for page in site.rglob("*.html") for each in inline_scripts(page.read_text("utf-8"))}
    wanted = headers(sorted(hashes))
    paths = ["/", "/clauses/designated/", "/nothing", *(some(site, worker) for worker in WORKERS)]
    paths += [some(site, "runtime/**/*.wasm"), some(site, "runtime/*manifest.json")]
    for path in paths:
        answer, _ = ask(host, path)
        assert {name: answer.getheader(name) for name in wanted} == wanted, path
    assert "unsafe-inline" not in wanted["Content-Security-Policy"]


def test_a_static_host_is_told_the_same_by_its_own_file(site: Path) -> None:
    lines = (site / "_headers").read_text("utf-8").splitlines()
    told = dict(line.strip().split(": ", 1) for line in lines[1:])
    hashes = {each for page in site.rglob("*.html") for each in inline_scripts(page.read_text("utf-8"))}
    assert lines[0] == "/*"
    assert told == headers(sorted(hashes))


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("runtime/**/*.mjs", "text/javascript; charset=utf-8"),
        ("assets/**/worker.js", "text/javascript; charset=utf-8"),
        ("assets/**/*.css", "text/css; charset=utf-8"),
        ("runtime/**/*.wasm", "application/wasm"),
        ("runtime/*manifest.json", "application/json; charset=utf-8"),
        ("assets/**/mark.svg", "image/svg+xml; charset=utf-8"),
        ("runtime/*.zip", "application/zip"),
    ],
)
def test_a_file_has_the_type_that_browsers_ask_for(host: str, site: Path, pattern: str, kind: str) -> None:
    assert ask(host, some(site, pattern))[0].getheader("Content-Type") == kind


@pytest.mark.parametrize(
    ("accepted", "given"),
    [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("identity", None), ("", None)],
)
@pytest.mark.parametrize("pattern", ["index.html", "runtime/**/*.wasm", "assets/**/*.css"])
def test_what_was_packed_beforehand_is_what_is_sent(
    host: str, site: Path, pattern: str, accepted: str, given: str | None
) -> None:
    path = some(site, pattern)
    answer, body = ask(host, path, Accept_Encoding=accepted)
    assert answer.getheader("Content-Encoding") == given
    assert "Accept-Encoding" in (answer.getheader("Vary") or "")
    plain = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[given](body)
    assert plain == (site / path[1:]).read_bytes()


def test_what_has_its_content_in_its_name_is_kept_and_nothing_else_is(host: str, site: Path) -> None:
    kept = [some(site, "runtime/**/*.wasm"), some(site, "runtime/yoken-python-*.zip")]
    kept += [some(site, "assets/javascripts/bundle.*.js")]
    for path in kept:
        assert ask(host, path)[0].getheader("Cache-Control") == "public, max-age=31536000, immutable", path
    fresh = ["/", "/clauses/", "/404.html", "/sitemap.xml", "/assets/edition.json"]
    fresh += [f"/{name}" for name in ("service-worker.js", "runtime/manifest.json")]
    # What is missing may be there tomorrow, under whatever name.
    fresh += ["/runtime/yoken-python-aaaaaaaaaaaa.zip", "/assets/javascripts/bundle.00000000.min.js"]
    for path in fresh:
        assert ask(host, path)[0].getheader("Cache-Control") == "no-cache", path


def test_an_unchanged_page_is_not_sent_again(host: str) -> None:
    first, _ = ask(host, "/clauses/", Accept_Encoding="br")
    again, body = ask(host, "/clauses/", Accept_Encoding="br", If_None_Match=str(first.getheader("ETag")))
    assert (again.status, body) == (304, b"")
    assert again.getheader("Content-Security-Policy")


def test_a_wrong_address_is_answered_by_the_sites_own_page(host: str, site: Path) -> None:
    for path in ("/nothing", "/clauses/nothing/", "/runtime/nothing.wasm", "/_headers", "/.git/config"):
        answer, body = ask(host, path)
        assert answer.status == 404, path
        assert body == (site / "404.html").read_bytes()


def test_a_folder_without_its_slash_leads_to_the_page(host: str) -> None:
    answer, _ = ask(host, "/clauses")
    assert (answer.status, answer.getheader("Location")) == (301, "/clauses/")


def test_a_part_of_a_file_is_sent_when_asked_for(host: str, site: Path) -> None:
    path = some(site, "runtime/**/*.wasm")
    answer, body = ask(host, path, Range="bytes=0-3")
    assert (answer.status, body) == (206, b"\0asm")
    size = (site / path[1:]).stat().st_size
    assert answer.getheader("Content-Range") == f"bytes 0-3/{size}"
    beyond, _ = ask(host, path, Range=f"bytes={size}-")
    assert beyond.status == 416


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_only_reading_is_allowed(host: str, method: str) -> None:
    assert ask(host, "/", method)[0].status == 405


BAD: dict[bytes, tuple[int, ...]] = {
    b"GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n": (400,),
    b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n": (400,),
    b"GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n": (400,),
    b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n": (404,),
    b"GET / HTTP/1.1\r\n\r\n": (400,),
    b"GET / HTTP/9.9\r\nHost: a\r\n\r\n": (400, 505),
    b"NONSENSE\r\n\r\n": (400,),
    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n": (414,),
    b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 40_000 + b"\r\n\r\n": (400, 431),
    b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n": (400,),
    b"GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=9-1,-,x\r\nConnection: close\r\n\r\n": (200, 416),
    b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n": (413,),
}


@pytest.mark.parametrize("sent", BAD, ids=[str(number) for number in range(len(BAD))])
def test_a_bad_request_is_refused_at_once_and_tells_nothing(host: str, sent: bytes) -> None:
    name, port = host.split(":")
    with socket.create_connection((name, int(port)), timeout=5) as connection:
        connection.sendall(sent)
        answer = b""
        while b"\r\n\r\n" not in answer and (part := connection.recv(65536)):
            answer += part
    status = re.match(rb"HTTP/1\.[01] (\d{3})", answer)
    assert status is not None
    assert int(status[1]) in BAD[sent]
    assert b"root:" not in answer
    # The name of the server, not its version.
    assert not re.search(rb"nginx/\d", answer)
