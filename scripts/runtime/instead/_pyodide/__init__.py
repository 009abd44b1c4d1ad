"""The engine's Python side as far as it starts here."""

import sys

# The second is the library's.
from . import _base, _importhook  # type: ignore[attr-defined]

__all__ = ["_base", "_importhook", "set_excepthook"]


def set_excepthook() -> None:
    """Called last of all: the interpreter's own hook stays, which loads `traceback` only for an error.

    The engine has just put the working folder on the path, where every import would look first; nothing is there.
    """
    sys.path.remove("")
