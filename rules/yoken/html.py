"""A report as an HTML fragment, used by the pages and by the self-check in the browser.

Everything that came from a person is escaped here; nothing else writes HTML from a report.
"""

import html
from functools import lru_cache

from yoken.kept import Kept
from yoken.report import DISPUTED, MET, NOT_APPLICABLE, OF_PERSON, STATUSES, Finding, Report, counts, units
from yoken.rulebook import Rulebook

# A report says the same titles, clauses and sentences at every edit.
escape = lru_cache(maxsize=2048)(html.escape)

ICONS = {"unmet": "×", "unknown": "？", "disputed": "◇", "judgement": "△", "met": "○", "not_applicable": "－"}


def clause_url(book: Rulebook, ref: str) -> str:
    """The permanent address of a clause, from the site's root."""
    clause = book.clauses[ref]
    return f"clauses/{book.sources[clause.document].folder}/#{clause.no}"


def field_anchor(path: str) -> str:
    """The id of a form field: `timetable/4/form` → `f-timetable-4-form`."""
    return "f-" + path.replace("/", "-")


def finding_path(finding: str) -> str:
    """The path under which the report's line of a finding is reached, as fields are by theirs."""
    return "finding/" + "_".join(finding.split())


def badge(status: str) -> str:
    """A status as its sign and its word."""
    return (
        f'<span class="yk-badge yk-badge-{status}"><span aria-hidden="true">{ICONS[status]}</span>'
        f" {STATUSES[status]}</span>"
    )


def lines(*parts: str) -> str:
    """A fragment with a line for each part that may change by itself, so that a page touches only the lines that differ. A
    line that begins with a space is inside the one that it follows; one that begins with an end tag ends it."""
    return "\n".join(part.replace("\n", "&#10;") for part in parts if part)


class Renderer:
    """Writes one report. `base` leads from the page to the site's root; `linked` makes links to form fields."""

    def __init__(
        self, book: Rulebook, report: Report, base: str, *, linked: bool, kept: Kept | None = None
    ) -> None:
        self.book, self.report, self.base, self.linked, self.kept = book, report, base, linked, kept

    def render(self) -> str:
        """Counts, then everything to act on, then what is met or does not apply, folded."""
        listed = units(self.report.findings)
        parts = [self._counts()]
        for status in STATUSES:
            chosen = [finding for finding in listed if finding.status == status]
            if not chosen:
                continue
            if status in (MET, NOT_APPLICABLE):
                parts.append(
                    f'<details class="yk-group yk-{status}-group" data-finding="group-{status}">'
                    f"<summary>{badge(status)} {len(chosen)}項目</summary>"
                )
            else:
                heading = f'<h3 class="yk-group-title">{badge(status)} {len(chosen)}項目</h3>'
                parts.append(f'<section class="yk-group yk-{status}-group">{heading}')
            parts += [f" {self._listed(finding)}" for finding in chosen]
            parts.append("</details>" if status in (MET, NOT_APPLICABLE) else "</section>")
        parts.append(
            f'<p class="yk-stamp">基準日 {self.report.as_of.isoformat()}　規則 '
            f'<code title="{self.report.rulebook}">{self.report.rulebook[:12]}</code></p>'
        )
        return lines(*parts)

    def _counts(self) -> str:
        found = counts(self.report)
        items = "".join(
            f'<li class="yk-count yk-{status}">{badge(status)} <strong>{count}</strong></li>'
            for status, count in found.items()
            if count
        )
        return f'<ul class="yk-counts" aria-label="判定の数">{items}</ul>'

    def _listed(self, finding: Finding) -> str:
        if self.kept is None:
            return self._finding(finding, is_open=False)
        source = (finding, self.base, self.linked)
        return self.kept.get(("html", finding.id), source, lambda: self._finding(finding, is_open=False))

    def _finding(self, finding: Finding, *, is_open: bool) -> str:
        name = (
            f'<span class="yk-reading-name">{escape(finding.reading_name)}</span> '
            if finding.reading_name
            else ""
        )
        # Only instructors' lines are linked to, from the matrix above them.
        mark = f' id="{escape(field_anchor(finding_path(finding.id)))}"' if OF_PERSON in finding.id else ""
        return (
            f'<details class="yk-finding yk-{finding.status}" data-finding="{escape(finding.id)}"{" open" if is_open else ""}>'
            f'<summary{mark}>{badge(finding.status)} {name}<span class="yk-title">{escape(finding.title)}</span>'
            f'<span class="yk-message">{escape(finding.message)}</span></summary>'
            f'<div class="yk-body">{self.table(finding)}{self.children(finding)}</div></details>'
        )

    def table(self, finding: Finding) -> str:
        """Clause, required, found, what to do, and where."""
        rows = [("条文", self._clause(finding.clause))]
        rows += [
            (label, escape(text))
            for label, text in (
                ("必要", finding.required),
                ("今の値", finding.found),
                ("足りない分", finding.short_by),
                ("次にすること", finding.advice),
            )
            if text
        ]
        rows += [("注", escape(note)) for note in finding.notes]
        if finding.needs:
            rows.append(("分かると決まること", self._places(finding.needs)))
        elif finding.places and finding.status not in (MET, NOT_APPLICABLE):
            rows.append(("入力の場所", self._places(finding.places)))
        if finding.readings:
            rows.append(("解釈", "、".join(self._reading(reading) for reading in finding.readings)))
        return (
            "<dl>" + "".join(f"<div><dt>{label}</dt><dd>{text}</dd></div>" for label, text in rows) + "</dl>"
        )

    def children(self, finding: Finding) -> str:
        """The findings that it consists of."""
        if not finding.children:
            return ""
        heading = (
            "読み方ごとの結果" if finding.status == DISPUTED and finding.branch == "readings" else "内訳"
        )
        items = "".join(self._finding(child, is_open=False) for child in finding.children)
        return f'<div class="yk-children"><p class="yk-children-title">{heading}</p>{items}</div>'

    def _clause(self, ref: str) -> str:
        clause = self.book.clauses[ref]
        url = self.base + clause_url(self.book, ref)
        return f'<a href="{escape(url)}">{escape(ref)}</a> <span class="yk-clause-text">{escape(clause.text)}</span>'

    def _reading(self, reading: str) -> str:
        question = self.book.readings[reading].question
        return f'<a href="{escape(self.base)}readings/#{reading}">{reading}</a> {escape(question)}'

    def _places(self, places: tuple[object, ...]) -> str:
        shown, items = places[:12], []
        for place in shown:
            path, label = place.path, place.label  # type: ignore[attr-defined]
            if self.linked:
                items.append(
                    f'<li><a href="#{escape(field_anchor(path))}" data-path="{escape(path)}">{escape(label)}</a></li>'
                )
            else:
                items.append(f"<li>{escape(label)}</li>")
        more = f"<li>ほか{len(places) - len(shown)}か所</li>" if len(places) > len(shown) else ""
        return f'<ul class="yk-places">{"".join(items)}{more}</ul>'


def render(
    book: Rulebook, report: Report, base: str = "../../", *, linked: bool = True, kept: Kept | None = None
) -> str:
    """The report as an escaped HTML fragment. `kept`: see `yoken.evaluate.check`."""
    return Renderer(book, report, base, linked=linked, kept=kept).render()
