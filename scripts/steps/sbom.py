"""The bill of materials. Of the locks alone: whoever saves a rule does not wait for it."""

from scripts.steps.plain import after
from scripts.steps.stamp import Step
from scripts.steps.tool import module


def write() -> None:
    module("scripts.sbom", "build/sbom.cdx.json", remedy=after("使っているものの一覧を作れませんでした。"))


STEP = Step(
    name="sbom",
    title="使っているものの一覧を作っています",
    inputs=(
        "scripts/sbom.py",
        "scripts/pages/shipped.py",
        "scripts/licences",
        "rules/changelog.yml",
        "pyproject.toml",
        "requirements/dev.txt",
        "package-lock.json",
    ),
    outputs=("build/sbom.cdx.json",),
    run=write,
)
