"""The documents' own headings: which part of a document a clause stands in."""

from __future__ import annotations

from yoken.rulebook import Rulebook

# Prefix of the clause → heading, as the documents name it. Rows of the subject tables are named by the curricula.
HEADINGS: dict[str, dict[str, str]] = {
    "両立": {
        "前文": "前文",
        "1": "1 両立支援コーディネーターの役割等",
        "2": "2 両立支援コーディネーターに求められる能力",
        "3": "3 両立支援コーディネーターの養成",
        "4": "4 その他",
        "別紙": "別紙",
    },
    "現行": {
        "実施方法": "実施方法等に係る要件",
        "実施方法/1": "1 総研修時間",
        "実施方法/2": "2 研修日程",
        "実施方法/3": "3 研修実施方法",
        "実施方法/4": "4 講師",
        "実施方法/5": "5 研修カリキュラム",
        "研修機関": "研修機関に係る要件",
        "研修機関/1": "1 実施主体",
        "研修機関/2": "2 実績及び運営能力",
        "研修機関/3": "3 実習先の確保",
        "研修機関/4": "4 その他",
        "高教在学生": "高等教育機関における実施（在学生対象）",
        "高教在学生/1": "1 研修実施に係る要件",
        "高教在学生/2": "2 研修機関に係る要件",
        "高教在学生/3": "3 研修業務の実施に関する規程の要件",
        "高教社会人": "高等教育機関における実施（社会人対象）",
        "高教社会人/1": "1 研修実施に係る要件",
        "高教社会人/2": "2 研修機関に係る要件",
        "別表": "別表 講師の要件",
        "概要": "養成研修の概要",
        "実績": "養成研修の実績",
    },
    "2006": {
        "前文": "前文",
        "第1": "第1 趣旨",
        "第2": "第2 指定基準",
        "第2/1": "1 研修業務の実施体制に係る要件",
        "第2/2": "2 研修内容に係る要件",
        "第2/3": "3 研修業務の実施に関する規程の要件",
        "第3": "第3 指定手続",
        "第3/1": "1 指定希望に関する書類の提出",
        "第3/2": "2 指定の時期等",
        "第3/3": "3 指定に係る調査",
        "第3/4": "4 厚生労働大臣の指定",
        "第3/5": "5 指定の通知",
        "第3/6": "6 指定の有効期間",
        "第3/7": "7 研修実施状況等に関する書類の提出",
        "第3/8": "8 指定内容の変更",
        "第3/9": "9 研修の廃止",
        "第3/10": "10 助成金の支給申請等に必要な事務",
        "第3/11": "11 研修の広告等",
        "第3/12": "12 指定の取消し",
        "第3/13": "13 再指定の手続",
        "第4": "第4 その他",
        "第4/1": "1 研修機関への周知",
        "第4/2": "2 指定のために必要な書類",
        "第4/3": "3 研修の質の向上",
        "様式": "様式",
        "様式1": "様式第1号 第1号研修の指定希望調書",
        "様式2": "様式第2号 第1号研修の総括票",
        "様式3": "様式第3号 第2号研修の指定希望調書",
        "様式4": "様式第4号 第2号研修の総括票",
        "様式5": "様式第5号",
        "様式6": "様式第6号",
        "別表第1": "別表第1 第1号のモデルカリキュラム",
        "別表第2": "別表第2 第2号のモデルカリキュラム",
    },
}


def headings(book: Rulebook, document: str) -> dict[str, str]:
    """Every heading of a document by clause prefix, the rows of its subject tables included."""
    found = dict(HEADINGS[document])
    for clause in book.clauses.values():
        table, _, rest = clause.clause.partition("/")
        if clause.document == document and table == "別表":
            found[f"別表/{rest.partition('/')[0]}"] = f"別表の{rest.partition('/')[0]}"
    for curriculum in book.curricula.values():
        if curriculum.document != document or not all(subject.hours for subject in curriculum.subjects):
            continue
        for subject in curriculum.subjects:
            prefix, _, _ = subject.clause.removeprefix(f"{document}/").rpartition("/")
            found[prefix] = f"{subject.number} {subject.name}"
    return found


def trail(clause: str, named: dict[str, str]) -> tuple[str, ...]:
    """The prefixes of the headings over a clause, outermost first. Raises KeyError when it has none."""
    parts = clause.split("/")
    prefixes = ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
    over = tuple(prefix for prefix in prefixes if prefix in named)
    if clause.startswith("様式"):
        over = ("様式", *over)
    if not over:
        raise KeyError(f"{clause} stands under no heading of its document")
    return over
