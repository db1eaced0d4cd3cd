"""Open and close data calls, send and confirm files, enter and move values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rancang.web.accounts import queries as accounts
from rancang.web.accounts.rules import Right
from rancang.web.accounts.templatetags.spoken import language, spoken
from rancang.web.collection import queries
from rancang.web.collection.models import DataCall, Upload, Value
from rancang.web.collection.rules import (
    NEEDS,
    OTHER_EYES,
    STATE_NAMES,
    TRANSITIONS,
    VERB_NAMES,
    Refused,
    State,
    Verb,
)
from rancang.web.journal import actions as journal
from rancang.workbooks import reader, typed
from rancang.workbooks.records import Problem, Row


if TYPE_CHECKING:
    from rancang.web.accounts.models import Agency, Person
    from rancang.web.frameworks.models import Version
    from rancang.web.regions.models import Region


BATCH = 2_000
SUBJECT = "collection.value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a data call asks for."""

    code: str
    title: str
    indicators: Sequence[str]
    periods: Sequence[str]
    due: date
    province: Region | None = None


@transaction.atomic
def open_call(*, by: Person, version: Version, asked: Asked, at: datetime) -> DataCall:
    """Open a data call on a published framework."""
    accounts.require(by, Right.OPEN_CALL)
    if version.state != "published":
        raise Refused(_("{} belum terbit; terbitkan dahulu.").format(version))
    _check_indicators(version, asked)
    data_call = DataCall.objects.create(
        code=asked.code,
        title=asked.title,
        version=version,
        indicators=list(asked.indicators),
        periods=list(asked.periods),
        province=asked.province,
        opened_at=at,
        due=asked.due,
    )
    _note_call(by, "open_call", at, data_call, {"due": asked.due.isoformat()})
    return data_call


def _check_indicators(version: Version, asked: Asked) -> None:
    known = set(version.nodes.filter(kind="indicator").values_list("code", flat=True))
    for code in asked.indicators:
        if code not in known:
            raise Refused(_("Indikator {} tidak ada dalam {}.").format(code, version))


def _note_call(
    by: Person, verb: str, at: datetime, data_call: DataCall, after: dict[str, Any]
) -> None:
    change = journal.Change("collection.datacall", data_call.code, None, after)
    journal.record(by=by, verb=verb, at=at, changes=[change])


@transaction.atomic
def close_call(*, by: Person, data_call: DataCall, at: datetime) -> int:
    """Close a call: its approved values are locked, nothing more may be sent."""
    accounts.require(by, Right.CLOSE_CALL)
    _require_open(data_call)
    approved = Value.objects.filter(call=data_call, current=True, state=State.APPROVED)
    locked = _move(by, Verb.LOCK, list(approved), at, {})
    data_call.closed_at = at
    data_call.save(update_fields=["closed_at"])
    _note_call(by, "close_call", at, data_call, {"locked": locked})
    return locked


def _require_open(data_call: DataCall) -> None:
    if data_call.closed_at is not None:
        raise Refused(_("Permintaan data {} sudah ditutup.").format(data_call.title))


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it arrived."""

    name: str
    content: bytes


@transaction.atomic
def send(
    *, by: Person, data_call: DataCall, agency: Agency, sent: Sent, at: datetime
) -> Upload:
    """Take a file in as a dry run: every problem is found, no value is stored."""
    accounts.require(by, Right.SEND_VALUES, agency=agency)
    _require_open(data_call)
    reading = reader.read(
        sent.content, sent.name, queries.form(data_call, agency), today=at.date()
    )
    new, blocked = queries.compare(data_call, reading.rows)
    problems = [*reading.problems, *blocked]
    ok = reading.ok and not blocked
    upload = Upload(
        call=data_call,
        agency=agency,
        by=by,
        at=at,
        name=sent.name[-200:],
        size=len(sent.content),
        fingerprint=hashlib.sha256(sent.content).hexdigest(),
        state="checked" if ok else "refused",
        row_count=len(reading.rows) if ok else 0,
        new_count=len(new) if ok else 0,
        problems=[_problem(problem) for problem in problems],
    )
    upload.file.save(_stored_name(upload), ContentFile(sent.content), save=True)
    _note_upload(by, "send", at, upload, None)
    return upload


def _stored_name(upload: Upload) -> str:
    """Return a name of our own: the sender's name never becomes a path."""
    ending = ".csv" if upload.name.lower().endswith(".csv") else ".xlsx"
    return f"{upload.fingerprint[:16]}{ending}"


