"""The rules, from YAML to the one JSON file that the package carries. This is also the lint of the rules."""

from scripts.steps.plain import after
from scripts.steps.stamp import Step
from scripts.steps.tool import module


def compile_rules() -> None:
    module(
        "yoken.authoring.compile",
        "rules",
        "build/rulebook.json",
        remedy=after("規則をまとめられませんでした。上に書かれたところを直してください。"),
    )


STEP = Step(
    name="rulebook",
    title="規則をまとめています",
    inputs=("rules/**/*.yml", "rules/yoken/**/*.py", "requirements/dev.txt"),
    outputs=("build/rulebook.json", "build/cases.json", "rules/yoken/rulebook.json"),
    run=compile_rules,
)
