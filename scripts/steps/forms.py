"""The forms of the notice, from YAML to the JSON that the package carries, and from that to its Word templates."""

from scripts.steps.plain import after
from scripts.steps.stamp import Step
from scripts.steps.tool import module


def compile_forms() -> None:
    module(
        "yoken.authoring.forms",
        "rules",
        remedy=after("様式をまとめられませんでした。上に書かれたところを直してください。"),
    )


def write_templates() -> None:
    module("yoken.authoring.templates", "rules", remedy=after("様式をWordにできませんでした。"))


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
    outputs=("rules/yoken/office/forms.json",),
    run=compile_forms,
)

# No page needs them, and few savings change them.
TEMPLATES = Step(
    name="templates",
    title="様式をWordにしています",
    inputs=(
        "rules/yoken/office/forms.json",
        "rules/yoken/authoring/templates.py",
        "rules/yoken/office/forms.py",
        "rules/yoken/office/word.py",
        "requirements/dev.txt",
    ),
    outputs=("rules/yoken/office/templates/form-*.docx",),
    run=write_templates,
)
