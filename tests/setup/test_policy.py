"""Every page allows its own scripts and nobody else's."""

import base64
import hashlib
from pathlib import Path

import pytest

from scripts.steps.policy import apply, headers, policy


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is made here is not what is published."""
    monkeypatch.setattr("scripts.steps.policy.HOSTING", tmp_path / "hosting")


PAGE = """<html><head><meta charset="utf-8"><script>one()</script><script src="a.js"></script>
<script type="application/json">{"data": 1}</script></head></html>"""


def hashed(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_a_page_allows_exactly_its_inline_scripts(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    apply(tmp_path)
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    stated = f'<meta http-equiv="Content-Security-Policy" content="{policy([hashed("one()")])}">'
    assert html.index(stated) < html.index("<script>")
    assert html.replace(stated, "").replace('<meta name="referrer" content="no-referrer">', "") == PAGE


def test_the_headers_allow_what_any_page_does(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.html").write_text(PAGE.replace("one()", f"{name}()"), encoding="utf-8")
    apply(tmp_path)
    sent = (tmp_path / "_headers").read_text(encoding="utf-8")
    assert all(hashed(f"{name}()") in sent for name in ("one", "two"))


def test_nothing_allows_evaluated_or_foreign_scripts() -> None:
    said = policy()
    assert "'unsafe-eval'" not in said
    assert "'unsafe-inline'" not in said
    assert "http" not in said


def test_a_page_without_a_place_for_the_policy_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html></html>", encoding="utf-8")
    with pytest.raises(ValueError, match="no place for the policy"):
        apply(tmp_path)


def test_nginx_sends_the_same_headers_as_other_hosts(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(PAGE, encoding="utf-8")
    apply(site)
    sent = headers([hashed("one()")])
    nginx = (tmp_path / "hosting/nginx.conf").read_text(encoding="utf-8")
    others = (site / "_headers").read_text(encoding="utf-8")
    assert "Permissions-Policy" in sent
    for name, value in sent.items():
        assert f'add_header {name} "{value}" always;' in nginx
        assert f"\n  {name}: {value}\n" in others
