"""The road of one number: workbook, return, correction, approval, assessment, sentence."""

from __future__ import annotations

import re

from rancang.documents.facts import Buku1
from rancang.web.assessment import actions as assessment
from rancang.web.collection import actions as collection
from rancang.web.collection import queries
from rancang.web.collection.models import Value
from rancang.web.collection.rules import State
from rancang.web.journal.models import Entry
from rancang.web.masterplan import actions as masterplan
from rancang.workbooks import template
from tests.factories import NOW, REGIONS, row


CITY = "35.76"
KEY = f"{CITY}/eco.poverty/2021"


def _workbook(world, poverty):
    """Fill the agency's template: the city's poverty as told, the others plain."""
    rows = [row(CITY, "eco.poverty", poverty), row(CITY, "liv.water", 99.63)]
    for number, (code, *_) in enumerate(REGIONS, start=1):
        if code != CITY:
            rows.append(row(code, "eco.poverty", 5.0 + number))
            rows.append(row(code, "liv.water", 60.0 + 4 * number))
    form = queries.form(world.call, world.bps)
    return collection.Sent("bps-2021.xlsx", template.write(form, rows))


def _send(world, sent):
    upload = collection.send(
        by=world.officer, data_call=world.call, agency=world.bps, sent=sent, at=NOW
    )
    if upload.state == "checked":
        collection.confirm(by=world.officer, upload=upload, at=NOW)
    return upload


def _current():
    return Value.objects.get(
        region_id=CITY, indicator_id="eco.poverty", period="2021", current=True
    )


def _due(world, state):
    return queries.due(world.call, world.bps, state)


def test_one_value_from_the_workbook_into_a_sentence_of_the_book(world, settings):
    # A slip of the comma is told with its cell, and nothing is stored.
    refused = _send(world, _workbook(world, 639.0))
    assert refused.state == "refused"
    assert any("639" in p["id"] and p["cell"] for p in refused.problems)
    assert not Value.objects.exists()

    # A number that is possible but wrong passes the file and is caught by walidata.
    assert _send(world, _workbook(world, 9.36)).state == "checked"
    collection.submit(by=world.officer, values=_due(world, State.DRAFT), at=NOW)
    wrong = _current()
    collection.send_back(
        by=world.walidata, values=[wrong], note="Angka terbalik: 6,39?", at=NOW
    )
    rest = _due(world, State.SUBMITTED)
    collection.check(by=world.walidata, values=rest, at=NOW)

    # The officer corrects the cell and sends the workbook again: one value is new.
    second = _send(world, _workbook(world, 6.39))
    assert second.new_count == 1
    corrected = _current()
    assert (corrected.number, corrected.revision) == (6.39, 2)

    # Three people take it to the end, and the call is closed.
    collection.submit(by=world.officer, values=_due(world, State.DRAFT), at=NOW)
    collection.check(by=world.walidata, values=_due(world, State.SUBMITTED), at=NOW)
    collection.approve(by=world.head, values=_due(world, State.CHECKED), at=NOW)
    collection.close_call(by=world.manager, data_call=world.call, at=NOW)

    # It is assessed, and stands in the book with the row it came from.
    run = assessment.run(by=world.manager, version=world.version, period="2021", at=NOW)
    selection = assessment.propose(by=world.manager, run=run, size=4, at=NOW)
    edition = masterplan.draft_edition(
        by=world.lead, region=CITY, run=run, selection=selection, at=NOW
    )

    assert run.inputs.get(region_id=CITY, indicator_id="eco.poverty").value == corrected
    facts = Buku1.from_json(edition.facts)
    position = next(p for p in facts.standing.positions if p.code == "eco.poverty")
    assert position.figure.code == KEY
    assert position.figure.value == 6.39
    named = f"bps-2021.xlsx, {corrected.place}; nilai {corrected.pk} revisi 2"
    assert position.figure.source.row == named

    page = (settings.BOOKS_DIR / CITY / "buku-1.html").read_text()
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "6,39" in words
    assert "9,36" not in words
    assert f"nilai {corrected.pk} revisi 2" in words

    # And the journal tells the whole story.
    told = [entry.verb for entry in Entry.objects.filter(key=KEY).order_by("pk")]
    assert told == [
        *["enter", "submit", "send_back"],
        *["enter", "submit", "check", "approve", "lock"],
    ]
