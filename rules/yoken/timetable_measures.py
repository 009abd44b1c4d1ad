"""Measures of the timetable: how long, how many, on which days, by whom, and over what span."""

from datetime import date, timedelta

from yoken.dates import period_end
from yoken.facts import Session, overlaps
from yoken.measures import NO_TIMETABLE, Context, Place, Quantity, measure
from yoken.plain import key
from yoken.rules import Measure
from yoken.selection import ANYTHING, place_of, row_place, select
from yoken.units import DATE, MINUTES, format_quantity


@measure("minutes", MINUTES, filtered=True)
def minutes(context: Context, call: Measure) -> Quantity:
    """Minutes of the matching sessions. Nobody attends two at once: time that lies in two of them is certain only once."""
    where = call.where or ANYTHING
    if where in context.sums:
        return context.sums[where]
    if not context.facts.sessions:
        return Quantity(0, None, MINUTES, (NO_TIMETABLE,))
    low, high = 0, 0
    needs: list[Place] = []
    places: list[Place] = []
    unbounded = False
    overlapping = _overlapping(context)
    crossing: list[Session] = []
    for session, certain, missing in select(context, where):
        if session.minutes is None:
            unbounded = True
            needs += [*missing, place_of(context, session, "minutes")]
            continue
        high += session.minutes
        low += session.minutes if certain else 0
        needs += missing
        places.append(row_place(session.row, "minutes"))
        if certain and session.row in overlapping:
            crossing.append(session)
    text = ""
    if twice := overlaps(crossing):
        low -= sum(shared for _, _, shared in twice)
        if not needs:
            text = f"{format_quantity(low, MINUTES)}〜{format_quantity(high, MINUTES)}（重なる時間あり）"
        needs += [
            Place(f"timetable/{later.row}/start", f"{later.row}行目の開始（{earlier.row}行目と重なる時間）")
            for earlier, later, _ in twice
        ]
    found = Quantity(low, None if unbounded else high, MINUTES, tuple(needs), tuple(places), text)
    context.sums[where] = found
    return found


@measure("sessions", "コマ", filtered=True)
def sessions(context: Context, call: Measure) -> Quantity:
    """How many sessions match."""
    if not context.facts.sessions:
        return Quantity(0, None, "コマ", (NO_TIMETABLE,))
    low, high = 0, 0
    needs: list[Place] = []
    places: list[Place] = []
    for session, certain, missing in select(context, call.where):
        low, high = low + certain, high + 1
        needs += missing
        places.append(row_place(session.row, "subject"))
    rows = "、".join(place.label for place in places[:6]) + ("ほか" if len(places) > 6 else "")
    text = f"{low}コマ（{rows}）" if places and low == high else ""
    return Quantity(low, high, "コマ", tuple(needs), tuple(places), text)


@measure("days", "日", filtered=True)
def days(context: Context, call: Measure) -> Quantity:
    """On how many different days the matching sessions are."""
    if not context.facts.sessions:
        return Quantity(0, None, "日", (NO_TIMETABLE,))
    certain_days: set[date] = set()
    possible_days: set[date] = set()
    needs: list[Place] = []
    undated = 0
    for session, certain, missing in select(context, call.where):
        needs += missing
        if session.day is None:
            undated += 1
            needs.append(place_of(context, session, "date"))
        else:
            possible_days.add(session.day)
            if certain:
                certain_days.add(session.day)
    return Quantity(len(certain_days), len(possible_days) + undated, "日", tuple(needs))


@measure("instructors", "人", filtered=True)
def instructors(context: Context, call: Measure) -> Quantity:
    """How many different instructors teach the matching sessions; spaces and widths inside a name do not matter."""
    if not context.facts.sessions:
        return Quantity(0, None, "人", (NO_TIMETABLE,))
    names: set[str] = set()
    needs: list[Place] = []
    for session, certain, missing in select(context, call.where):
        needs += missing
        if session.instructors is None:
            needs.append(place_of(context, session, "instructors"))
        elif certain:
            names.update(key(name) for name in session.instructors)
    return Quantity(len(names), None if needs else len(names), "人", tuple(needs))


@measure("model-minutes", MINUTES, "training", "subject")
def model_minutes(context: Context, call: Measure) -> Quantity:
    """The hours of a subject in the user's own copy of the model curriculum (the documents give none)."""
    training, subject = call.args["training"], call.args["subject"]
    found = context.facts.model_minutes.get((training, subject))
    if found is None:
        curriculum = context.book.curricula[training]
        label = (
            f"お手元の{curriculum.short}モデルカリキュラムの「{curriculum.subject(subject).name}」の時間数"
        )
        return Quantity(0, None, MINUTES, (Place(f"model_hours/{training}/{subject}", label),))
    return Quantity(found, found, MINUTES)


@measure("span-past-limit", "日", "months", "first_day")
def span_past_limit(context: Context, call: Measure) -> Quantity:
    """By how many days the last session lies past the limit of `months` from the first session's day.

    `first_day`: `counted` (the first day is day one) or `not-counted` (民法140条: counting starts the day after).
    """
    dated = _dates(context)
    if isinstance(dated, Quantity):
        return dated
    uncounted = 0 if call.args["first_day"] == "counted" else 1
    limit = period_end(dated[0] + timedelta(days=uncounted), int(call.args["months"]))
    past = max(0, (dated[-1] - limit).days)
    text = (
        f"{format_quantity(dated[0].toordinal(), DATE)}から{format_quantity(dated[-1].toordinal(), DATE)}まで"
    )
    return Quantity(past, past, "日", text=text)


@measure("gap-days", "日", "weekends")
def gap_days(context: Context, call: Measure) -> Quantity:
    """How many days between the first and the last day have no session; `weekends`: `counted` or `ignored`."""
    dated = _dates(context)
    if isinstance(dated, Quantity):
        return dated
    held = set(dated)
    span = (dated[-1] - dated[0]).days
    gaps = [dated[0] + timedelta(days=n) for n in range(span + 1) if dated[0] + timedelta(days=n) not in held]
    if call.args["weekends"] == "ignored":
        gaps = [day for day in gaps if day.weekday() < 5]
    return Quantity(len(gaps), len(gaps), "日")


def _overlapping(context: Context) -> frozenset[int]:
    """The rows of sessions that share time with another one; nearly always none."""
    if context.overlapping is None:
        pairs = overlaps(context.facts.sessions or ())
        context.overlapping = frozenset(each.row for first, second, _ in pairs for each in (first, second))
    return context.overlapping


def _dates(context: Context) -> list[date] | Quantity:
    """All days of training in order, or an unknown quantity where a session has no date.

    A day of homework is no day of the training: what is sent out before or handed in after it neither lengthens the
    schedule nor fills a gap in it.
    """
    held = tuple(each for each in context.facts.sessions or () if each.kind != "homework")
    missing = tuple(place_of(context, each, "date") for each in held if each.day is None)
    if missing or not held:
        return Quantity(0, None, "日", missing or (NO_TIMETABLE,))
    return sorted({each.day for each in held if each.day is not None})
