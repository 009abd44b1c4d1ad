"""Modules that the browser loads later, from a folder beside the first archive: packages of ours, of others, of the library."""

import importlib
import sys
from pathlib import Path

BEGINS = ("__init__.py", "__init__.pyc")


def add(folder: str) -> None:
    """Makes the modules in `folder` importable.

    A package there without an `__init__` goes on with the one of the same name that is here already.
    """
    sys.path.append(folder)
    _extend(Path(folder), "")
    importlib.invalidate_caches()


def _extend(folder: Path, name: str) -> None:
    for part in sorted(folder.iterdir()):
        if not part.is_dir() or any((part / begin).exists() for begin in BEGINS):
            continue
        package = importlib.import_module(name + part.name)
        package.__path__.append(str(part))
        _extend(part, f"{name}{part.name}.")
