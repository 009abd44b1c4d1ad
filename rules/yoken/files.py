"""Facts from files: YAML, JSON, CSV (UTF-8 or Shift_JIS) and xlsx. Every failure is one plain sentence."""

import json
import sys
from pathlib import Path
from typing import Any

from yoken import facts
from yoken.aliases import written_out
from yoken.facts import ReadResult
from yoken.limits import MAX_BYTES, TOO_LARGE
from yoken.rulebook import Rulebook
from yoken.tables import Block, read_text

_XLSX, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class FileError(Exception):
    """The file cannot be read; the message says which, why and what to do."""


def read(name: str, book: Rulebook) -> tuple[Any, Block | None]:
    """The raw facts document of a file, or of standard input for 「-」, and the block of a table file.

    Raises FileError.
    """
    content = _bytes(name)
    if not content.strip():
        raise FileError(f"{name}: 中身が空です。yoken blank で書き込み用のファイルを作れます。")
    suffix = Path(name).suffix.lower()
    if content.startswith((_XLSX, _OLD_OFFICE)) or suffix in (".xlsx", ".xlsm", ".xls"):
        return _xlsx(name, content, book)
    text = decode(content, name)
    if suffix == ".csv" or suffix == ".tsv":
        block = read_text(text, book.timetable)
        return {"timetable": list(block.rows)}, block
    if suffix == ".json" or text.lstrip().startswith(("{", "[")):
        return from_json(name, text), None
    return _yaml(name, text), None


def facts_of(name: str, book: Rulebook, training: str | None) -> ReadResult:
    """The facts of a file, those of a table file as ones of this training. Raises FileError."""
    raw, block = read(name, book)
    found = as_facts(raw, book, training)
    return ReadResult(found.facts, (*(block.problems if block else ()), *found.problems))


def as_facts(raw: Any, book: Rulebook, training: str | None) -> ReadResult:
    """The facts of a document, as ones of this training where one is named."""
    return facts.read({**raw, "training": training} if training and isinstance(raw, dict) else raw, book)


def decode(content: bytes, name: str) -> str:
    """Text in UTF-8 (with or without its mark) or Shift_JIS as Excel saves it. Raises FileError for other bytes."""
    if b"\x00" in content[:4096]:
        raise FileError(
            f"{name}: 文字のファイルではありません。YAML、JSON、CSV、xlsx のどれかを渡してください。"
        )
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileError(f"{name}: 文字コードが UTF-8 でも Shift_JIS でもないので読めません。")


def _bytes(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    path = Path(name)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise too_large(name)
        return path.read_bytes()
    except OSError as error:
        raise failed(name, error) from None


def too_large(name: str) -> FileError:
    """The sentence of what is longer than anything a person writes."""
    return FileError(f"{name}: {TOO_LARGE}")


def failed(name: str, error: OSError) -> FileError:
    """The sentence of what the system would not read."""
    if isinstance(error, FileNotFoundError):
        return FileError(f"{name}: ファイルがありません。名前と場所を確かめてください。")
    if isinstance(error, IsADirectoryError):
        return FileError(f"{name}: フォルダーです。ファイルの名前を渡してください。")
    if isinstance(error, PermissionError):
        return FileError(f"{name}: 読む許可がありません。")
    return FileError(f"{name}: 読めません（{error.strerror}）。")


def from_json(name: str, text: str) -> Any:
    """What JSON text says. Raises FileError."""
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        where = ""
        if isinstance(error, json.JSONDecodeError):
            where = f"{error.lineno}行目" if "\n" in text.strip() else f"{error.colno}文字目"
        raise FileError(f"{name}: {where and where + 'あたりが '}JSON として読めません。") from None


def _yaml(name: str, text: str) -> Any:
    try:
        import yaml
    except ImportError:
        raise FileError(
            f"{name}: YAML を読むには PyYAML が要ります（pip install yoken[authoring]）。"
        ) from None
    try:
        # Everything stays text, so that 9:30 is a time and not a number in base sixty, and no tag makes an object.
        loader = yaml.BaseLoader(text)
        node = loader.get_single_node()
        if node is not None and written_out(node) > MAX_BYTES:
            raise too_large(name)
        found = None if node is None else loader.construct_document(node)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{mark.line + 1}行目あたりが " if mark else ""
        raise FileError(f"{name}: {where}YAML として読めません。") from None
    if not isinstance(found, dict):
        raise FileError(f"{name}: 項目と値の組がありません（例: training: 第1号）。")
    return found


def _xlsx(name: str, content: bytes, book: Rulebook) -> tuple[Any, Block]:
    # Here and not above: most commands read no workbook.
    from yoken.office import excel_in
    from yoken.office.limits import Refused

    try:
        raw, problems = excel_in.read(content, book)
    except Refused as refused:
        raise FileError(f"{name}: {refused}") from None
    except ImportError:
        raise FileError(
            f"{name}: xlsx を読むには openpyxl が要ります（pip install yoken[tables]）。"
        ) from None
    return raw, Block((), problems)
