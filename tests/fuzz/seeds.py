"""What fuzzing starts from beside the inputs that are kept: real facts, real cells, and the words of the rules."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator

from yoken.browser import book

from tests.fuzz.targets import CHECKS, CSV, PARTS, REPLACED, WHOLE

BOOK = book()
# Not among the targets: these are opened by JavaScript.
LINKS = "links"
DAYS = (
    "2026/6/1 令和8年6月1日 R元.5.1 20260601 2026-06-01T00:00:00 平成31年4月30日（火） 午後1時半 24:00 9:30"
)
LENGTHS = "90分 1時間30分 1.5時間 1時間半 1:30 90 1.5 80% 10件 41時間30分"
ROWS = "日付\t開始\t終了\t科目\n2026/6/1\t9:30\t１１時\tケース会議\n"
UNITS = "年 月 日 時間 分 半 令和 平成 昭和 元 午前 午後 pm （月） ： ／ ％ 件 か月"
DOCUMENT = (
    '{"yoken":1,"training":"class-1","timetable":[{"day":"2026/6/1","topics":["a"]},{}],'
    '"answers":{"staff-all":"40","roles":["医師"],"placed":{"2025":1}},"people":[{"name":"A","knowledge":["b"]}],'
    '"judgements":{"c":{"result":"確認済み"}},"model_hours":{"visiting":{"d":"1"}},"forms":{"e":"f"},"g":[{"h":null}]}'
).encode()
PLACES = "timetable people answers judgements model_hours forms result note yoken training"
VALUES = '"はい" "いいえ" "なし" "確認済み" null true [] {} 1e9'
SHAPES = (
    '#facts= "yoken":2 "__proto__": "2025": ["a"] {"a":"b"} {"a":["b"]} [{}] "a":[], [[[[[[[[ \\ud800 % ": ,"'
)
CELLS = 't="s" t="inlineStr" t="d" t="e" t="b" <is> <t> r="XFD1" <f> mergeCell &#0;'


def seeds(target: str) -> Iterator[bytes]:
    if target == "dates":
        yield from (each.encode() for each in DAYS.split())
    elif target == "durations":
        yield from (each.encode() for each in LENGTHS.split())
    elif target == "facts":
        for example in BOOK.examples.values():
            written = json.dumps(example.facts, ensure_ascii=False)
            yield bytes([CHECKS.index(example.check)]) + written.encode()
    elif target == LINKS:
        packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        packed = packing.compress(DOCUMENT) + packing.flush()
        yield from (b"\0" + DOCUMENT, b"\1" + packed)
        yield b"\2#facts=" + base64.urlsafe_b64encode(packed).rstrip(b"=")
    elif target == "block":
        quoted = '"科目","時間"\n"科目、その1","1.5"\n'
        yield from (each.encode() for each in (ROWS, ROWS.replace("\t", ","), quoted))
    else:
        yield from (bytes([number]) + PARTS[part] for number, part in enumerate(REPLACED))
        yield from (bytes([CSV]) + ROWS.encode(), bytes([CSV]) + ROWS.encode("cp932"))
        yield bytes([WHOLE]) + b"PK\x03\x04"


def words(target: str) -> list[str]:
    """Words worth trying at any place."""
    found = UNITS.split()
    if target == "facts":
        columns = [each.id for table in BOOK.tables.values() for each in table]
        names = [*BOOK.questions, *BOOK.curricula, *columns, *PLACES.split()]
        found += [*(f'"{name}"' for name in names), *VALUES.split()]
    if target == LINKS:
        # What opens them knows no words of the rules.
        found = [*(f'"{name}":' for name in PLACES.split()), *VALUES.split(), *SHAPES.split()]
    if target in ("block", "import"):
        found += [name for each in BOOK.timetable for name in (each.label, *each.aliases)]
    if target == "import":
        found += CELLS.split()
    return found
