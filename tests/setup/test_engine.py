"""The engine is reduced only where it is known how."""

import subprocess
from pathlib import Path

SLOTS = Path(__file__).parents[2] / "scripts/runtime/reducing/slots.mjs"


def test_the_layouts_of_one_python_are_not_read_into_another() -> None:
    ask = f'import {{ named }} from "{SLOTS.as_uri()}"; named({{ API: {{ pyVersionTuple: [3, 14, 0] }} }}, {{}});'
    made = subprocess.run(
        ["node", "--input-type=module", "--eval", ask], capture_output=True, text=True, check=False
    )
    assert made.returncode != 0
    assert "Python 3.14" in made.stderr
