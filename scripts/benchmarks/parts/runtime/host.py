"""A host for what is measured: the built site, stock Pyodide beside it, every file compressed beforehand, every byte counted."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar, Literal

import brotli

from scripts.steps.plain import CACHE
from scripts.steps.serve import TYPES

Encoding = Literal["br", "gzip", ""]
WAYS: dict[Encoding, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=11, lgwin=24),
    "gzip": lambda content: gzip.compress(content, 9, mtime=0),
    "": lambda content: content,
}
# Bytes that are written at once, and that wait to be read.
PIECE = 1 << 16
# What a host leaves as it is: packed already.
PACKED = {".gz", ".png"}


@cache
def body(file: Path, encoding: Encoding) -> bytes:
    """A file as it goes over the wire. Brotli takes seconds, so it is kept, as in scripts/runtime/compress.py."""
    content = file.read_bytes()
    known = CACHE / f"{hashlib.sha256(content).hexdigest()}.{encoding.removesuffix('ip')}"
    if not encoding or file.suffix in PACKED:
        return content
    if not known.exists():
        known.parent.mkdir(parents=True, exist_ok=True)
        known.write_bytes(WAYS[encoding](content))
    return known.read_bytes()


class Host(BaseHTTPRequestHandler):
    """Serves the folders in `places` by the beginning of an address, the longest first."""

    protocol_version = "HTTP/1.1"
    places: ClassVar[dict[str, Path]] = {}
    encoding: ClassVar[Encoding] = "br"
    sent: ClassVar[dict[str, int]] = {}

    def do_GET(self) -> None:
        address = self.path.partition("?")[0]
        place = next(each for each in sorted(Host.places, key=len, reverse=True) if address.startswith(each))
        file = Host.places[place] / address.removeprefix(place)
        if file.is_dir():
            file = file / "index.html"
        if not file.is_file():
            self.send_error(404)
            return
        content = body(file, Host.encoding)
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(200)
        # A style sheet under another type is none: the page would be measured without its styles.
        kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        # Whatever carries its hash or its version in its address never changes.
        fixed = any(part in address for part in ("/engine-", "/yoken-", "/python-", "/stock/"))
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if fixed else "no-cache")
        self.send_header("ETag", tag)
        if Host.encoding and file.suffix not in PACKED:
            self.send_header("Content-Encoding", Host.encoding)
        self.end_headers()
        # Also what a browser breaks off has been sent so far.
        for at in range(0, len(content), PIECE):
            piece = content[at : at + PIECE]
            self.wfile.write(piece)
            Host.sent[address] = Host.sent.get(address, 0) + len(piece)

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the terminal is for the table."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def get_request(self) -> tuple[socket.socket, Any]:
        """Without megabytes on their way that nobody has asked to read: on a real line there are none."""
        accepted, address = super().get_request()
        accepted.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, PIECE)
        return accepted, address

    # A browser that is closed leaves connections behind.
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """And breaks off what it gave up."""


@contextmanager
def serving(places: dict[str, Path]) -> Iterator[str]:
    Host.places = places
    with Server(("127.0.0.1", 0), Host) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
