"""Reading what people typed into facts.

Nothing typed is changed or guessed: what cannot be read becomes a `Problem` that names the place, what was read
and an example, and the fact stays unknown. An empty cell is unknown too, never zero.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from yoken.dates import parse_date, parse_time
from yoken.plain import key, plain, plain_number
from yoken.rulebook import Choice, Curriculum, Question, Rulebook, person_question
from yoken.units import parse_duration, parse_minutes_cell

FORMAT = 1
MAX_ROWS = 10_000
# What a worked example says of itself; it may be checked like any other facts document.
ABOUT = {"example", "title", "summary", "check", "expect"}
# What is written for the forms of the 2006 notice alone: no check reads it.
BESIDE = {"forms"}
YES = {"はい", "yes", "true", "y", "1", "○", "〇", "◯", "有", "あり", "該当", "合同"}
NO = {"いいえ", "no", "false", "n", "0", "×", "✕", "無", "なし", "非該当", "単独"}

Value = bool | int | Fraction | date | str | tuple[str, ...] | Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something typed that cannot be read. `path` is 1-based (`timetable/4/form`); `label` says it to people."""

    path: str
    label: str
    read: str
    expected: str
    example: str
    warning: bool = False

    @property
    def message(self) -> str:
        """One plain sentence: the place, what was read, what is expected and an example."""
        example = f"（例: {self.example}）" if self.example else ""
        read = f"「{self.read}」は" if self.read else ""
        return f"{self.label}: {read}{self.expected}{example}"


@dataclass(frozen=True, slots=True)
class Session:
    """コマ: one row of the timetable. None means not answered. `minutes` excludes nothing; `row` is 1-based."""

    row: int
    day: date | None = None
    start: int | None = None
    end: int | None = None
    minutes: int | None = None
    subject: str | None = None
    name: str = ""
    form: str | None = None
    kind: str | None = None
    delivery: str | None = None
    instructors: tuple[str, ...] | None = None
    joint: bool | None = None
    topics: frozenset[int] | None = None
    # The kinds it can be where the kind is not known but not open either (a subject of the other edition).
    possible_kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided on a criterion that asks for judgement."""

    confirmed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """講師: one row of the table of instructors, by column id. `row` is 1-based."""

    row: int
    name: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a check may ask about. `sessions` is None where no timetable was given at all."""

    training: str | None = None
    sessions: tuple[Session, ...] | None = None
    answers: Mapping[str, Value] = field(default_factory=dict)
    model_minutes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    people: tuple[Person, ...] | None = None


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The facts that could be read, and what could not."""

    facts: Facts
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that leave a fact unread (warnings do not)."""
        return tuple(problem for problem in self.problems if not problem.warning)


