"""What is refused before any library sees it: too large, locked, with macros, of another kind, or a bomb."""

import io
import zipfile

from yoken.limits import MAX_BYTES, MAX_PARTS, MAX_SHEET_LIST, MAX_UNPACKED, TOO_LARGE, TOO_MUCH

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKBOOK = "xl/workbook.xml"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SAVE_AS = "Excel で「Excel ブック（*.xlsx）」として保存し直してください。"


class Refused(Exception):
    """The file is not read; the message is one plain sentence and the remedy."""


def guard(content: bytes) -> zipfile.ZipFile:
    """The opened package of an Excel file that may be read. Raises Refused."""
    if len(content) > MAX_BYTES:
        raise Refused(TOO_LARGE)
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            raise Refused("パスワードが付いています。パスワードを外して保存し直してください。")
        raise Refused(f"古い形式（xls など）です。{SAVE_AS}")
    if not content.startswith(_ZIP):
        raise Refused(f"Excel のファイルではありません。{SAVE_AS}")
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Refused(
            "Excel のファイル（xlsx）として読めません。壊れています。もとのファイルを Excel で開いて保存し直してください。"
        ) from None
    parts = package.infolist()
    # Declared sizes are enough to go by: the reader stops at what an entry declares.
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused(TOO_MUCH)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("パスワードが付いています。パスワードを外して保存し直してください。")
    names = {part.filename.casefold() for part in parts}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Refused(f"マクロが入っています（xlsm）。{SAVE_AS}")
    if WORKBOOK not in names:
        raise Refused(f"Excel のブック（xlsx）ではありません。{SAVE_AS}")
    if any(part.file_size > MAX_SHEET_LIST for part in parts if part.filename.casefold() == WORKBOOK):
        raise Refused(TOO_MUCH)
    return package
