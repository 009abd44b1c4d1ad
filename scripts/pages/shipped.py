"""What a reader's browser receives that others made: its version, its licence, and the words that have to go with it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path, PurePath

ROOT = Path(__file__).parent.parent.parent
# Licences whose text comes with none of the packages.
TEXTS = ROOT / "scripts/licences"
MPL, APACHE, PYTHON = (TEXTS / f"{name}.txt" for name in ("MPL-2.0", "Apache-2.0", "Python-3.13"))


@dataclass(frozen=True)
class Shipped:
    name: str
    version: str
    """Empty for what another one has inside without saying which."""
    licence: str
    """By its SPDX name."""
    use: str
    purl: str
    text: str


@cache
def shipped() -> tuple[Shipped, ...]:
    """In the order in which a browser meets them."""
    theme = _from_pypi("mkdocs-material", "MIT", "ページの見た目と操作")
    pyodide = json.loads((ROOT / "node_modules/pyodide/package.json").read_text("utf-8"))["version"]
    python = json.loads((ROOT / "node_modules/pyodide/pyodide-lock.json").read_text("utf-8"))["info"][
        "python"
    ]
    if not python.startswith("3.13."):
        # The text names the version it belongs to.
        raise ValueError(f"scripts/licences has the licence of Python 3.13, and Pyodide carries {python}")
    icons = Path(str(metadata.distribution("mkdocs-material").locate_file("material/templates/.icons")))
    return (
        theme,
        *(
            Shipped(name, "", licence, f"{theme.name}の部品", f"pkg:npm/{name}", text)
            for name, licence, text in (
                ("rxjs", "Apache-2.0", _read(APACHE)),
                ("clipboard", "MIT", _mit("Copyright (c) Zeno Rocha")),
                (
                    "escape-html",
                    "MIT",
                    _mit(
                        "Copyright (c) 2012-2013 TJ Holowaychuk\nCopyright (c) 2015 Andreas Lubbe\n"
                        'Copyright (c) 2015 Tiancheng "Timothy" Gu'
                    ),
                ),
                ("focus-visible", "W3C", "W3C Software Notice and License. Copyright (c) 2016 WICG"),
                ("tslib", "0BSD", "Copyright (c) Microsoft Corporation."),
            )
        ),
        Shipped(
            "Material Design Icons",
            "",
            "Apache-2.0",
            "ページの絵記号",
            "pkg:npm/%40mdi/svg",
            _read(icons / "material/LICENSE"),
        ),
        Shipped(
            "pyodide",
            pyodide,
            "MPL-2.0",
            "点検：ブラウザーで動くPython（変更していません）",
            f"pkg:npm/pyodide@{pyodide}",
            _read(MPL),
        ),
        Shipped(
            "CPython",
            python,
            "Python-2.0",
            "点検：Pythonと標準ライブラリー（点検に使う部分）",
            f"pkg:generic/cpython@{python}",
            _read(PYTHON),
        ),
        _from_pypi("jpholiday", "MIT", "点検：祝日"),
        _from_pypi("openpyxl", "MIT", "Excelを読み書きするとき"),
        _from_pypi("et_xmlfile", "MIT", "Excelを読み書きするとき"),
        _from_pypi("xlsxwriter", "BSD-2-Clause", "Excelを作るとき"),
    )


def _from_pypi(name: str, licence: str, use: str) -> Shipped:
    found = metadata.distribution(name)
    # Read as text: making an object of each of the theme's thousands of files takes longer than most pages.
    listed = (line.partition(",")[0] for line in (found.read_text("RECORD") or "").splitlines())
    files = [file for file in listed if ".dist-info/" in file and "LICEN" in PurePath(file).name.upper()]
    if not files:
        raise ValueError(f"{name} comes without the text of its licence")
    text = "\n\n".join(_read(Path(str(found.locate_file(file)))) for file in files)
    version = found.version
    return Shipped(name, version, licence, use, f"pkg:pypi/{name.replace('_', '-')}@{version}", text)


def _read(path: Path) -> str:
    return path.read_text("utf-8").strip()


def _mit(copyright_: str) -> str:
    """The licence as the package's own words have it, for those that come inside another one."""
    words = _read(Path(str(metadata.distribution("jpholiday").locate_file("."))) / _jpholiday_licence())
    start = words.index("Permission is hereby granted")
    return f"MIT License\n\n{copyright_}\n\n{words[start:]}"


def _jpholiday_licence() -> str:
    files = metadata.files("jpholiday") or ()
    return next(str(file) for file in files if file.name == "LICENSE")
