"""Bringing what people type to one plain form, before anything reads it.

People type full-width digits, paste non-breaking spaces from Word and mix three kinds of dash.
"""

import unicodedata
from functools import lru_cache

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−ー－~～〜"), "-")


def plain(text: object) -> str:
    """`text` as NFKC, without surrounding white space; None becomes the empty string."""
    if isinstance(text, str):
        return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()
    return "" if text is None else unicodedata.normalize("NFKC", str(text)).strip()


def plain_number(text: object) -> str:
    """`plain`, with every dash made a minus sign and thousands separators removed (for numbers and dates)."""
    return plain(text).translate(_DASHES).replace(",", "").replace(" ", "").replace("\u3000", "")


def key(text: object) -> str:
    """`plain` without any white space, brackets or middle dots: for comparing names."""
    return _key(text if isinstance(text, str) else plain(text))


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    """A timetable compares the same few names thousands of times."""
    kept = (c for c in plain(text).casefold() if c not in " \t\n()[]【】「」・･_-‐－")
    return "".join(kept)
