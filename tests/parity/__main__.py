"""`python -m tests.parity`: made documents through both Pythons, and how many answers differ."""

from __future__ import annotations

import argparse
import platform
import sys
import time

from tests.parity import published
from tests.parity.documents import requests

SHOWN = 5


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="./scripts/parity",
        description="作った入力への答えを、この Python とブラウザー用の Python とで比べます。",
    )
    parser.add_argument("--documents", type=int, default=10_000, help="入力の数（既定は10,000）")
    parser.add_argument("--seed", type=int, default=1, help="同じ数なら、同じ入力になります")
    asked = parser.parse_args()
    began = told = time.monotonic()
    count = 0
    different: list[tuple[str, str, str]] = []
    for count, found in enumerate(published.differences(requests(asked.seed, asked.documents)), start=1):
        if found is not None:
            different.append(found)
        if time.monotonic() - told > 10:
            told = time.monotonic()
            print(f"{count:,} / {asked.documents:,}、違い {len(different)}", flush=True)
    minutes = (time.monotonic() - began) / 60
    for request, ours, theirs in different[:SHOWN]:
        at = next((i for i, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]), 0)
        print(
            f"\n{request[:1000]}\n  こちら: …{ours[max(0, at - 80) : at + 80]}\n  あちら: …{theirs[max(0, at - 80) : at + 80]}"
        )
    print(
        f"{count:,}件（種 {asked.seed}、Python {platform.python_version()}）、違い {len(different)}、{minutes:.1f}分"
    )
    return int(bool(different) or count != asked.documents)


if __name__ == "__main__":
    sys.exit(main())
