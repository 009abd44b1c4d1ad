"""What the engine runs and imports by name while it starts.

The library's own rewrites the syntax tree of each piece of code, for which it imports `ast`, `tokenize` and what those need.
"""

import _ast
from importlib import import_module
from typing import Any


def eval_code(source: str, globals: dict[str, Any] | None = None) -> Any:
    """The value of the last expression in `source`, as in the library, where nothing is awaited and nothing kept quiet."""
    scope = {} if globals is None else globals
    tree: Any = compile(source, "<exec>", "exec", _ast.PyCF_ONLY_AST)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], _ast.Expr) else None
    exec(compile(tree, "<exec>", "exec"), scope)
    return eval(compile(_ast.Expression(last.value), "<exec>", "eval"), scope) if last else None


def pyimport_impl(path: str) -> Any:
    """As in the library: a module, or what one holds."""
    stem, _, name = path.rpartition(".")
    if not stem:
        return import_module(path)
    module = import_module(stem)
    return getattr(module, name) if hasattr(module, name) else import_module(path)
