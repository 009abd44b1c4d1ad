"""The forms of the notice, from YAML to the JSON and the Word templates that the package carries."""

from scripts.steps.plain import after
from scripts.steps.stamp import Step
from scripts.steps.tool import module


def compile_forms() -> None:
    module(
        "yoken.authoring.forms",
        "rules",
        remedy=after("様式をまとめられませんでした。上に書かれたところを直してください。"),
    )


STEP = Step(
    name="forms",
    title="様式をまとめています",
    inputs=(
        "rules/notice-2006/forms.yml",
        "rules/yoken/rulebook.json",
        "rules/yoken/authoring/forms.py",
        "rules/yoken/office/forms.py",
        "requirements/dev.txt",
    ),
    outputs=("rules/yoken/office/forms.json", "rules/yoken/office/templates/form-*.docx"),
    run=compile_forms,
)
