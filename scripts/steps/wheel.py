"""The wheel: the same file for the command line and for the browser."""

import shutil

from scripts.steps.environment import PYTHON
from scripts.steps.plain import ROOT, after, run
from scripts.steps.stamp import Step


def build() -> None:
    # An older version's wheel left beside the new one would end up in the browser too.
    shutil.rmtree(ROOT / "build/wheel", ignore_errors=True)
    run(
        [PYTHON, "-m", "hatchling", "build", "--target", "wheel", "--directory", ROOT / "build/wheel"],
        after("wheel を作れませんでした。pyproject.toml を確かめてください。"),
    )


STEP = Step(
    name="wheel",
    title="wheel を作っています",
    inputs=("pyproject.toml", "rules/yoken", "requirements/dev.txt"),
    outputs=("build/wheel/*.whl",),
    run=build,
)
