"""Many documents at once: every one gets its line, whatever is wrong with another, and a stopped run goes on."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from yoken import evaluate
from yoken.batch import items, run
from yoken.batch.bar import Bar
from yoken.cli import main
from yoken.rulebook import load

BOOK = load()
CHECK, EXAMPLE = "coordinator/goals", "coordinator-goals-waiting"
FACTS = dict(BOOK.examples[EXAMPLE].facts)
CRITERION = "goal-role.support"
AS_OF = ("--as-of", "2026-11-24")


def document(number: int) -> dict[str, Any]:
    """Facts that differ from each other in their result, by threes."""
    result = ("確認済み", "認められない", "")[number % 3]
    return {**FACTS, "judgements": {CRITERION: {"result": result}}}


def write_lines(path: Path, count: int) -> Path:
    """A JSON lines file of so many documents."""
    path.write_text(
        "".join(f"{json.dumps(document(number), ensure_ascii=False)}\n" for number in range(count)), "utf-8"
    )
    return path


def checked(capsys: pytest.CaptureFixture[str], *argv: str | Path) -> tuple[int, list[dict[str, Any]], str]:
    """Exit code, lines and standard error of one batch."""
    code = main(["check", CHECK, *map(str, argv), *AS_OF])
    captured = capsys.readouterr()
    return code, [json.loads(line) for line in captured.out.splitlines()], captured.err


def status(line: dict[str, Any]) -> str:
    found = {finding["id"]: finding for finding in _all(line["report"]["findings"])}
    return str(found[CRITERION]["status"])


def _all(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for finding in findings for each in (finding, *_all(finding["children"]))]


def test_every_line_of_a_file_gets_its_line_by_number(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = write_lines(tmp_path / "plans.jsonl", 3)
    code, lines, _ = checked(capsys, path)
    assert [line["file"] for line in lines] == [f"{path}:{number}" for number in (1, 2, 3)]
    assert [status(line) for line in lines] == ["met", "unmet", "judgement"]
    assert code == 1


def test_a_line_that_cannot_be_read_names_its_place_and_stops_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "plans.jsonl"
    good = json.dumps(document(0), ensure_ascii=False).encode()
    path.write_bytes(b"\n".join([good, b"", b'{"training": ', b"\xff\xfe\x81", b"[1]", good]))
    code, lines, _ = checked(capsys, path)
    assert [line["file"] for line in lines] == [f"{path}:{number}" for number in (1, 3, 4, 5, 6)]
    assert lines[1]["error"] == f"{path}:3: 13文字目あたりが JSON として読めません。"
    assert lines[2]["error"].startswith(f"{path}:4: 文字コードが")
    assert "項目と値の組として読めません" in lines[3]["problems"][0]
    assert status(lines[0]) == status(lines[4]) == "met"
    assert code == 3


def test_a_line_too_long_to_hold_is_passed_over(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = json.dumps(document(0), ensure_ascii=False)
    monkeypatch.setattr(items, "MAX_BYTES", len(good.encode()) + 1)
    path = tmp_path / "plans.jsonl"
    path.write_text("\n".join([good, '{"x": "' + "長" * 2 * len(good) + '"}', good]), "utf-8")
    code, lines, _ = checked(capsys, path)
    assert [line["file"] for line in lines] == [f"{path}:{number}" for number in (1, 2, 3)]
    assert lines[1]["error"].startswith(f"{path}:2: 大きすぎます")
    assert status(lines[2]) == "met"
    assert code == 3


def test_a_fault_in_one_document_is_said_and_stops_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, whole = write_lines(tmp_path / "plans.jsonl", 2), evaluate.check

    def faulty(*given: Any) -> Any:
        if given[2].judgements[CRITERION].confirmed:
            raise ZeroDivisionError("made for this test")
        return whole(*given)

    monkeypatch.setattr(evaluate, "check", faulty)
    code, lines, _ = checked(capsys, path)
    assert lines[0]["error"] == (
        f"{path}:1: 点検の途中で、思わぬことが起きました（ZeroDivisionError: made for this test）。"
    )
    assert status(lines[1]) == "unmet"
    assert code == 3


def test_a_folder_is_its_files_in_order(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name in ("b/2.json", "b/1.json", "a.json", "c.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(json.dumps(document(0)), "utf-8")
    for name in ("results.jsonl", "notes.txt", ".hidden.json", "~$a.xlsx"):
        (tmp_path / name).write_text("これは事実ではない", "utf-8")
    (tmp_path / "broken.yml").write_text("training: [", "utf-8")
    code, lines, _ = checked(capsys, tmp_path)
    names = ["a.json", "broken.yml", "c.json", "b/1.json", "b/2.json"]
    assert [line["file"] for line in lines] == [f"{tmp_path}/{name}" for name in names]
    assert "YAML として読めません" in lines[1]["error"]
    assert code == 3


def test_a_folder_without_documents_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, lines, err = checked(capsys, tmp_path)
    assert (code, lines) == (3, [])
    assert err == f"{tmp_path}: 点検できるファイルがありません（YAML、JSON、CSV、xlsx、JSON Lines）。\n"


def test_a_file_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, lines, _ = checked(capsys, tmp_path / "no.jsonl", write_lines(tmp_path / "plans.jsonl", 1))
    assert "ファイルがありません" in lines[0]["error"]
    assert (len(lines), code) == (2, 3)


def test_several_processes_say_the_same_in_the_same_order(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 5 * run.TOGETHER + 3
    path = write_lines(tmp_path / "plans.jsonl", count)
    many = checked(capsys, path)
    monkeypatch.setattr(run, "TOGETHER", 10_000)
    assert checked(capsys, path) == many
    assert len(many[1]) == count


@pytest.mark.parametrize("parts", [2, 3])
def test_the_shards_together_are_the_whole(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, parts: int
) -> None:
    plans, folder = write_lines(tmp_path / "plans.jsonl", 40), tmp_path / "folder"
    folder.mkdir()
    for number in range(7):
        (folder / f"{number}.json").write_text(json.dumps(document(number)), "utf-8")
    _, whole, _ = checked(capsys, plans, folder)
    dealt = [checked(capsys, plans, folder, "--shard", f"{part}/{parts}")[1] for part in range(1, parts + 1)]
    assert [len(part) for part in dealt] == [len(whole[start::parts]) for start in range(parts)]
    by_name = {line["file"]: line for part in dealt for line in part}
    assert [by_name[line["file"]] for line in whole] == whole
    assert sum(len(part) for part in dealt) == len(whole) == 47


@pytest.mark.parametrize("written", ["0/2", "3/2", "1", "a/b", "1/0", "-1/2"])
def test_a_shard_that_is_none_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, written: str
) -> None:
    code, _, err = checked(capsys, write_lines(tmp_path / "plans.jsonl", 1), f"--shard={written}")
    assert code == 3
    assert f"「{written}」は i/n として読めません" in err


def start(*argv: str | Path) -> subprocess.Popen[bytes]:
    """A batch in a process of its own."""
    command = [sys.executable, "-m", "yoken.cli", "check", CHECK, *map(str, argv)]
    return subprocess.Popen(command, stderr=subprocess.PIPE)


def when_begun(state: Path, process: subprocess.Popen[bytes]) -> dict[str, Any]:
    """How far the run says it has got, as soon as it has got anywhere."""
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        if state.exists() and (found := json.loads(state.read_text("utf-8")))["done"]:
            return dict(found)
        time.sleep(0.002)
    raise AssertionError(f"the run ended ({process.poll()}) before it could be stopped")


def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "plans.jsonl", 6_000)
    whole, out, state = tmp_path / "whole.jsonl", tmp_path / "out.jsonl", tmp_path / "out.jsonl.resume"
    assert start(path, "-o", whole, *AS_OF).wait() == 1
    process = start(path, "-o", out, *AS_OF)
    when_begun(state, process)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    workers = [int(each) for each in children.read_text().split()] if children.exists() else []
    process.kill()
    process.wait()
    left = json.loads(state.read_text("utf-8"))
    assert 0 < left["done"] < 6_000
    # The first letter marks what was there before, the last ones are a line that was cut short.
    with out.open("r+b") as stream:
        stream.write(b"[")
        stream.seek(left["size"])
        stream.write(b'{"file": "cut sh')
    # Without --as-of: the day stays that of the run it continues.
    assert start(path, "-o", out).wait() == 1
    assert out.read_bytes() == b"[" + whole.read_bytes()[1:]
    assert not state.exists()
    assert not [worker for worker in workers if alive(worker)]


def alive(process: int) -> bool:
    """Whether it still runs after some time to end by itself."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return False
        time.sleep(0.05)
    return True


