"""The bench compares like with like: the plain Python of its rule makes the engine's report, and its table says what was measured."""

from pathlib import Path

import pytest
from yoken.authoring.compile import compile_rules, write

from scripts.benchmarks import part, table
from scripts.benchmarks.anchor import ours
from scripts.benchmarks.anchor.cases import cases
from scripts.benchmarks.row import REPEATED, Row, Target, ratios
from scripts.benchmarks.timing import in_turns

RULES = Path(__file__).parent.parent / "scripts" / "benchmarks" / "anchor" / "rules"


def test_plain_python_and_the_engine_make_the_same_reports(tmp_path: Path) -> None:
    book = tmp_path / "rulebook.json"
    write(*compile_rules(RULES), book)
    tried = cases()[:100]
    made = ours.candidates(str(book), tried)
    assert made["yoken"]() == made["plain"]()
    seen = {status for case in tried for status in ours.statuses(case).items()}
    # Every bound is kept in some case and broken in another.
    assert len(seen) == 2 * len(ours.statuses(tried[0]))


def test_candidates_run_in_turns_and_the_first_round_does_not_count() -> None:
    order: list[str] = []

    def candidate(name: str) -> float:
        order.append(name)
        return float(len(order))

    found = in_turns({name: lambda name=name: candidate(name) for name in ("a", "b")}, 3)  # type: ignore[misc]
    assert order == ["a", "b"] * 4
    assert found == {"a": (3.0, 5.0, 7.0), "b": (4.0, 6.0, 8.0)}


def test_a_row_shows_median_spread_and_target() -> None:
    values = (*range(1, REPEATED), 100)
    kept = table.line(Row("点検", tuple(map(float, values)), "ms", Target("≤", 5), "注"))
    cells = [cell.strip() for cell in kept.strip("|").split("|")]
    assert cells == ["点検", "5 ms", "1〜100", str(REPEATED), "≤ 5", "○", "注"]
    assert "×" in table.line(Row("点検", (6.0,), "ms", Target("≤", 5)))
    assert "×" in table.line(Row("点数", (98.0,), "点", Target("≥", 99)))


def test_too_few_repetitions_are_refused() -> None:
    with pytest.raises(ValueError, match="repetitions"):
        Row("点検", (1.0, 2.0), "ms")


def test_a_ratio_is_taken_round_by_round() -> None:
    assert ratios((1.0, 4.0), (2.0, 2.0)) == (0.5, 2.0)


@pytest.mark.parametrize("name", part.names())
def test_every_part_has_a_title_and_rows(name: str) -> None:
    found = part.load(name)
    assert found.TITLE
    assert callable(found.rows)
