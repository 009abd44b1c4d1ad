"""The tools of .venv, called as modules: each in a new interpreter, or in the one that has already loaded them."""

import atexit
import contextlib
import gc
import io
import os
import runpy
import sys
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path

from scripts.steps.environment import PYTHON
from scripts.steps.plain import QUIET, ROOT, Stop, run

_here = False


def stay_here() -> None:
    """From now on this interpreter does the work itself. For a process that does a few things and ends (together.py, standby.py)."""
    global _here
    _here = True
    os.environ.update(QUIET)
    os.chdir(ROOT)
    # A process of seconds gains nothing from collecting, and there is much to walk through: neither meanwhile nor at its end.
    gc.disable()
    atexit.register(gc.freeze)
    # Loaded beforehand is what it is for.
    warnings.filterwarnings("ignore", message=".* found in sys.modules", category=RuntimeWarning)


def module(name: str, *arguments: str | Path, remedy: Callable[[str], str]) -> None:
    """`python -m name arguments…`; where it fails, stops with the sentence that `remedy` makes of its output."""
    if not _here:
        run([PYTHON, "-m", name, *arguments], remedy)
        return
    said, before = io.StringIO(), sys.argv
    sys.argv = [name, *map(str, arguments)]
    code: object = 0
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            runpy.run_module(name, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code
    except Exception:
        code = traceback.format_exc()
    finally:
        sys.argv = before
    if code:
        raise Stop(remedy(said.getvalue() + (code if isinstance(code, str) else "")))
