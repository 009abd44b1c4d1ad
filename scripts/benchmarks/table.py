"""The table, in Markdown that also reads well in a terminal: Japanese letters take two columns there."""

import unicodedata

from scripts.benchmarks.row import Row

WIDTHS = {"測ったもの": 58, "中央値": 16, "最小〜最大": 22, "回": 4, "目標": 12, "": 4, "注": 0}


def head() -> str:
    rule = "|".join("-" * (max(width, 2) + 2) for width in WIDTHS.values())
    return f"{_line(*WIDTHS)}\n|{rule}|"


def section(title: str) -> str:
    return _line(f"**{title}**", *[""] * (len(WIDTHS) - 1))


def line(row: Row) -> str:
    varies = len(row.values) > 1
    spread = f"{number(min(row.values))}〜{number(max(row.values))}" if varies else ""
    target = row.target
    return _line(
        row.name,
        f"{number(row.median)} {row.unit}",
        spread,
        str(len(row.values)) if varies else "",
        f"{target.sign} {number(target.bound)}" if target else "",
        ("○" if target.kept(row.median) else "×") if target else "",
        row.note,
    )


def number(value: float) -> str:
    """Three figures that count, and no exponent."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"


def _line(*cells: str) -> str:
    padded = (
        cell + " " * (width - _columns(cell)) for cell, width in zip(cells, WIDTHS.values(), strict=True)
    )
    return "| " + " | ".join(padded) + " |"


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