def _problem(problem: Problem) -> dict[str, str]:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "sheet": problem.place.sheet,
        "cell": problem.place.cell,
        "id": problem.text("id"),
        "en": problem.text("en"),
    }


def _note_upload(
    by: Person, verb: str, at: datetime, upload: Upload, before: str | None
) -> None:
    journal.record(
        by=by,
        verb=verb,
        at=at,
        changes=[
            journal.Change(
                "collection.upload",
                str(upload.pk),
                {"state": before} if before else None,
                {"state": upload.state, "fingerprint": upload.fingerprint},
            )
        ],
    )


@transaction.atomic
def confirm(*, by: Person, upload: Upload, at: datetime) -> int:
    """Store the values of a checked file as drafts; confirming twice stores nothing twice."""
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    accounts.require(by, Right.SEND_VALUES, agency=upload.agency)
    _require_open(upload.call)
    if upload.state == "confirmed":
        return 0
    if upload.state == "refused":
        raise Refused(
            _("Berkas {} masih bermasalah; perbaiki lalu kirim lagi.").format(
                upload.name
            )
        )
    with upload.file.open("rb") as stored:
        content = stored.read()
    form = queries.form(upload.call, upload.agency)
    reading = reader.read(content, upload.name, form, today=upload.at.date())
    new, blocked = queries.compare(upload.call, reading.rows)
    if blocked or not reading.ok:
        raise Refused(
            _("Keadaan berubah sejak {} diperiksa; kirim berkas itu lagi.").format(
                upload.name
            )
        )
    count = _enter(by, _Road(upload.call, upload.agency, upload), new, at)
    upload.state = "confirmed"
    upload.confirmed_at = at
    upload.save(update_fields=["state", "confirmed_at"])
    _note_upload(by, "confirm", at, upload, "checked")
    return count


@transaction.atomic
def enter(
    *, by: Person, data_call: DataCall, agency: Agency, row: Row, at: datetime
) -> Value:
    """Enter or correct one value without a file, under the same rules."""
    accounts.require(by, Right.SEND_VALUES, agency=agency)
    _require_open(data_call)
    problems = typed.check(row, queries.form(data_call, agency), today=at.date())
    errors = [p for p in problems if p.severity == "error"]
    new, blocked = queries.compare(data_call, [row])
    if row.number is None and not row.note:
        raise Refused(_("Isi nilainya, atau tulis di Catatan mengapa tidak ada."))
    if errors or blocked:
        raise Refused(" ".join(p.text(language()) for p in (*errors, *blocked)))
    _enter(by, _Road(data_call, agency), new, at)
    key = (row.region, row.indicator, row.period)
    return queries.current([row.indicator], [row.period])[key]


@dataclass(frozen=True, slots=True)
class _Road:
    """By which call, agency and file values arrive."""

    call: DataCall
    agency: Agency
    upload: Upload | None = None


def _enter(
    by: Person, road: _Road, new: list[tuple[Row, Value | None]], at: datetime
) -> int:
    earlier = [value.pk for _, value in new if value is not None]
    for keys in batched(earlier, BATCH):
        Value.objects.filter(pk__in=keys).update(current=False)
    values = [
        Value(
            call=road.call,
            agency=road.agency,
            region_id=row.region,
            indicator_id=row.indicator,
            period=row.period,
            revision=before.revision + 1 if before else 1,
            number=row.number,
            note=row.note,
            source=row.source,
            method=row.method,
            evidence_date=row.evidence_date,
            upload=road.upload,
            place=row.place.text(),
            entered_by=by,
            entered_at=at,
        )
        for row, before in new
    ]
    Value.objects.bulk_create(values, batch_size=BATCH)
    journal.record(
        by=by,
        verb="enter",
        at=at,
        changes=[
            journal.Change(SUBJECT, str(value), _told(before), _told(value))
            for value, (_row, before) in zip(values, new, strict=True)
        ],
    )
    return len(values)


