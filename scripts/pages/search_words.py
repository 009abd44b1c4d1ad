"""What the search takes for the same word, as a script that its worker loads (docs/assets/search/worker.js)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from yoken.rulebook import Rulebook

from scripts.pages.data import read
from scripts.pages.page import Page


def pages(book: Rulebook) -> Iterator[Page]:
    groups = [
        {"same": each["same"], "near": each.get("near", [])} for each in read("search-words.yml")["words"]
    ]
    yield Page("assets/search/words.js", f"self.searchWords = {json.dumps(groups, ensure_ascii=False)};\n")