def test_a_run_stopped_at_the_keyboard_says_how_it_goes_on(tmp_path: Path) -> None:
    path, out = write_lines(tmp_path / "plans.jsonl", 6_000), tmp_path / "out.jsonl"
    process = start(path, "-o", out)
    when_begun(tmp_path / "out.jsonl.resume", process)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.decode() == "止めました。同じコマンドで、続きから始まります。\n"


def test_a_result_is_never_written_over(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path, out = write_lines(tmp_path / "plans.jsonl", 1), tmp_path / "out.jsonl"
    assert checked(capsys, path, "-o", out)[0] == 2
    kept = out.read_bytes()
    code, _, err = checked(capsys, path, "-o", out)
    assert code == 3
    assert err == f"{out}: すでにあります。別の名前にするか、消してから実行してください。\n"
    assert out.read_bytes() == kept


def test_another_check_does_not_go_on_with_the_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, out, state = (
        write_lines(tmp_path / "plans.jsonl", 1),
        tmp_path / "out.jsonl",
        tmp_path / "out.jsonl.resume",
    )
    asked = {
        "checks": [CHECK],
        "as_of": "2026-11-23",
        "training": None,
        "inputs": [str(path)],
        "shard": "1/1",
        "rulebook": BOOK.hash,
    }
    state.write_text(json.dumps({"asked": asked, "done": 0, "size": 0, "code": 0}), "utf-8")
    out.touch()
    code, _, err = checked(capsys, path, "-o", out)
    assert code == 3
    assert "別の点検の途中です" in err
    assert "--as-of 2026-11-23" in err
    # The same question may go on; but not where what is said to be there is gone.
    state.write_text(json.dumps({"asked": asked, "done": 1, "size": 9, "code": 0}), "utf-8")
    assert main(["check", CHECK, str(path), "-o", str(out), "--as-of", "2026-11-23"]) == 3
    assert "途中までの結果が失われています" in capsys.readouterr().err


def test_a_batch_is_on_one_day(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path, begun = write_lines(tmp_path / "plans.jsonl", 2), date.today()
    assert main(["check", CHECK, str(path)]) == 1
    days = {json.loads(line)["report"]["as_of"] for line in capsys.readouterr().out.splitlines()}
    assert len(days) == 1
    assert days <= {begun.isoformat(), date.today().isoformat()}


def test_html_is_for_one_document(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, lines, err = checked(capsys, write_lines(tmp_path / "plans.jsonl", 2), "--format", "html")
    assert (code, lines) == (3, [])
    assert "ファイルが1つのとき" in err


class Terminal:
    """A terminal that keeps what is shown."""

    def __init__(self) -> None:
        self.shown = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.shown += text

    def flush(self) -> None:
        pass


def test_the_bar_says_how_many_how_fast_and_how_long() -> None:
    bar = Bar(Terminal(), lambda: 24_000, 2_000)  # type: ignore[arg-type]
    bar.advance(10_000)
    assert bar.line(25.0) == "[############------------] 12,000/24,000　400件/秒　残り30秒"
    bar.advance(12_000)
    assert bar.line(3_600.0).endswith("24,000/24,000　6件/秒　残り0秒")


def test_the_bar_is_drawn_on_a_terminal_only(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, terminal = write_lines(tmp_path / "plans.jsonl", 2), Terminal()
    assert checked(capsys, path)[2] == ""
    monkeypatch.setattr(sys, "stderr", terminal)
    checked(capsys, path)
    assert "[########################] 2/2" in terminal.shown
    assert terminal.shown.endswith("\n")
