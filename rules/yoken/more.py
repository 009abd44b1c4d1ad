"""Modules that the browser loads later, as an archive beside the first: packages of ours, of others, of the library."""

import json
import sys
from importlib import import_module
from zipimport import zipimporter


def add(archive: str) -> None:
    """Makes the modules in `archive` importable.

    Its `continued.json` names the packages that begin here already and go on there.
    """
    sys.path.append(archive)
    for path in json.loads(zipimporter(archive).get_data("continued.json")):
        import_module(path.replace("/", ".")).__path__.append(f"{archive}/{path}")
