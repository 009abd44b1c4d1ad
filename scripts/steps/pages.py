"""The pages as Markdown: those people wrote, and those made from the rules."""

from scripts.steps.plain import after
from scripts.steps.stamp import Step
from scripts.steps.tool import module


def generate() -> None:
    module(
        "scripts.pages",
        "build/docs",
        remedy=after("ページを作れませんでした。上に書かれたところを直してください。"),
    )


STEP = Step(
    name="pages",
    title="ページを作っています",
    inputs=(
        "docs",
        "widgets",
        "scripts/pages",
        "scripts/templates",
        "rules/**/*.yml",
        "rules/**/*.json",
        "rules/yoken/**/*.py",
        "build/rulebook.json",
        "build/sbom.cdx.json",
        "requirements/dev.txt",
    ),
    outputs=("build/docs/index.md",),
    run=generate,
)
