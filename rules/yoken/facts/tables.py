"""Reading the tables of facts row by row: the timetable (時間割) and the instructors (講師の一覧)."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from yoken.dates import parse_span
from yoken.facts import audience
from yoken.facts.alike import alike
from yoken.facts.model import Person, Problem, Session, Value
from yoken.facts.overlap import overlaps
from yoken.facts.values import Values, likely
from yoken.kept import Kept
from yoken.limits import MAX_ROWS
from yoken.plain import key, plain, plain_number
from yoken.rulebook import PERSON, Choice, Curriculum, Question, Rulebook, person_question
from yoken.units import parse_minutes_cell

ALL_TOPICS = ("すべて", "全て", "全部", "all")
NO_TOPICS = ("なし", "無し")
# 昼休み and 開講式 stand among the subjects of many a timetable.
BREAK = "break"
# What the last row of many a sheet is called, which adds up the others.
SUMS = frozenset(
    ("計", "合計", "小計", "総計", "総合計", "合計時間", "合計時間数", "総時間", "総時間数", "総研修時間")
)
NUMBERING = "0123456789."

Row = Mapping[str, Any]
Read = TypeVar("Read")


class Tables(Values):
    """Reads rows against one rulebook. The training has to be known first: the subjects are those of its curriculum."""

    def __init__(self, book: Rulebook, *, foreign: bool = False, kept: Kept | None = None) -> None:
        super().__init__()
        self.kept = kept
        self.book = book
        self.foreign = foreign
        self.curriculum: Curriculum | None = None
        self._columns = {column.id: column for column in book.timetable}
        self._subjects: dict[str, tuple[dict[str, str], dict[str, str]]] = {}

    def timetable(self, raw: object) -> tuple[tuple[Session, ...] | None, tuple[Session, ...]]:
        """The sessions of the training, and those of another one; rows that are empty or add up others are left out."""
        rows = self.rows("timetable", "時間割", raw)
        if rows is None:
            return None, ()
        read = [
            session
            for number, row in rows
            if (session := self._known("timetable", number, row, self._session)) is not None
        ]
        sessions = tuple([each for each in read if self._is_mine(each.audience)])
        others = tuple([each for each in read if not self._is_mine(each.audience)])
        self._overlaps(sessions)
        for session in sessions:
            self._joint_for_both(session)
        if others:
            self.warn("timetable", "時間割", audience.left_out(self.book, others))
        return sessions, others

    def _session(self, number: int, row: Row) -> Session | None:
        """None for a row that is no session."""
        return self.session(number, row) if self._is_session(number, row) else None

    def _is_session(self, number: int, row: Row) -> bool:
        """Whether a row is to be read as a コマ: of one that adds up others it is said that it counts for nothing."""
        which = {name: plain(row.get(name)) for name in ("date", "start", "end", "subject")}
        named = {name: text for name, text in which.items() if text}
        if not named or not all(key(text) in SUMS for text in named.values()):
            return _written(row)
        column, text = next(iter(named.items()))
        label = f"{number}行目の{self._columns[column].label}"
        self.warn(
            f"timetable/{number}/{column}",
            label,
            f"「{text}」の行はコマではないので、読んでいません。この行は消せます",
        )
        return False

    def people(self, raw: object) -> tuple[Person, ...] | None:
        """The instructors; blank cells are left out of their values."""
        if raw is None or "people" not in self.book.tables:
            return None
        rows = self.rows("people", "講師の一覧", raw)
        if rows is None:
            return None
        questions = [person_question(column) for column in self.book.tables["people"]]

        def listed(number: int, row: Row) -> Person:
            return self.person(number, row, questions)

        people = [self._known("people", number, row, listed) for number, row in rows if _written(row)]
        seen: set[str] = set()
        for person in people:
            if key(person.name) in seen:
                path = f"people/{person.row}/name"
                self.warn(
                    path,
                    f"{person.row}人目の名前",
                    f"「{person.name}」が二度あります。どちらの経歴かを決められません",
                )
            seen.add(key(person.name))
        return tuple(people)

    def named_alike(self, sessions: Iterable[Session], people: Iterable[Person]) -> None:
        """Two names are two people to the rules, who may be one: then too many would be counted, and a person knows."""
        names = [(f"people/{each.row}/name", f"{each.row}人目の名前", each.name) for each in people]
        names += [
            (f"timetable/{each.row}/instructors", f"{each.row}行目の講師", name)
            for each in sessions
            for name in each.instructors or ()
        ]
        for path, label, longer, shorter in alike(names):
            self.warn(
                path,
                label,
                f"「{shorter}」と「{longer}」は別の人として数えています。同じ人なら、名前をそろえてください",
            )

    def rows(self, table: str, label: str, raw: object) -> list[tuple[int, Row]] | None:
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
        rows: list[tuple[int, Row]] = []
        for number, row in enumerate(raw, start=1):
            if not isinstance(row, Mapping):
                self.problem(f"{table}/{number}", f"{number}行目", row, "列の名前と値の組として読めません")
                continue
            for name in row:
                if name not in columns:
                    expected = "知らない列です" + likely(str(name), columns)
                    self.problem(f"{table}/{number}", f"{number}行目", name, expected)
            rows.append((number, row))
        return rows

    def _known(self, table: str, number: int, row: Row, read: Callable[[int, Row], Read]) -> Read:
        """What is read of a row. One that stood there before, word for word, is not read again."""
        if self.kept is None or not _is_text(row):
            return read(number, row)

        def fresh() -> tuple[Read, list[Problem]]:
            before = len(self.problems)
            made = read(number, row)
            unread = self.problems[before:]
            del self.problems[before:]
            return made, unread

        training = self.curriculum.id if self.curriculum else None
        made, unread = self.kept.get((table, number), (training, self.foreign, row), fresh)
        self.problems += unread
        return made

    def session(self, number: int, row: Row) -> Session:
        """One session from the cells of its row."""

        def cell(column: str) -> tuple[str, str, object]:
            label = f"{number}行目の{self._columns[column].label}"
            return f"timetable/{number}/{column}", label, row.get(column)

        start, end = self.time(*cell("start")), self.time(*cell("end"))
        # Many a sheet has one column, 「時間」, for from when till when.
        span = parse_span(plain(row.get("minutes")))
        if span and not plain(row.get("start")) and not plain(row.get("end")):
            (start, end), row = span, {**row, "minutes": ""}
        for_whom = self.choice(*cell(audience.COLUMN), self._choices(audience.COLUMN))
        curriculum = self.curriculum if self._is_mine(for_whom) else self.book.curricula[str(for_whom)]
        subject, name, kind = self._subject(number, row, curriculum)
        open_kind = self.foreign and kind is None and self._foreign(name)
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
            topics=self._topics(number, row, subject, curriculum),
            audience=for_whom,
            possible_kinds=frozenset({"model", "own"}) if open_kind else frozenset(),
        )

    def person(self, number: int, row: Row, questions: Iterable[Question]) -> Person:
        """One instructor from the cells of a row, which answer these questions."""
        values: dict[str, Value] = {}
        for question in questions:
            column = question.id.removeprefix(PERSON)
            path, label = f"people/{number}/{column}", f"{number}人目の{question.ask}"
            value = self.value(question.type, path, label, row.get(column), question)
            if value is not None:
                values[column] = value
        return Person(number, plain(row.get("name")), values)

    def _minutes(self, number: int, row: Row, start: int | None, end: int | None) -> int | None:
        path, label = f"timetable/{number}/minutes", f"{number}行目の時間"
        written = row.get("minutes")
        minutes = parse_minutes_cell(plain_number(written)) if plain(written) else None
        if plain(written) and (minutes is None or not 0 < minutes <= 24 * 60):
            bare = minutes is None and re.fullmatch(r"\d{1,2}", plain_number(written), re.ASCII)
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
            expected = f"開始から終了までの{end - start}分と合いません。どちらかを直してください"
            self.problem(path, label, written, expected)
            return None
        return end - start

    def _subject(
        self, number: int, row: Row, curriculum: Curriculum | None
    ) -> tuple[str | None, str, str | None]:
        """Subject id, name as typed, and kind. A kind left blank follows from a subject of the curriculum."""
        path, label = f"timetable/{number}/subject", f"{number}行目の科目"
        written = row.get("kind")
        kind_label = f"{number}行目の{self._columns['kind'].label}"
        kind = self.choice(f"timetable/{number}/kind", kind_label, written, self._choices("kind"))
        name = plain(row.get("subject"))
        subject = self._match_subject(name, curriculum)
        if not subject and not plain(written) and self._named(self._choices("kind")).get(key(name)) == BREAK:
            return None, name, BREAK
        if subject or not name or kind in ("own", "break", "homework"):
            kind_unreadable = kind is None and bool(plain(written))
            return subject, name, kind or ("model" if subject and not kind_unreadable else None)
        if self.foreign and self._foreign(name):
            self.warn(
                path, label, f"「{name}」は、この版の一覧にない名前です。どの科目に当たるかは人が決めます"
            )
        elif curriculum:
            names = [each.name for each in curriculum.subjects]
            hint = likely(name, names) or "。モデルカリキュラムにない科目は、区分を「独自科目」にします"
            if self._foreign(name):
                hint = "。合同で行うときは、二つの研修の科目の名前を「／」でつないで書きます" + likely(
                    name, names
                )
            self.problem(path, label, name, f"{curriculum.short}の科目ではありません{hint}", names[0])
        return None, name, kind

    def _foreign(self, name: str) -> bool:
        """Whether another training of the rulebook has a subject of this name."""
        return any(key(name) == key(each.name) for c in self.book.curricula.values() for each in c.subjects)

    def _match_subject(self, name: str, curriculum: Curriculum | None) -> str | None:
        """The subject of this name, however it is numbered, or of this id.

        A joint session may be called by both trainings' names, 「事業所内における調整／企業へのアプローチ…」.
        """
        if not name or not curriculum:
            return None
        found = self._called(name, curriculum)
        if found or "/" not in name:
            return found
        names = [(part, self._called(part, curriculum)) for part in name.split("/")]
        mine = {subject for _, subject in names if subject}
        known = all(subject or self._foreign(part) for part, subject in names)
        return mine.pop() if known and len(mine) == 1 else None

    def _called(self, name: str, curriculum: Curriculum) -> str | None:
        if curriculum.id not in self._subjects:
            # Where two subjects were called alike, the first is meant.
            subjects = curriculum.subjects[::-1]
            by_name = {key(each.name): each.id for each in subjects}
            self._subjects[curriculum.id] = by_name, {key(each.id): each.id for each in subjects}
        by_name, by_id = self._subjects[curriculum.id]
        written = key(name)
        return by_name.get(written.removesuffix("共通").lstrip(NUMBERING)) or by_id.get(written)

    def _topics(
        self, number: int, row: Row, subject: str | None, curriculum: Curriculum | None
    ) -> frozenset[int] | None:
        """Numbers of the covered topics; None where the cell is empty."""
        text = plain(row.get("topics"))
        if not text:
            return None
        count = len(curriculum.subject(subject).topics) if curriculum and subject else 0
        if key(text) in ALL_TOPICS:
            return frozenset(range(1, count + 1))
        if key(text) in NO_TOPICS:
            return frozenset()
        parts = [part for part in re.split(r"[、,・/\s]+", text) if part]
        numbers = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) <= 3]
        if subject and parts and len(numbers) == len(parts) and all(1 <= each <= count for each in numbers):
            return frozenset(numbers)
        if subject and count:
            listed = f"「すべて」か、1から{count}までの番号で書きます"
            self.problem(
                f"timetable/{number}/topics", f"{number}行目の内容", text, listed, "すべて、または 1、2"
            )
        return None

    def _overlaps(self, sessions: Iterable[Session]) -> None:
        """Two sessions at one time are a slip, or parallel groups: either way nobody attends both, so say it."""
        for earlier, later, _ in overlaps(sessions):
            self.warn(
                f"timetable/{later.row}/start",
                f"{later.row}行目の開始",
                f"{earlier.row}行目と時間が重なっています。同じ人は両方を受けられないので、重なる時間を二度数えてはじめて届く項目は決まりません。"
                "組に分かれて同時に行うコマは、1行にまとめて書きます",
            )

    def _joint_for_both(self, session: Session) -> None:
        """A session for both trainings is a joint one, and no other is; which of the two cells is wrong, a person knows."""
        if session.audience is None or (session.audience == audience.BOTH) == bool(session.joint):
            return
        path, label = f"timetable/{session.row}/joint", f"{session.row}行目の合同"
        whom = audience.label(self.book, session.audience)
        said = (
            "一緒に受けるコマなら「はい」にします。合同ではないコマとして数えています"
            if not session.joint
            else "一緒に受けるコマなら対象を「両方」にします。合同のコマとして数えています"
        )
        self.warn(path, label, f"対象は「{whom}」です。{said}")

    def _is_mine(self, for_whom: str | None) -> bool:
        return audience.is_for(self.book, for_whom, self.curriculum.id if self.curriculum else None)

    def _choices(self, column: str) -> tuple[Choice, ...]:
        return self._columns[column].choices


def _is_text(row: Row) -> bool:
    """Python takes 1, 1.0 and True for the same, people do not."""
    return all(
        isinstance(cell, str) or (isinstance(cell, list) and all(isinstance(each, str) for each in cell))
        for cell in row.values()
    )


def _written(row: Row) -> bool:
    """Whether anything stands in the row."""
    return any(plain(cell) for cell in row.values())
