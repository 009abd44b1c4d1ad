"""`python -m tests.fuzz [TARGET…] --seconds N`: libFuzzer on one target after another, guided by the branches of our own code."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib
import io
import re
import subprocess
import sys
from pathlib import Path

import atheris

# It says every module that it takes.
with contextlib.redirect_stderr(io.StringIO()), atheris.instrument_imports(include=["yoken", "openpyxl"]):
    # The door of these is opened late, when it would be too late.
    importlib.import_module("yoken.office.door")
    from tests.fuzz import kept, links
    from tests.fuzz.seeds import LINKS, seeds, words
    from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).parent.parent.parent
WORK = ROOT / "build/fuzz"
MAX_LENGTH = "6000"
# Tells the process that libFuzzer runs in, whose options follow.
RUN = "libfuzzer"
TRIED = re.compile(r"stat::number_of_executed_units:\s*(\d+)")


def main() -> int:
    if RUN in sys.argv:
        target, options = sys.argv[1], sys.argv[3:]
        if target == LINKS:
            atheris.Setup([sys.argv[0], *options], links.opener(), custom_mutator=links.mutate)
        else:
            atheris.Setup([sys.argv[0], *options], TARGETS[target])
        atheris.Fuzz()
    parser = argparse.ArgumentParser(prog="./scripts/fuzz")
    parser.add_argument("target", nargs="*", choices=[[], *TARGETS, LINKS], help="、".join((*TARGETS, LINKS)))
    parser.add_argument("--seconds", type=int, default=180, help="一つの的に使う秒数")
    asked = parser.parse_args()
    # All of them, so that one run says everything that is found.
    return max(fuzz(target, asked.seconds) for target in asked.target or (*TARGETS, LINKS))


def fuzz(target: str, seconds: int) -> int:
    """Runs one target, keeps what reached something new, and says how many inputs were tried."""
    work = WORK / target
    known, tried, faults = work / "known", work / "tried", work / "faults"
    for folder in (known, tried, faults):
        folder.mkdir(parents=True, exist_ok=True)
    for each in (*seeds(target), *kept.inputs(target)):
        (known / hashlib.sha1(each).hexdigest()).write_bytes(each)
    listed = work / "words"
    listed.write_text("".join(f'"{_escaped(word)}"\n' for word in words(target)), encoding="ascii")
    fuzzing = [f"-max_total_time={seconds}", f"-dict={listed}", "-print_final_stats=1", "-timeout=20"]
    code, said = _run(target, [str(tried), str(known), *fuzzing, f"-artifact_prefix={faults}/"])
    (work / "log").write_text(said, encoding="utf-8")
    if code == 0:
        count = TRIED.search(said)
        print(
            f"{target}: {int(count[1]) if count else 0:,}件の入力を{seconds}秒で試し、破られた約束はありません。",
            flush=True,
        )
        # libFuzzer writes down what reached something new, and nothing else.
        kept.write(target, [*kept.inputs(target), *(file.read_bytes() for file in tried.iterdir())])
    else:
        print(
            f"{said[-3000:]}\n{target}: 約束を破る入力が {faults} にあります。", file=sys.stderr, flush=True
        )
    return code


def _run(target: str, options: list[str]) -> tuple[int, str]:
    """In a process of its own, since libFuzzer ends the one that it runs in."""
    inner = [sys.executable, "-m", "tests.fuzz", target, RUN, f"-max_len={MAX_LENGTH}", *options]
    done = subprocess.run(
        inner, cwd=ROOT, check=False, capture_output=True, encoding="utf-8", errors="replace"
    )
    return done.returncode, done.stderr + done.stdout


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    sys.exit(main())
