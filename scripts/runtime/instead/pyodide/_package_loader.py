"""What the engine asks of its package loader while it starts. No package is ever looked up or unpacked."""

import sys


class Place:
    """A folder. The engine's JavaScript calls `__str__`, which it would not find on a plain text."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __str__(self) -> str:
        return self.path


SITE_PACKAGES = Place("/lib/python{}.{}/site-packages".format(*sys.version_info[:2]))
DSO_DIR = Place("/usr/lib")


def init_loaded_packages() -> None:
    """There are none."""
