"""What people type becomes facts, or a problem that names the place, what was read and an example."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from yoken import facts
from yoken.facts import Problem, Session
from yoken.limits import MAX_ROWS
from yoken.rulebook import Choice, Question, load

BOOK = load()
EXERCISE = {
    "date": "2026/6/1",
    "start": "9:30",
    "end": "11:00",
    "subject": "両立支援の演習",
    "form": "演習",
    "delivery": "対面",
}


def session(**cells: object) -> tuple[Session, tuple[Problem, ...]]:
    """The session of one row of a coordinator's timetable, and what could not be read."""
    read = facts.read({"training": "coordinator", "timetable": [{**EXERCISE, **cells}]}, BOOK)
    assert read.facts.sessions is not None
    return read.facts.sessions[0], read.problems


def only(problems: tuple[Problem, ...]) -> Problem:
    """The one problem there is."""
    assert len(problems) == 1, [problem.message for problem in problems]
    return problems[0]


def value(type_: str, written: object, choices: tuple[Choice, ...] = ()) -> tuple[Any, tuple[Problem, ...]]:
    """What a question of a type makes of what was typed."""
    reader = facts.Reader(BOOK)
    read = reader.answer(Question("asked", "尋ねたこと", type_, choices=choices), written)
    return read, tuple(reader.problems)


def test_a_row_as_typed_becomes_a_session() -> None:
    read, problems = session(instructors="講師A、講師B", joint="はい", topics="すべて")
    assert problems == ()
    assert read.day == date(2026, 6, 1)
    assert (read.start, read.end, read.minutes) == (570, 660, 90)
    assert (read.subject, read.form, read.delivery, read.kind) == ("exercise", "演習", "in-person", "model")
    assert read.instructors == ("講師A", "講師B")
    assert read.joint is True
    assert read.topics == frozenset({1})


def test_marks_that_nobody_sees_change_nothing_and_turn_no_words_around() -> None:
    read, problems = session(
        date="\u200e2026\u200e/6/1",
        subject="\u200b両立支援\u00adの演習\ufeff",
        instructors="講師\u202eA、\u2067講師B",
    )
    assert problems == ()
    assert (read.day, read.subject) == (date(2026, 6, 1), "exercise")
    assert read.instructors == ("講師A", "講師B")
    # Of a name these are a part: the form of a letter, and what joins a sign of two.
    assert session(instructors="葛\U000e0100城、👩\u200d🏫")[0].instructors == (
        "葛\U000e0100城",
        "👩\u200d🏫",
    )


@pytest.mark.parametrize(
    "column", ["date", "start", "end", "subject", "form", "delivery", "instructors", "joint", "topics"]
)
def test_an_empty_cell_is_not_answered_and_no_problem(column: str) -> None:
    read, problems = session(**{column: "　"})
    names = {"date": "day"}
    assert getattr(read, names.get(column, column)) is None
    assert problems == ()


@pytest.mark.parametrize(
    "cells",
    [
        {"date": "合　計", "minutes": "42時間"},
        {"subject": "総研修時間", "minutes": "2520"},
        {"date": "小計", "subject": "計"},
    ],
)
def test_a_row_that_adds_up_the_others_is_no_session_and_said_to_be_none(cells: dict[str, str]) -> None:
    read = facts.read({"training": "coordinator", "timetable": [EXERCISE, cells]}, BOOK)
    assert read.facts.sessions is not None
    assert [each.row for each in read.facts.sessions] == [1]
    said = only(read.problems)
    assert said.warning
    assert said.path.startswith("timetable/2/")
    assert "コマではないので、読んでいません" in said.message


@pytest.mark.parametrize(
    "cells", [{"date": "2026/6/2", "subject": "合計"}, {"date": "合計", "subject": "両立支援の演習"}]
)
def test_a_row_with_a_day_or_a_subject_is_no_sum(cells: dict[str, str]) -> None:
    read = facts.read({"training": "coordinator", "timetable": [cells]}, BOOK)
    assert read.facts.sessions is not None
    assert len(read.facts.sessions) == 1
    assert read.errors


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("1時間30分", 90), ("90分", 90), ("1.5", 90), (1.5, 90), (90, 90), ("４５分", 45), ("1:30", 90)],
)
def test_minutes_stand_in_for_start_and_end(written: object, minutes: int) -> None:
    read, problems = session(start="", end="", minutes=written)
    assert (read.minutes, problems) == (minutes, ())


