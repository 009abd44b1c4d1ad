"""The built site on a server that fails in the ways the web does."""

from __future__ import annotations

import hashlib
import io
import json
import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from yoken import browser

from scripts.steps import serve

# More than the page waits for an answer, and for news of the start, on a clock that a test has installed.
LONG_FOR_AN_ANSWER, LONG_FOR_NEWS = "00:31", "01:01"
PARTS = 10
"""In which a file comes trickling."""


class Breakable(serve.Site):
    """The site as it is served, with faults by the end of an address."""

    faults: ClassVar[dict[str, Callable[[Breakable], None]]] = {}

    def do_GET(self) -> None:
        # A packed copy fails with the file it stands for.
        path = self.path.partition("?")[0].removesuffix(".gz")
        for ending, fault in Breakable.faults.items():
            if path.endswith(ending):
                # The browser ends a request that it has given up.
                with suppress(ConnectionError):
                    fault(self)
                return
        super().do_GET()

    def send_response(self, code: int, message: str | None = None) -> None:
        self.code = code
        super().send_response(code, message)

    def send_header(self, keyword: str, value: str) -> None:
        # As hosts are told to: a name that carries a hash is kept for ever, also where what came under it was broken.
        if (
            keyword == "Cache-Control"
            and self.code == 200
            and re.search("/runtime/.*(wasm|zip|gz)$", self.path)
        ):
            value = "max-age=31536000, immutable"
        super().send_header(keyword, value)

    def file(self) -> bytes:
        return Path(self.translate_path(self.path)).read_bytes()


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that is closed, or that gives a request up, leaves a broken connection behind."""


def missing(request: Breakable) -> None:
    request.send_error(404)


def web_page(request: Breakable) -> None:
    """What a captive portal or a company's proxy sends."""
    request._send(b"<!doctype html><title>Login</title>", "text/html")


def cut_short(request: Breakable) -> None:
    request._send(request.file()[:100_000], "application/wasm")


def begin_only(request: Breakable) -> None:
    """Promises the whole file and sends the first part of it."""
    content = request.file()
    request.send_response(200)
    request.send_header("Content-Type", "application/wasm")
    request.send_header("Content-Length", str(len(content)))
    request.end_headers()
    request.wfile.write(content[:100_000])
    request.wfile.flush()


def broken_off(request: Breakable) -> None:
    begin_only(request)
    request.close_connection = True


def one_wrong_byte(request: Breakable) -> None:
    if request.path.endswith(".gz"):
        missing(request)
        return
    content = bytearray(request.file())
    content[len(content) // 2] ^= 1
    request._send(bytes(content), serve.TYPES.get(Path(request.path).suffix, "application/zip"))


def of_another_build(request: Breakable) -> None:
    """A host that has the manifest of one build and, under its name, the library of another."""
    if request.path.endswith(".gz"):
        missing(request)
        return
    request._send(next((serve.SITE / "runtime").glob("python-*.zip")).read_bytes(), "application/zip")


def forbidden_by_policy(request: Breakable) -> None:
    request.send_response(200)
    request.send_header("Content-Type", serve.TYPES[".js"])
    request.send_header("Content-Security-Policy", "script-src 'self'")
    content = request.file()
    request.send_header("Content-Length", str(len(content)))
    request.end_headers()
    request.wfile.write(content)


def without_web_assembly(request: Breakable) -> None:
    request._send(b"delete self.WebAssembly;\n" + request.file(), serve.TYPES[".js"])


def with_little_memory(request: Breakable) -> None:
    """As on a small device: memory grows to 256 MB and no further."""
    limit = """\
const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * 65536 > 1 << 28) throw new RangeError();
  return grow.call(this, pages);
};
"""
    request._send(limit.encode() + request.file(), serve.TYPES[".js"])


def stalled(request: Breakable) -> None:
    """Answers, sends a little, and then nothing until the browser gives it up."""
    begin_only(request)
    request.rfile.read(1)


class Line:
    """What a test lets through of a file: the same parts to whoever asks for it, also to a page that is gone."""

    def __init__(self) -> None:
        self._parts = 0
        self._changed = threading.Condition()

    def let(self, parts: int = 1) -> None:
        with self._changed:
            self._parts += parts
            self._changed.notify_all()

    def wait_for(self, part: int) -> None:
        with self._changed:
            self._changed.wait_for(lambda: part < self._parts)


def trickling(line: Line) -> Callable[[Breakable], None]:
    """Part by part, none so soon that the page would not tell of it apart from what came before."""

    def fault(request: Breakable) -> None:
        if request.path.endswith(".gz"):
            missing(request)
            return
        content = request.file()
        request.send_response(200)
        request.send_header("Content-Type", "application/wasm")
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        step = len(content) // PARTS + 1
        for part in range(PARTS):
            line.wait_for(part)
            threading.Event().wait(0.2)
            request.wfile.write(content[part * step : (part + 1) * step])
            request.wfile.flush()

    return fault


def published_with(change: Callable[[bytes], bytes]) -> dict[str, Callable[[Breakable], None]]:
    """A build whose library is another one: the manifest tells of it as of its own."""
    runtime = serve.SITE / "runtime"
    manifest = json.loads(next(runtime.glob("*.manifest.json")).read_text("utf-8"))
    part = manifest["variants"]["trimmed"]["stdlib"]
    library = change((runtime / part["url"]).read_bytes())
    del part["packed"]
    part |= {"bytes": len(library), "sha256": hashlib.sha256(library).hexdigest()}
    return {
        "manifest.json": lambda request: request._send(json.dumps(manifest).encode(), serve.TYPES[".json"]),
        part["url"]: lambda request: request._send(library, "application/zip"),
    }


def without_a_module(library: bytes) -> bytes:
    """One module is there under a name that nobody asks for."""
    return library.replace(b"yoken/measures.pyc", b"yoken/mexsures.pyc")


def stopped_while_it_starts(library: bytes) -> bytes:
    """Python itself asks for this module when it begins."""
    return replaced(library, "encodings/aliases", "import posix\nposix.abort()\n")


def replaced(library: bytes, module: str, source: str) -> bytes:
    """As source text: it is read by whatever Python reads it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(library)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != f"{module}.pyc":
                new.writestr(name, old.read(name))
        new.writestr(f"{module}.py", source)
    return out.getvalue()


def with_faulty_rules(source: str) -> Callable[[bytes], bytes]:
    """The library with this Python at the end of `yoken.browser`."""
    own = Path(browser.__file__).read_text("utf-8")
    return lambda library: replaced(library, "yoken/browser", f"{own}\n\n{source}\n")


@contextmanager
def site() -> Iterator[str]:
    """Its address."""
    with Quiet((serve.HOST, 0), partial(Breakable, directory=str(serve.SITE))) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://{serve.HOST}:{server.server_port}/"
        server.shutdown()
