"""What the pages of the door in show: counts, lists and cells within a person's reach."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet

from rancang.methods.framework import Indicator
from rancang.web.accounts import queries as accounts
from rancang.web.accounts.queries import Scope, Work
from rancang.web.accounts.rules import Right
from rancang.web.accounts.templatetags.spoken import spoken
from rancang.web.collection import queries
from rancang.web.collection.models import DataCall, Upload, Value
from rancang.web.collection.rules import FROM, NEEDS, OPEN, USABLE, State, Verb
from rancang.web.frameworks import queries as frameworks
from rancang.web.journal import queries as journal
from rancang.web.regions import queries as regions
from rancang.workbooks import typed
from rancang.workbooks.layout import CSV_NAMES
from rancang.workbooks.records import Entry, Problem, Row


if TYPE_CHECKING:
    from rancang.web.accounts.models import Agency, Person
    from rancang.web.journal.models import Entry as Told
    from rancang.web.regions.models import Region


Measured = Mapping[tuple[int, str], Indicator]
# Returned values told at once; the rest is on the agency's page.
TOLD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many values are asked, and how many of the answers stand in each state."""

    call: DataCall
    agency: Agency
    asked: int
    counts: Mapping[str, int]
    indicator: Indicator | None = None
    period: str = ""

    @property
    def owed(self) -> int:
        """Return how many values nobody has given yet."""
        return max(0, self.asked - sum(self.counts.values()))

    @property
    def usable(self) -> int:
        """Return how many values an assessment may use."""
        return sum(self.counts.get(state, 0) for state in USABLE)

    @property
    def todo(self) -> int:
        """Return how many values the agency can still act on."""
        return self.owed + sum(self.counts.get(state, 0) for state in OPEN)


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a call with what it measures; ``value`` is None while it is owed."""

    region: Region
    indicator: Indicator
    period: str
    value: Value | None

    @property
    def name(self) -> str:
        """Return the indicator's name in the language of the page."""
        return spoken(self.indicator.name)

    @property
    def digits(self) -> str:
        """Return how Django's floatformat writes the number."""
        return f"{self.indicator.decimals}g"

    @property
    def open(self) -> bool:
        """Say whether the agency may still write it."""
        return self.value is None or State(self.value.state) in OPEN


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a typed value belongs: the call, the agency, and what is asked of it."""

    call: DataCall
    agency: Agency
    entry: Entry


@dataclass(frozen=True, slots=True)
class History:
    """Every revision of one value, newest first, and what the journal says of it."""

    indicator: Indicator
    revisions: list[Value]
    journal: list[Told]

    @property
    def current(self) -> Value:
        """Return the revision that counts."""
        return self.revisions[0]

    @property
    def open(self) -> bool:
        """Say whether the agency may still write it."""
        return State(self.current.state) in OPEN

    @property
    def digits(self) -> str:
        """Return how Django's floatformat writes the numbers."""
        return f"{self.indicator.decimals}g"


def desk(
    person: Person, right: Right, call_code: str, agency_code: str
) -> tuple[DataCall, Agency]:
    """Return a call and an agency as far as the right reaches."""
    held = accounts.scope(person, right)
    agency = accounts.agency(agency_code)
    if not held.covers(agency=agency):
        raise DataCall.DoesNotExist
    return queries.call(call_code), agency


def call(person: Person, code: str) -> tuple[DataCall, list[Tally]]:
    """Return a call and how far each agency within reach is with it."""
    data_call = queries.call(code)
    found = tallies([data_call], accounts.scope(person, Right.READ_VALUES))
    if not found:
        raise DataCall.DoesNotExist
    return data_call, found


def calls(person: Person) -> list[dict[str, Any]]:
    """Return each call with what it asks within reach, the open ones first."""
    found = list(queries.calls().order_by("-closed_at", "due"))
    by_call = _by_call(tallies(found, accounts.scope(person, Right.READ_VALUES)))
    return [
        {"call": each, "asked": asked, "usable": usable}
        for each in sorted(found, key=lambda each: each.closed_at is not None)
        if (sums := by_call.get(each.pk))
        for asked, usable in [sums]
    ]


def _by_call(found: Iterable[Tally]) -> dict[int, tuple[int, int]]:
    """Return how many values each call asks and how many may be used."""
    sums: dict[int, tuple[int, int]] = {}
    for tally in found:
        asked, usable = sums.get(tally.call.pk, (0, 0))
        sums[tally.call.pk] = (asked + tally.asked, usable + tally.usable)
    return sums


