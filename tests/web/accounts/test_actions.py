from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from rancang.web.accounts import actions, queries
from rancang.web.accounts.models import Agency, Person, Post
from rancang.web.accounts.rules import Denied, Right, Role
from rancang.web.journal.actions import Installer
from rancang.web.journal.models import Entry
from tests.factories import NOW, TODAY, registry


PASSWORD = "sandi-yang-panjang-42"


@pytest.mark.django_db
def test_the_first_programme_manager_is_made_once():
    first = actions.begin(
        by=Installer(), agency="Program", username="m", password=PASSWORD, at=NOW
    )

    with pytest.raises(Denied, match="sudah ada"):
        actions.begin(
            by=Installer(), agency="Lain", username="n", password=PASSWORD, at=NOW
        )

    assert queries.may(first, Right.RUN_ASSESSMENT)
    assert first.password.startswith("argon2")
    assert Entry.objects.filter(verb="begin", by="pemasang").count() == 1


@pytest.mark.django_db
def test_a_weak_password_is_refused_and_nothing_is_kept():
    with pytest.raises(ValidationError), transaction.atomic():
        actions.begin(
            by=Installer(), agency="Program", username="m", password="123", at=NOW
        )

    assert not Person.objects.exists()
    assert not Agency.objects.exists()


def test_the_lead_grants_in_the_own_region(world):
    post = actions.grant(
        by=world.lead,
        person=world.stranger,
        agency=world.dinkes,
        role=Role.DATA_OFFICER,
        at=NOW,
    )

    assert post.granted_by == world.lead
    assert queries.may(world.stranger, Right.SEND_VALUES, agency=world.dinkes)
    assert Entry.objects.get(verb="grant").after["role"] == "data_officer"


@pytest.mark.parametrize(
    ("giver", "agency", "role"),
    [
        ("lead", "bps", Role.DATA_OFFICER),  # a national agency
        ("lead", "dinkes", Role.DRAFTING_LEAD),  # a role not to be passed on
        ("officer", "bps", Role.DATA_OFFICER),  # grants nothing
        ("head", "dinkes", Role.DATA_OFFICER),  # another agency
        ("manager", "dinkes", Role.PROGRAMME_MANAGER),  # a role of the nation only
        ("manager", "bps", Role.DRAFTING_LEAD),  # a role of regions only
    ],
)
def test_grants_outside_the_table_are_refused(world, giver, agency, role):
    with pytest.raises(Denied):
        actions.grant(
            by=getattr(world, giver),
            person=world.stranger,
            agency=getattr(world, agency),
            role=role,
            at=NOW,
        )

    assert not queries.posts(world.stranger).exists()


def test_a_withdrawn_post_stays_on_record(world):
    post = world.officer.posts.get()

    actions.withdraw(by=world.head, post=post, on=TODAY, at=NOW)

    assert Post.objects.get(pk=post.pk).until == TODAY
    assert Entry.objects.get(verb="withdraw").before == {"until": None}


def test_accounts_are_opened_only_by_those_who_grant(world):
    opened = actions.open_account(
        by=world.lead, username="baru", full_name="Baru", password=PASSWORD, at=NOW
    )
    with pytest.raises(Denied):
        actions.open_account(
            by=world.officer, username="x", full_name="X", password=PASSWORD, at=NOW
        )

    assert not queries.posts(opened).exists()


def test_the_database_refuses_the_same_post_twice(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(
            person=world.officer, agency=world.bps, role=Role.DATA_OFFICER, since=TODAY
        )


@pytest.mark.django_db
def test_two_agencies_of_the_nation_never_share_a_duty():
    registry()
    Agency.objects.create(duty="BPS", name="BPS")

    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.create(duty="BPS", name="BPS lagi")
