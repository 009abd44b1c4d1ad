"""A comparison of two editions as an escaped HTML fragment: counts side by side, what differs first, what is the same last."""

from html import escape

from yoken.compare import ONLY_FIRST, ONLY_SECOND, OPEN, REQUIREMENT, RESULT, SAME, Comparison, Pair
from yoken.html import Renderer, badge, clause_url, lines
from yoken.report import MET, NOT_APPLICABLE, STATUSES, Finding, Report, counts
from yoken.rulebook import Rulebook

# What a person does not compare first; on paper it is all open.
FOLDED = (ONLY_FIRST, ONLY_SECOND, SAME)
# Of what an item consists of; the check's own page shows all.
SHOWN = 12
NOTHING_CHANGES = "どちらの要件でも、結果が変わる項目はありません。"


class CompareRenderer:
    """Writes one comparison. `base` leads from the page to the site's root."""

    def __init__(self, book: Rulebook, made: Comparison, base: str) -> None:
        self.book, self.made, self.base = book, made, base
        self.first = Renderer(book, made.first, base, linked=False)
        self.second = Renderer(book, made.second, base, linked=False)

    def render(self) -> str:
        """The whole fragment."""
        parts = [self._part(name, heading) for name, heading in self.made.headings().items()]
        return lines(self._counts(), self._read_as(), *self._problems(), *parts, self._stamp())

    def _counts(self) -> str:
        found = counts(self.made.first), counts(self.made.second)
        rows = "".join(
            f'<tr role="row"><th role="rowheader" scope="row">{badge(status)}</th>'
            + "".join(f'<td role="cell">{each[status]}</td>' for each in found)
            + "</tr>"
            for status in STATUSES
            if any(each[status] for each in found)
        )
        reports = (self.made.first, self.made.second)
        heads = "".join(f'<th role="columnheader" scope="col">{self._edition(each)}</th>' for each in reports)
        whole = "".join(f'<td role="cell">{badge(each.status)}</td>' for each in reports)
        return (
            '<table class="yk-editions" role="table"><caption class="yk-vh">二つの版の判定の数</caption>'
            f'<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">判定</th>{heads}</tr></thead>'
            f'<tbody role="rowgroup"><tr role="row"><th role="rowheader" scope="row">全体</th>{whole}</tr>{rows}'
            "</tbody></table>"
        )

    def _edition(self, report: Report) -> str:
        curriculum = self.book.curricula.get(report.training or "")
        which = f" <span>（{escape(curriculum.short)}）</span>" if curriculum else ""
        return f"{escape(report.document)}{which}"

    def _read_as(self) -> str:
        """That one set of facts was read as two trainings, which no document calls the same."""
        names = [self.book.curricula.get(each.training or "") for each in (self.made.first, self.made.second)]
        if names[0] is None or names[1] is None or names[0] is names[1]:
            return ""
        return (
            f'<p class="yk-soft">同じ内容を、{escape(self.made.first.document)}では「{escape(names[0].short)}」、'
            f"{escape(self.made.second.document)}では「{escape(names[1].short)}」として読みました。"
            "この二つが同じ研修だとは、どの文書にも書かれていません。</p>"
        )

    def _problems(self) -> list[str]:
        unread = [each.message for each in self.made.problems if not each.warning]
        noticed = [each.message for each in self.made.problems if each.warning]
        shown = []
        if unread:
            items = "".join(f"<li>{escape(message)}</li>" for message in unread)
            shown.append(
                f'<div class="yk-problems"><h3>読み取れなかったところ {len(unread)}</h3><ul>{items}</ul></div>'
            )
        if noticed:
            items = "".join(f"<li>{escape(message)}</li>" for message in noticed)
            shown.append(
                f'<details data-finding="noticed"><summary>読み取りましたが、見ておくところ {len(noticed)}</summary>'
                f"<ul>{items}</ul></details>"
            )
        return shown

    def _part(self, name: str, heading: str) -> str:
        pairs = self.made.part(name)
        if not pairs:
            return f'<p class="yk-compare__none">{NOTHING_CHANGES}</p>' if name == RESULT else ""
        title = f"<h3>{escape(heading)} {len(pairs)}項目</h3>"
        if name in (RESULT, REQUIREMENT):
            inside = title + "".join(self._pair(pair) for pair in pairs)
        elif name in FOLDED:
            inside = (
                f'<details data-finding="part-{name}"><summary>{title}</summary>'
                f"<ul>{self._lines(pairs)}</ul></details>"
            )
        else:
            inside = f"{title}<ul>{self._lines(pairs)}</ul>"
        return f'<section class="yk-compare__part" data-part="{name}">{inside}</section>'

    def _lines(self, pairs: list[Pair]) -> str:
        """What the register says is told once, at the first line that it is about."""
        told: set[str] = set()
        items = ""
        for pair in pairs:
            topic = pair.point.topic if pair.point else ""
            items += self._line(pair, "" if topic in told else self._remark(pair))
            told.add(topic)
        return items

    def _pair(self, pair: Pair) -> str:
        sides = "".join(self._side(pair, of) for of in (self.first, self.second))
        return (
            f'<article class="yk-pair"><h4>{self._title(pair)}</h4>'
            f'<p class="yk-pair__between">{escape(self.made.between(pair))}</p>{self._remark(pair)}'
            f'<div class="yk-pair__sides">{sides}</div></article>'
        )

    def _side(self, pair: Pair, of: Renderer) -> str:
        finding = pair.first if of is self.first else pair.second
        if finding is None:
            return ""
        return (
            f'<div class="yk-pair__side"><p><strong>{self._edition(of.report)}</strong> {badge(finding.status)}</p>'
            f'<p class="yk-message">{escape(finding.message)}</p>'
            f'<div class="yk-body">{of.table(finding)}</div>{self._inside(finding, of)}</div>'
        )

    def _line(self, pair: Pair, remark: str) -> str:
        """One item of a list: the statuses, what it is about, the clause of each side, and what was found."""
        shown = pair.first or pair.second
        assert shown is not None
        sides = [(of, each) for of, each in ((self.first, pair.first), (self.second, pair.second)) if each]
        clauses = " ".join(self._clause(each) for _, each in sides)
        told = "" if shown.status in (MET, NOT_APPLICABLE) else escape(shown.message)
        required = "" if told or not shown.required else f"必要：{escape(shown.required)}"
        message = f'<span class="yk-message">{told or required}</span>' if told or required else ""
        return (
            f'<li>{badge(shown.status)} <strong>{self._title(pair)}</strong> <span class="yk-clauses">{clauses}</span>'
            f"{message}{remark}{''.join(self._inside(each, of) for of, each in sides)}</li>"
        )

    def _title(self, pair: Pair) -> str:
        return escape("／".join(dict.fromkeys(side.title for side in (pair.first, pair.second) if side)))

    def _clause(self, finding: Finding) -> str:
        clause = self.book.clauses[finding.clause]
        return (
            f'<a href="{escape(self.base + clause_url(self.book, finding.clause))}">{escape(clause.no)}</a>'
        )

    def _remark(self, pair: Pair) -> str:
        """What the register of changes says of it."""
        point = pair.point
        if point is None or not (point.note or point.reading):
            return ""
        reading = (
            f' <a href="{escape(self.base)}readings/#{point.reading}">解釈{point.reading}</a>'
            if point.reading
            else ""
        )
        return f'<p class="yk-soft">{escape(point.note)}{reading}</p>'

    def _inside(self, finding: Finding, of: Renderer) -> str:
        if not finding.children:
            return ""
        name = f"{of.report.check}#{finding.id}"
        shown = finding.children[:SHOWN]
        items = "".join(
            f'<li>{badge(each.status)} {escape(each.title)}<span class="yk-message">{escape(each.message)}</span></li>'
            for each in shown
        )
        rest = len(finding.children) - len(shown)
        more = f"<li>ほか{rest}項目</li>" if rest else ""
        return (
            f'<details data-finding="{escape(name)}"><summary>{escape(of.report.document)}の内訳</summary>'
            f"<ul>{items}{more}</ul></details>"
        )

    def _stamp(self) -> str:
        return (
            f'<p class="yk-stamp">基準日 {self.made.first.as_of.isoformat()}　規則 '
            f'<code title="{self.book.hash}">{self.book.hash[:12]}</code></p>'
        )


def render(book: Rulebook, made: Comparison, base: str) -> str:
    """The comparison as an escaped HTML fragment."""
    return CompareRenderer(book, made, base).render()


def summary(made: Comparison) -> str:
    """The comparison in one sentence, to be read out."""
    numbers = {name: len(made.part(name)) for name in made.headings()}
    return (
        f"結果が変わる項目{numbers[RESULT]}、求めるものが違う項目{numbers[REQUIREMENT]}、"
        f"{made.first.document}だけの項目{numbers[ONLY_FIRST]}、{made.second.document}だけの項目{numbers[ONLY_SECOND]}、"
        f"どちらでも決まらない項目{numbers[OPEN]}、同じ項目{numbers[SAME]}です。"
    )
