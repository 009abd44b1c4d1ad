"""What a visit is said to transfer is added up from the files themselves."""

import json
from pathlib import Path
from statistics import median

import pytest

from scripts.hosting.weights import KEPT, TOLD, kilobytes, tell, weigh

PAGE = '<link rel="stylesheet" href="{up}assets/a.css"><script src="{up}assets/b.js"></script><a href="{up}no.js">'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    def put(name: str, content: str, packed: int | None = None) -> None:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
        if packed is not None:
            file.with_name(f"{file.name}.br").write_bytes(b"\0" * packed)

    put("index.html", PAGE.format(up=""), 100)
    put("check/curriculum/index.html", PAGE.format(up="../../") + '<script src="../../c.js">', 50)
    names = ("first", "page", "search", "check", "million")
    told = "".join(f'<span data-weight="{name}">まだ</span>' for name in names)
    put(TOLD, told, 20)
    put(KEPT, PAGE.format(up="../../") + '<link rel="modulepreload" href="../../d.js">', 30)
    put("d.js", "", 5)
    put("service-worker.js", "", 200)
    put("assets/a.css", "", 1000)
    put("assets/b.js", "", 2000)
    put("c.js", "", 300)
    put("no.js", "", 7)
    put("search/pages.json", "", 4000)
    put("assets/search/worker.js", "", 500)
    put("assets/yoken/form.js", "", 60)
    trimmed = {
        "engine": "engine-a/",
        "wasm": {"url": "engine-a/a.wasm"},
        "stdlib": {"url": "yoken-python-a.zip"},
    }
    put("runtime/x.manifest.json", json.dumps({"variants": {"trimmed": trimmed}}), 10)
    put("runtime/engine-a/a.wasm", "", 100_000)
    put("runtime/engine-a/pyodide.mjs", "", 30_000)
    put("runtime/engine-a/pyodide.asm.js", "", 40_000)
    put("runtime/engine-b/a.wasm", "", 700_000)
    put("runtime/yoken-python-a.zip", "", 20_000)
    put("runtime/python-a.zip", "", 900_000)
    put("runtime/yoken-office-a.zip", "", 800_000)
    return tmp_path


def test_each_visit_is_the_sum_of_what_it_asks_for(site: Path) -> None:
    found = weigh(site)
    assert found.first == 100 + 1000 + 2000 + 30 + 5 + 200
    assert found.page == median([100, 20, 30])
    assert found.search == 4000 + 500
    assert found.check == 300 + 60 + 100_000 + 30_000 + 40_000 + 10 + 20_000
    visit = found.first + 3 * found.page + found.search / 5 + found.check / 10
    assert found.million == 1_000_000 * visit


def test_the_page_tells_what_was_measured(site: Path) -> None:
    page = tell(site).read_text("utf-8")
    assert "まだ" not in page
    assert '<span data-weight="first">3kB</span>' in page
    assert '<span data-weight="million">およそ23GB</span>' in page


def test_a_place_without_a_measure_stops_the_build(site: Path) -> None:
    (site / TOLD).write_text('<span data-weight="second">', encoding="utf-8")
    with pytest.raises(ValueError, match="asks for"):
        tell(site)


def test_sizes_are_said_in_the_unit_that_fits() -> None:
    assert [kilobytes(each) for each in (400, 68_009, 2_791_415)] == ["0kB", "68kB", "2.8MB"]
