"""A Chromium with a profile of its own, and the conditions it can be put under: a slow line, a slow processor."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright

from scripts.steps.browser import find

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
# Collected before memory is looked at; otherwise what waits to be collected would be counted.
FLAGS += ["--disable-background-networking", "--disable-component-update", "--js-flags=--expose-gc"]
LINE = {"offline": False, "latency": 60, "downloadThroughput": 9e6 / 8, "uploadThroughput": 9e6 / 8}
# Of each 12 ms the browser and all its processes run 3.
RUN, HALT = 0.003, 0.009


@dataclass(frozen=True, slots=True)
class Conditions:
    line: bool = False
    quarter: bool = False


@contextmanager
def opened(driver: Playwright, profile: Path, conditions: Conditions) -> Iterator[Page]:
    context = driver.chromium.launch_persistent_context(
        profile, executable_path=find(), args=FLAGS, headless=True
    )
    try:
        page = context.new_page()
        if conditions.line:
            _slow_line(context, page)
        with slowed(profile) if conditions.quarter else nullcontext():
            yield page
    finally:
        context.close()


def _slow_line(context: BrowserContext, page: Page) -> None:
    # The emulation of the browser's own tools; it reaches the page's workers.
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", LINE)


def group_of(profile: Path) -> int:
    """The process group of the browser with this profile."""
    wanted = f"--user-data-dir={profile}".encode()
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if wanted in (entry / "cmdline").read_bytes().split(b"\0"):
                return os.getpgid(int(entry.name))
    raise RuntimeError(f"{profile}: no browser has this profile")


@contextmanager
def slowed(profile: Path) -> Iterator[None]:
    """The whole browser at a quarter of a core's speed: the tools' own throttling does not reach workers fully."""
    group = group_of(profile)
    if group == os.getpgid(0):
        raise RuntimeError("the browser runs in this program's own group")
    over = threading.Event()

    def halt() -> None:
        while not over.is_set():
            os.killpg(group, signal.SIGSTOP)
            time.sleep(HALT)
            os.killpg(group, signal.SIGCONT)
            time.sleep(RUN)

    thread = threading.Thread(target=halt, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def memory(page: Page, profile: Path) -> float:
    """Megabytes of the process that has the page and its worker: the largest renderer."""
    page.evaluate("gc()")
    for worker in page.workers:
        worker.evaluate("gc()")
    group = group_of(profile)
    sizes = []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (
                os.getpgid(int(entry.name)) == group
                and b"--type=renderer" in (entry / "cmdline").read_bytes()
            ):
                rollup = (entry / "smaps_rollup").read_text()
                line = next(each for each in rollup.splitlines() if each.startswith("Pss:"))
                sizes.append(int(line.split()[1]) / 1024)
    return max(sizes)
