"""Where a batch writes. Beside a file lies how far it has got, so that the same command goes on where it stopped."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

from yoken.batch.judge import Done
from yoken.exit_codes import OK, worst
from yoken.files import FileError

BESIDE = ".resume"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command asked: a file may only be continued by the same. `as_of` stays that of the first day."""

    checks: tuple[str, ...]
    as_of: str
    training: str | None
    inputs: tuple[str, ...]
    shard: str
    rulebook: str


@dataclass(slots=True)
class Progress:
    """How far the file has got: what is written beyond `size` was cut short."""

    asked: Asked
    done: int = 0
    size: int = 0
    code: int = OK


class Printed:
    """Standard output: nothing to go on from."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self.code, self.done = OK, 0

    def write(self, made: Done) -> None:
        self._out.write(made.text)
        self.code = worst((self.code, made.code))

    def finish(self) -> None:
        self._out.flush()


class Kept:
    """A file that can be continued. Raises FileError where it holds something else."""

    def __init__(self, path: Path, asked: Asked) -> None:
        self.path, self._beside = path, path.with_name(path.name + BESIDE)
        try:
            self._progress = self._found(asked) or self._begun(asked)
            self._file = path.open("r+b")
            self._file.truncate(self._progress.size)
            self._file.seek(self._progress.size)
        except OSError as error:
            raise FileError(f"{path}: 書き出せません（{error.strerror}）。") from None

    @property
    def code(self) -> int:
        return self._progress.code

    @property
    def done(self) -> int:
        """How many documents are in the file."""
        return self._progress.done

    def write(self, made: Done) -> None:
        """Adds the lines, and only then says that they are there."""
        progress = self._progress
        progress.size += self._file.write(made.text.encode())
        self._file.flush()
        progress.done += made.documents
        progress.code = worst((progress.code, made.code))
        self._save()

    def finish(self) -> None:
        """The file is whole: nothing is left to go on with."""
        self._file.close()
        self._beside.unlink()

    def _begun(self, asked: Asked) -> Progress:
        if self.path.exists():
            raise FileError(f"{self.path}: すでにあります。別の名前にするか、消してから実行してください。")
        self._progress = Progress(asked)
        self.path.touch()
        self._save()
        return self._progress

    def _found(self, asked: Asked) -> Progress | None:
        found = _read(self._beside)
        if found is None:
            return None
        if found.asked != asked:
            raise FileError(
                f"{self.path}: 別の点検の途中です。続けるには同じ指定（基準日は --as-of {found.asked.as_of}）と同じ規則で実行します。"
                f"はじめからにするには、{self.path} と {self._beside} を消してください。"
            )
        if not self.path.exists() or self.path.stat().st_size < found.size:
            raise FileError(
                f"{self.path}: 途中までの結果が失われています。{self._beside} を消して、はじめから実行してください。"
            )
        return found

    def _save(self) -> None:
        fresh = self._beside.with_name(self._beside.name + ".new")
        fresh.write_text(json.dumps(asdict(self._progress), ensure_ascii=False), "utf-8")
        fresh.replace(self._beside)


def day_of(path: Path) -> date | None:
    """The day of the run that this file is to continue; None where there is none."""
    found = _read(path.with_name(path.name + BESIDE))
    return date.fromisoformat(found.asked.as_of) if found else None


def _read(beside: Path) -> Progress | None:
    try:
        content = json.loads(beside.read_text("utf-8"))
    except FileNotFoundError:
        return None
    asked = content.pop("asked")
    for name in ("checks", "inputs"):
        asked[name] = tuple(asked[name])
    return Progress(Asked(**asked), **content)
