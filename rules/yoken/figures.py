"""Whether the figures written on one form fit each other."""

from yoken.measures import Context, Place, Quantity, measure
from yoken.rules import Measure


def _count(context: Context, question: str) -> int | None:
    answer = context.facts.answers.get(question)
    return answer if isinstance(answer, int) and not isinstance(answer, bool) else None


def _place(context: Context, question: str) -> Place:
    return Place(f"answers/{question}", context.book.questions[question].ask)


def _missing(context: Context, *questions: str) -> tuple[Place, ...]:
    return tuple(_place(context, each) for each in questions if context.facts.answers.get(each) is None)


@measure("marks-beyond", "個", "marks", "count")
def marks_beyond(context: Context, call: Measure) -> Quantity:
    """How many more values are marked in the question `marks` than the number answered to `count`.

    Fewer marks are no contradiction: two runs may start in one month.
    """
    questions = call.args["marks"], call.args["count"]
    marks = context.facts.answers.get(questions[0])
    count = _count(context, questions[1])
    if not isinstance(marks, tuple) or count is None:
        return Quantity(0, None, "個", _missing(context, *questions))
    beyond = max(0, len(marks) - count)
    places = tuple(_place(context, each) for each in questions)
    return Quantity(beyond, beyond, "個", places=places, text=f"○が{len(marks)}個、回数が{count}回")


@measure("product-difference", "人", "one", "times", "total")
def product_difference(context: Context, call: Measure) -> Quantity:
    """How far `total` is from `one` × `times`."""
    questions = call.args["one"], call.args["times"], call.args["total"]
    one, times, total = (_count(context, each) for each in questions)
    if one is None or times is None or total is None:
        return Quantity(0, None, "人", _missing(context, *questions))
    away = abs(one * times - total)
    places = tuple(_place(context, each) for each in questions)
    return Quantity(
        away, away, "人", places=places, text=f"{one}人×{times}回＝{one * times}人、年間{total}人"
    )
