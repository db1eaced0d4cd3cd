from __future__ import annotations

import pytest

from rancang.web.collection import actions, queries
from rancang.web.collection.models import Upload
from rancang.web.collection.rules import State
from rancang.web.frameworks import queries as frameworks
from tests.factories import NOW, approve, row


def test_a_form_asks_a_national_agency_for_every_region(world):
    form = queries.form(world.call, world.bps)

    assert len(form.entries) == 8 * 3
    assert form.agency == "BPS"
    assert form.fingerprint == world.version.fingerprint


def test_a_form_asks_an_agency_only_for_what_it_is_custodian_of(world):
    assert queries.form(world.call, world.dinkes).entries == ()


def test_a_form_shows_the_last_value_of_an_earlier_period(world):
    asked = actions.Asked(
        code="uji-2020",
        title="2020",
        indicators=["eco.poverty"],
        periods=["2020"],
        due=NOW.date(),
    )
    earlier = actions.open_call(
        by=world.manager, version=world.version, asked=asked, at=NOW
    )
    actions.enter(
        by=world.officer,
        data_call=earlier,
        agency=world.bps,
        row=row("35.76", "eco.poverty", 7.5, period="2020"),
        at=NOW,
    )

    entries = {
        (e.region, e.indicator.code): e
        for e in queries.form(world.call, world.bps).entries
    }

    assert entries["35.76", "eco.poverty"].last_value == 7.5
    assert entries["35.76", "eco.poverty"].last_period == "2020"
    assert entries["35.71", "eco.poverty"].last_value is None


def test_only_approved_values_are_observed(world):
    approve(world, [("35.76", "eco.poverty", 6.39)])
    actions.enter(
        by=world.officer,
        data_call=world.call,
        agency=world.bps,
        row=row("35.71", "eco.poverty", 5.0),
        at=NOW,
    )

    seen = queries.observations(["eco.poverty"])

    assert [(o.region, o.number) for o in seen] == [("35.76", 6.39)]


def test_a_fact_names_its_row(world):
    (value,) = approve(world, [("35.76", "eco.poverty", 6.39)])
    framework = frameworks.framework(world.version)

    facts = queries.facts(framework, indicators=["eco.poverty"], regions=["35.76"])

    fact = facts["35.76", "eco.poverty", "2021"]
    assert fact.value == 6.39
    assert fact.source.publisher == "Badan Pusat Statistik"
    assert fact.source.date == "2022-03-01"
    assert f"nilai {value.pk} revisi 1" in fact.source.row


def test_the_history_is_shown_to_those_who_may_read(world):
    approve(world, [("35.76", "eco.poverty", 6.39)])

    assert len(queries.history(world.lead, "35.76", "eco.poverty", "2021")) == 1
    assert len(queries.history(world.officer, "35.76", "eco.poverty", "2021")) == 1
    assert queries.history(world.stranger, "35.76", "eco.poverty", "2021") == []
    assert queries.history(world.lead, "35.71", "eco.poverty", "2021") == []


def test_an_upload_of_another_agency_is_not_found(world):
    upload = actions.send(
        by=world.officer,
        data_call=world.call,
        agency=world.bps,
        sent=actions.Sent("x.xlsx", b""),
        at=NOW,
    )

    assert queries.upload(world.officer, upload.pk) == upload
    with pytest.raises(Upload.DoesNotExist):
        queries.upload(world.lead, upload.pk)


def test_values_are_counted_by_state(world):
    approve(world, [("35.76", "eco.poverty", 6.39), ("35.71", "liv.water", 90.0)])

    assert queries.states(world.call) == {State.APPROVED: 2}
    assert not queries.due(world.call, world.bps, State.DRAFT).exists()
