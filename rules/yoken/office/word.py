"""A form as a Word document: a template made at build time, and text put into its places. No library is needed for that."""

import io
import re
import zipfile
from collections.abc import Mapping
from html import escape
from importlib import resources

from yoken.office.cells import writable
from yoken.office.forms import BLANK, Form
from yoken.plain import seen

BODY = "word/document.xml"
# Fixed, so that the same answers give the same file.
MADE = (2000, 1, 1, 0, 0, 0)
_PLACE = re.compile(r"\{([a-z0-9-]+)\}")
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


def template_name(form: int) -> str:
    return f"form-{form}.docx"


def document(form: Form, found: Mapping[str, str]) -> bytes:
    """The form with these values in it."""
    template = resources.files("yoken.office").joinpath(f"templates/{template_name(form.form)}").read_bytes()

    def put(match: re.Match[str]) -> str:
        text = found.get(match[1], BLANK)
        return escape(seen(writable(text)), quote=False).replace("\r\n", "\n").replace("\n", _BREAK)

    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as source, zipfile.ZipFile(stream, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == BODY:
                content = _PLACE.sub(put, content.decode()).encode()
            target.writestr(zipfile.ZipInfo(part.filename, MADE), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