@pytest.mark.parametrize("written", ["abc", "-10", -10, "0分", True, "9" * 5000])
def test_a_time_that_cannot_be_read_names_row_and_text_and_shows_how(written: object) -> None:
    read, problems = session(start="", end="", minutes=written)
    problem = only(problems)
    assert read.minutes is None
    assert problem.path == "timetable/1/minutes"
    assert problem.label == "1行目の時間"
    assert problem.read == str(written)[:80]
    assert problem.message.startswith(
        f"1行目の時間: 「{str(written)[:80]}」は時間の長さとして読めません（例: 90分"
    )


@pytest.mark.parametrize("written", ["2", "２", 2, "14", "2日"])
def test_a_bare_two_is_refused_because_it_could_be_hours_or_minutes(written: object) -> None:
    read, problems = session(start="", end="", minutes=written)
    assert read.minutes is None
    expected = (
        "時間の長さとして読めません"
        if written == "2日"
        else "時間か分か分かりません。単位を付けて書いてください"
    )
    assert only(problems).expected == expected


@pytest.mark.parametrize("written", ["25時間", "24:01", "1441", 1441])
def test_a_session_longer_than_a_day_is_refused(written: object) -> None:
    read, problems = session(start="", end="", minutes=written)
    assert read.minutes is None
    assert only(problems).expected == "24時間を超えています。1行は1コマです"


def test_twentyfive_oclock_is_no_time() -> None:
    read, problems = session(end="25:00")
    problem = only(problems)
    assert (read.end, read.minutes) == (None, None)
    assert problem.path == "timetable/1/end"
    assert problem.message == "1行目の終了: 「25:00」は0:00から24:00までの時刻として読めません（例: 9:30）"


def test_an_end_before_the_start_shows_both() -> None:
    read, problems = session(start="11:00", end="9:30")
    problem = only(problems)
    assert read.minutes is None
    assert (problem.path, problem.read) == ("timetable/1/end", "11:00〜9:30")
    assert (
        problem.message == "1行目の終了: 「11:00〜9:30」は終了が開始より後になっていません（例: 9:30〜11:00）"
    )


def test_minutes_that_do_not_fit_start_and_end_leave_both_open() -> None:
    read, problems = session(minutes="60分")
    assert read.minutes is None
    assert "90分と合いません" in only(problems).message


def test_a_day_may_end_at_twentyfour() -> None:
    read, problems = session(start="23:00", end="24:00")
    assert (read.minutes, problems) == (60, ())


@pytest.mark.parametrize("written", ["平成31年5月1日", "2026/2/29"])
def test_a_day_that_never_was_names_row_and_text(written: str) -> None:
    read, problems = session(date=written)
    problem = only(problems)
    assert read.day is None
    assert (
        problem.message == f"1行目の日付: 「{written}」は日付として読めません（例: 2026/6/1、令和8年6月1日）"
    )


def test_an_unknown_subject_names_the_likely_one() -> None:
    read, problems = session(subject="両立支援の実習")
    problem = only(problems)
    assert (read.subject, read.name) == (None, "両立支援の実習")
    assert problem.path == "timetable/1/subject"
    assert (
        "「両立支援の実習」は両立支援コーディネーターの科目ではありません。「両立支援の演習」のことですか"
        in problem.message
    )


def test_a_subject_like_no_other_points_to_own_subjects() -> None:
    _, problems = session(subject="朝の体操")
    assert "独自科目" in only(problems).message


def test_a_subject_of_ones_own_is_no_problem() -> None:
    read, problems = session(subject="朝の体操", kind="独自科目")
    assert (read.subject, read.kind, problems) == (None, "own", ())


def test_subjects_are_known_by_number_width_and_spacing() -> None:
    for written in ("7 両立支援の演習", "両立支援 の演習", "７．両立支援の演習", "exercise"):
        read, problems = session(subject=written)
        assert (read.subject, problems) == ("exercise", ()), written


