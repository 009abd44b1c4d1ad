"""The command line: `yoken check CHECK FACTS…` and its companions.

Exit codes of `check`: 0 met, 1 not met, 2 not decided (unknown, judgement, disputed), 3 the input cannot be read.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from yoken import blank, check_command, compare, coverage, dates_command, differences, facts, files, text
from yoken.closed_days import OutOfCalendar
from yoken.command import UsageError, day, find
from yoken.exit_codes import BAD_INPUT, NOT_MET, OK
from yoken.rulebook import Rulebook, load, load_cases, walk


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError(f"{self.prog}: {message}。使い方は {self.prog} --help で見られます。")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    try:
        options = _parser().parse_args(argv)
        code: int = options.run(load(), options, sys.stdout)
    except (UsageError, files.FileError) as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except FileNotFoundError as error:
        print(
            f"{error.filename}: 規則がまだまとめられていません。yoken lint か ./scripts/build を実行してください。",
            file=sys.stderr,
        )
        return BAD_INPUT
    except BrokenPipeError:
        return OK
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="yoken", description="養成研修の要件を、規則にもとづいて点検します。")
    commands = parser.add_subparsers(title="コマンド", required=True, metavar="COMMAND", parser_class=_Parser)
    check_command.add(commands)
    listing = commands.add_parser("list", help="点検の一覧")
    listing.set_defaults(run=_list)
    show = commands.add_parser("show", help="点検の規則を示す")
    show.add_argument("check")
    show.set_defaults(run=_show)
    empty = commands.add_parser("blank", help="書き込み用の事実のファイルを出す")
    empty.add_argument("check")
    empty.add_argument("--training")
    empty.set_defaults(run=_blank)
    template = commands.add_parser(
        "template", help="記入用の Excel を作る（FACTS を渡すと、その内容を入れる）"
    )
    template.add_argument("check")
    template.add_argument("facts", nargs="?", help="YAML、JSON、CSV、xlsx のファイル、または -")
    template.add_argument("-o", "--output", type=Path, required=True, help="書き出すファイル（*.xlsx）")
    template.add_argument("--training")
    template.set_defaults(run=_template)
    clauses = commands.add_parser("clauses", help="条文ごとに、どこで扱い、どの事例が試すかを示す")
    clauses.add_argument(
        "--missing", action="store_true", help="扱いの決まっていない条文と、試されていない規則だけを示す"
    )
    clauses.set_defaults(run=_clauses)
    lint = commands.add_parser("lint", help="規則のYAMLを確かめる")
    lint.add_argument("rules", nargs="?", default="rules", type=Path)
    lint.set_defaults(run=_lint)
    dates = commands.add_parser("dates", help="指定を受けたい日から、受付・有効期間・報告などの日付を出す")
    dates.add_argument("target", type=day, nargs="?", help="指定を受けたい日（例: 2027-04-01、R9.4.1）")
    dates.add_argument("--change", type=day, help="研修実施規程を変える日")
    dates.add_argument("--cancelled", type=day, help="指定を取り消された日（事由がロ・ハ・ニのとき）")
    dates.add_argument("--format", choices=("text", "json", "ics"), default="text")
    dates.set_defaults(run=_dates)
    two = commands.add_parser("compare", help="同じ事実を二つの点検に照らし、違いを示す")
    two.add_argument("first")
    two.add_argument("second")
    two.add_argument("facts")
    two.add_argument("--as-of", type=day, default=None)
    two.set_defaults(run=_compare)
    diff = commands.add_parser("diff", help="二つの規則（rulebook.json）の違いを文で示す")
    diff.add_argument("old", type=Path)
    diff.add_argument("new", type=Path)
    diff.set_defaults(run=_diff)
    return parser


def _list(book: Rulebook, options: argparse.Namespace, out: TextIO) -> int:
    for check in book.checks.values():
        print(f"{check.id:28} {check.title}", file=out)
    return OK


def _show(book: Rulebook, options: argparse.Namespace, out: TextIO) -> int:
    for check in find(book, options.check):
        print(f"{check.id}　{check.title}\n{check.summary}\n", file=out)
        for criterion in walk(check.require):
            print(f"{criterion.id:40} {criterion.title}〔{criterion.clause}〕", file=out)
    return OK


def _blank(book: Rulebook, options: argparse.Namespace, out: TextIO) -> int:
    for check in find(book, options.check):
        out.write(blank.document(book, check, options.training))
    return OK


def _template(book: Rulebook, options: argparse.Namespace, out: TextIO) -> int:
    try:
        from yoken.office import excel_out
    except ImportError:
        raise UsageError(
            "Excel を書き出すには XlsxWriter が要ります（pip install yoken[tables]）。"
        ) from None
    check = book.checks.get(options.check)
    if check is None:
        raise UsageError(
            f"点検「{options.check}」はありません{facts.likely(options.check, book.checks)}。"
            "一覧は yoken list で見られます。"
        )
    raw = files.read(options.facts, book)[0] if options.facts else {}
    if not isinstance(raw, dict):
        raise UsageError(f"{options.facts}: 項目と値の組がありません（例: training: 第1号）。")
    if options.training:
        raw = {**raw, "training": options.training}
    try:
        options.output.write_bytes(excel_out.workbook(book, check, raw, date.today()))
    except OSError as error:
        raise UsageError(f"{options.output}: 書き出せません（{error.strerror}）。") from None
    print(f"{options.output} を書き出しました。", file=out)
    return OK


def _clauses(book: Rulebook, options: argparse.Namespace, out: TextIO) -> int:
    cases = load_cases()
    found = coverage.placements(book, cases)
    for place in found:
        if options.missing and place.placed:
            continue
        where = [*place.criteria, *(f"科目表 {row}" for row in place.rows)]
        where += [place.clause.placed] if place.clause.placed else []
        print(
            f"{place.clause.no} {place.clause.ref}\t{'、'.join(where) or '未配置'}\t事例: {'、'.join(place.cases) or 'なし'}",
            file=out,
        )
    missing = [place for place in found if not place.placed]
    untested = coverage.untested(book, cases)
    if options.missing:
        for name in untested:
            print(f"試されていない規則\t{name}", file=out)
    print(
        f"条文{len(found)}、未配置{len(missing)}、事例{len(cases)}、満たす例と満たさない例のそろわない規則{len(untested)}",
        file=out,
    )
    return NOT_MET if missing or untested else OK


def _lint(book: Rulebook, options: argparse.Namespace, out: TextIO) -> int:
    try:
        from yoken.authoring.compile import compile_rules
    except ImportError:
        raise UsageError(
            "規則を確かめるには PyYAML と pydantic が要ります（pip install yoken[authoring]）。"
        ) from None
    if not (options.rules / "sources.yml").is_file():
        raise UsageError(f"{options.rules}: 規則のフォルダーではありません（sources.yml がありません）。")
    try:
        made, cases = compile_rules(options.rules)
    except ExceptionGroup as group:
        for error in group.exceptions:
            print(error, file=out)
        return NOT_MET
    print(
        f"誤りはありません（条文{len(made.clauses)}、点検{len(made.checks)}、事例{len(cases)}）。", file=out
    )
    return OK


def _dates(book: Rulebook, options: argparse.Namespace, out: TextIO) -> int:
    if not (options.target or options.change or options.cancelled):
        raise UsageError("yoken dates: 日付を1つ渡してください（例: yoken dates 2027-04-01）。")
    try:
        if options.format != "text" and not options.target:
            raise UsageError(f"yoken dates: --format {options.format} には指定を受けたい日が要ります。")
        if options.format == "ics":
            from yoken import calendar_file

            # Its lines end as the format says, whatever the terminal's do.
            written = calendar_file.write([options.target], date.today())
            getattr(out, "buffer", sys.stdout.buffer).write(written)
            return OK
        if options.format == "json":
            print(
                json.dumps(dates_command.data(options.target), ensure_ascii=False, sort_keys=True), file=out
            )
            return OK
        lines = dates_command.lines(options.target) if options.target else []
        lines += dates_command.change_lines(options.change) if options.change else []
        lines += dates_command.cancellation_lines(options.cancelled) if options.cancelled else []
    except (OutOfCalendar, OverflowError) as error:
        raise UsageError(f"yoken dates: {error}") from None
    # The warning ends each part; once is enough.
    body = [line for line in lines if line != dates_command.WARNING]
    print("\n".join([*body, dates_command.WARNING]), file=out)
    return OK


def _compare(book: Rulebook, options: argparse.Namespace, out: TextIO) -> int:
    first, second = (find(book, name)[0] for name in (options.first, options.second))
    raw, _ = files.read(options.facts, book)
    made = compare.compare(book, first.id, second.id, raw, options.as_of or date.today())
    sys.stderr.write(text.problems(made.problems))
    out.write(compare.render(made))
    return BAD_INPUT if any(not problem.warning for problem in made.problems) else OK


def _diff(book: Rulebook, options: argparse.Namespace, out: TextIO) -> int:
    books = []
    for path in (options.old, options.new):
        try:
            books.append(load(path))
        except (OSError, ValueError) as error:
            raise UsageError(f"{path}: 規則（rulebook.json）として読めません（{error}）。") from None
    print(differences.render(differences.differences(*books)), file=out)
    return OK


if __name__ == "__main__":
    sys.exit(main())