def _told(value: Value | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {
        "revision": value.revision,
        "number": value.number,
        "note": value.note,
        "state": value.state,
    }


@transaction.atomic
def submit(*, by: Person, values: Iterable[Value], at: datetime) -> int:
    """Hand drafts to walidata."""
    return _move(by, Verb.SUBMIT, values, at, {"submitted_by": by, "submitted_at": at})


@transaction.atomic
def check(*, by: Person, values: Iterable[Value], at: datetime) -> int:
    """Find submitted values in order."""
    return _move(by, Verb.CHECK, values, at, {"checked_by": by, "checked_at": at})


@transaction.atomic
def send_back(*, by: Person, values: Iterable[Value], note: str, at: datetime) -> int:
    """Return submitted values to the agency with a note on each cell."""
    if not note.strip():
        raise Refused(_("Tulis catatan: apa yang harus diperbaiki?"))
    return _move(by, Verb.SEND_BACK, values, at, {"return_note": note.strip()})


@transaction.atomic
def send_back_each(*, by: Person, notes: Mapping[Value, str], at: datetime) -> int:
    """Return submitted values, each with the note on its own cell."""
    cells: dict[str, list[Value]] = {}
    for value, note in notes.items():
        cells.setdefault(note.strip(), []).append(value)
    return sum(
        send_back(by=by, values=values, note=note, at=at)
        for note, values in cells.items()
    )


@transaction.atomic
def approve(*, by: Person, values: Iterable[Value], at: datetime) -> int:
    """Approve checked values for the agency."""
    return _move(by, Verb.APPROVE, values, at, {"approved_by": by, "approved_at": at})


def _move(
    by: Person,
    verb: Verb,
    values: Iterable[Value],
    at: datetime,
    stamps: dict[str, Any],
) -> int:
    """Move values one step along the table of states, all or none."""
    found = _held(_keys(values))
    for agency in {value.agency for value in found}:
        accounts.require(by, Right(NEEDS[verb]), agency=agency)
    steps = [(value, _step(by, verb, value)) for value in found]
    for state in {step[1] for step in steps}:
        moved = [value.pk for value, after in steps if after is state]
        for keys in batched(moved, BATCH):
            Value.objects.filter(pk__in=keys).update(state=state, **stamps)
    note = {"note": stamps["return_note"]} if "return_note" in stamps else {}
    journal.record(
        by=by,
        verb=verb.value,
        at=at,
        changes=[
            journal.Change(
                SUBJECT,
                str(value),
                {"revision": value.revision, "state": value.state},
                {"revision": value.revision, "state": after.value, **note},
            )
            for value, after in steps
        ],
    )
    return len(steps)


def _keys(values: Iterable[Value]) -> list[int]:
    if isinstance(values, QuerySet):
        return list(values.values_list("pk", flat=True))
    return [value.pk for value in values]


# All that a step needs to know; twenty thousand whole rows would cost seconds.
STEP_FIELDS = ("region_id", "indicator_id", "period", "revision", "state")


def _held(keys: list[int]) -> list[Value]:
    """Return the current ones of these values, held against other writers."""
    found = Value.objects.select_for_update(of=("self",)).select_related("agency")
    found = found.only(*STEP_FIELDS, "entered_by_id", "agency")
    return [
        value
        for some in batched(keys, BATCH)
        for value in found.filter(pk__in=some, current=True).order_by("pk")
    ]


def _step(by: Person, verb: Verb, value: Value) -> State:
    after = TRANSITIONS.get((State(value.state), verb))
    if after is None:
        raise Refused(
            _("{}: berstatus {}, tidak dapat {}.").format(
                value, spoken(STATE_NAMES[State(value.state)]), spoken(VERB_NAMES[verb])
            )
        )
    if verb in OTHER_EYES and value.entered_by_id == by.pk:
        raise Refused(
            _(
                "{}: {} nilai yang Anda isi sendiri tidak diperbolehkan; harus orang "
                "lain."
            ).format(value, spoken(VERB_NAMES[verb]))
        )
    return after
