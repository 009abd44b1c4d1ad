"""One browser for the whole run, named by --engine, and the built site on a server of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from typing import ClassVar

import pytest

from scripts.steps import serve
from tests.browsers.drivers import DRIVERS
from tests.browsers.person import Driver, Person


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=sorted(DRIVERS), required=True)


@pytest.fixture(scope="session")
def driver(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    started = DRIVERS[request.config.getoption("--engine")](tmp_path_factory.mktemp("browser"))
    yield started
    started.close()


class Told(serve.Site):
    """The site as it is served, which remembers what was asked of it."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        Told.asked.append(self.path)
        super().do_GET()


@pytest.fixture(scope="session")
def origin() -> Iterator[str]:
    with ThreadingHTTPServer((serve.HOST, 0), partial(Told, directory=str(serve.SITE))) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://{serve.HOST}:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def person(driver: Driver, origin: str) -> Iterator[Person]:
    """Someone who was never here before, and for whom what the build left in of Python is enough."""
    driver.go(f"{origin}404.html")
    driver.run("localStorage.clear(); sessionStorage.clear()")
    yield Person(driver, origin)
    assert not [path for path in Told.asked if "/runtime/python-" in path]
