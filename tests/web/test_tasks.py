"""What the programme manager and the drafting lead find on their first page."""

from __future__ import annotations

import pytest

from rancang.web.assessment import actions as assessment
from rancang.web.masterplan import actions as masterplan
from tests.factories import NOW, REGIONS, approve


CITY = "35.76"


@pytest.fixture
def proposed(world, monkeypatch):
    """An assessment of the small country with a proposal."""
    monkeypatch.setattr(masterplan, "FORMATS", ("html",))
    cells = [(c, "eco.poverty", 4.0 + 2 * i) for i, (c, *_) in enumerate(REGIONS)]
    water = [(c, "liv.water", 60.0 + 4 * i) for i, (c, *_) in enumerate(REGIONS)]
    approve(world, [*cells, *(cell for cell in water if cell[0] != CITY)])
    run = assessment.run(
        by=world.manager, version=world.version, period="2021", at=NOW, draws=20
    )
    selection = assessment.propose(by=world.manager, run=run, size=3, quotas=(), at=NOW)
    return run, selection


def page_of(client, who):
    client.force_login(who)
    return client.get("/tugas/").content.decode()


def test_the_manager_finds_the_newest_run_and_its_proposal(client, world, proposed):
    run, _ = proposed

    page = page_of(client, world.manager)

    assert f"Asesmen {run.pk}, periode 2021" in page
    assert "Usulan 3 daerah" in page
    assert 'href="/usulan/"' in page


def test_before_any_run_the_manager_finds_only_the_calls(client, world):
    assert "Asesmen" not in page_of(client, world.manager)


def test_the_lead_without_a_book_is_led_to_draft_one(client, world, proposed):
    page = page_of(client, world.lead)

    assert "Belum ada edisi Buku 1." in page
    assert 'href="/buku/"' in page
    assert "Asesmen" not in page


def test_the_lead_finds_the_newest_edition_and_what_it_lacks(client, world, proposed):
    run, selection = proposed
    edition = masterplan.draft_edition(
        by=world.lead, region=CITY, run=run, selection=selection, at=NOW
    )
    gaps = edition.facts["gaps"]

    page = page_of(client, world.lead)

    assert "Buku 1, edisi 1" in page
    assert f"{len(gaps)} data masih kurang" in page
    assert "Air minum layak" in page


def test_these_pages_ask_the_database_little(
    client, world, proposed, django_assert_max_num_queries
):
    for who in (world.manager, world.lead):
        client.force_login(who)
        with django_assert_max_num_queries(15):
            assert client.get("/tugas/").status_code == 200
