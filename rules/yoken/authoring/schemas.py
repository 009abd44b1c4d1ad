"""JSON Schemas: of the rule files (for editors), and of facts and reports (for programs).

python -m yoken.authoring.schemas rules/schema
"""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from yoken.authoring import models
from yoken.report import SCHEMA, STATUSES

FILES: dict[str, type[BaseModel]] = {
    "sources": models.Sources,
    "clauses": models.Clauses,
    "readings": models.ReadingsFile,
    "errata": models.Errata,
    "parameters": models.Parameters,
    "changes": models.Changes,
    "curriculum": models.CurriculumFile,
    "table": models.TableFile,
    "questions": models.QuestionsFile,
    "check": models.CheckFile,
    "example": models.ExampleFile,
    "cases": models.CasesFile,
}

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: dict[str, Any] = {"type": "string"}
_PLACES = {
    "type": "array",
    "items": {"type": "object", "required": ["path", "label"], "properties": {"path": _TEXT, "label": _TEXT}},
}
_REPEATING = {
    "each": {"type": "object", "maxProperties": 1, "description": "繰り返す一覧"},
    "when": {"type": ["string", "object"], "description": "値があるときだけ（または、その値のときだけ）"},
    "unless": {"type": ["string", "object"], "description": "値がないときだけ（または、その値のときだけ）"},
}


def rule_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of a rule file. Keys that repeat are allowed where criteria and cases stand."""
    schema = model.model_json_schema(by_alias=True)
    parts = schema.get("$defs", {})
    for repeated in (parts.get("CriterionEntry"), parts.get("CaseEntry")):
        if repeated:
            repeated["properties"] |= _REPEATING
    if "TopicRule" in parts:
        # A placeholder stands where a list or a number will be.
        parts["TopicRule"]["properties"]["number"] = {"type": ["integer", "string"]}
    return {"$schema": _DIALECT, **schema}


def facts_schema() -> dict[str, Any]:
    """The schema of a facts document: every leaf may be text as a person typed it."""
    leaf = {"type": ["string", "number", "boolean", "null"]}
    rows = {"type": "array", "items": {"type": "object", "additionalProperties": leaf}}
    judgement = {
        "type": "object",
        "properties": {"result": {"enum": ["確認済み", "認められない", ""]}, "note": _TEXT},
    }
    return {
        "$schema": _DIALECT,
        "title": "yoken facts",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "yoken": {"const": 1},
            "training": _TEXT,
            "as_of": _TEXT,
            "timetable": rows,
            "people": rows,
            "answers": {"type": "object", "additionalProperties": True},
            "model_hours": {
                "type": "object",
                "additionalProperties": {"type": "object", "additionalProperties": leaf},
            },
            "judgements": {"type": "object", "additionalProperties": judgement},
            "forms": {"type": "object", "additionalProperties": leaf},
        },
    }


def report_schema() -> dict[str, Any]:
    """The schema of a report."""
    finding = {
        "type": "object",
        "additionalProperties": False,
        "required": ["id", "clause", "title", "status", "message", "children"],
        "properties": {
            **dict.fromkeys(
                (
                    "id",
                    "clause",
                    "title",
                    "message",
                    "found",
                    "required",
                    "short_by",
                    "advice",
                    "reading_name",
                ),
                _TEXT,
            ),
            "status": {"enum": list(STATUSES)},
            "branch": {"enum": ["", "all", "any", "readings"]},
            "needs": _PLACES,
            "places": _PLACES,
            "readings": {"type": "array", "items": _TEXT},
            "notes": {"type": "array", "items": _TEXT},
            "children": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
        },
    }
    count = {"type": "integer", "minimum": 0}
    return {
        "$schema": _DIALECT,
        "title": SCHEMA,
        "$defs": {"finding": finding},
        "type": "object",
        "additionalProperties": False,
        "required": ["schema", "check", "document", "as_of", "rulebook", "status", "counts", "findings"],
        "properties": {
            "schema": {"const": SCHEMA},
            "check": _TEXT,
            "title": _TEXT,
            "document": _TEXT,
            "training": {"type": ["string", "null"]},
            "as_of": {"type": "string", "format": "date"},
            "rulebook": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "status": {"enum": list(STATUSES)},
            "counts": {
                "type": "object",
                "properties": dict.fromkeys(STATUSES, count),
                "additionalProperties": False,
            },
            "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
            "computed": {"type": "object"},
        },
    }


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by its file name without `.json`."""
    made = {name: rule_schema(model) for name, model in FILES.items()}
    return {**made, "facts": facts_schema(), "report": report_schema()}


def main(argv: list[str]) -> int:
    """Writes the schemas that changed into the folder."""
    folder = Path(argv[0])
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        path, text = (
            folder / f"{name}.json",
            json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        )
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
