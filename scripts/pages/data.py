"""YAML under rules/ that pages show and no rule reads: results, providers, comparisons. Every clause in it is a real one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from yoken.authoring.yaml_file import LOADER

RULES = Path(__file__).resolve().parent.parent.parent / "rules"


def read(path: str) -> dict[str, Any]:
    """The content of `rules/<path>`."""
    content = yaml.load((RULES / path).read_text("utf-8"), LOADER)
    if not isinstance(content, dict):
        raise ValueError(f"rules/{path}: a mapping is expected")
    return content
