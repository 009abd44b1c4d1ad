"""`python -m yoken.authoring.templates RULES`: the forms in the package, from JSON to the Word templates beside it."""

import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from yoken.decode import decode
from yoken.office import word
from yoken.office.forms import Form, Forms, Part

FONT = "游明朝"
ALIGN = {
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "title": WD_ALIGN_PARAGRAPH.CENTER,
}


def template(form: Form) -> bytes:
    """A Word document with the fields' names in their places."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(20)
    style = made.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    made.core_properties.title = f"{form.number} {form.title}"
    made.core_properties.author = ""
    made.add_paragraph(f"（{form.number}）")
    if form.heading:
        made.add_paragraph(form.heading).alignment = WD_ALIGN_PARAGRAPH.CENTER
    if not any(part.kind == "title" for part in form.parts):
        _title(made, form.title)
    for part in form.parts:
        if part.cells:
            _table(made, part)
        elif part.kind == "title":
            _title(made, part.text)
        else:
            paragraph = made.add_paragraph(part.text)
            if part.kind in ALIGN:
                paragraph.alignment = ALIGN[part.kind]
    stream = io.BytesIO()
    made.save(stream)
    return _steady(stream.getvalue())


def _title(made: Any, text: str) -> None:
    paragraph = made.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(14)


def _table(made: Any, part: Part) -> None:
    table = made.add_table(rows=0, cols=len(part.cells[0]))
    table.style = "Table Grid"
    for texts in part.cells:
        cells = table.add_row().cells
        for cell, text in zip(cells, texts, strict=True):
            cell.text = text
    if part.kind == "rows":
        for row in table.rows:
            row.cells[0].width, row.cells[1].width = Mm(55), Mm(105)
    made.add_paragraph()


def _steady(content: bytes) -> bytes:
    """The same parts with fixed times: the same forms give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w") as target:
        for part in source.infolist():
            target.writestr(
                zipfile.ZipInfo(part.filename, word.MADE), source.read(part), zipfile.ZIP_DEFLATED
            )
    return stream.getvalue()


def main(argv: list[str]) -> int:
    """Command line: the rules' folder. Touches each template only where it changed."""
    office = Path(argv[0]) / "yoken" / "office"
    forms = decode(Forms, json.loads((office / "forms.json").read_text("utf-8")))
    (office / "templates").mkdir(exist_ok=True)
    for form in forms.forms:
        path, made = office / "templates" / word.template_name(form.form), template(form)
        if not path.exists() or path.read_bytes() != made:
            path.write_bytes(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
