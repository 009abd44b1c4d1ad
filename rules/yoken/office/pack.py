"""The whole application as one zip: forms, plan, 対応表, checklist of the documents, and the record of each check."""

import contextlib
import io
import zipfile
from collections.abc import Iterator
from datetime import date

from yoken import calendar_file, evaluate, facts
from yoken.closed_days import OutOfCalendar
from yoken.facts import ReadResult
from yoken.office import checklist, correspondence, evidence, excel_out, forms, paper, word
from yoken.office.limits import Refused
from yoken.office.raw import Raw
from yoken.report import NOT_APPLICABLE, UNKNOWN, counts
from yoken.rulebook import Curriculum, Rulebook

DOCUMENT = "2006"
ONLY = "指定希望の書類の一式は、第1号か第2号の研修について作れます（平成18年の通達によるものです）。研修の種類を選んでください。"
MADE = (2000, 1, 1, 0, 0, 0)


def of_notice(book: Rulebook, read: ReadResult) -> Curriculum:
    """The training of an application under the 2006 notice. Raises Refused for another."""
    curriculum = book.curricula.get(read.facts.training or "")
    if curriculum is None or curriculum.document != DOCUMENT:
        raise Refused(ONLY)
    return curriculum


def zipped(files: Iterator[tuple[str, bytes]] | list[tuple[str, bytes]]) -> bytes:
    """Files in one archive with fixed times: equal answers give equal bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, MADE), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def write(book: Rulebook, raw: Raw, as_of: date) -> bytes:
    """The archive. Raises Refused where the training is none of the notice's."""
    read = facts.read(raw, book)
    return zipped(files(book, raw, read, of_notice(book, read), as_of))


def files(
    book: Rulebook, raw: Raw, read: ReadResult, curriculum: Curriculum, as_of: date
) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file, in the order in which they are handed in."""
    source = book.sources[DOCUMENT]
    plan = book.checks["notice-2006/curriculum"]
    application = book.checks[checklist.CHECK]
    about = (
        f"指定希望の書類の一式（{curriculum.title}）",
        f"{source.title}",
        f"{source.status}：{source.status_note}",
        forms.book().note,
        f"基準日 {as_of.isoformat()}",
        f"規則 {book.hash}",
    )
    yield "はじめに.txt", ("\r\n".join(about) + "\r\n").encode("utf-8-sig")
    yield from form_files(book, raw, read, forms.wanted(curriculum.id))
    yield "ト 研修カリキュラム（案）.xlsx", excel_out.workbook(book, plan, raw, as_of)
    shown = correspondence.html(book, plan, curriculum, read.facts, as_of)
    yield "ト 対応表.xlsx", correspondence.workbook(book, plan, curriculum, read.facts, as_of)
    yield "ト 対応表.html", paper.page(correspondence.title(curriculum), shown)
    report = evaluate.check(book, application.id, read.facts, as_of)
    yield f"{checklist.TITLE}.xlsx", checklist.workbook(book, report, as_of)
    yield (
        f"{checklist.TITLE}.html",
        paper.page(checklist.TITLE, checklist.html(book, application, report, as_of)),
    )
    if isinstance(target := read.facts.answers.get("desired-designation-day"), date):
        # Years whose closed days are not known have no calendar.
        with contextlib.suppress(OutOfCalendar, OverflowError):
            yield "指定の日付.ics", calendar_file.write([target], as_of)
    for check in book.checks.values():
        if check.document != DOCUMENT or (check.trainings and curriculum.id not in check.trainings):
            continue
        made = evaluate.check(book, check.id, read.facts, as_of)
        found = counts(made)
        # A check that nothing was answered for has nothing to show.
        if sum(found.values()) == found[UNKNOWN] + found[NOT_APPLICABLE]:
            continue
        record = evidence.render(book, made, raw, read.problems, as_of)
        yield f"点検の記録/{check.title}.html", paper.page(evidence.title(made), record)


def form_files(
    book: Rulebook, raw: Raw, read: ReadResult, chosen: tuple[forms.Form, ...]
) -> Iterator[tuple[str, bytes]]:
    """Forms as Word documents."""
    values = forms.values(book, raw, read.facts.answers)
    for form in chosen:
        yield f"様式/{form.number} {form.title}.docx", word.document(form, values)
