"""The site: HTML from the pages, then the runtime beside it."""

import shutil

from scripts.steps.environment import PYTHON
from scripts.steps.plain import ROOT, after, run
from scripts.steps.stamp import Step


def build() -> None:
    run(
        [PYTHON, "-m", "mkdocs", "build", "--strict", "--quiet"],
        after("サイトを組み立てられませんでした。上に書かれたページを直してください。"),
    )
    # Placed afterwards: the generator would only copy these files, and would count them as pages' attachments.
    shutil.copytree(ROOT / "build/runtime", ROOT / "build/site/runtime", dirs_exist_ok=True)


STEP = Step(
    name="site",
    title="サイトを組み立てています",
    inputs=("mkdocs.yml", "build/docs", "build/runtime", "requirements/dev.txt"),
    outputs=("build/site/index.html", "build/site/runtime/manifest.json"),
    run=build,
)
