"""Reading one value as people type it: a day, a length of time, a number, a choice."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from yoken.dates import parse_date, parse_time, parse_year
from yoken.facts.model import Problem, Value
from yoken.plain import key, plain, plain_number
from yoken.rulebook import Choice, Question
from yoken.units import parse_duration, parse_minutes_cell

YES = {"はい", "yes", "true", "y", "1", "○", "〇", "◯", "有", "あり", "該当", "合同"}
NO = {"いいえ", "no", "false", "n", "0", "×", "✕", "無", "なし", "非該当", "単独"}
SEPARATORS = str.maketrans(dict.fromkeys("、,，;；/／\t", "\n"))

_YEARLESS = re.compile(r"\d{1,2}(?:/|月|-)\d{1,2}日?(?:\s*\(.\))?", re.ASCII)


# A spreadsheet holds 2.7% as 0.027: a share below this, without its sign, is more likely one of those.
DOUBTFUL = Fraction(1, 1000)


class Values:
    """Reads values, collecting problems as it goes. None is what is empty or cannot be read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        # By the identity of the choices: they are part of the rulebook, which outlives the reading.
        self._ids: dict[int, dict[str, str]] = {}

    def problem(self, path: str, label: str, read: object, expected: str, example: str = "") -> None:
        """Notes that the text `read` at `path` could not be read."""
        self.problems.append(Problem(path, label, plain(read)[:80], expected, example))

    def warn(self, path: str, label: str, expected: str) -> None:
        """Notes something that is read, but that a person should look at."""
        self.problems.append(Problem(path, label, "", expected, "", warning=True))

    def value(self, type_: str, path: str, label: str, written: object, about: Question) -> Value | None:
        """A value of one of the types that questions and columns have."""
        return _READERS[type_](self, path, label, written, about)

    def date(self, path: str, label: str, written: object) -> date | None:
        """A day in 西暦 or 和暦."""
        if isinstance(written, datetime):
            written = written.date()
        text = plain(written)
        if not text:
            return None
        day = parse_date(text)
        if day is None:
            expected = "年がないので、" if _YEARLESS.fullmatch(plain_number(text)) else ""
            self.problem(path, label, written, f"{expected}日付として読めません", "2026/6/1、令和8年6月1日")
        return day

    def time(self, path: str, label: str, written: object) -> int | None:
        """Minutes since midnight."""
        text = plain(written)
        if not text:
            return None
        minutes = parse_time(text)
        if minutes is None:
            self.problem(path, label, written, "0:00から24:00までの時刻として読めません", "9:30")
        return minutes

    def duration(self, path: str, label: str, written: object) -> int | None:
        """Minutes of a length of time; a bare small number is refused because its unit is not known."""
        text = plain(written)
        if not text:
            return None
        minutes = parse_minutes_cell(plain_number(written))
        if minutes is None:
            minutes = parse_duration(text)
        if minutes is None:
            expected = "時間の長さとして読めません。単位を付けて書いてください"
            self.problem(path, label, written, expected, "90分、1時間30分、1.5")
        return minutes

    def length(self, path: str, label: str, written: object) -> int | None:
        """A length of time asked for by a question: 「42」 could be hours, so no bare whole number is taken for minutes."""
        text = plain_number(written)
        if text.isascii() and text.isdigit():
            self.problem(path, label, written, "時間か分か分かりません。単位を付けて書いてください", "42時間")
            return None
        return self.duration(path, label, written)

    def count(self, path: str, label: str, written: object) -> int | None:
        """A whole number from 0; a counter word after it (10件, 3人) is ignored."""
        digits = plain_number(written).rstrip("件人回日年社か所ヵ月名度種別分野業都道府県")
        if not plain(written):
            return None
        if digits.isascii() and digits.isdigit() and len(digits) <= 9:
            return int(digits)
        self.problem(path, label, written, "0以上の整数として読めません", "10")
        return None

    def percent(self, path: str, label: str, written: object) -> Fraction | None:
        """A share, written in percent: 「2.7」 and 「2.7%」 are both 27/1000."""
        typed = plain_number(written)
        text = typed.removesuffix("%").removesuffix("パーセント")
        if not text:
            return None
        parts = text.split(".")
        if len(parts) <= 2 and all(part.isascii() and part.isdigit() for part in parts) and len(text) <= 9:
            value = Fraction(text) / 100
            if 0 < value < DOUBTFUL and typed == text:
                self.warn(
                    path, label, f"{text}%と読みました。割合を小数で書いたときは、100倍して「%」を付けます"
                )
            if value <= 1:
                return value
        self.problem(path, label, written, "0から100までの割合（%）として読めません", "2.7%")
        return None

    def yes_no(self, path: str, label: str, written: object) -> bool | None:
        """はい or いいえ in the spellings of forms and spreadsheets."""
        if isinstance(written, bool):
            return written
        text = plain(written).casefold()
        if text in YES or text in NO:
            return text in YES
        if text:
            self.problem(path, label, written, "「はい」か「いいえ」で書きます", "はい")
        return None

    def choice(self, path: str, label: str, written: object, choices: tuple[Choice, ...]) -> str | None:
        """The id of the chosen value."""
        found = self._named(choices).get(key(written))
        if found is None and plain(written):
            names = "、".join(choice.label for choice in choices)
            expected = f"選べる値ではありません。次から選びます: {names}"
            self.problem(path, label, written, expected, choices[0].label)
        return found

    def _named(self, choices: tuple[Choice, ...]) -> dict[str, str]:
        """The ids by every way a choice may be written; where two are written alike, the first."""
        ids = self._ids.get(id(choices))
        if ids is None:
            ids = self._ids[id(choices)] = {}
            for choice in choices:
                for name in (choice.id, choice.label, *choice.aliases):
                    ids.setdefault(key(name), choice.id)
        return ids

    def choices(
        self, path: str, label: str, written: object, choices: tuple[Choice, ...]
    ) -> tuple[str, ...] | None:
        """The ids of all chosen values, in the order of the rules; 「なし」 is the empty choice.

        An empty list is no answer, and with one value unread it is not known what was chosen.
        """
        parts = self.names(written)
        if parts is None:
            return None
        if len(parts) == 1 and parts[0] in ("なし", "無し"):
            return ()
        found = {self.choice(path, label, part, choices) for part in parts}
        return None if None in found else tuple(choice.id for choice in choices if choice.id in found)

    def yearly(self, path: str, label: str, written: object) -> Mapping[int, int] | None:
        """Counts by year: 「2023: 1、令和6年: 2」 or a mapping; a year left out is not answered."""
        if isinstance(written, Mapping):
            pairs = list(written.items())
        else:
            text = plain(written)
            if not text:
                return None
            parts = [part.split(":") for part in self.names(text) or ()]
            if any(len(part) != 2 for part in parts):
                self.problem(path, label, written, "年と数の組として読めません", "2023: 1、2024: 2")
                return None
            pairs = [(year, count) for year, count in parts]
        years: dict[int, int] = {}
        read: set[int] = set()
        for typed, count in pairs:
            year = parse_year(typed)
            number = self.count(f"{path}/{year or typed}", f"{label}（{year or typed}年）", count)
            if year is None:
                self.problem(path, label, typed, "年として読めません", "2024、令和6年")
            elif year in read:
                self.problem(path, label, typed, f"{year}年が二度あります。どちらの数かを決められません")
                years.pop(year, None)
            elif number is not None:
                years[year] = number
            if year is not None:
                read.add(year)
        return years

    def names(self, written: object) -> tuple[str, ...] | None:
        """Names separated by 、 , / or a line break; each once, in the order typed."""
        if isinstance(written, list | tuple):
            parts = [plain(each) for each in written]
        else:
            parts = [part.strip() for part in plain(written).translate(SEPARATORS).split("\n")]
        found = tuple(dict.fromkeys(part for part in parts if part))
        return found or None

    def mapping(self, path: str, label: str, raw: object) -> Mapping[Any, Any]:
        """The part of a document that holds values by name; empty where there is none."""
        if isinstance(raw, Mapping):
            return raw
        if raw is not None:
            self.problem(path, label, raw, "項目と値の組として読めません")
        return {}


_READERS: dict[str, Callable[[Values, str, str, object, Question], Value | None]] = {
    "yes_no": lambda read, path, label, written, about: read.yes_no(path, label, written),
    "count": lambda read, path, label, written, about: read.count(path, label, written),
    "percent": lambda read, path, label, written, about: read.percent(path, label, written),
    "duration": lambda read, path, label, written, about: read.length(path, label, written),
    "date": lambda read, path, label, written, about: read.date(path, label, written),
    "time": lambda read, path, label, written, about: read.time(path, label, written),
    "choice": lambda read, path, label, written, about: read.choice(path, label, written, about.choices),
    "choices": lambda read, path, label, written, about: read.choices(path, label, written, about.choices),
    "yearly": lambda read, path, label, written, about: read.yearly(path, label, written),
    "names": lambda read, path, label, written, about: read.names(written),
    "text": lambda read, path, label, written, about: str(written) if plain(written) else None,
}


def likely(name: str, known: Iterable[str]) -> str:
    """「。「◯◯」のことですか」 where a known name is near what was written."""
    close = get_close_matches(plain(name), list(known), n=1, cutoff=0.5)
    return f"。「{close[0]}」のことですか" if close else ""
