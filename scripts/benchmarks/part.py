"""What a part of the bench is: a module in `scripts/benchmarks/parts/` with `TITLE` and `rows()`.

`rows` measures as it goes and yields each line of the table as soon as it is known. A part that has to install or make
something first does so in `prepare()`, which may print; it runs before the table begins.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Protocol, cast

from scripts.benchmarks import parts
from scripts.benchmarks.row import Row


class Part(Protocol):
    TITLE: str

    def rows(self) -> Iterator[Row]:
        """Measures, and yields the lines of the table."""
        ...


def names() -> list[str]:
    """Every part there is; a part that needs more than one module is a package."""
    return sorted(each.name for each in pkgutil.iter_modules(parts.__path__))


def load(name: str) -> Part:
    return cast(Part, importlib.import_module(f"{parts.__name__}.{name}"))
