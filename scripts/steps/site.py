"""The site: HTML from the pages, then the runtime beside it."""

import shutil

from scripts.steps import policy
from scripts.steps.environment import PYTHON
from scripts.steps.plain import ROOT, after, run
from scripts.steps.stamp import Step

SITE = ROOT / "build/site"
NEXT = ROOT / "build/site.next"


def build() -> None:
    # Beside the present site, which goes on being shown until the new one is whole, and for good where that fails.
    run(
        [PYTHON, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", NEXT],
        after("サイトを組み立てられませんでした。上に書かれたページを直してください。"),
    )
    policy.apply(NEXT)
    # The runtime comes last: the generator would only copy it, and take it for attachments of pages.
    shutil.copytree(ROOT / "build/runtime", NEXT / "runtime", dirs_exist_ok=True)
    shutil.rmtree(SITE, ignore_errors=True)
    NEXT.rename(SITE)


STEP = Step(
    name="site",
    title="サイトを組み立てています",
    inputs=(
        "mkdocs.yml",
        "theme_overrides",
        "build/docs",
        "build/runtime",
        "requirements/dev.txt",
        "scripts/steps/policy.py",
    ),
    outputs=("build/site/index.html", "build/site/runtime/manifest.json"),
    run=build,
)
