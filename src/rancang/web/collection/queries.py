"""What agencies have given: forms to fill, values to use, and their whole history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from rancang.documents.facts import Fact, Source
from rancang.methods.framework import Framework, Indicator, Text
from rancang.web.accounts import queries as accounts
from rancang.web.accounts.rules import Right
from rancang.web.collection.models import DataCall, Upload, Value
from rancang.web.collection.rules import OPEN, STATE_NAMES, USABLE, State
from rancang.web.frameworks import queries as frameworks
from rancang.web.regions import queries as regions
from rancang.workbooks.records import Entry, Form, Problem, Row


if TYPE_CHECKING:
    from rancang.web.accounts.models import Agency, Person
    from rancang.web.regions.models import Region


Key = tuple[str, str, str]
NO_VALUE: tuple[float | None, str] = (None, "")


@dataclass(frozen=True, slots=True)
class Observation:
    """A usable value as the methods need it; ``number`` is None where missing is said."""

    value: int
    region: str
    indicator: str
    period: str
    number: float | None
    note: str


def call(code: str) -> DataCall:
    """Return a data call by its code."""
    return DataCall.objects.select_related("version").get(code=code)


def calls() -> QuerySet[DataCall]:
    """Return every data call."""
    return DataCall.objects.order_by("pk")


def upload(person: Person, pk: int) -> Upload:
    """Return an upload that the person may see."""
    held = accounts.scope(person, Right.READ_VALUES)
    found = Upload.objects.select_related("agency", "call").get(pk=pk)
    if not held.covers(agency=found.agency):
        raise Upload.DoesNotExist
    return found


def places(data_call: DataCall, agency: Agency) -> list[Region]:
    """Return the regions that the agency answers for in a call."""
    found = regions.regencies()
    if agency.region_id:
        found = found.filter(code=agency.region_id)
    if data_call.province_id:
        found = found.filter(parent_id=data_call.province_id)
    return list(found)


def owed(data_call: DataCall, agency: Agency) -> list[tuple[str, Indicator]]:
    """Return the indicators the agency is custodian of, with their dimension's name."""
    framework = frameworks.framework(data_call.version)
    wanted = set(data_call.indicators)
    return [
        (dimension.name.id, indicator)
        for dimension in framework.dimensions
        for indicator in dimension.all_indicators()
        if indicator.code in wanted and indicator.custodian == agency.duty
    ]


def form(data_call: DataCall, agency: Agency) -> Form:
    """Return all that the agency owes for a call, with the last value known of each."""
    asked = owed(data_call, agency)
    version = data_call.version
    last = _last_values(data_call, [indicator.code for _, indicator in asked])
    answered = places(data_call, agency)
    entries = (
        Entry(
            sheet=sheet,
            region=place.code,
            region_name=place.name,
            indicator=indicator,
            period=period,
            last_value=last.get((place.code, indicator.code, period), NO_VALUE)[0],
            last_period=last.get((place.code, indicator.code, period), NO_VALUE)[1],
            source=indicator.source,
        )
        for sheet, indicator in asked
        for period in data_call.periods
        for place in answered
    )
    return Form(
        agency=agency.code,
        agency_name=agency.name,
        call=data_call.code,
        call_title=data_call.title,
        framework=version.code,
        framework_title=frameworks.framework(version).title,
        fingerprint=version.fingerprint,
        entries=tuple(entries),
    )


def _last_values(
    data_call: DataCall, indicators: list[str]
) -> dict[Key, tuple[float | None, str]]:
    """Return, for each value asked, the latest number of an earlier period."""
    series: dict[tuple[str, str], list[tuple[str, float]]] = {}
    known = Value.objects.filter(
        indicator_id__in=indicators, current=True, number__isnull=False
    ).order_by("period")
    for region, indicator, period, number in known.values_list(
        "region_id", "indicator_id", "period", "number"
    ):
        series.setdefault((region, indicator), []).append((period, number or 0.0))
    found: dict[Key, tuple[float | None, str]] = {}
    for (region, indicator), points in series.items():
        for period in data_call.periods:
            earlier = [point for point in points if point[0] < period]
            if earlier:
                found[region, indicator, period] = (earlier[-1][1], earlier[-1][0])
    return found


def current(indicators: Iterable[str], periods: Iterable[str]) -> dict[Key, Value]:
    """Return the current value of each (region, indicator, period)."""
    found = Value.objects.filter(
        current=True, indicator_id__in=indicators, period__in=periods
    )
    return {(v.region_id, v.indicator_id, v.period): v for v in found}


