from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from rancang.methods.framework import parse
from rancang.web.accounts.rules import Denied
from rancang.web.frameworks import actions, queries
from rancang.web.frameworks.models import Node, Version
from rancang.web.frameworks.rules import Refused
from rancang.web.journal.models import Entry
from tests.factories import FRAMEWORK, NOW


def test_rows_and_file_are_the_same_framework(world):
    assert queries.framework(world.version) == parse(FRAMEWORK)
    assert world.version.fingerprint == parse(FRAMEWORK).fingerprint


def test_the_same_file_again_gives_the_version_back(world):
    again = actions.take_in(by=world.manager, text=FRAMEWORK, at=NOW)

    assert again == world.version
    assert Version.objects.count() == 1


def test_other_content_under_the_same_number_is_refused(world):
    with pytest.raises(Refused, match="nomor versi baru"):
        actions.take_in(
            by=world.manager,
            text=FRAMEWORK.replace("maximum: 100", "maximum: 99"),
            at=NOW,
        )


def test_a_faulty_file_is_refused_with_its_line(world):
    with pytest.raises(Refused, match="direction"):
        actions.take_in(
            by=world.manager,
            text=FRAMEWORK.replace("direction: lower", "direction: sideways"),
            at=NOW,
        )

    assert Version.objects.count() == 1


def test_a_published_version_is_read_only_to_the_database_too(world):
    node = Node.objects.get(version=world.version, code="eco.poverty")

    with pytest.raises(DatabaseError, match="read only"), transaction.atomic():
        Node.objects.filter(pk=node.pk).update(weight=9)
    with pytest.raises(DatabaseError, match="read only"), transaction.atomic():
        node.delete()
    with pytest.raises(DatabaseError, match="read only"), transaction.atomic():
        Node.objects.create(
            version=world.version, kind="dimension", code="x", position=99, weight=1
        )

    assert queries.framework(world.version) == parse(FRAMEWORK)


def test_a_draft_may_still_change(world):
    draft = actions.take_in(
        by=world.manager, text=FRAMEWORK.replace('version: "1"', 'version: "2"'), at=NOW
    )

    draft.nodes.filter(code="eco.poverty").update(weight=2)

    assert queries.published("uji") == world.version


def test_publishing_twice_is_refused(world):
    with pytest.raises(Refused, match="Terbit"):
        actions.publish(by=world.manager, version=world.version, at=NOW)


def test_a_retired_version_is_no_longer_found(world):
    actions.retire(by=world.manager, version=world.version, at=NOW)

    with pytest.raises(Version.DoesNotExist):
        queries.published("uji")
    assert Entry.objects.get(verb="retire").before == {"state": "published"}


@pytest.mark.parametrize("who", ["officer", "lead", "stranger"])
def test_only_the_programme_manager_publishes(world, who):
    with pytest.raises(Denied):
        actions.take_in(by=getattr(world, who), text=FRAMEWORK, at=NOW)
