"""How far a batch has got, on one line of the terminal; nothing where there is no terminal."""

import time
from collections.abc import Callable
from typing import TextIO

WIDTH = 24
# Often enough for the eye.
EVERY = 0.2


class Bar:
    """`count` says how many there are; it is asked only where somebody sees it."""

    def __init__(self, out: TextIO, count: Callable[[], int], done: int) -> None:
        self._out, self._shown = out, out.isatty()
        self._total = count() if self._shown else 0
        self._before = self._done = done
        self._start = time.monotonic()
        self._next = 0.0

    def advance(self, count: int) -> None:
        self._done += count
        now = time.monotonic()
        if self._shown and (now >= self._next or self._done >= self._total):
            self._next = now + EVERY
            self._out.write(f"\r{self.line(now - self._start)}\x1b[K")
            self._out.flush()

    def line(self, seconds: float) -> str:
        """「[######------] 12,000/24,000　400件/秒　残り30秒」."""
        part = self._done / self._total if self._total else 1.0
        filled = "#" * int(part * WIDTH)
        rate = (self._done - self._before) / seconds if seconds else 0.0
        left = f"　残り{_length((self._total - self._done) / rate)}" if rate else ""
        return f"[{filled:-<{WIDTH}}] {self._done:,}/{self._total:,}　{rate:,.0f}件/秒{left}"

    def close(self) -> None:
        if self._shown:
            self._out.write("\n")


def _length(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}時間{minutes}分" if hours else f"{minutes}分{rest:02d}秒" if minutes else f"{rest}秒"