def test_an_unknown_choice_lists_what_there_is() -> None:
    read, problems = session(form="座学")
    assert read.form is None
    assert (
        only(problems).message
        == "1行目の形態: 「座学」は選べる値ではありません。次から選びます: 講義、演習、事例研究、実習（例: 講義）"
    )


@pytest.mark.parametrize("written", ["ライブ配信", "オンライン(ライブ)", "zoom", "live"])
def test_choices_have_the_spellings_people_use(written: str) -> None:
    read, problems = session(delivery=written)
    assert (read.delivery, problems) == ("live", ())


def test_an_unknown_column_names_the_row_and_the_likely_column() -> None:
    _, problems = session(subjekt="両立支援の演習")
    problem = only(problems)
    assert problem.label == "1行目"
    assert problem.message == "1行目: 「subjekt」は知らない列です。「subject」のことですか"


@pytest.mark.parametrize(
    ("written", "topics"), [("1、2", {1, 2}), ("1,2", {1, 2}), ("１", {1}), ("なし", set()), ("全て", {1, 2})]
)
def test_topics_are_numbers_of_the_subject_s_list(written: str, topics: set[int]) -> None:
    read, problems = session(subject="医療に関する基本的知識", topics=written)
    assert (read.topics, problems) == (frozenset(topics), ())


@pytest.mark.parametrize("written", ["3", "0", "1-2", "、", "𐩀", "9" * 5000])
def test_topics_outside_the_list_stay_unknown(written: str) -> None:
    read, problems = session(subject="医療に関する基本的知識", topics=written)
    assert read.topics is None
    assert "1から2までの番号で書きます" in only(problems).message


def test_rows_that_are_quite_empty_are_left_out_and_keep_the_others_numbers() -> None:
    read = facts.read({"training": "coordinator", "timetable": [{"date": ""}, EXERCISE]}, BOOK)
    assert [each.row for each in read.facts.sessions or ()] == [2]


def test_overlapping_rows_are_read_and_said() -> None:
    read = facts.read({"training": "coordinator", "timetable": [EXERCISE, EXERCISE]}, BOOK)
    assert read.errors == ()
    assert only(read.problems).message.startswith(
        "2行目の開始: 1行目と時間が重なっています。同じ人は両方を受けられないので、重なる時間を二度数えてはじめて届く項目は決まりません。"
    )


def test_a_row_that_runs_on_overlaps_every_row_within_it() -> None:
    rows = [
        {**EXERCISE, "start": start, "end": end}
        for start, end in (("9:00", "17:00"), ("10:00", "11:00"), ("12:00", "18:00"))
    ]
    read = facts.read({"training": "coordinator", "timetable": rows}, BOOK)
    found = [
        (each.earlier.row, each.later.row, each.minutes) for each in facts.overlaps(read.facts.sessions or ())
    ]
    assert found == [(1, 2, 60), (1, 3, 300)]
    assert len(read.problems) == 2


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (None, "入力"),
        ([], "入力"),
        ("abc", "入力"),
        ({"timetable": "abc"}, "時間割"),
        ({"timetable": ["abc"]}, "1行目"),
        ({"answers": ["abc"]}, "答え"),
        ({"training": "第9号"}, "研修の種類"),
        ({"yoken": 2}, "入力の版"),
        ({"model_hours": {"pilot": {}}}, "モデルカリキュラムの時間数"),
        ({"judgements": {"total": "たぶん"}}, "人の判断"),
    ],
)
def test_a_document_of_another_shape_is_a_problem(raw: object, place: str) -> None:
    read = facts.read(raw, BOOK)
    assert only(read.problems).label == place


@pytest.mark.parametrize(
    ("raw", "meant"),
    [({"timetabel": []}, "timetable"), ({"answers": {"trainee-positon": "x"}}, "trainee-position")],
)
def test_a_misspelt_name_is_answered_with_the_likely_one(raw: dict[str, Any], meant: str) -> None:
    assert f"「{meant}」のことですか" in only(facts.read(raw, BOOK).problems).message


def test_a_table_that_is_too_long_is_refused_as_a_whole() -> None:
    read = facts.read({"training": "coordinator", "timetable": [EXERCISE] * (MAX_ROWS + 1)}, BOOK)
    assert read.facts.sessions is None
    assert only(read.problems).message == "時間割: 「10001行」は10,000行までです"


