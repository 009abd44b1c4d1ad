"""Values as people write them, drawn at random: the same day in ten spellings, numbers around every threshold, and slips."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from typing import Any

from yoken.browser import book
from yoken.dates import ERAS
from yoken.facts import NO, YES
from yoken.rulebook import Choice, walk
from yoken.rules import Threshold

BOOK = book()
FULL_WIDTH = str.maketrans("0123456789/:.,-%", "０１２３４５６７８９／：．，－％")
# First and last days of eras, leap days, ends of months, and the days the 2006 notice counts from.
DAYS = (
    *(first for _, _, first in ERAS),
    *(first - timedelta(days=1) for _, _, first in ERAS),
    *(
        date(year, month, day)
        for year in (2024, 2026, 2027)
        for month, day in ((4, 1), (10, 1), (3, 31), (9, 30))
    ),
    *(date(2024, 2, 29), date(2026, 2, 28), date(2026, 12, 31), date(1900, 1, 1), date(2199, 12, 31)),
    *(date(2026, 12, day) for day in range(1, 32)),
)
JUNK = (
    *(
        "",
        " ",
        "　",
        "-",
        "－",
        "?",
        "不明",
        "未定",
        "なし",
        "同上",
        "abc",
        "0",
        "00",
        "-1",
        "1e3",
        "NaN",
        "∞",
    ),
    *(
        "=1+1",
        "'=1",
        "<script>alert(1)</script>",
        "&amp;",
        "\u202eabc",
        "a\u0000b",
        "\ufeff",
        "\u200b",
        "ﷺ",
        "ß",
        "İ",
    ),
    *(
        "٢٠٢٦/٦/١",
        "२०२६/६/१",
        "𝟚𝟘𝟚𝟞/𝟞/𝟙",
        "②",
        "Ⅳ",
        "一",
        "㍻31年4月30日",
        "㋿元年5月1日",
        "½",
        "𑽒",
        "𞓶",
        "e\u0301",
        "👩‍🏫",
        "𠮷",
    ),
    *(
        "2026/2/30",
        "令和0年1月1日",
        "平成31年5月1日",
        "R99.1.1",
        "25:00",
        "9:5",
        "24:01",
        "12:60",
        "5",
        "14",
        "1.23456",
    ),
)
NOT_TEXT: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    90,
    1.5,
    10**20,
    1e300,
    [],
    {},
    ["はい"],
    {"a": "b"},
    [[1]],
    20260601,
)


@cache
def around() -> tuple[int, ...]:
    """Every constant of the rules with its neighbours, in the base of its unit."""
    constants = {
        int(bound.value)
        for check in BOOK.checks.values()
        for criterion in walk(check.require)
        if isinstance(criterion.rule, Threshold)
        for bound in (criterion.rule.at_least, criterion.rule.at_most, criterion.rule.usual_at_most)
        if bound is not None and hasattr(bound, "value")
    }
    near = {value + step for value in constants for step in (-1, 0, 1)}
    return tuple(sorted(value for value in near | {0, 1, 15, 10_000} if 0 <= value < 10**9))


class Pen:
    """Writes values; one random sequence makes one document."""

    def __init__(self, random: random.Random) -> None:
        self.random = random

    def width(self, text: str) -> str:
        """Sometimes in full width, sometimes with a space before it."""
        text = text.translate(FULL_WIDTH) if self.random.random() < 0.2 else text
        return f"　{text} " if self.random.random() < 0.05 else text

    def junk(self) -> Any:
        draw = self.random.random()
        if draw < 0.2:
            return self.random.choice(NOT_TEXT)
        if draw < 0.4:
            letters = (self.random.randrange(0x20, 0x30000) for _ in range(self.random.randint(1, 6)))
            return "".join(chr(each) for each in letters if not 0xD800 <= each < 0xE000)
        return self.random.choice(JUNK)

    def day(self) -> str:
        draw = self.random.random()
        day = (
            self.random.choice(DAYS)
            if draw < 0.7
            else date(2026, 1, 1) + timedelta(days=self.random.randrange(800))
        )
        forms = [
            day.isoformat(),
            f"{day.year}/{day.month}/{day.day}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day:%Y%m%d}",
            f"{day.year}.{day.month:02d}.{day.day:02d}",
            f"{day.isoformat()} 00:00:00",
            f"{day.year}/{day.month}/{day.day}（{'月火水木金土日'[day.weekday()]}）",
        ]
        for name, letter, first in ERAS:
            if day >= first:
                year = day.year - first.year + 1
                forms += [
                    f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日",
                    f"{letter}{year}.{day.month}.{day.day}",
                ]
                break
        return self.width(self.random.choice(forms))

    def clock(self, minutes: int | None = None) -> str:
        hour, minute = divmod(self.random.randrange(0, 1441, 5) if minutes is None else minutes, 60)
        forms = [
            f"{hour}:{minute:02d}",
            f"{hour:02d}:{minute:02d}:00",
            f"{hour}時{minute}分" if minute else f"{hour}時",
        ]
        if 12 < hour < 24:
            forms += [f"午後{hour - 12}時{minute:02d}分", f"{hour - 12}:{minute:02d} PM"]
        return self.width(self.random.choice(forms))

    def number(self) -> int:
        return self.random.choice(around()) if self.random.random() < 0.6 else self.random.randrange(60)

    def length(self) -> str:
        minutes = self.number()
        hours, rest = divmod(minutes, 60)
        forms = [
            f"{minutes}分",
            f"{hours}時間{rest}分",
            f"{hours}:{rest:02d}",
            str(minutes),
            f"{minutes / 60:.4f}",
            f"{hours}時間半",
        ]
        return self.width(self.random.choice(forms))

    def choice(self, choices: tuple[Choice, ...]) -> str:
        one = self.random.choice(choices)
        return self.width(self.random.choice((one.id, one.label, *one.aliases)))

    def of_type(self, type_: str, choices: tuple[Choice, ...] = ()) -> Any:
        """A value that fits a question or column of this type, or, one time in twelve, one that may not."""
        draw = self.random.random()
        if draw < 0.04:
            return self.random.choice(("", " ", None))
        if draw < 0.12:
            return self.junk()
        return self._fitting(type_, choices)

    def _fitting(self, type_: str, choices: tuple[Choice, ...]) -> Any:
        pick = self.random
        if type_ == "yes_no":
            return pick.choice((*sorted(YES), *sorted(NO), True, False))
        if type_ == "date":
            return self.day()
        if type_ == "time":
            return self.clock()
        if type_ == "duration":
            return self.length()
        if type_ == "count":
            return pick.choice(
                (self.number(), self.width(f"{self.number():,}{pick.choice(('', '件', '人', '日', '年'))}"))
            )
        if type_ == "percent":
            return self.width(
                f"{pick.choice((0, 2.5, 2.7, 49.99, 50, 79.996, 80, 99.9, 100, 101))}{pick.choice(('', '%'))}"
            )
        if type_ == "choice":
            return self.choice(choices)
        if type_ == "choices":
            chosen = [self.choice(choices) for _ in range(pick.randint(0, len(choices)))]
            return pick.choice((chosen, "、".join(chosen), "\n".join(chosen), "なし"))
        if type_ == "yearly":
            counts = {str(year): self.number() for year in range(2020, 2020 + pick.randint(0, 8))}
            return pick.choice((counts, "、".join(f"{year}年度: {count}" for year, count in counts.items())))
        if type_ == "topics":
            return pick.choice(("すべて", "なし", "1", "1、2", "１，２，３", "9", "1/x"))
        if type_ == "names":
            return pick.choice(
                ("講師A", "講師A、講師B", "講師 A／講師B", ["講師C", "講師A"], "講師Ａ,講師Ｂ")
            )
        return pick.choice(("経歴書あり", "2026年度", "法人の 名称", "<b>太字</b>", "備考\n二行目"))
