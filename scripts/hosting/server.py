"""nginx with the shipped configuration, on this machine alone, for tests and for the bench."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.steps.plain import ROOT, Stop
from scripts.steps.policy import HOSTING

PACKAGES = ["nginx", "libnginx-mod-http-brotli-static"]
BINARY = Path("/usr/sbin/nginx")
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


def installed() -> bool:
    return BINARY.exists() and BROTLI.exists()


def configured(port: int, site: Path) -> str:
    """The shipped configuration, with nothing changed but where it listens and what it shows."""
    text = (HOSTING / "nginx.conf").read_text("utf-8")
    for pattern, instead in (
        (r"listen 80;", f"listen 127.0.0.1:{port};"),
        (r"root /srv/yoken;", f"root {site};"),
    ):
        text, count = re.subn(pattern, instead, text)
        if count != 1:
            raise ValueError(f"build/hosting/nginx.conf: {pattern} stands there {count} times")
    return text


@contextmanager
def serving(folder: Path, site: Path = ROOT / "build/site") -> Iterator[str]:
    """The address of an nginx that keeps all it writes in `folder`."""
    with socket.socket() as held:
        # So that nobody else is given the port before nginx takes it.
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        yield from _serving(held.getsockname()[1], folder, site)


def _serving(port: int, folder: Path, site: Path) -> Iterator[str]:
    places = "\n".join(
        f"  {name}_temp_path {folder / name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # Its workers have to read a folder that may belong to the one who started it alone.
    user = "user root;" if os.geteuid() == 0 else ""
    main = folder / "main.conf"
    main.write_text(
        f"{user}\nload_module {BROTLI};\ndaemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\n"
        f"worker_processes 2;\nevents {{ worker_connections 1024; }}\n"
        f"http {{\n  access_log off;\n{places}\n{configured(port, site)}\n}}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen(
        [BINARY, "-e", folder / "error.log", "-c", main, "-p", folder], stderr=subprocess.PIPE
    )
    try:
        _wait(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if process.poll() is not None:
            said = process.stderr.read().decode() if process.stderr else ""
            raise Stop(f"nginx が始まりません。\n{said}")
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise Stop("nginx が10秒待っても答えません。")


def missing() -> list[str]:
    """The system's packages that are not here, as names for apt."""
    return [] if installed() else PACKAGES


def load_generator() -> str | None:
    return shutil.which("wrk")
