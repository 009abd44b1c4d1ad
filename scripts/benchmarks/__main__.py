"""python -m scripts.benchmarks [PART…]: measures the parts named, or all of them, and prints one table."""

import argparse
import os
import platform

from scripts.benchmarks import part, table
from scripts.steps.plain import entry


def main() -> int:
    known = part.names()
    parser = argparse.ArgumentParser(
        prog="./scripts/bench",
        description="速さを測り、一つの表にします。比べるものは、同じ回に並べて測ります。",
    )
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"測るもの（既定は全部）: {'、'.join(known)}"
    )
    named = parser.parse_args().parts
    for name in named:
        if name not in known:
            parser.error(f"「{name}」はありません。測れるのは {'、'.join(known)} です。")
    chosen = {name: part.load(name) for name in named or known}
    for each in chosen.values():
        if prepare := getattr(each, "prepare", None):
            prepare()
    print(f"\nPython {platform.python_version()}、{os.cpu_count()}コア、{platform.platform()}\n")
    print(table.head(), flush=True)
    for name, each in chosen.items():
        print(table.section(f"{name}：{each.TITLE}"), flush=True)
        for row in each.rows():
            print(table.line(row), flush=True)
    return 0


if __name__ == "__main__":
    entry(main)