@pytest.mark.parametrize(
    ("type_", "written", "read"),
    [
        ("yes_no", "はい", True),
        ("yes_no", "○", True),
        ("yes_no", "いいえ", False),
        ("yes_no", False, False),
        ("count", "１０件", 10),
        ("count", 0, 0),
        ("count", "1,200人", 1200),
        ("percent", "2.7%", Fraction(27, 1000)),
        ("percent", "８０", Fraction(4, 5)),
        ("percent", "100", Fraction(1)),
        ("duration", "3時間", 180),
        ("date", "H30.3.31", date(2018, 3, 31)),
        ("time", "午後1時", 780),
        ("names", "講師A／講師B\n講師A", ("講師A", "講師B")),
        ("text", "そのまま\n二行", "そのまま\n二行"),
        ("yearly", "2023: 1、2024年度: 2", {2023: 1, 2024: 2}),
        ("yearly", {"2023": "1", "2024": ""}, {2023: 1}),
        ("yearly", "令和５年度: 1、R6: 2、平成31年: 3", {2023: 1, 2024: 2, 2019: 3}),
    ],
)
def test_answers_of_every_type(type_: str, written: object, read: object) -> None:
    assert value(type_, written) == (read, ())


@pytest.mark.parametrize(
    "type_", ["yes_no", "count", "percent", "duration", "date", "time", "names", "text", "yearly", "choices"]
)
@pytest.mark.parametrize("written", [None, "", "　\n"])
def test_an_empty_answer_is_none_of_zero_no_and_nothing(type_: str, written: object) -> None:
    assert value(type_, written, (Choice("a", "甲"),)) == (None, ())


@pytest.mark.parametrize(
    ("type_", "written"),
    [
        ("yes_no", "たぶん"),
        ("count", "-1"),
        ("count", "1.5"),
        ("count", "十"),
        ("percent", "101"),
        ("percent", "-1%"),
        ("duration", "2"),
        ("duration", "42"),
        ("duration", "長め"),
        ("date", "平成31年5月1日"),
        ("time", "25:00"),
        ("yearly", "2023"),
    ],
)
def test_an_answer_that_cannot_be_read_stays_open_and_says_so(type_: str, written: str) -> None:
    read, problems = value(type_, written)
    problem = only(problems)
    assert read is None
    assert (problem.path, problem.label, problem.read) == ("answers/asked", "尋ねたこと", written)
    assert problem.example


CHOICES = (Choice("a", "甲", ("きのえ",)), Choice("b", "乙"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("乙、甲", ("a", "b")),
        (["きのえ"], ("a",)),
        ("なし", ()),
        (["なし"], ()),
        ([], None),
        ([""], None),
        (["", "乙"], ("b",)),
    ],
)
def test_several_choices_and_none_of_them(written: object, read: object) -> None:
    assert value("choices", written, CHOICES) == (read, ())


def test_with_one_choice_unread_it_is_not_known_what_was_chosen() -> None:
    read, problems = value("choices", "甲、丙", CHOICES)
    assert read is None
    assert only(problems).read == "丙"


@pytest.mark.parametrize("year", ["平成32", "20230", "𐩀𐩀𐩀𐩀", "9" * 5000])
def test_a_year_that_is_none_is_left_out_and_said(year: str) -> None:
    read, problems = value("yearly", {year: "1", "2024": "2"})
    assert read == {2024: 2}
    assert "年として読めません" in only(problems).message


@pytest.mark.parametrize("written", ["2023: 1、2023: 0、2024: 2", "平成31年: 1、令和元年: 0、2024: 2"])
def test_a_year_that_is_answered_twice_stays_open_and_is_said(written: str) -> None:
    read, problems = value("yearly", written)
    assert read == {2024: 2}
    assert "年が二度あります。どちらの数かを決められません" in only(problems).message


def test_judgements_keep_result_and_note() -> None:
    raw = {"judgements": {"a": {"result": "確認済み", "note": "経歴書"}, "b": "認められない", "c": ""}}
    read = facts.read(raw, BOOK)
    assert read.problems == ()
    assert read.facts.judgements["a"] == facts.Judgement(True, "経歴書")
    assert read.facts.judgements["b"] == facts.Judgement(False)
    assert "c" not in read.facts.judgements


