"""Text as a cell: what begins like a formula stays text, in Excel and in CSV."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
MAX_CELL = 32_767


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet might run the text instead of showing it."""
    return text.startswith(_FORMULA)


def neutral(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet might run it (for CSV, which has no cell types)."""
    return f"'{text}" if is_formula_like(text) else text


def original(text: str) -> str:
    """The text that `neutral` was given."""
    return text[1:] if text.startswith("'") and is_formula_like(text[1:]) else text


def writable(text: str) -> str:
    """Without the control characters that XML cannot hold, and no longer than a cell may be."""
    return text.translate(_UNPRINTABLE)[:MAX_CELL]
