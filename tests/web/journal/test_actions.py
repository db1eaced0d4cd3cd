from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from rancang.web.journal import actions, queries
from rancang.web.journal.models import Entry
from tests.factories import NOW


def _record(*keys):
    return actions.record(
        by=actions.Installer(),
        verb="try",
        at=NOW,
        changes=[
            actions.Change("test.thing", key, None, {"number": 1}) for key in keys
        ],
    )


@pytest.mark.django_db
def test_one_gesture_writes_a_row_for_each_change():
    gesture = _record("a", "b")

    written = list(queries.gesture(gesture))

    assert [entry.key for entry in written] == ["a", "b"]
    assert {entry.by for entry in written} == {"pemasang"}
    assert written[0].after == {"number": 1}


@pytest.mark.django_db
def test_the_history_of_a_thing_reads_oldest_first():
    _record("a")
    _record("a")
    _record("b")

    assert [entry.pk for entry in queries.entries("test.thing", "a")] == sorted(
        entry.pk for entry in queries.entries("test.thing", "a")
    )
    assert queries.entries("test.thing", "a").count() == 2
    assert queries.latest(1)[0].key == "b"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal_entry SET verb = 'other'", "DELETE FROM journal_entry"],
)
def test_the_database_refuses_to_rewrite_history(statement):
    _record("a")

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert Entry.objects.get().verb == "try"
