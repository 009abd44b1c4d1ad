"""Who teaches which sessions, and the instructor's row in the table of instructors (講師の一覧)."""

from yoken.facts import Person
from yoken.measures import Context, Place, Quantity, asked, measure
from yoken.plain import key
from yoken.rulebook import PERSON
from yoken.rules import Measure, Where
from yoken.selection import place_of, select

DAYS = "日"


def teaching(context: Context, where: Where) -> tuple[tuple[str, ...], tuple[Place, ...]]:
    """The instructors of the sessions of `where`, each once, and the cells that would tell who else teaches."""
    names: dict[str, str] = {}
    needs: list[Place] = []
    for session, certain, missing in select(context, where):
        needs += missing
        if certain and session.instructors is None:
            needs.append(place_of(context, session, "instructors"))
        for name in session.instructors or () if certain else ():
            names.setdefault(key(name), name)
    return tuple(names.values()), tuple(dict.fromkeys(needs))


def rows_of(context: Context, name: str) -> list[Person]:
    """The rows of the table of instructors under this name; spaces inside a name do not matter."""
    return [person for person in context.facts.people or () if key(person.name) == key(name)]


@measure("support-days", DAYS, "older")
def support_days(context: Context, call: Measure) -> Quantity:
    """Days of support of the instructor in hand, both types added. `older` than five years: `counted` or not."""
    cells = [asked(context, PERSON + column) for column in ("visiting-days", "in-house-days")]
    known = [cell.answer for cell in cells if isinstance(cell.answer, int)]
    needs = tuple(cell.place for cell in cells if cell.answer is None)
    places = tuple(cell.place for cell in cells if cell.answer is not None)
    low, high = sum(known), None if needs else sum(known)
    if call.args["older"] == "counted":
        return Quantity(low, high, DAYS, needs, places)
    older = asked(context, PERSON + "older-days")
    if isinstance(older.answer, int):
        recent = None if high is None else max(0, high - older.answer)
        return Quantity(max(0, low - older.answer), recent, DAYS, needs, (*places, older.place))
    return Quantity(0, high, DAYS, (*needs, older.place), places)


@measure("answered", "件", "question")
def answered(context: Context, call: Measure) -> Quantity:
    """1 where the question has an answer, whatever it is: for a condition that only waits for the answer."""
    found = asked(context, call.args["question"])
    needs = (found.place,) if found.answer is None else ()
    return Quantity(0 if needs else 1, 1, "件", needs)
