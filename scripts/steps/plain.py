"""What a person at the terminal sees: one line a step, and one sentence where something is missing."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Beside the packages, so that a fresh build/ does not make the same engine and pack the same files again.
CACHE = ROOT / "node_modules" / ".cache" / "yoken"

QUIET = {
    # The site generator and its theme print notices about their own future, nothing that a person here could act on.
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
    "PYTHONUTF8": "1",
}


class Stop(Exception):
    """Ends the command with a plain sentence that names the remedy, and no trace."""


def run(
    command: Sequence[str | Path],
    remedy: Callable[[str], str],
    env: Mapping[str, str] | None = None,
) -> str:
    """Runs a tool silently. Where it fails, stops with the sentence that `remedy` makes of its output."""
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, **QUIET, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise Stop(remedy(str(error))) from error
    if done.returncode != 0:
        raise Stop(remedy(done.stdout))
    return done.stdout


def after(words: str) -> Callable[[str], str]:
    """The remedy for a tool whose own message is what a person needs: that message, then `words`."""
    return lambda output: f"{output.rstrip()}\n\n{words}"


def offline(output: str) -> bool:
    """Whether a package client's words mean that it could not reach its registry."""
    signs = (
        "name resolution",
        "Name or service not known",
        "nodename nor servname",
        "Network is unreachable",
        "Connection refused",
        "Failed to establish a new connection",
        "ConnectTimeout",
        "Read timed out",
        "ProxyError",
        "ENOTFOUND",
        "EAI_AGAIN",
        "ECONNREFUSED",
        "ECONNRESET",
        "ETIMEDOUT",
        "ENETUNREACH",
        "Temporary failure resolving",
        "Could not resolve",
    )
    return any(sign.lower() in output.lower() for sign in signs)


def entry(main: Callable[[], int]) -> None:
    """Runs a command's `main`; what stops it is one sentence, never a trace."""
    try:
        code = main()
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
        code = 1
    except KeyboardInterrupt:
        print("\n止めました。", file=sys.stderr)
        code = 130
    sys.exit(code)
