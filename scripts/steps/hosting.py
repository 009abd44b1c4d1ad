"""The shipped configuration of nginx tried on a real nginx: `./scripts/nginx`, and within `./scripts/test` where nginx is at hand."""

import os
import shutil
import sys

from scripts.hosting import server
from scripts.steps import browser, environment
from scripts.steps.everything import build
from scripts.steps.plain import QUIET, ROOT, entry

NOT_TRIED = (
    "nginx の設定の試験（tests/hosting）は、動かしていません。nginx がなく、入れる権限もないためです。"
    "./scripts/nginx で、入れて動かせます。"
)


def ensure() -> None:
    wanted = server.missing()
    if wanted:
        # As in a rescue system: the package's own server is not started, it would take port 80 of the machine.
        os.environ["RUNLEVEL"] = "1"
        browser.install(wanted)


def ensure_without_asking() -> bool:
    """True where nginx is here, or can be put here without a password; a build machine is run by root."""
    if server.missing() and os.geteuid() == 0 and shutil.which("apt-get"):
        ensure()
    return server.installed()


def main() -> int:
    build()
    ensure()
    command = [environment.PYTHON, "-m", "pytest", "tests/hosting", *sys.argv[1:]]
    os.environ.update(QUIET)
    os.chdir(ROOT)
    os.execv(environment.PYTHON, [str(each) for each in command])


if __name__ == "__main__":
    entry(main)
