"""Excel, Word and print inside the published runtime: the same files, part for part, as in CPython here."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from yoken import browser

from scripts.runtime.__main__ import later_requests

pytestmark = pytest.mark.parity

ROOT = Path(__file__).parent.parent.parent


def parts(content: bytes) -> Any:
    """A file as what it holds: two compressors write the same parts with other bytes."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(name, parts(archive.read(name))) for name in archive.namelist()]


def held(answer: str) -> Any:
    found = json.loads(answer)
    if made := found.get("file"):
        made["base64"] = parts(base64.b64decode(made["base64"]))
    return found


def test_the_published_runtime_makes_and_reads_the_same_files(tmp_path: Path) -> None:
    runtime = ROOT / "build/runtime"
    if not (runtime / "manifest.json").is_file():
        pytest.skip("build/runtime is not built")
    made = [browser.handle(request) for request in later_requests()]
    files = [each["file"] for answer in made if "file" in (each := json.loads(answer))]
    reading = [
        json.dumps({"method": "import", "name": each["name"], "base64": each["base64"]}) for each in files
    ]
    asked = [*later_requests(), *reading]
    here = [*made, *(browser.handle(request) for request in reading)]
    (tmp_path / "requests.json").write_text(json.dumps(asked, ensure_ascii=False), "utf-8")
    command: list[str | Path] = [
        "node",
        "tests/parity/office.mjs",
        runtime,
        tmp_path / "requests.json",
        tmp_path / "answers.json",
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    there = json.loads((tmp_path / "answers.json").read_text("utf-8"))
    assert not any("error" in json.loads(answer) for answer in here)
    for request, mine, theirs in zip(asked, here, there, strict=True):
        assert held(mine) == held(theirs), request[:120]
