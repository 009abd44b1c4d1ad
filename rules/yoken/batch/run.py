"""The batch itself: documents go out to as many processes as there are cores, and their lines come back in order."""

import itertools
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TextIO

from yoken.batch import judge as judging
from yoken.batch.bar import Bar
from yoken.batch.items import Item, Shard, count, items
from yoken.batch.judge import Done, Job, Judge
from yoken.batch.output import Kept, Printed
from yoken.files import FileError
from yoken.rulebook import Rulebook

# Documents that go to a process at once: enough that handing them over costs nothing beside the work.
TOGETHER = 16
# How many such parcels may wait for each core: more would only be memory.
AHEAD = 3


def run(
    book: Rulebook, job: Job, names: tuple[str, ...], shard: Shard, output: Kept | Printed, terminal: TextIO
) -> int:
    """Checks every document that is not in the output yet and returns the exit code of all of them."""
    left = itertools.islice(items(names, shard), output.done, None)
    bar = Bar(terminal, lambda: count(names, shard), output.done)
    try:
        for made in _judged(book, job, _parcels(left)):
            output.write(made)
            bar.advance(made.documents)
    except BrokenProcessPool:
        raise FileError(
            "点検しているプロセスが途中で止められました（メモリ不足など）。-o を付けていれば、同じコマンドで続きから始まります。"
        ) from None
    finally:
        bar.close()
    output.finish()
    return output.code


def cores() -> int:
    """The cores that this process may use, which on a shared machine are fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _parcels(left: Iterator[Item]) -> Iterator[list[Item]]:
    while parcel := list(itertools.islice(left, TOGETHER)):
        yield parcel


def _judged(book: Rulebook, job: Job, parcels: Iterator[list[Item]]) -> Iterator[Done]:
    first = list(itertools.islice(parcels, 2))
    if len(first) < 2:
        # Starting a process would take longer.
        yield from map(Judge(book, job).all, first)
    else:
        yield from _in_parallel(job, itertools.chain(first, parcels))


def _in_parallel(job: Job, parcels: Iterable[list[Item]]) -> Iterator[Done]:
    waiting: deque[Future[Done]] = deque()
    pool = ProcessPoolExecutor(cores(), initializer=judging.start, initargs=(job,))
    try:
        for parcel in parcels:
            waiting.append(pool.submit(judging.judge, parcel))
            if len(waiting) > cores() * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
