"""`yoken check` over a hundred thousand timetables: as the lines of one file, and as the files of a folder."""

import itertools
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from yoken import rulebook

from scripts.benchmarks.environment import FOLDER
from scripts.benchmarks.row import REPEATED, Row, Target, ratios
from scripts.benchmarks.timetables import large
from scripts.steps.environment import PYTHON
from scripts.steps.plain import ROOT, Stop

TITLE = "まとめての点検（yoken check）"
FEW, MANY = 1_000, 100_000
CHECK = "notice-2006/curriculum"
SESSIONS = 20
# A long run is measured in this many equal parts, so that it shows whether it gets slower on its way.
PARTS = 10

LINES = FOLDER / "plans.jsonl"
MANY_LINES = FOLDER / "plans-many.jsonl"
FILES = FOLDER / "plans"
MANY_FILES = FOLDER / "plans-many"


class Run(NamedTuple):
    """Seconds that each part of the documents took, and the megabytes of the largest process."""

    parts: tuple[float, ...]
    memory: float


def prepare() -> None:
    print(f"{MANY:,}件の時間割を作っています… ", end="", flush=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    facts = large(rulebook.load(), SESSIONS)
    lines = [json.dumps({**facts, "title": f"計画{number}"}, ensure_ascii=False) for number in range(FEW)]
    text = "".join(f"{line}\n" for line in lines)
    LINES.write_text(text, "utf-8")
    with MANY_LINES.open("w", encoding="utf-8") as stream:
        stream.writelines(text for _ in range(MANY // FEW))
    for folder in (FILES, MANY_FILES):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    files = [FILES / f"{number:04}.json" for number in range(FEW)]
    for file, line in zip(files, lines, strict=True):
        file.write_text(line, "utf-8")
    for number in range(MANY // FEW):
        # Other names for the same thousand files: what is read is as much, what lies on the disk is not.
        part = MANY_FILES / f"{number:03}"
        part.mkdir()
        for file in files:
            (part / file.name).hardlink_to(file)
    print("できました")


def rows() -> Iterator[Row]:
    try:
        yield from _grown("JSON Lines", LINES, MANY_LINES)
        yield from _grown("フォルダー", FILES, MANY_FILES)
        yield from _cores()
    finally:
        # Nearly a gigabyte, and made again in seconds.
        MANY_LINES.unlink()
        shutil.rmtree(MANY_FILES)


def _grown(kind: str, few: Path, many: Path) -> Iterator[Row]:
    """Documents a second and memory, and what a hundred times as many change about them."""
    # The first is not counted: it reads the files into the system's memory, and the rules.
    short = [_run(few, FEW, 1) for _ in range(REPEATED + 1)][1:]
    long = _run(many, MANY, PARTS)
    each_short = tuple(run.parts[0] / FEW for run in short)
    each_long = tuple(part / (MANY // PARTS) for part in long.parts)
    yield Row(f"{kind}：{FEW:,}件", tuple(1 / each for each in each_short), "件/秒")
    yield Row(f"{kind}：{MANY:,}件", tuple(1 / each for each in each_long), "件/秒", note="十分の一ずつ")
    grown = ratios(each_long[:REPEATED], each_short)
    yield Row(f"{kind}：1件あたりの時間、{MANY:,}件 ÷ {FEW:,}件", grown, "倍", Target("≤", 1.2))
    yield Row(f"{kind}：最大のプロセス、{FEW:,}件", tuple(run.memory for run in short), "MB")
    yield Row(f"{kind}：最大のプロセス、{MANY:,}件", (long.memory,), "MB")
    memory = tuple(long.memory / run.memory for run in short)
    yield Row(f"{kind}：メモリ、{MANY:,}件 ÷ {FEW:,}件", memory, "倍", Target("≤", 1.2))


def _cores() -> Iterator[Row]:
    """The same documents by one core and by all of them, in turns."""
    every = sorted(os.sched_getaffinity(0))
    pairs = [(_run(LINES, FEW, 1, {every[0]}), _run(LINES, FEW, 1)) for _ in range(REPEATED)]
    faster = ratios([one.parts[0] for one, _ in pairs], [all_.parts[0] for _, all_ in pairs])
    yield Row(f"1コアの時間 ÷ {len(every)}コアの時間（{FEW:,}件、起動を含む）", faster, "倍")


def _run(given: Path, count: int, parts: int, cores: set[int] | None = None) -> Run:
    """One batch, its lines read as they come."""
    command: list[str | Path] = [PYTHON, "-m", "yoken.cli", "check", CHECK, given, "--as-of", "2026-11-24"]
    marks, seen = [time.perf_counter()], 0
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        preexec_fn=(lambda: os.sched_setaffinity(0, cores)) if cores else None,
    )
    assert process.stdout
    while piece := os.read(process.stdout.fileno(), 1 << 20):
        seen += piece.count(b"\n")
        while seen >= count // parts * len(marks):
            marks.append(time.perf_counter())
    _, _, used = os.wait4(process.pid, 0)
    if seen != count:
        raise Stop(f"{given.name}: {count:,}件のうち{seen:,}件しか点検されませんでした。")
    return Run(tuple(after - before for before, after in itertools.pairwise(marks)), used.ru_maxrss / 1024)
