"""Everything up to build/site, in order, each step only if what it is made from changed."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from scripts.steps import environment, forms, node, runtime, sbom, site, together, wheel
from scripts.steps.plain import ROOT, entry
from scripts.steps.stamp import Step, make

TOOLS = (environment.TOOLS, environment.PACKAGE, node.STEP, sbom.STEP)
# The pages need nothing of these: while one writes, standby.py shows them first.
AFTERWARDS = (forms.TEMPLATES, wheel.STEP, runtime.STEP, site.PUBLISHED)
STEPS = (*TOOLS, *together.STEPS, *AFTERWARDS)


def build(*more: Step) -> None:
    node.present()
    with alone():
        for step in TOOLS:
            make(step)
        together.start()
        for step in (*AFTERWARDS, *more):
            make(step)


@contextmanager
def alone() -> Iterator[None]:
    """Two commands at the same time would overwrite each other's halves; the second waits."""
    (ROOT / "build").mkdir(exist_ok=True)
    with (ROOT / "build/.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("ほかの端末で組み立てています。終わるのを待ちます。", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> int:
    build()
    return 0


if __name__ == "__main__":
    entry(main)
