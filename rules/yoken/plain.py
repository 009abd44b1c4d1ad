"""Bringing what people type to one plain form, before anything reads it.

People type full-width digits, paste non-breaking spaces from Word and mix three kinds of dash.
"""

import json
import re
import unicodedata
from functools import lru_cache

_BEYOND = re.compile("([\U00010000-\U0010ffff]+)")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−ー－~～〜"), "-")


def plain(text: object) -> str:
    """`text` as NFKC, without surrounding white space; None becomes the empty string."""
    if isinstance(text, str):
        return text.strip() if text.isascii() else _normalized(text).strip()
    if isinstance(text, list | tuple | dict):
        # As a file would hold it. Python's own way of showing text differs by version.
        return plain(json.dumps(text, ensure_ascii=False, default=str))
    return "" if text is None else _normalized(str(text)).strip()


def _normalized(text: str) -> str:
    """`text` as NFKC. Letters beyond U+FFFF stay as typed: what they stand for is news in every other Unicode."""
    if not _BEYOND.search(text):
        return unicodedata.normalize("NFKC", text)
    return "".join(
        part if part[:1] > "\uffff" else unicodedata.normalize("NFKC", part) for part in _BEYOND.split(text)
    )


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
