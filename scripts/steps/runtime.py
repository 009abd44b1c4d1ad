"""Python for the browser, from the npm package and our wheel."""

from scripts.steps.environment import PYTHON
from scripts.steps.plain import after, run
from scripts.steps.stamp import Step


def build() -> None:
    run(
        # In the tools' own environment: compressing and the carried packages are there.
        [PYTHON, "-m", "scripts.runtime"],
        after("ブラウザー用の Python をまとめられませんでした。上の文を確かめてください。"),
    )


STEP = Step(
    name="runtime",
    title="ブラウザー用の Python をまとめています",
    inputs=(
        "build/wheel",
        "build/cases.json",
        "node_modules/pyodide/package.json",
        "scripts/runtime",
        "requirements/dev.txt",
    ),
    outputs=("build/runtime/manifest.json",),
    run=build,
)
