"""What a page asks for is of its own build by its name, and the service worker knows every file of the build."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from scripts.steps import offline

HOME = '<link href="assets/site.css"><script src="assets/search/settings.js"></script><a href="assets/other.png">'
CHECK = """<script src="../../assets/yoken/check.js"></script>
<yk-check data-runtime="../../runtime/manifest.json"></yk-check><p>assets/yoken/ and runtime/manifest.json</p>"""
MISSING = '<link href="/assets/site.css">'
MANIFEST = {
    "variants": {
        "trimmed": {
            "engine": "engine-a/",
            "wasm": {"url": "engine-a/python.wasm"},
            "stdlib": {"url": "python.zip"},
        }
    },
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    files = {
        "index.html": HOME,
        "404.html": MISSING,
        "check/one/index.html": CHECK,
        "_headers": "/*",
        "runtime/manifest.json": json.dumps(MANIFEST),
        "runtime/python.zip": "python",
        offline.EDITION: '{"rulebook": "first"}',
        "assets/other.png": "picture",
        "assets/site.css": "a {}",
        "assets/site.js": "",
        "assets/mark.svg": "<svg>",
        "assets/search/settings.js": "",
        "assets/yoken/check.js": "",
        "assets/yoken/worker.js": "",
        "assets/yoken/service-worker.js": f"const {offline.NOTHING_PUBLISHED};",
        "assets/yoken/service-worker-off.js": "",
    }
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return root


def text(site: Path, name: str) -> str:
    return (site / name).read_text("utf-8")


def folder(site: Path) -> str:
    (found,) = (each for each in (site / "assets").iterdir() if each.is_dir())
    return f"assets/{found.name}"


def published(site: Path) -> dict[str, object]:
    offline.rename(site)
    offline.publish(site)
    found = json.loads(text(site, offline.WORKER).removeprefix("const PUBLISHED = ").removesuffix(";"))
    assert isinstance(found, dict)
    return found


def test_every_page_asks_for_the_files_of_its_build_by_name(site: Path) -> None:
    offline.rename(site)
    ours = folder(site)
    assert re.fullmatch(r"assets/[a-z2-7]{12}", ours)
    assert text(site, "index.html") == HOME.replace("assets/s", f"{ours}/s")
    assert text(site, "404.html") == MISSING.replace("assets", ours)
    (manifest,) = (site / "runtime").glob("*.manifest.json")
    check = CHECK.replace("../assets", f"../{ours}").replace(
        "../runtime/manifest.json", f"../runtime/{manifest.name}"
    )
    assert text(site, "check/one/index.html") == check
    assert (site / ours / "yoken/check.js").exists()


def test_a_page_has_its_own_edition_and_the_newest_stays_where_it_was(site: Path) -> None:
    offline.rename(site)
    assert text(site, f"{folder(site)}/edition.json") == text(site, offline.EDITION)


@pytest.mark.parametrize("name", ["assets/yoken/check.js", offline.EDITION])
def test_another_script_or_another_rulebook_is_another_folder(site: Path, name: str) -> None:
    same, other = (shutil.copytree(site, site.with_name(each)) for each in ("same", "other"))
    (other / name).write_text("other", encoding="utf-8")
    for each in (site, same, other):
        offline.rename(each)
    assert folder(same) == folder(site)
    assert folder(other) != folder(site)


def test_a_page_that_asks_for_none_of_our_files_stops_the_build(site: Path) -> None:
    (site / "index.html").write_text("<p>", encoding="utf-8")
    with pytest.raises(ValueError, match="asks for none"):
        offline.rename(site)


def test_the_worker_lies_at_the_root_and_knows_every_file_but_pages_and_what_the_network_alone_can_tell(
    site: Path,
) -> None:
    found = published(site)
    hashes = found["hashes"]
    assert isinstance(hashes, dict)
    left_out = {
        "index.html",
        "404.html",
        "check/one/index.html",
        "_headers",
        offline.EDITION,
        *offline.WORKERS,
    }
    names = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    assert hashes.keys() == names - left_out
    assert hashes["assets/other.png"] == hashlib.sha256(b"picture").hexdigest()
    assert found["folder"] == folder(site)


def test_the_worker_knows_what_a_verdict_needs(site: Path) -> None:
    found = published(site)
    (manifest,) = (site / "runtime").glob("*.manifest.json")
    engine = [f"runtime/engine-a/{name}" for name in ("pyodide.mjs", "pyodide.asm.js", "python.wasm")]
    worker = f"{folder(site)}/yoken/worker.js"
    assert found["runtime"] == [worker, f"runtime/{manifest.name}", *engine, "runtime/python.zip"]


def test_a_changed_word_of_a_page_is_another_build(site: Path) -> None:
    offline.rename(site)
    source = text(site, offline.WORKER)
    offline.publish(site)
    first = text(site, offline.WORKER)
    (site / offline.WORKER).write_text(source, encoding="utf-8")
    (site / "404.html").write_text("another word", encoding="utf-8")
    offline.publish(site)
    assert text(site, offline.WORKER) != first


def test_a_worker_without_a_place_for_the_list_stops_the_build(site: Path) -> None:
    offline.rename(site)
    (site / offline.WORKER).write_text("const other = 1", encoding="utf-8")
    with pytest.raises(ValueError, match="no place for the list"):
        offline.publish(site)