def tallies(data_calls: Collection[DataCall], held: Scope) -> list[Tally]:
    """Return how far each agency within reach is with each call that asks it something."""
    measured = frameworks.indicators({each.version_id for each in data_calls})
    duties = {indicator.custodian for indicator in measured.values()}
    agencies = list(accounts.custodians(duties, held))
    sizes = regions.counts() if agencies else {}
    return [
        Tally(call=each, agency=agency, asked=asked, counts=counts.get(agency.pk, {}))
        for each in data_calls
        for counts in [_counts(each, agencies)]
        for agency in agencies
        if (asked := len(_owned(each, agency, measured)) * _size(each, agency, sizes))
    ]


def _owned(data_call: DataCall, agency: Agency, measured: Measured) -> list[str]:
    return [
        code
        for code in data_call.indicators
        if measured[data_call.version_id, code].custodian == agency.duty
    ]


def _size(data_call: DataCall, agency: Agency, sizes: Mapping[str | None, int]) -> int:
    """Return how many values of each indicator a call asks of an agency."""
    province = data_call.province_id
    if agency.region_id is None:
        places = sizes.get(province, 0)
    else:
        places = int(not province or agency.region_id.startswith(f"{province}."))
    return places * len(data_call.periods)


def _answers(data_call: DataCall) -> QuerySet[Value]:
    """Return the current answers to a call, by whichever call they came."""
    found = Value.objects.filter(
        current=True,
        indicator_id__in=data_call.indicators,
        period__in=data_call.periods,
    ).order_by()
    if data_call.province_id:
        found = found.filter(region__parent_id=data_call.province_id)
    return found


def _counts(
    data_call: DataCall, agencies: Collection[Agency]
) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    answers = _answers(data_call).filter(agency__in=agencies)
    counted = answers.values_list("agency_id", "state").annotate(count=Count("pk"))
    for agency, state, count in counted:
        found.setdefault(agency, {})[state] = count
    return found


def lines(data_call: DataCall, agency: Agency) -> list[Tally]:
    """Return how far an agency is with a call, by indicator and period."""
    counts: dict[tuple[str, str], dict[str, int]] = {}
    answers = _answers(data_call).filter(agency=agency)
    counted = answers.values_list("indicator_id", "period", "state")
    for code, period, state, count in counted.annotate(count=Count("pk")):
        counts.setdefault((code, period), {})[state] = count
    places = len(queries.places(data_call, agency))
    return [
        Tally(
            call=data_call,
            agency=agency,
            asked=places,
            counts=counts.get((indicator.code, period), {}),
            indicator=indicator,
            period=period,
        )
        for _, indicator in queries.owed(data_call, agency)
        for period in data_call.periods
    ]


def cells(
    data_call: DataCall, agency: Agency, indicator: str, period: str
) -> list[Cell]:
    """Return the value of every region an agency answers for, or that it is owed."""
    owned = {each.code: each for _, each in queries.owed(data_call, agency)}
    if indicator not in owned or period not in data_call.periods:
        raise Value.DoesNotExist
    known = queries.current([indicator], [period])
    return [
        Cell(
            place, owned[indicator], period, known.get((place.code, indicator, period))
        )
        for place in queries.places(data_call, agency)
    ]


def entry(
    data_call: DataCall, agency: Agency, key: tuple[str, ...]
) -> tuple[Entry, Value | None]:
    """Return what a call asks of an agency under a key, and the value it has."""
    for asked in queries.form(data_call, agency).entries:
        if (asked.region, asked.indicator.code, asked.period) == key:
            known = queries.current([asked.indicator.code], [asked.period])
            return asked, known.get((asked.region, asked.indicator.code, asked.period))
    raise Value.DoesNotExist


def faults(spot: Spot, row: Row, today: date) -> list[tuple[str, Problem]]:
    """Return what is wrong with a typed row: the field, or "" for none, and the problem."""
    form = queries.form(spot.call, spot.agency)
    columns = dict(zip("ABCDEFGH", CSV_NAMES, strict=True))
    return [
        (columns.get(found.place.cell[:1], ""), found)
        for found in typed.check(row, form, today=today)
    ]


def waiting(person: Person, verb: Verb) -> QuerySet[Value]:
    """Return the values that wait for the person to do this to them."""
    held = accounts.scope(person, Right(NEEDS[verb]))
    found = Value.objects.filter(held.within(), current=True, state=FROM[verb])
    found = found.exclude(entered_by=person).select_related(
        *("agency", "region", "call", "upload", "entered_by")
    )
    return found.order_by("call_id", "indicator_id", "period", "region_id")


def narrowed(values: QuerySet[Value], told: Mapping[str, str]) -> QuerySet[Value]:
    """Return the values that an address asks for, by call, agency and indicator."""
    if code := told.get("agency"):
        values = values.filter(agency=accounts.agency(code))
    if code := told.get("call"):
        values = values.filter(call__code=code)
    if code := told.get("indicator"):
        values = values.filter(indicator_id=code)
    return values


