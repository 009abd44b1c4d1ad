"""Bringing what people type to one plain form, before anything reads it.

People type full-width digits, paste non-breaking spaces from Word and mix three kinds of dash. Copied text also brings marks
that nobody sees: they would part what looks the same, and those of direction turn the words around them.
"""

import json
import re
import unicodedata
from functools import lru_cache

_BEYOND = re.compile("([\U00010000-\U0010ffff]+)")
# Soft hyphen, zero width space, word joiner, byte order mark; marks, embeddings, overrides and isolates of direction.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−ー－~～〜"), "-")


def plain(text: object) -> str:
    """`text` as NFKC, without marks that nobody sees and surrounding white space; None becomes the empty string."""
    if isinstance(text, str):
        return text.strip() if text.isascii() else _normalized(text).strip()
    if isinstance(text, list | tuple | dict):
        # As a file would hold it. Python's own way of showing text differs by version.
        return plain(json.dumps(text, ensure_ascii=False, default=str))
    return "" if text is None else _normalized(str(text)).strip()


def seen(text: str) -> str:
    """`text` without the marks that nobody sees."""
    return _UNSEEN.sub("", text)


def _normalized(text: str) -> str:
    """What is seen of `text`, as NFKC. Letters beyond U+FFFF stay as typed: what they stand for is news in every other Unicode."""
    text = seen(text)
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
