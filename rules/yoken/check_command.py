"""`yoken check CHECK FACTS…`: one document for a person to read, or as many as there are, a line of JSON each."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from yoken import evaluate, files, html, report, text
from yoken.batch.items import WHOLE, Shard, is_many, items
from yoken.batch.judge import Job
from yoken.batch.output import Asked, Kept, Printed, day_of
from yoken.batch.run import run as run_batch
from yoken.command import UsageError, day, find
from yoken.exit_codes import BAD_INPUT, INTERRUPTED, code_of, worst
from yoken.rulebook import Check, Rulebook, canonical

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[Any]


def add(commands: "Commands") -> None:
    """The command's own arguments."""
    check = commands.add_parser("check", help="事実のファイルを点検する")
    check.add_argument(
        "check", help="点検のid（例: notice-2006/curriculum）、またはその前半（例: designated）"
    )
    check.add_argument(
        "facts",
        nargs="+",
        help="YAML、JSON、CSV、xlsx のファイル、または -。フォルダー、JSON Lines（*.jsonl）、2つ以上のファイルなら、1件を1行のJSONで出す",
    )
    check.add_argument("--format", choices=("text", "json", "html"), default="text")
    check.add_argument("--as-of", type=day, default=None, help="基準日（既定は今日）")
    check.add_argument("--training", help="研修の種類（CSV と xlsx のとき）")
    check.add_argument("--all", action="store_true", help="満たす項目と該当しない項目も示す")
    check.add_argument(
        "-o",
        "--output",
        type=Path,
        help="1件1行のJSONを書き出すファイル。途中で止まったら、同じコマンドで続きから始まる",
    )
    check.add_argument("--shard", type=_shard, help="全体をn等分したi番目だけを点検する（例: 1/4）")
    check.set_defaults(run=run)


def _shard(written: str) -> Shard:
    number, _, parts = written.partition("/")
    if number.isdecimal() and parts.isdecimal() and 1 <= int(number) <= int(parts):
        return Shard(int(number), int(parts))
    raise argparse.ArgumentTypeError(f"「{written}」は i/n として読めません（例: 1/4 から 4/4 まで）")


def run(book: Rulebook, options: argparse.Namespace, out: TextIO) -> int:
    """Runs the command and returns its exit code."""
    checks = find(book, options.check)
    many = len(options.facts) > 1 or is_many(options.facts[0])
    if many or options.output or options.shard:
        return _batch(book, checks, options, out)
    return _single(book, checks, options, out)


def _single(book: Rulebook, checks: list[Check], options: argparse.Namespace, out: TextIO) -> int:
    (name,) = options.facts
    read = files.facts_of(name, book, options.training)
    sys.stderr.write(text.problems(read.problems))
    codes = [BAD_INPUT] if read.errors else []
    for check in checks:
        made = evaluate.check(book, check.id, read.facts, options.as_of or date.today())
        codes.append(code_of(made))
        if options.format == "html":
            print(html.render(book, made, "", linked=False), file=out)
        elif options.format == "text":
            out.write(text.render(made, everything=options.all) + ("\n" if len(checks) > 1 else ""))
        elif len(checks) > 1:
            problems = [problem.message for problem in read.problems]
            print(canonical({"file": name, "problems": problems, "report": report.to_data(made)}), file=out)
        else:
            print(report.to_json(made), file=out)
    return worst(codes)


def _batch(book: Rulebook, checks: list[Check], options: argparse.Namespace, out: TextIO) -> int:
    if options.format == "html":
        raise UsageError("yoken check: --format html は、ファイルが1つのときに使えます。")
    if "-" in options.facts:
        raise UsageError("yoken check: - は、ほかのファイルや -o、--shard と一緒には使えません。")
    if next(items(options.facts, WHOLE), None) is None:
        raise UsageError(
            f"{'、'.join(options.facts)}: 点検できるファイルがありません（YAML、JSON、CSV、xlsx、JSON Lines）。"
        )
    begun = day_of(options.output) if options.output else None
    as_of = options.as_of or begun or date.today()
    job = Job(tuple(check.id for check in checks), as_of, options.training)
    names, shard = tuple(options.facts), options.shard or WHOLE
    output: Kept | Printed = Printed(out)
    if options.output:
        part = f"{shard.number}/{shard.parts}"
        asked = Asked(job.checks, as_of.isoformat(), job.training, names, part, book.hash)
        output = Kept(options.output, asked)
    try:
        return run_batch(book, job, names, shard, output, sys.stderr)
    except KeyboardInterrupt:
        again = "同じコマンドで、続きから始まります。" if options.output else ""
        print(f"止めました。{again}", file=sys.stderr)
        return INTERRUPTED
