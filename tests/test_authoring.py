"""A slip in the rules stops the build and is said with its file, its line and the name that was likely meant."""

import textwrap
from pathlib import Path

import pytest
from yoken.authoring.compile import compile_rules, main
from yoken.authoring.errors import RuleError
from yoken.rulebook import load

RULES = Path(__file__).parents[1] / "rules"

# The smallest rules that hold one of everything. Each test breaks one thing.
FILES = {
    "sources.yml": """
        sources:
          - {id: 見本, folder: sample, title: 見本の通達, status: 現行, status_note: 見本}
    """,
    "readings.yml": """
        readings:
          - {id: D90, clauses: [見本/1], question: どう読むか, treatment: 両方で見る}
    """,
    "errata.yml": "errata: []",
    "parameters.yml": """
        parameters:
          - {id: rate, title: 率, unit: "%", source: 見本, checked: 2026-11-25, until: 2028-03-31,
             values: [{from: 2024-04-01, value: 2.5%}]}
    """,
    "changes.yml": """
        editions:
          - {id: plan, title: 計画, then: sample/plan, now: sample/plan}
        trainings:
          - {then: short, now: short}
        changes:
          - group: 時間
            points:
              - {topic: 長さ, kind: changed, asks: more, then: [見本/1], now: [見本/2], reading: D90}
              - {topic: 内容, kind: only-now, then: [], now: [見本/2]}
    """,
    "sample/clauses.yml": """
        document: 見本
        clauses:
          - {no: 見本-001, clause: 1, kind: numeric, text: 時間}
          - {no: 見本-002, clause: 2, kind: checklist, text: 内容}
    """,
    "sample/questions.yml": """
        questions:
          open-day: {ask: 開いていますか, type: yes_no}
          visits: {ask: 何回ですか, type: count, unit: 回}
          started: {ask: いつ始めましたか, type: date}
          kinds: {ask: どれですか, type: choices, choices: [{id: a, label: 甲}, {id: b, label: 乙}]}
    """,
    "sample/curricula/short.yml": """
        curriculum: short
        title: 短い研修
        short: 短い研修
        document: 見本
        table: 別表
        subjects:
          - id: basics
            number: 1
            name: 基礎
            hours: {at_least: 1時間}
            topics: [{text: はじめに, clause: 2}]
            clause: 1
    """,
    "sample/checks/plan.yml": """
        check: sample/plan
        title: 見本の点検
        document: 見本
        summary: 見本
        trainings: [short]
        tables: [timetable]
        require:
          - id: hours
            clause: 1
            title: 時間
            measure: minutes
            where: {kind: model}
            at_least: 1時間
          - id: open
            clause: 2
            title: 開く
            yes: open-day
          - id: often
            clause: 2
            title: 回数
            measure: visits
            at_least: 2回
          - id: late
            clause: 2
            title: 始まり
            measure: started
            at_most: 2026年3月31日
          - id: kind
            clause: 2
            title: 種類
            reading: D90
            under:
              - {as: 広い, includes_any: {kinds: [a, b]}}
              - {as: 狭い, includes_all: {kinds: [a]}}
    """,
    "examples/one.yml": """
        example: one
        title: 見本
        summary: 見本
        check: sample/plan
        training: short
        timetable:
          - {minutes: 60分, subject: 基礎, kind: モデル科目}
    """,
    "sample/cases/plan.yml": """
        check: sample/plan
        from: one
        cases:
          - case: 1時間あれば満たす
            expect: {hours: met}
          - case: 答えがそろえば満たす
            facts: {answers: {open-day: はい, visits: "2", started: 2026-03-31, kinds: [a]}}
            expect: {open: met, often: met, late: met, kind: met}
          - case: 答えがなければ決まらない
            facts: {timetable: []}
            expect: {hours: unknown, open: unknown, often: unknown, late: unknown, kind: unknown}
    """,
}


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A rules folder that compiles."""
    root = tmp_path / "rules"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), "utf-8")
    (root / "timetable.yml").write_text((RULES / "timetable.yml").read_text("utf-8"), "utf-8")
    return root


def change(root: Path, name: str, old: str, new: str) -> int:
    """Changes the one place in a file that reads `old`; returns its line."""
    path = root / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def errors(root: Path) -> list[RuleError]:
    """Everything the build says is wrong."""
    with pytest.raises(ExceptionGroup) as caught:
        compile_rules(root)
    found = [error for error in caught.value.exceptions if isinstance(error, RuleError)]
    assert len(found) == len(caught.value.exceptions)
    return found


def test_the_smallest_rules_compile(rules: Path) -> None:
    book, cases = compile_rules(rules)
    assert list(book.checks) == ["sample/plan"]
    assert cases[0].title == "1時間あれば満たす"


def test_a_criterion_that_is_only_ever_met_stops_the_build(rules: Path) -> None:
    change(rules, "sample/cases/plan.yml", "open: unknown, ", "")
    (error,) = errors(rules)
    assert error.message == "規則「sample/plan#open」に、満たす事例と、そうでない事例がそろっていません"
    assert error.place.file == "rules/sample/checks/plan.yml"


def test_a_clause_that_nothing_treats_stops_the_build(rules: Path) -> None:
    path = rules / "sample/clauses.yml"
    path.write_text(
        path.read_text("utf-8") + "  - {no: 見本-009, clause: 9, kind: human, text: 誰も見ない}\n", "utf-8"
    )
    (error,) = errors(rules)
    assert "条文「見本/9」を扱う規則も科目表もありません" in error.message
    assert error.place.line == len(path.read_text("utf-8").splitlines())


PLAN = "sample/checks/plan.yml"
BROKEN = {
    "an unknown operator names the likely one": (
        PLAN,
        "yes: open-day",
        "yess: open-day",
        "知らない項目「yess」です。「yes」のことですか",
    ),
    "an unknown key of a clause": (
        "sample/clauses.yml",
        "kind: numeric",
        "kinds: numeric",
        "知らない項目「kinds」です。「kind」のことですか",
    ),
    "a kind of clause that there is not": (
        "sample/clauses.yml",
        "kind: numeric",
        "kind: number",
        "「kind」の値が違います",
    ),
    "a clause without text": ("sample/clauses.yml", "text: 時間", "text: ''", "「text」が空です"),
    "a clause number given twice": ("sample/clauses.yml", "見本-002", "見本-001", "二度あります"),
    "a clause that is not in the ledger": (
        PLAN,
        "id: often\n    clause: 2",
        "id: often\n    clause: 20",
        "条文「見本/20」はありません",
    ),
    "a question that there is not": (
        PLAN,
        "yes: open-day",
        "yes: open-days",
        "質問「open-days」はありません。「open-day」のことですか",
    ),
    "a question of another type": (
        PLAN,
        "yes: open-day",
        "yes: visits",
        "質問「visits」の種類はcountです。ここではyes_noが要ります",
    ),
    "a measure that there is not": (
        PLAN,
        "measure: visits",
        "measure: visit",
        "「visit」という量も質問もありません。「visits」のことですか",
    ),
    "a reading that there is not": (PLAN, "reading: D90", "reading: D99", "解釈の番号「D99」はありません"),
    "a reading of a clause that there is not": (
        "readings.yml",
        "見本/1",
        "見本/9",
        "条文「見本/9」は台帳にありません。「見本/",
    ),
    "a choice that there is not": (
        PLAN,
        "{kinds: [a]}",
        "{kinds: [c]}",
        "「どれですか」の値「c」はありません",
    ),
    "a wrong unit": (PLAN, "at_least: 2回", "at_least: 2件", "「2件」の単位は回でなければなりません"),
    "a length of time against a count": (
        PLAN,
        "at_least: 2回",
        "at_least: 2時間",
        "「2時間」の単位は回でなければなりません",
    ),
    "a threshold without a unit": (PLAN, "at_least: 2回", "at_least: 2", "「2」は数と単位ではありません"),
    "a bound that is no day": (
        PLAN,
        "2026年3月31日",
        "2026年2月30日",
        "「2026年2月30日」は日付として読めません",
    ),
    "a measure without a bound": (
        PLAN,
        "measure: visits\n    at_least: 2回",
        "measure: visits",
        "measure には at_least、at_most、exactly",
    ),
    "two operators": (
        PLAN,
        "yes: open-day",
        "yes: open-day\n    no: open-day",
        "演算子をちょうど1つ書きます（今はyes、no）",
    ),
    "no operator": (PLAN, "    yes: open-day\n", "", "演算子をちょうど1つ書きます（今はなし）"),
    "a bound without a measure": (
        PLAN,
        "yes: open-day",
        "yes: open-day\n    at_least: 1回",
        "at_least は measure と一緒に書きます",
    ),
    "an id given twice": (PLAN, "id: open\n", "id: hours\n", "id「hours」は"),
    "a criterion without a title": (PLAN, "    title: 開く\n", "", "title がありません"),
    "a reading's result without its name": (PLAN, "as: 狭い, ", "", "読み方の短い名前 as がありません"),
    "a session's form that there is not": (
        PLAN,
        "where: {kind: model}",
        "where: {form: 座学}",
        "formの値「座学」はありません",
    ),
    "a training that there is not": (
        PLAN,
        "trainings: [short]",
        "trainings: [shrot]",
        "trainings に「shrot」はありません。「short」のことですか",
    ),
    "a message with a gap that nothing fills": (
        PLAN,
        "yes: open-day",
        "yes: open-day\n    messages: {met: '{foud}です'}",
        "{found} {required} {short_by}",
    ),
    "a question without a unit": (
        "sample/questions.yml",
        "type: count, unit: 回",
        "type: count",
        "質問「visits」に単位 unit がありません",
    ),
    "a choice question without choices": (
        "sample/questions.yml",
        "ask: 開いていますか, type: yes_no",
        "ask: 開いていますか, type: choice",
        "種類と choices が合いません",
    ),
    "an hour that is no length of time": (
        "sample/curricula/short.yml",
        "at_least: 1時間",
        "at_least: 1件",
        "「1件」は時間の長さで書きます",
    ),
    "a subject's clause that there is not": (
        "sample/curricula/short.yml",
        "    clause: 1",
        "    clause: 9",
        "条文「見本/9」は台帳にありません",
    ),
    "an example of a check that there is not": (
        "examples/one.yml",
        "check: sample/plan",
        "check: sample/plam",
        "点検「sample/plam」はありません。「sample/plan」のことですか",
    ),
    "a case of a rule that there is not": (
        "sample/cases/plan.yml",
        "hours: met",
        "hour: met",
        "規則「hour」はsample/planにありません。「hours」のことですか",
    ),
    "a case with a status that there is not": (
        "sample/cases/plan.yml",
        "hours: met",
        "hours: ok",
        "の値が違います",
    ),
    "a case from an example that there is not": (
        "sample/cases/plan.yml",
        "from: one",
        "from: oen",
        "例「oen」はありません。「one」のことですか",
    ),
    "a case of a day that never was": (
        "sample/cases/plan.yml",
        "expect: {hours: met}",
        "expect: {hours: met}\n    as_of: 2026-02-30",
        "「2026-02-30」は日付として読めません",
    ),
    "a value whose days go backwards": (
        "parameters.yml",
        "value: 2.5%}",
        "value: 2.5%}, {from: 2024-03-01, value: 2.7%}",
        "前の行より後の日付で書きます",
    ),
    "a value that ends before it was checked": (
        "parameters.yml",
        "until: 2028-03-31",
        "until: 2026-11-24",
        "until を、日付で書きます",
    ),
    "a comparison of no check": (
        "changes.yml",
        "now: sample/plan",
        "now: sample/plam",
        "点検「sample/plam」はありません。「sample/plan」のことですか",
    ),
    "a comparison of no training": (
        "changes.yml",
        "{then: short,",
        "{then: shrot,",
        "研修「shrot」はありません",
    ),
    "a comparison with no clause": (
        "changes.yml",
        "then: [見本/1]",
        "then: [見本/9]",
        "条文「見本/9」はありません",
    ),
    "a comparison with no reading": (
        "changes.yml",
        "reading: D90",
        "reading: D99",
        "解釈の番号「D99」はありません",
    ),
    "a comparison whose kind does not fit": (
        "changes.yml",
        "kind: only-now",
        "kind: same",
        "「内容」の kind「same」が、then と now の書き方に合いません",
    ),
    "more asked where nothing changed": (
        "changes.yml",
        "kind: changed",
        "kind: same",
        "asks は、kind が changed のときだけ書きます",
    ),
}


@pytest.mark.parametrize("slip", list(BROKEN))
def test_a_slip_is_said_with_file_and_line(rules: Path, slip: str) -> None:
    name, old, new, said = BROKEN[slip]
    line = change(rules, name, old, new)
    # What refers to the broken part may be wrong too, but the slip comes first.
    error = errors(rules)[0]
    assert said in error.message
    assert error.place.file == f"rules/{name}"
    # The line is that of the slip, or of the entry that holds it.
    assert line - 4 <= error.place.line <= line + new.count("\n"), error
    assert str(error).startswith(f"rules/{name}:{error.place.line}: ")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("check: sample/plan", "check: [sample/plan", "YAMLとして読めません"),
        ("    yes: open-day", "\tyes: open-day", "YAMLとして読めません"),
        ("yes: open-day", "yes: open-day\n    yes: open-day", "「yes」が二度あります"),
    ],
)
def test_broken_yaml_is_said_with_its_line(rules: Path, old: str, new: str, said: str) -> None:
    line = change(rules, PLAN, old, new)
    (error,) = errors(rules)
    assert said in error.message
    assert error.place.file == f"rules/{PLAN}"
    assert line <= error.place.line <= line + 1


def test_a_file_that_is_no_mapping(rules: Path) -> None:
    (rules / PLAN).write_text("- a\n- b\n", "utf-8")
    (error,) = errors(rules)
    assert str(error) == f"rules/{PLAN}:1: 項目と値の組が必要です"


@pytest.mark.parametrize("text", ["title: &all [*all]\n", "title: !!python/object/apply:os.abort []\n"])
def test_a_file_that_holds_itself_or_would_run(rules: Path, text: str) -> None:
    (rules / PLAN).write_text(text, "utf-8")
    assert errors(rules)[0].place.file == f"rules/{PLAN}"


def test_a_file_whose_aliases_stand_for_more_than_memory_holds(rules: Path) -> None:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 10)}]\n" for n in range(10)]
    (rules / PLAN).write_text("".join(levels), "utf-8")
    (error,) = errors(rules)
    assert str(error).startswith(f"rules/{PLAN}:1: 長すぎます")


def test_a_file_in_another_encoding(rules: Path) -> None:
    (rules / PLAN).write_bytes("title: 見本".encode("cp932"))
    (error,) = errors(rules)
    assert str(error).startswith(f"rules/{PLAN}:1: YAMLとして読めません")


@pytest.mark.parametrize("name", ["sources.yml", "sample/clauses.yml", "readings.yml"])
def test_a_file_that_is_not_there(rules: Path, name: str) -> None:
    (rules / name).unlink()
    assert f"rules/{name}:1: ファイルがありません" in map(str, errors(rules))


def test_one_run_shows_the_errors_of_all_files(rules: Path) -> None:
    change(rules, PLAN, "yes: open-day", "yess: open-day")
    change(rules, "sample/clauses.yml", "見本-002", "見本-001")
    change(rules, "readings.yml", "見本/1", "見本/9")
    assert {error.place.file for error in errors(rules)} == {
        f"rules/{PLAN}",
        "rules/sample/clauses.yml",
        "rules/readings.yml",
    }


def test_each_repeats_a_criterion_for_every_subject(rules: Path) -> None:
    change(
        rules,
        PLAN,
        "  - id: open\n",
        "  - each: {subject: short}\n    id: '{subject.id}.first'\n    clause: '{subject.clause}'\n"
        "    title: '{subject.name}'\n    topic: {subject: '{subject.id}', number: '1'}\n  - id: open\n",
    )
    change(rules, "sample/cases/plan.yml", "{open: met, ", "{basics.first: met, open: met, ")
    change(rules, "sample/cases/plan.yml", "{hours: unknown, ", "{basics.first: unknown, hours: unknown, ")
    book, _ = compile_rules(rules)
    assert [each.id for each in book.checks["sample/plan"].require][1] == "basics.first"


@pytest.mark.parametrize(
    ("each", "said"),
    [
        ("{subject: shrot}", "「shrot」という一覧はありません。「short」のことですか"),
        ("short", "each は「名前: 一覧」の形で書きます"),
    ],
)
def test_each_of_a_list_that_there_is_not(rules: Path, each: str, said: str) -> None:
    change(rules, PLAN, "  - id: open\n", f"  - each: {each}\n    id: open\n")
    (error,) = errors(rules)
    assert said in error.message


def test_a_placeholder_that_nothing_fills(rules: Path) -> None:
    change(rules, PLAN, "  - id: open\n", "  - each: {subject: short}\n    id: '{subject.instructor.text}'\n")
    (error,) = errors(rules)
    assert "「{subject.instructor.text}」に当たる値がありません" in error.message


def test_the_command_prints_each_error_on_a_line_and_writes_nothing(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(rules, PLAN, "at_least: 2回", "at_least: 2件")
    target = rules.parent / "build" / "rulebook.json"
    assert main([str(rules), str(target)]) == 1
    printed = capsys.readouterr().err.splitlines()
    assert printed[0].startswith(f"rules/{PLAN}:")
    assert printed[-1] == "規則に1か所の誤りがあります。"
    assert not target.exists()


def test_the_command_writes_a_rulebook_that_loads_again(rules: Path) -> None:
    target = rules.parent / "build" / "rulebook.json"
    assert main([str(rules), str(target)]) == 0
    book, _ = compile_rules(rules)
    read = load(target)
    assert read.hash
    assert (read.checks, read.curricula, read.questions, read.parameters) == (
        book.checks,
        book.curricula,
        book.questions,
        book.parameters,
    )
    before = target.read_bytes()
    assert main([str(rules), str(target)]) == 0
    assert target.read_bytes() == before


def test_the_project_s_own_rules_compile() -> None:
    book, cases = compile_rules(RULES)
    assert len(book.clauses) == 447
    assert cases
