from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from rancang.web.accounts.rules import Denied
from rancang.web.collection import actions, queries
from rancang.web.collection.models import DataCall, Upload, Value
from rancang.web.collection.rules import Refused, State
from rancang.web.journal.models import Entry
from rancang.workbooks import template
from tests.factories import NOW, approve, row


def _sent(world, *rows, name="data.xlsx"):
    form = queries.form(world.call, world.bps)
    return actions.Sent(name, template.write(form, rows))


def _send(world, sent, **other):
    said = {"by": world.officer, "data_call": world.call, "agency": world.bps, **other}
    return actions.send(sent=sent, at=NOW, **said)


def _enter(world, *told):
    return actions.enter(
        by=world.officer, data_call=world.call, agency=world.bps, row=row(*told), at=NOW
    )


def test_a_file_is_a_dry_run_first(world):
    upload = _send(world, _sent(world, row("35.76", "eco.poverty", 6.39)))

    assert upload.state == "checked"
    assert (upload.row_count, upload.new_count) == (1, 1)
    assert not Value.objects.exists()


def test_confirming_stores_the_values_with_all_they_need(world):
    upload = _send(world, _sent(world, row("35.76", "eco.poverty", 6.39)))

    count = actions.confirm(by=world.officer, upload=upload, at=NOW)

    value = Value.objects.get()
    assert count == 1
    assert (value.number, value.state, value.revision) == (6.39, "draft", 1)
    assert value.source == "BPS, publikasi uji"
    assert value.evidence_date == date(2022, 3, 1)
    assert value.upload == upload
    assert value.place.startswith("Lembar Smart Economy, sel ")
    assert value.entered_by == world.officer
    entry = Entry.objects.get(subject="collection.value")
    assert entry.key == "35.76/eco.poverty/2021"
    assert (entry.before, entry.after["number"]) == (None, 6.39)


def test_confirming_twice_or_sending_the_same_file_twice_doubles_nothing(world):
    sent = _sent(world, row("35.76", "eco.poverty", 6.39))
    upload = _send(world, sent)
    actions.confirm(by=world.officer, upload=upload, at=NOW)

    again = actions.confirm(by=world.officer, upload=upload, at=NOW)
    second = _send(world, sent)
    stored = actions.confirm(by=world.officer, upload=second, at=NOW)

    assert (again, second.new_count, stored) == (0, 0, 0)
    assert Value.objects.count() == 1


def test_a_file_with_one_error_stores_nothing(world):
    sent = _sent(
        world, row("35.76", "eco.poverty", 112.0), row("35.71", "eco.poverty", 5.0)
    )

    upload = _send(world, sent)

    assert upload.state == "refused"
    errors = [p["id"] for p in upload.problems if p["severity"] == "error"]
    assert len(errors) == 1
    assert errors[0].startswith("Lembar Smart Economy, sel ")
    assert "112" in errors[0]
    with pytest.raises(Refused, match="bermasalah"):
        actions.confirm(by=world.officer, upload=upload, at=NOW)
    assert not Value.objects.exists()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 ...", b"PK\x03\x04broken"])
def test_a_file_that_is_no_workbook_is_refused_in_words(world, content):
    upload = _send(world, actions.Sent("data.xlsx", content))

    assert upload.state == "refused"
    assert upload.problems[0]["severity"] == "error"
    assert "Traceback" not in str(upload.problems)


def test_a_name_never_becomes_a_path(world, settings):
    sent = _sent(world, row("35.76", "eco.poverty", 6.39), name="../../etc/passwd.xlsx")

    upload = _send(world, sent)

    stored = (settings.MEDIA_ROOT / upload.file.name).resolve()
    assert stored.is_relative_to(settings.MEDIA_ROOT.resolve())
    assert "passwd" not in stored.name


def test_neither_a_number_nor_a_reason_is_refused(world):
    with pytest.raises(Refused, match="mengapa tidak ada"):
        _enter(world, "35.76", "eco.poverty", None)


def test_a_correction_keeps_the_earlier_value(world):
    _enter(world, "35.76", "eco.poverty", 6.39)

    corrected = _enter(world, "35.76", "eco.poverty", 6.4)

    assert (corrected.revision, corrected.number) == (2, 6.4)
    earlier = Value.objects.get(revision=1)
    assert (earlier.number, earlier.current) == (6.39, False)


def test_a_missing_value_needs_a_reason(world):
    missing = actions.enter(
        by=world.officer,
        data_call=world.call,
        agency=world.bps,
        row=row("35.76", "eco.poverty", None, "tidak terdata"),
        at=NOW,
    )

    assert missing.number is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Value.objects.filter(pk=missing.pk).update(note="")


def test_a_typed_value_obeys_the_rules_of_files(world):
    with pytest.raises(Refused, match="112"):
        _enter(world, "35.76", "eco.poverty", 112.0)
    with pytest.raises(Refused, match=r"eco\.unknown"):
        _enter(world, "35.76", "eco.unknown", 1.0)

    assert not Value.objects.exists()


