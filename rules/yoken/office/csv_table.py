"""A table of facts as CSV: the headings of the table, and nothing a spreadsheet would run."""

import csv
import io

from yoken.office.cells import neutral
from yoken.office.raw import Raw, as_text, rows
from yoken.rulebook import Rulebook


def write(book: Rulebook, raw: Raw, table: str = "timetable") -> bytes:
    """UTF-8 with its mark, so that Excel opens it without mojibake."""
    columns = book.tables[table]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([column.label for column in columns])
    for row in rows(raw, table):
        writer.writerow([neutral(as_text(row.get(column.id))) for column in columns])
    return stream.getvalue().encode("utf-8-sig")