def compare(
    data_call: DataCall, rows: Iterable[Row]
) -> tuple[list[tuple[Row, Value | None]], list[Problem]]:
    """Return the rows that say something new, and the problems of those not open to it."""
    rows = list(rows)
    known = current({row.indicator for row in rows}, data_call.periods)
    new: list[tuple[Row, Value | None]] = []
    blocked: list[Problem] = []
    for row in rows:
        value = known.get((row.region, row.indicator, row.period))
        if value is not None and _says_the_same(value, row):
            continue
        if value is not None and State(value.state) not in OPEN:
            blocked.append(_blocked(row, State(value.state)))
        new.append((row, value))
    return new, blocked


def _says_the_same(value: Value, row: Row) -> bool:
    stored = (value.number, value.note, value.source, value.evidence_date)
    return stored == (row.number, row.note, row.source, row.evidence_date)


def _blocked(row: Row, state: State) -> Problem:
    name = STATE_NAMES[state]
    return Problem(
        severity="error",
        code="not_open",
        place=row.place,
        message=Text(
            f"nilai sudah berstatus {name['id']} dan tidak dapat diganti; mintalah "
            "walidata mengembalikannya lebih dahulu.",
            f"the value is already {name['en'].lower()} and cannot be replaced; ask "
            "walidata to return it first.",
        ),
    )


def due(data_call: DataCall, agency: Agency, state: State) -> QuerySet[Value]:
    """Return the agency's current values of a call that stand in a state."""
    return Value.objects.filter(
        call=data_call, agency=agency, current=True, state=state
    ).order_by("indicator_id", "period", "region_id")


def states(data_call: DataCall) -> dict[State, int]:
    """Return how many current values of a call stand in each state."""
    found = Value.objects.filter(call=data_call, current=True)
    counted = Counter(found.values_list("state", flat=True))
    return {State(state): number for state, number in counted.items()}


def history(person: Person, region: str, indicator: str, period: str) -> list[Value]:
    """Return every revision of a value, newest first, as far as the person may read."""
    held = accounts.scope(person, Right.READ_VALUES)
    found = Value.objects.filter(
        region_id=region, indicator_id=indicator, period=period
    ).select_related(
        *("agency", "region", "call", "upload"),
        *("entered_by", "submitted_by", "checked_by", "approved_by"),
    )
    return [
        value
        for value in found.order_by("-revision")
        if held.covers(agency=value.agency) or held.covers(region=region)
    ]


def _usable(
    indicators: Collection[str],
    places: Collection[str] | None,
    periods: Collection[str] | None,
) -> QuerySet[Value]:
    asked = Q(indicator_id__in=indicators, current=True, state__in=USABLE)
    if places is not None:
        asked &= Q(region_id__in=places)
    if periods is not None:
        asked &= Q(period__in=periods)
    return Value.objects.filter(asked).order_by("indicator_id", "period", "region_id")


def observations(
    indicators: Collection[str], periods: Collection[str] | None = None
) -> list[Observation]:
    """Return the approved values of all regions; nothing else enters an assessment."""
    found = _usable(indicators, None, periods)
    columns = ("pk", "region_id", "indicator_id", "period", "number", "note")
    return [Observation(*row) for row in found.values_list(*columns)]


def facts(
    framework: Framework,
    *,
    indicators: Collection[str],
    regions: Collection[str] | None = None,
    periods: Collection[str] | None = None,
) -> dict[Key, Fact]:
    """Return approved values as facts that name file, sheet, cell and revision."""
    told = {indicator.code: indicator for indicator in framework.indicators()}
    found = _usable(indicators, regions, periods).select_related("agency", "upload")
    return {
        (v.region_id, v.indicator_id, v.period): _fact(v, told[v.indicator_id])
        for v in found
    }


def _fact(value: Value, indicator: Indicator) -> Fact:
    return Fact(
        code=str(value),
        label=indicator.name.id,
        value=value.number,
        unit=indicator.unit.id,
        decimals=indicator.decimals,
        period=value.period,
        source=Source(
            publisher=value.agency.name,
            title=value.source,
            date=value.evidence_date.isoformat() if value.evidence_date else "",
            row=_row(value),
        ),
        flags=(value.note,) if value.note else (),
    )


def _row(value: Value) -> str:
    """Name the row: the file and cell it came by, and the stored value with its revision."""
    came = f"{value.upload.name}, {value.place}; " if value.upload else ""
    return f"{came}nilai {value.pk} revisi {value.revision}"
