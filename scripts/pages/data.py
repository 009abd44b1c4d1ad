"""YAML under rules/ that pages show and no rule reads: results, providers, comparisons. Every clause in it is a real one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

RULES = Path(__file__).resolve().parent.parent.parent / "rules"


def read(path: str) -> dict[str, Any]:
    """The content of `rules/<path>`."""
    content = yaml.safe_load((RULES / path).read_text("utf-8"))
    if not isinstance(content, dict):
        raise ValueError(f"rules/{path}: a mapping is expected")
    return content
