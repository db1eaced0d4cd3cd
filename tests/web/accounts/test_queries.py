from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from rancang.web.accounts import queries
from rancang.web.accounts.models import Agency
from rancang.web.accounts.rules import Denied, Right, Role
from tests.factories import NOW, person


def test_a_right_reaches_the_own_agency_and_no_other(world):
    assert queries.may(world.officer, Right.SEND_VALUES, agency=world.bps)
    assert not queries.may(world.officer, Right.SEND_VALUES, agency=world.dinkes)


def test_walidata_of_the_nation_reaches_national_agencies_only(world):
    assert queries.may(world.walidata, Right.CHECK_VALUES, agency=world.bps)
    assert not queries.may(world.walidata, Right.CHECK_VALUES, agency=world.dinkes)


def test_the_lead_reads_the_own_region(world):
    assert queries.may(world.lead, Right.READ_VALUES, region="35.76")
    assert not queries.may(world.lead, Right.READ_VALUES, region="35.01")


@pytest.mark.parametrize("right", list(Right))
def test_strangers_and_closed_accounts_may_nothing(world, right):
    world.manager.is_active = False

    assert not queries.scope(world.stranger, right)
    assert not queries.scope(AnonymousUser(), right)
    assert not queries.scope(world.manager, right)


def test_superuser_brings_no_right(world):
    world.stranger.is_superuser = True
    world.stranger.save()

    assert not queries.may(world.stranger, Right.RUN_ASSESSMENT)


def test_a_withdrawn_post_brings_no_right(world):
    world.officer.posts.update(until=NOW.date())

    assert not queries.may(world.officer, Right.SEND_VALUES, agency=world.bps)


def test_denied_hides_what_lies_in_another_region(world):
    elsewhere = Agency.objects.create(duty="dinkes", name="Lain", region_id="35.01")

    with pytest.raises(Denied) as far:
        queries.require(world.lead, Right.SEND_VALUES, agency=elsewhere)
    with pytest.raises(Denied) as near:
        queries.require(world.lead, Right.SEND_VALUES, agency=world.dinkes)

    assert far.value.hidden
    assert not near.value.hidden


def test_agency_codes_tell_the_region(world):
    assert queries.agency("BPS") == world.bps
    assert queries.agency("35.76.dinkes") == world.dinkes
    assert world.dinkes.code == "35.76.dinkes"


def test_holders_of_a_role(world):
    second = person("petugas-2", agency=world.bps, role=Role.DATA_OFFICER)

    assert set(queries.holders(Role.DATA_OFFICER, world.bps)) == {world.officer, second}