class Reader:
    """Reads one facts document against one rulebook, collecting problems as it goes."""

    def __init__(self, book: Rulebook, *, foreign: bool = False) -> None:
        self.book = book
        self.foreign = foreign
        self.problems: list[Problem] = []
        self.curriculum: Curriculum | None = None

    def problem(self, path: str, label: str, read: object, expected: str, example: str = "") -> None:
        """Notes that the text `read` at `path` could not be read."""
        self.problems.append(Problem(path, label, plain(read)[:80], expected, example))

    def warn(self, path: str, label: str, expected: str) -> None:
        """Notes something that is read, but that a person should look at."""
        self.problems.append(Problem(path, label, "", expected, "", warning=True))

    def document(self, raw: object) -> Facts:
        """The facts of a whole document (see the facts' JSON Schema)."""
        if not isinstance(raw, Mapping):
            self.problem("", "入力", type(raw).__name__, "項目と値の組として読めません", "training: 第1号")
            return Facts()
        known = {"yoken", "training", "timetable", "answers", "model_hours", "judgements", "people", "as_of"}
        for name in raw:
            if name not in known | ABOUT | BESIDE:
                hint = likely(str(name), known)
                self.problem(str(name), "入力", name, "知らない項目です" + hint)
        version = raw.get("yoken", FORMAT)
        if plain(version) != str(FORMAT):
            self.problem(
                "yoken",
                "入力の版",
                version,
                f"この版では読めません。版{FORMAT}の書き方が要ります",
                f"yoken: {FORMAT}",
            )
        training = self.training(raw.get("training"))
        return Facts(
            training=training,
            sessions=self.timetable(raw.get("timetable")),
            answers=self.answers(raw.get("answers")),
            model_minutes=self.model_hours(raw.get("model_hours")),
            judgements=self.judgements(raw.get("judgements")),
            people=self.people(raw.get("people")),
        )

    def training(self, raw: object) -> str | None:
        """The id of the training, from its id, short or full name."""
        if not plain(raw):
            return None
        for curriculum in self.book.curricula.values():
            if key(raw) in (key(curriculum.id), key(curriculum.short), key(curriculum.title)):
                self.curriculum = curriculum
                return curriculum.id
        names = "、".join(curriculum.short for curriculum in self.book.curricula.values())
        self.problem(
            "training", "研修の種類", raw, f"研修の種類ではありません。次から選びます: {names}", "第1号"
        )
        return None

    def timetable(self, raw: object) -> tuple[Session, ...] | None:
        """The sessions; rows where every cell is empty are left out."""
        rows = self.rows("timetable", "時間割", raw)
        if rows is None:
            return None
        sessions = [
            self.session(number, row) for number, row in rows if any(plain(cell) for cell in row.values())
        ]
        self._overlaps(sessions)
        return tuple(sessions)

    def rows(self, table: str, label: str, raw: object) -> list[tuple[int, Mapping[str, Any]]] | None:
        """The numbered rows of a table of facts, unknown columns noted; None where there is no table."""
        if raw is None:
            return None
        if not isinstance(raw, list):
            self.problem(table, label, raw, "行の並びとして読めません")
            return None
        if len(raw) > MAX_ROWS:
            self.problem(table, label, f"{len(raw)}行", f"{MAX_ROWS:,}行までです")
            return None
        columns = {column.id for column in self.book.tables[table]}
        rows: list[tuple[int, Mapping[str, Any]]] = []
        for number, row in enumerate(raw, start=1):
            if not isinstance(row, Mapping):
                self.problem(f"{table}/{number}", f"{number}行目", row, "列の名前と値の組として読めません")
                continue
            for name in row:
                if name not in columns:
                    self.problem(
                        f"{table}/{number}",
                        f"{number}行目",
                        name,
                        "知らない列です" + likely(str(name), columns),
                    )
            rows.append((number, row))
        return rows

    def session(self, number: int, row: Mapping[str, Any]) -> Session:
        """One session from the cells of its row."""

        def cell(column: str) -> tuple[str, str, object]:
            return f"timetable/{number}/{column}", f"{number}行目の{self._label(column)}", row.get(column)

        start, end = self.time(*cell("start")), self.time(*cell("end"))
        subject, name, kind = self._subject(number, row)
        either = (
            frozenset({"model", "own"})
            if self.foreign and kind is None and self._foreign(name)
            else frozenset()
        )
        return Session(
            row=number,
            day=self.date(*cell("date")),
            start=start,
            end=end,
            minutes=self._minutes(number, row, start, end),
            subject=subject,
            name=name,
            form=self.choice(*cell("form"), self._choices("form")),
            kind=kind,
            delivery=self.choice(*cell("delivery"), self._choices("delivery")),
            instructors=self.names(row.get("instructors")),
            joint=self.yes_no(*cell("joint")),
            topics=self._topics(number, row, subject),
            possible_kinds=either,
        )

    def _minutes(self, number: int, row: Mapping[str, Any], start: int | None, end: int | None) -> int | None:
        path, label = f"timetable/{number}/minutes", f"{number}行目の時間"
        written = row.get("minutes")
        minutes = parse_minutes_cell(plain_number(written)) if plain(written) else None
        if plain(written) and (minutes is None or not 0 < minutes <= 24 * 60):
            bare = minutes is None and re.fullmatch(r"\d{1,2}", plain_number(written))
            expected = "時間の長さとして読めません"
            if bare:
                expected = "時間か分か分かりません。単位を付けて書いてください"
            elif minutes:
                expected = "24時間を超えています。1行は1コマです"
            self.problem(path, label, written, expected, "90分、1時間30分、1.5")
            minutes = None
        if start is None or end is None:
            return minutes
        if end <= start:
            read = f"{plain(row.get('start'))}〜{plain(row.get('end'))}"
            self.problem(
                f"timetable/{number}/end",
                f"{number}行目の終了",
                read,
                "終了が開始より後になっていません",
                "9:30〜11:00",
            )
            return minutes
        if minutes is not None and minutes != end - start:
            self.problem(
                path,
                label,
                written,
                f"開始から終了までの{end - start}分と合いません。どちらかを直してください",
            )
            return None
        return end - start

    def _subject(self, number: int, row: Mapping[str, Any]) -> tuple[str | None, str, str | None]:
        """Subject id, name as typed, and kind. A kind left blank follows from a subject of the curriculum."""
        path, label = f"timetable/{number}/subject", f"{number}行目の科目"
        kind_cell = f"timetable/{number}/kind", f"{number}行目の{self._label('kind')}", row.get("kind")
        kind, name = self.choice(*kind_cell, self._choices("kind")), plain(row.get("subject"))
        subject = self._match_subject(name)
        if subject or not name or kind in ("own", "break", "homework"):
            kind_unreadable = kind is None and bool(plain(row.get("kind")))
            return subject, name, kind or ("model" if subject and not kind_unreadable else None)
        if self.foreign and self._foreign(name):
            self.warn(
                path, label, f"「{name}」は、この版の一覧にない名前です。どの科目に当たるかは人が決めます"
            )
        elif self.curriculum:
            names = [each.name for each in self.curriculum.subjects]
            hint = likely(name, names) or "。モデルカリキュラムにない科目は、区分を「独自科目」にします"
            self.problem(path, label, name, f"{self.curriculum.short}の科目ではありません{hint}", names[0])
        return None, name, kind

    def _foreign(self, name: str) -> bool:
        """Whether another training of the rulebook has a subject of this name."""
        return any(key(name) == key(each.name) for c in self.book.curricula.values() for each in c.subjects)

    def _match_subject(self, name: str) -> str | None:
        if not name or not self.curriculum:
            return None
        wanted = (
            key(name)
            .removesuffix("共通")
            .lstrip("".join(chr(c) for c in range(ord("0"), ord("9") + 1)) + ".")
        )
        for subject in self.curriculum.subjects:
            if wanted == key(subject.name) or key(name) == key(subject.id):
                return subject.id
        return None

    def _topics(self, number: int, row: Mapping[str, Any], subject: str | None) -> frozenset[int] | None:
        """Numbers of the covered topics; None where the cell is empty."""
        text = plain(row.get("topics"))
        if not text:
            return None
        count = len(self.curriculum.subject(subject).topics) if self.curriculum and subject else 0
        if key(text) in ("すべて", "全て", "全部", "all"):
            return frozenset(range(1, count + 1))
        if key(text) in ("なし", "無し"):
            return frozenset()
        parts = [part for part in re.split(r"[、,・/\s]+", text) if part]
        numbers = [int(part) for part in parts if part.isdecimal() and len(part) <= 3]
        if subject and parts and len(numbers) == len(parts) and all(1 <= each <= count for each in numbers):
            return frozenset(numbers)
        if subject and count:
            listed = f"「すべて」か、1から{count}までの番号で書きます"
            self.problem(
                f"timetable/{number}/topics", f"{number}行目の内容", text, listed, "すべて、または 1、2"
            )
        return None

    def _overlaps(self, sessions: Iterable[Session]) -> None:
        """Two sessions at one time are both counted; people often mean parallel groups, so say it."""
        timed = [
            s for s in sessions if s.day and s.start is not None and s.end is not None and s.start < s.end
        ]
        timed.sort(key=lambda s: (s.day, s.start, s.row))
        for earlier, later in itertools.pairwise(timed):
            if earlier.day == later.day and later.start < earlier.end:  # type: ignore[operator]
                path = f"timetable/{later.row}/start"
                self.warn(
                    path,
                    f"{later.row}行目の開始",
                    f"{earlier.row}行目と時間が重なっています。どちらも数えています",
                )

    def answers(self, raw: object) -> dict[str, Value]:
        """Typed answers by question id."""
        answers: dict[str, Value] = {}
        for name, written in self._mapping("answers", "答え", raw).items():
            question = self.book.questions.get(str(name))
            if question is None:
                hint = likely(str(name), self.book.questions)
                self.problem(f"answers/{name}", "答え", name, "知らない質問です" + hint)
            elif (value := self.answer(question, written)) is not None:
                answers[question.id] = value
        return answers

    def answer(self, question: Question, written: object) -> Value | None:
        """The answer to one question, None where it is empty or cannot be read."""
        return self.value(question.type, f"answers/{question.id}", question.ask, written, question)

    def value(self, type_: str, path: str, label: str, written: object, about: Question) -> Value | None:
        """A value of one of the types that questions and columns have."""
        readers: dict[str, Callable[[str, str, object], Value | None]] = {
            "yes_no": self.yes_no,
            "count": self.count,
            "percent": self.percent,
            "duration": self.duration,
            "date": self.date,
            "time": self.time,
            "choice": lambda p, la, w: self.choice(p, la, w, about.choices),
            "choices": lambda p, la, w: self.choices(p, la, w, about.choices),
            "yearly": self.yearly,
            "names": lambda p, la, w: self.names(w),
            "text": lambda p, la, w: str(w) if plain(w) else None,
        }
        return readers[type_](path, label, written)

    def model_hours(self, raw: object) -> dict[tuple[str, str], int]:
        """Minutes of the user's own copy of a model curriculum, by (training, subject)."""
        minutes: dict[tuple[str, str], int] = {}
        for training, subjects in self._mapping("model_hours", "モデルカリキュラムの時間数", raw).items():
            curriculum = self.book.curricula.get(str(training))
            if curriculum is None:
                self.problem(
                    f"model_hours/{training}",
                    "モデルカリキュラムの時間数",
                    training,
                    "研修の種類ではありません",
                    "visiting",
                )
                continue
            names = {subject.id: subject.name for subject in curriculum.subjects}
            for subject, written in self._mapping(
                f"model_hours/{training}", curriculum.short, subjects
            ).items():
                path = f"model_hours/{training}/{subject}"
                if subject not in names:
                    self.problem(
                        path,
                        f"{curriculum.short}の時間数",
                        subject,
                        "科目ではありません" + likely(str(subject), names),
                    )
                elif (value := self.duration(path, f"{names[subject]}の時間数", written)) is not None:
                    minutes[str(training), str(subject)] = value
        return minutes

    def judgements(self, raw: object) -> dict[str, Judgement]:
        """People's recorded judgements by criterion id."""
        found: dict[str, Judgement] = {}
        for name, entry in self._mapping("judgements", "人の判断", raw).items():
            result = plain(entry.get("result") if isinstance(entry, Mapping) else entry)
            note = plain(entry.get("note")) if isinstance(entry, Mapping) else ""
            if result in ("確認済み", "認められない"):
                found[str(name)] = Judgement(result == "確認済み", note)
            elif result:
                self.problem(
                    f"judgements/{name}",
                    "人の判断",
                    result,
                    "「確認済み」か「認められない」で書きます",
                    "確認済み",
                )
        return found

    def people(self, raw: object) -> tuple[Person, ...] | None:
        """The instructors; blank cells are left out of their values."""
        if raw is None or "people" not in self.book.tables:
            return None
        rows = self.rows("people", "講師の一覧", raw)
        if rows is None:
            return None
        people = [
            self.person(number, row) for number, row in rows if any(plain(cell) for cell in row.values())
        ]
        for number, person in enumerate(people):
            if any(key(person.name) == key(other.name) for other in people[:number]):
                path = f"people/{person.row}/name"
                self.warn(
                    path,
                    f"{person.row}人目の名前",
                    f"「{person.name}」が二度あります。どちらの経歴かを決められません",
                )
        return tuple(people)

    def person(self, number: int, row: Mapping[str, Any]) -> Person:
        """One instructor from the cells of a row."""
        values: dict[str, Value] = {}
        for column in self.book.tables["people"]:
            path, label = f"people/{number}/{column.id}", f"{number}人目の{column.label}"
            value = self.value(column.type, path, label, row.get(column.id), person_question(column))
            if value is not None:
                values[column.id] = value
        return Person(number, plain(row.get("name")), values)

    def date(self, path: str, label: str, written: object) -> date | None:
        """A day in 西暦 or 和暦."""
        if isinstance(written, datetime):
            written = written.date()
        day = parse_date(plain(written)) if plain(written) else None
        if plain(written) and day is None:
            self.problem(path, label, written, "日付として読めません", "2026/6/1、令和8年6月1日")
        return day

    def time(self, path: str, label: str, written: object) -> int | None:
        """Minutes since midnight."""
        minutes = parse_time(plain(written)) if plain(written) else None
        if plain(written) and minutes is None:
            self.problem(path, label, written, "0:00から24:00までの時刻として読めません", "9:30")
        return minutes

    def duration(self, path: str, label: str, written: object) -> int | None:
        """Minutes of a length of time; a bare small number is refused because its unit is not known."""
        minutes = parse_minutes_cell(plain_number(written)) if plain(written) else None
        if minutes is None and plain(written):
            minutes = parse_duration(plain(written))
        if plain(written) and minutes is None:
            self.problem(
                path,
                label,
                written,
                "時間の長さとして読めません。単位を付けて書いてください",
                "90分、1時間30分、1.5",
            )
        return minutes

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
        text = plain_number(written).removesuffix("%").removesuffix("パーセント")
        if not text:
            return None
        parts = text.split(".")
        if len(parts) <= 2 and all(part.isascii() and part.isdigit() for part in parts) and len(text) <= 9:
            value = Fraction(text) / 100
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
        if not plain(written):
            return None
        for choice in choices:
            if key(written) in map(key, (choice.id, choice.label, *choice.aliases)):
                return choice.id
        names = "、".join(choice.label for choice in choices)
        self.problem(
            path, label, written, f"選べる値ではありません。次から選びます: {names}", choices[0].label
        )
        return None

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
        """Counts by year: 「2023: 1、2024: 2」 or a mapping; a year left out is not answered."""
        if not isinstance(written, Mapping):
            text = plain(written)
            if not text:
                return None
            pairs = [part.replace("年度", "").replace("年", "").split(":") for part in self.names(text) or ()]
            if any(len(pair) != 2 for pair in pairs):
                self.problem(path, label, written, "年と数の組として読めません", "2023: 1、2024: 2")
                return None
            written = dict(pairs)
        years: dict[int, int] = {}
        for year, count in written.items():
            number = self.count(f"{path}/{year}", f"{label}（{year}年）", count)
            digits = plain_number(year)
            if digits.isdecimal() and len(digits) == 4 and 1900 <= int(digits) <= 2200:
                if number is not None:
                    years[int(digits)] = number
            else:
                self.problem(path, label, year, "西暦の年として読めません", "2024")
        return years

    def names(self, written: object) -> tuple[str, ...] | None:
        """Names separated by 、 , / or a line break; each once, in the order typed."""
        if isinstance(written, list | tuple):
            parts = [plain(each) for each in written]
        else:
            text = plain(written)
            for separator in ("、", ",", "，", ";", "；", "/", "／", "\n", "\t"):
                text = text.replace(separator, "\n")
            parts = [part.strip() for part in text.split("\n")]
        found = tuple(dict.fromkeys(part for part in parts if part))
        return found or None

    def _mapping(self, path: str, label: str, raw: object) -> Mapping[Any, Any]:
        if isinstance(raw, Mapping):
            return raw
        if raw is not None:
            self.problem(path, label, raw, "項目と値の組として読めません")
        return {}

    def _choices(self, column: str) -> tuple[Choice, ...]:
        return next(each.choices for each in self.book.timetable if each.id == column)

    def _label(self, column: str) -> str:
        return next(each.label for each in self.book.timetable if each.id == column)


def read(raw: object, book: Rulebook, *, foreign: bool = False) -> ReadResult:
    """The facts of a raw document. Never raises for what a person typed.

    `foreign`: subjects of the other edition are read as sessions whose place in this one is open, not as errors.
    """
    reader = Reader(book, foreign=foreign)
    facts = reader.document(raw)
    return ReadResult(facts, tuple(reader.problems))


def likely(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(plain(name), list(known), n=1, cutoff=0.5)
    return f"。「{close[0]}」のことですか" if close else ""
