"""Makes everything and shows it on this machine; follow.py keeps both up to date while source files are saved."""

import argparse
import errno
import hashlib
import os
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from scripts.steps.everything import build
from scripts.steps.follow import Rebuilder, follow, watched
from scripts.steps.plain import ROOT, Stop, entry
from scripts.steps.policy import policy

HOST: Final = "127.0.0.1"
SITE: Final = ROOT / "build/site"

RELOADER: Final = b"""\
// Only on this server: loads the page again when the page itself, its styles, its scripts or its runtime changed.
// A file of its own, since the pages' policy allows no inline script.
const version = `/-/version${location.pathname}`;
const first = await (await fetch(version)).text();
setInterval(async () => {
  if (document.visibilityState !== "visible") return;
  const answer = await fetch(version).catch(() => null);
  if (answer?.ok && (await answer.text()) !== first) location.reload();
}, 100);
"""
TYPES: Final = {
    # Browsers refuse modules and streamed wasm under another type, and systems differ in what they guess.
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".wasm": "application/wasm",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
}
VERSION: Final = "/-/version"
CALLS_RELOADER: Final = b'<script type="module" src="/-/reload.js"></script></body>'


class Site(SimpleHTTPRequestHandler):
    """build/site as any static host would send it, and the two addresses that reload a page."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith(VERSION):
            self.path = path.removeprefix(VERSION)
            self._send(self._version().encode(), "text/plain")
        elif path == "/-/reload.js":
            self._send(RELOADER, TYPES[".js"])
        elif path == "/service-worker.js":
            # Nothing kept stands between a saved file and its page; one of another server at this address is removed.
            self._send((SITE / "service-worker-off.js").read_bytes(), TYPES[".js"])
        elif (page := self._page()) is not None:
            self._send(page.read_bytes().replace(b"</body>", CALLS_RELOADER), TYPES[".html"])
        else:
            super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        missing = SITE / "404.html"
        if code == 404 and missing.exists():
            self._send(missing.read_bytes(), TYPES[".html"], code)
        else:
            super().send_error(code, message, explain)

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        return TYPES.get(Path(path).suffix) or super().guess_type(path)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        if self.path.partition("?")[0].endswith(".js"):
            # A worker obeys this one; a page has its own inside.
            self.send_header("Content-Security-Policy", policy())
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the terminal is for what is being built."""

    def _page(self) -> Path | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path = path / "index.html"
        return path if path.suffix == ".html" and path.is_file() else None

    def _version(self) -> str:
        """Of the page at this address, by content: a rebuild that leaves it as it was reloads nothing.

        It names its scripts, its styles and its runtime by their contents.
        """
        page = self._page()
        return hashlib.sha256(page.read_bytes() if page else b"").hexdigest()

    def _send(self, content: bytes, kind: str, code: int = 200) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def open_port(port: int) -> ThreadingHTTPServer:
    """Taken before anything is built, so that a port in use is not found out a minute later."""
    try:
        return ThreadingHTTPServer((HOST, port), partial(Site, directory=str(SITE)))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Stop(
                f"ポート {port} はほかのプログラムが使っています。"
                f"別の番号で実行してください（例：./scripts/serve --port {port + 1}）。"
            ) from error
        raise Stop(
            f"ポート {port} を開けません。1024 から 65535 の番号で実行してください（例：./scripts/serve --port 8001）。"
        ) from error


def main() -> int:
    options = argparse.ArgumentParser(
        prog="scripts/serve", description="サイトを作り、この機械の中だけで表示します。"
    )
    options.add_argument(
        "--port",
        default=os.environ.get("PORT", "8000"),
        help="ポート番号（環境変数 PORT でも。はじめは 8000）",
    )
    asked = options.parse_args().port
    if not asked.isascii() or not asked.isdigit() or not 0 < int(asked) < 65536:
        raise Stop(
            f"ポート番号「{asked}」は使えません。1024 から 65535 の番号で実行してください（例：./scripts/serve --port 8001）。"
        )
    port = int(asked)
    with open_port(port) as server:
        # Before the build, so that what is saved meanwhile is not missed.
        known = watched()
        build()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"\nhttp://{HOST}:{port}/ で表示しています。止めるには Ctrl+C を押します。", flush=True)
        rebuilder = Rebuilder()
        try:
            follow(known, rebuilder, rebuilder.tick)
        finally:
            rebuilder.close()
    return 0


if __name__ == "__main__":
    entry(main)
