"""Files made to hurt: each is refused in one sentence, or read within the limits, before it costs much."""

from __future__ import annotations

import base64
import io
import json
import re
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from yoken import browser
from yoken.limits import MAX_BYTES, MAX_COLUMNS, MAX_PARTS, MAX_ROWS, MAX_SHEET_LIST, MAX_UNPACKED

from tests.fuzz.targets import PARTS

SHEET, STRINGS, WORKBOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
# What a browser tab can spare beside the file itself.
MEMORY = 400 * 1024 * 1024


def packed(parts: dict[str, bytes]) -> bytes:
    """A workbook that is sound but for these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**PARTS, **parts}.items():
            package.writestr(name, content)
    return stream.getvalue()


def strings(items: str, before: str = "") -> bytes:
    return f"{before}<sst {MAIN}>{items}</sst>".encode()


def rows(items: str) -> bytes:
    return f"<worksheet {MAIN}><sheetData>{items}</sheetData></worksheet>".encode()


def imported(name: str, content: bytes) -> dict[str, Any]:
    request = {"method": "import", "name": name, "base64": base64.b64encode(content).decode()}
    answer: dict[str, Any] = json.loads(browser.handle(json.dumps(request)))
    assert "error" not in answer, answer
    return answer


def many_sheets(count: int) -> bytes:
    (sheet,) = re.findall(rb"<sheet .*?/>", PARTS[WORKBOOK])
    made = b"".join(sheet.replace("時間割".encode(), b"s%d" % number) for number in range(count))
    return packed({WORKBOOK: PARTS[WORKBOOK].replace(sheet, made)})


def entities() -> bytes:
    """Ten letters, ten times ten times … in one cell."""
    levels = "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
    return packed(
        {STRINGS: strings("<si><t>&j;</t></si>", f'<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">{levels}]>')}
    )


def nested() -> bytes:
    return packed({"xl/embeddings/inner.xlsx": packed({"xl/media/a.bin": bytes(MAX_UNPACKED + 1)})})


def of_a_password(stream_name: str) -> bytes:
    """The beginning of the old container of Office, in which a workbook with a password lies."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream_name.encode("utf-16-le") + bytes(600)


def lying(content: bytes) -> bytes:
    """A package whose list says of its largest part that it is small."""
    at = content.rindex(b"PK\x01\x02", 0, content.index(SHEET.encode(), content.index(b"PK\x01\x02")) + 1)
    return content[: at + 24] + struct.pack("<L", 100) + content[at + 28 :]


LONG_CELL = f"<si><t>{'x' * 32_000}</t></si>"
FULL_ROW = "<row>" + '<c t="s"><v>0</v></c>' * 60 + "</row>"

REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "50 MB of CSV": ("計画.csv", lambda: "日付,科目\n".encode() + bytes(50 * 1024 * 1024), "大きすぎます"),
    "50 MB of Excel": ("計画.xlsx", lambda: b"PK\x03\x04" + bytes(50 * 1024 * 1024), "大きすぎます"),
    "a bomb in one part": (
        "計画.xlsx",
        lambda: packed({"xl/media/a.bin": bytes(MAX_UNPACKED + 1)}),
        "中身が大きすぎます",
    ),
    "a bomb in many parts": (
        "計画.xlsx",
        lambda: packed({f"xl/media/{number}.bin": bytes(MAX_UNPACKED // 20) for number in range(21)}),
        "中身が大きすぎます",
    ),
    "too many parts": (
        "計画.xlsx",
        lambda: packed({f"xl/media/{number}": b"" for number in range(MAX_PARTS)}),
        "中身が大きすぎます",
    ),
    "a part larger than it says": (
        "計画.xlsx",
        lambda: lying(packed({SHEET: rows("<row/>" * 1_000_000)})),
        "読めません",
    ),
    "one long text in every cell": (
        "計画.xlsx",
        lambda: packed({STRINGS: strings(LONG_CELL), SHEET: rows(FULL_ROW * 2_000)}),
        "中身が大きすぎます",
    ),
    "too long a list of sheets": (
        "計画.xlsx",
        lambda: many_sheets(MAX_SHEET_LIST // 40),
        "中身が大きすぎます",
    ),
    "entities": ("計画.xlsx", entities, "読めません"),
    "an entity of another file": (
        "計画.xlsx",
        lambda: packed(
            {
                STRINGS: strings(
                    "<si><t>&e;</t></si>", '<!DOCTYPE s [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
                )
            }
        ),
        "読めません",
    ),
    "old Excel by the new name": ("計画.xlsx", lambda: of_a_password("Workbook"), "古い形式"),
    "a password": ("計画.xlsx", lambda: of_a_password("EncryptedPackage"), "パスワード"),
    "PDF by the name of Excel": ("計画.xlsx", lambda: b"%PDF-1.7\n", "Excel のファイルではありません"),
    "Word by the name of Excel": (
        "計画.xlsx",
        lambda: _only({"word/document.xml": b"<w/>"}),
        "ブック（xlsx）ではありません",
    ),
    "macros by the name of xlsx": ("計画.xlsx", lambda: packed({"xl/vbaProject.bin": b"\0"}), "マクロ"),
    "macros": ("計画.xlsm", lambda: packed({"XL/VBAPROJECT.BIN": b"\0"}), "マクロ"),
    "Excel by the name of CSV": ("計画.csv", lambda: packed({}), "文字のファイルではありません"),
    "too many rows of CSV": (
        "計画.csv",
        lambda: "日付,科目\n".encode() + b"1,2\n" * 4_000_000,
        "行が多すぎます",
    ),
    "nothing but line ends": ("計画.csv", lambda: b"\n" * (MAX_BYTES - 1) + b"a", "行が多すぎます"),
    "too many columns of CSV": (
        "計画.csv",
        lambda: "日付,科目".encode() + b",a" * 1_000_000 + b"\n",
        f"{MAX_COLUMNS}列",
    ),
    "a cell without an end": ("計画.csv", lambda: '日付,"'.encode() + b"a" * 1_000_000, "表として読めません"),
}


def _only(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(("name", "make", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_hostile_file_is_refused_in_a_sentence_and_in_little_memory(
    name: str, make: Callable[[], bytes], sentence: str
) -> None:
    content = make()
    tracemalloc.start()
    try:
        refused = imported(name, content)["refused"]
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sentence in refused
    assert refused.endswith("。")
    assert most < MEMORY


LINKED = "xl/externalLinks/externalLink1.xml"
DDE = f'<externalLink {MAIN}><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'.encode()
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
LINK = (
    f'<Relationships xmlns="{RELATIONS}">'
    '<Relationship Id="r1" Type="x" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
).encode()
READ: dict[str, Callable[[], bytes]] = {
    "a nested bomb, which nobody opens": nested,
    "names that lead out of the package": lambda: packed({"../../escaped.xml": b"a", "/etc/escaped": b"b"}),
    "a link to another workbook": lambda: packed({LINKED: DDE, f"{LINKED}.rels": LINK}),
    "a thousand sheets": lambda: many_sheets(1_000),
}


@pytest.mark.parametrize("make", READ.values(), ids=READ)
def test_what_does_no_harm_is_read_without_following_it(make: Callable[[], bytes]) -> None:
    found = imported("計画.xlsx", make())
    assert found["facts"]["timetable"] == [{"date": "2026/6/1", "subject": "ケース会議"}]


def test_a_formula_is_read_as_the_value_that_was_saved_with_it() -> None:
    first = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    cells = "<row><c><v>46174</v></c><c t=\"str\"><f>cmd|'/C calc'!A0</f><v>ケース会議</v></c></row>"
    found = imported("計画.xlsx", packed({SHEET: rows(first + cells)}))
    assert [row["subject"] for row in found["facts"]["timetable"]] == ["ケース会議"]
    assert "calc" not in json.dumps(found)


def test_pasted_cells_are_taken_up_to_the_limit_of_a_table() -> None:
    def pasted(count: int) -> dict[str, Any]:
        text = "日付\t科目\n" + "2026/6/1\tケース会議\n" * count
        answer: dict[str, Any] = json.loads(
            browser.handle(json.dumps({"method": "read_block", "text": text}))
        )
        return answer

    assert len(pasted(MAX_ROWS)["rows"]) == MAX_ROWS
    over = pasted(MAX_ROWS + 1)
    assert over["rows"] == []
    assert "10,000行" in over["problems"][0]["message"]
