"""What the commands share: how an option is read, how a check is found, and how it is said that there is none."""

import argparse
from datetime import date

from yoken import facts
from yoken.dates import parse_date
from yoken.rulebook import Check, Rulebook


class UsageError(Exception):
    """The command line itself is wrong; one plain sentence."""


def day(written: str) -> date:
    """A day as an option. Raises ArgumentTypeError."""
    found = parse_date(written)
    if found is None:
        raise argparse.ArgumentTypeError(f"「{written}」は日付として読めません（例: 2026-06-01、R8.6.1）")
    return found


def find(book: Rulebook, name: str) -> list[Check]:
    """The check of this id, or every check of a group. Raises UsageError with the likely name."""
    if name in book.checks:
        return [book.checks[name]]
    group = [check for check in book.checks.values() if check.id.startswith(name.rstrip("/") + "/")]
    if not group:
        likely = facts.likely(name, book.checks)
        raise UsageError(f"点検「{name}」はありません{likely}。一覧は yoken list で見られます。")
    return group