def filters(values: QuerySet[Value]) -> list[tuple[str, Indicator, int]]:
    """Return by which indicators values may be narrowed: code, indicator and how many."""
    counted = values.select_related(None).order_by("indicator_id")
    keys = counted.values_list("call__version_id", "indicator_id")
    found = list(keys.annotate(count=Count("pk")))
    measured = frameworks.indicators({version for version, *_ in found})
    return [(code, measured[version, code], count) for version, code, count in found]


def decidable(
    values: Iterable[Value], chosen: Collection[int], typed_in: Mapping[str, str]
) -> list[tuple[Cell, bool, str]]:
    """Return values with whether they are marked and the note typed for each."""
    return [
        (cell, value.pk in chosen, typed_in.get(f"note-{value.pk}", ""))
        for cell in with_indicators(values)
        if (value := cell.value)
    ]


def reads(person: Person, agency: Agency) -> bool:
    """Say whether the person may open the files of an agency."""
    return accounts.may(person, Right.READ_VALUES, agency=agency)


def fills(person: Person, agency: Agency) -> bool:
    """Say whether the person enters the values of an agency."""
    return accounts.may(person, Right.SEND_VALUES, agency=agency)


def with_indicators(values: Iterable[Value]) -> list[Cell]:
    """Return values, already with call and region, with what they measure."""
    found = list(values)
    measured = frameworks.indicators({value.call.version_id for value in found})
    return [
        Cell(
            value.region,
            measured[value.call.version_id, value.indicator_id],
            value.period,
            value,
        )
        for value in found
    ]


def returned(data_call: DataCall, agency: Agency) -> QuerySet[Value]:
    """Return what came back to an agency, with the notes."""
    found = queries.due(data_call, agency, State.RETURNED)
    return found.select_related("region", "call")


def uploads(data_call: DataCall, agency: Agency) -> QuerySet[Upload]:
    """Return the files an agency sent for a call, the newest first."""
    found = Upload.objects.filter(call=data_call, agency=agency)
    return found.select_related("by").defer("problems").order_by("-pk")[:20]


def history(person: Person, region: str, indicator: str, period: str) -> History:
    """Return the whole story of a value, or that there is none within reach."""
    found = queries.history(person, region, indicator, period)
    if not found:
        raise Value.DoesNotExist
    value = found[0]
    measured = frameworks.indicators([value.call.version_id])
    told = journal.entries("collection.value", str(value))
    return History(measured[value.call.version_id, indicator], found, list(told))


def work(person: Person, today: date) -> Iterator[Work]:
    """Yield what waits for a person at the door in: to fill, check, approve, follow."""
    held = accounts.scopes(person)
    open_calls = list(queries.calls().filter(closed_at=None))
    if held[Right.SEND_VALUES]:
        yield from _to_fill(open_calls, held[Right.SEND_VALUES], today)
    for verb in (Verb.CHECK, Verb.APPROVE):
        if held[Right(NEEDS[verb])]:
            yield from _to_decide(person, verb, today)
    if held[Right.CLOSE_CALL]:
        yield from _to_follow(open_calls, held[Right.CLOSE_CALL], today)


def _to_fill(open_calls: list[DataCall], held: Scope, today: date) -> Iterator[Work]:
    for tally in tallies(open_calls, held):
        notes = list(returned(tally.call, tally.agency)[:TOLD])
        others = (State.SUBMITTED, State.CHECKED)
        yield Work(
            kind="fill",
            about={"tally": tally, "returned": with_indicators(notes)},
            todo=tally.todo,
            waiting=sum(tally.counts.get(state, 0) for state in others),
            **_on(tally.call, today),
        )


def _to_decide(person: Person, verb: Verb, today: date) -> Iterator[Work]:
    keys = ("agency_id", "call_id")
    found = waiting(person, verb).select_related(None).order_by()
    counted = list(found.values_list(*keys).annotate(count=Count("pk")))
    agencies = {a.pk: a for a in accounts.agencies_by_key({row[0] for row in counted})}
    called = {c.pk: c for c in queries.calls().filter(pk__in={r[1] for r in counted})}
    for agency, call_key, count in counted:
        data_call = called[call_key]
        about = {"agency": agencies[agency], "call": data_call, "count": count}
        yield Work(kind=verb.value, about=about, todo=count, **_on(data_call, today))


def _to_follow(open_calls: list[DataCall], held: Scope, today: date) -> Iterator[Work]:
    sums = _by_call(tallies(open_calls, held))
    for data_call in open_calls:
        asked, usable = sums.get(data_call.pk, (0, 0))
        yield Work(
            kind="follow",
            about={"call": data_call, "asked": asked, "usable": usable},
            waiting=asked - usable,
            **_on(data_call, today),
        )


def _on(data_call: DataCall, today: date) -> dict[str, Any]:
    return {"due": data_call.due, "days": (data_call.due - today).days}