def test_hours_of_one_s_own_copy_of_the_model_curriculum() -> None:
    subject = BOOK.curricula["visiting"].subjects[0].id
    read = facts.read({"model_hours": {"visiting": {subject: "1時間30分"}}}, BOOK)
    assert (read.facts.model_minutes, read.problems) == ({("visiting", subject): 90}, ())


@pytest.mark.parametrize(
    "written", ["9:30〜11:00", "９：３０－１１：００", "9時30分から11時まで", " 9:30 ~ 11:00"]
)
def test_one_column_may_say_from_when_till_when(written: str) -> None:
    read, problems = session(start="", end="", minutes=written)
    assert problems == ()
    assert (read.start, read.end, read.minutes) == (9 * 60 + 30, 11 * 60, 90)


@pytest.mark.parametrize("written", ["11:00〜9:30", "1〜2", "1時間〜2時間", "9:30〜"])
def test_what_is_no_span_of_time_is_not_guessed(written: str) -> None:
    read, problems = session(start="", end="", minutes=written)
    assert read.minutes is None
    assert "時間の長さとして読めません" in only(problems).message


@pytest.mark.parametrize("name", ["昼休み", "休 憩", "開講式"])
def test_a_break_among_the_subjects_is_a_break(name: str) -> None:
    read, problems = session(subject=name)
    assert problems == ()
    assert (read.subject, read.kind) == (None, "break")


def test_a_break_that_is_said_to_be_of_another_kind_stays_that() -> None:
    read, _ = session(subject="休憩", kind="独自科目")
    assert read.kind == "own"


@pytest.mark.parametrize("written", ["6/1", "6月1日", "６月１日（月）"])
def test_a_day_without_a_year_is_not_guessed_and_says_what_is_missing(written: str) -> None:
    read, problems = session(date=written)
    assert read.day is None
    assert "年がないので、日付として読めません" in only(problems).message


def named(*rows: str, people: tuple[str, ...] = ()) -> list[Problem]:
    """What is said of the names in these rows, each on a day of its own, and in the table of instructors."""
    timetable = [
        {**EXERCISE, "date": f"2026/6/{day}", "instructors": names} for day, names in enumerate(rows, start=1)
    ]
    raw = {"training": "coordinator", "timetable": timetable, "people": [{"name": each} for each in people]}
    return list(facts.read(raw, BOOK).problems)


@pytest.mark.parametrize("longer", ["山田先生", "山田太郎", "山田(主任)"])
def test_a_name_that_goes_on_where_another_ends_may_be_the_same_persons(longer: str) -> None:
    (said,) = named("山田", f"佐藤、{longer}")
    assert said.warning
    assert said.path == "timetable/2/instructors"
    assert said.message == (
        f"2行目の講師: 「山田」と「{longer}」は別の人として数えています。同じ人なら、名前をそろえてください"
    )


def test_names_are_held_against_the_table_of_instructors_too() -> None:
    (said,) = named("山田", people=("山田先生",))
    assert said.path == "people/1/name"


@pytest.mark.parametrize(
    "names", [("講師1", "講師10"), ("講師A", "講師AB"), ("森", "森田"), ("山田", "山本"), ("山田", "山 田")]
)
def test_names_counted_through_or_merely_short_are_not(names: tuple[str, str]) -> None:
    assert named(*names) == []


@pytest.mark.parametrize(
    ("written", "read"), [("0.027", Fraction(27, 100_000)), ("０．０２７", Fraction(27, 100_000))]
)
def test_a_share_that_looks_like_a_spreadsheets_own_number_is_read_as_written_and_said(
    written: str, read: Fraction
) -> None:
    found, problems = value("percent", written)
    assert found == read
    said = only(problems)
    assert said.warning
    assert "0.027%と読みました" in said.message


@pytest.mark.parametrize("written", ["0", "0.027%", "0.5", "2.7"])
def test_a_share_that_is_plain_is_not_doubted(written: str) -> None:
    assert value("percent", written)[1] == ()
