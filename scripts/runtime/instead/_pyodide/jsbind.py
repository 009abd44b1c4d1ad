"""How the engine calls JavaScript from Python: as without annotations, of which the rules have none for JavaScript.

The library's own reads signatures, for which it imports `inspect` and what that needs.
"""

from typing import Any

# A part of the engine, in no file.
from _pyodide_core import JsFuncSignature, js2py_default_call_result, py2js_default  # type: ignore[import-not-found]


def _any_arguments(*args: Any, **kwargs: Any) -> None:
    """Gives the signature below its name."""


# What stands for an argument without a default; the engine compares with it.
no_default = object()
default_signature = JsFuncSignature(
    _any_arguments, False, 0, (), (), py2js_default, (), (), (), py2js_default, js2py_default_call_result
)