def test_the_road_to_approved_worked_step_by_step(world):
    value = _enter(world, "35.76", "eco.poverty", 6.39)

    actions.submit(by=world.officer, values=[value], at=NOW)
    actions.check(by=world.walidata, values=[value], at=NOW)
    actions.approve(by=world.head, values=[value], at=NOW)
    locked = actions.close_call(by=world.manager, data_call=world.call, at=NOW)

    value.refresh_from_db()
    assert locked == 1
    assert value.state == State.LOCKED
    assert (value.submitted_by, value.checked_by, value.approved_by) == (
        world.officer,
        world.walidata,
        world.head,
    )
    told = Entry.objects.filter(key=str(value)).order_by("pk")
    assert [e.verb for e in told] == ["enter", "submit", "check", "approve", "lock"]


def test_a_returned_value_carries_its_note_and_comes_back_as_a_new_revision(world):
    value = _enter(world, "35.76", "eco.poverty", 6.39)
    actions.submit(by=world.officer, values=[value], at=NOW)

    actions.send_back(
        by=world.walidata, values=[value], note="Angka September?", at=NOW
    )
    value.refresh_from_db()
    corrected = _enter(world, "35.76", "eco.poverty", 6.4)

    assert (value.state, value.return_note) == ("returned", "Angka September?")
    assert (corrected.state, corrected.revision) == ("draft", 2)
    assert Entry.objects.get(verb="send_back").after["note"] == "Angka September?"


def test_a_return_without_a_note_is_refused(world):
    value = _enter(world, "35.76", "eco.poverty", 6.39)
    actions.submit(by=world.officer, values=[value], at=NOW)

    with pytest.raises(Refused, match="catatan"):
        actions.send_back(by=world.walidata, values=[value], note="  ", at=NOW)


@pytest.mark.parametrize("number", [6.39, 7.0])
def test_an_approved_value_is_not_replaced(world, number):
    approve(world, [("35.76", "eco.poverty", 6.39)])

    upload = _send(world, _sent(world, row("35.76", "eco.poverty", number)))

    # The same value again is no change; another one is refused, cell named.
    assert upload.state == ("checked" if number == 6.39 else "refused")
    if upload.state == "refused":
        assert "Disetujui" in upload.problems[-1]["id"]
        assert upload.problems[-1]["cell"]


def test_steps_out_of_order_are_refused_and_move_nothing(world):
    first = _enter(world, "35.76", "eco.poverty", 6.39)
    second = _enter(world, "35.71", "eco.poverty", 5.0)
    actions.submit(by=world.officer, values=[first], at=NOW)

    with pytest.raises(Refused, match="Draf"):
        actions.check(by=world.walidata, values=[first, second], at=NOW)
    with pytest.raises(Refused, match="Diajukan"):
        actions.approve(by=world.head, values=[first], at=NOW)

    first.refresh_from_db()
    assert first.state == State.SUBMITTED


def test_nobody_approves_what_they_entered(world):
    value = _enter(world, "35.76", "eco.poverty", 6.39)
    actions.submit(by=world.officer, values=[value], at=NOW)
    post = world.walidata.posts.get()
    post.person = world.officer
    post.save()

    with pytest.raises(Refused, match="sendiri"):
        actions.check(by=world.officer, values=[value], at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Value.objects.update(checked_by=world.officer)


@pytest.mark.parametrize("who", ["lead", "walidata", "head", "stranger", "manager"])
def test_only_the_agencys_officer_sends(world, who):
    with pytest.raises(Denied):
        _send(world, actions.Sent("x.xlsx", b""), by=getattr(world, who))

    assert not Upload.objects.exists()


@pytest.mark.parametrize("who", ["officer", "lead", "head", "stranger", "manager"])
def test_only_walidata_checks(world, who):
    value = _enter(world, "35.76", "eco.poverty", 6.39)
    actions.submit(by=world.officer, values=[value], at=NOW)

    with pytest.raises(Denied):
        actions.check(by=getattr(world, who), values=[value], at=NOW)


def test_a_closed_call_takes_nothing(world):
    actions.close_call(by=world.manager, data_call=world.call, at=NOW)

    with pytest.raises(Refused, match="ditutup"):
        _send(world, actions.Sent("x.xlsx", b""))
    with pytest.raises(Refused, match="ditutup"):
        actions.close_call(by=world.manager, data_call=world.call, at=NOW)


def test_a_call_asks_only_for_what_the_framework_measures(world):
    asked = actions.Asked(
        code="lain",
        title="Lain",
        indicators=["eco.unknown"],
        periods=["2021"],
        due=NOW.date(),
    )

    with pytest.raises(Refused, match=r"eco\.unknown"):
        actions.open_call(by=world.manager, version=world.version, asked=asked, at=NOW)

    assert DataCall.objects.count() == 1


def test_a_refusal_speaks_the_language_of_the_page(world):
    value = _enter(world, "35.76", "eco.poverty", 6.39)

    with (
        translation.override("en"),
        pytest.raises(Refused, match="it is Draft, so one cannot check it"),
    ):
        actions.check(by=world.walidata, values=[value], at=NOW)
