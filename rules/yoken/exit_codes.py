"""What `yoken check` tells the shell: 0 met, 1 not met, 2 not decided, 3 the input cannot be read."""

from collections.abc import Collection

from yoken.report import MET, NOT_APPLICABLE, UNMET, Report

OK, NOT_MET, UNDECIDED, BAD_INPUT = 0, 1, 2, 3
# As shells say it of a command stopped by Ctrl+C.
INTERRUPTED = 130


def code_of(made: Report) -> int:
    if made.status in (MET, NOT_APPLICABLE):
        return OK
    return NOT_MET if made.status == UNMET else UNDECIDED


def worst(codes: Collection[int]) -> int:
    """Bad input weighs most, then a requirement that is not met, then what is not decided."""
    return next((code for code in (BAD_INPUT, NOT_MET, UNDECIDED) if code in codes), OK)
