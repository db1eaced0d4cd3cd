"""Take in a framework from its file, and publish it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from rancang.methods.framework import Framework, FrameworkError, parse
from rancang.methods.framework import Indicator as Leaf
from rancang.methods.framework import Node as Branch
from rancang.web.accounts import queries as accounts
from rancang.web.accounts.rules import Right
from rancang.web.frameworks.models import Indicator, Node, Version
from rancang.web.frameworks.rules import STATE_NAMES, TRANSITIONS, Refused, State
from rancang.web.journal import actions as journal


if TYPE_CHECKING:
    from rancang.web.accounts.models import Person


@transaction.atomic
def take_in(*, by: Person, text: str, at: datetime) -> Version:
    """Store a framework's file as a draft; the same file again gives the version back."""
    accounts.require(by, Right.PUBLISH_FRAMEWORK)
    framework = _parsed(text)
    known = Version.objects.filter(
        code=framework.code, number=framework.version
    ).first()
    if known is not None:
        return _same(known, framework)
    version = _stored(framework, text)
    _note(by, "take_in", at, version, None)
    return version


def _parsed(text: str) -> Framework:
    try:
        return parse(text)
    except FrameworkError as error:
        raise Refused(str(error)) from error


def _same(known: Version, framework: Framework) -> Version:
    if known.fingerprint != framework.fingerprint:
        raise Refused(
            f"Kerangka {known.code} versi {known.number} sudah ada dengan isi lain; "
            "beri nomor versi baru."
        )
    return known


def _stored(framework: Framework, text: str) -> Version:
    note = framework.note
    version = Version.objects.create(
        code=framework.code,
        number=framework.version,
        title_id=framework.title.id,
        title_en=framework.title.en,
        purpose=framework.purpose,
        note_id=note.id if note else "",
        note_en=note.en if note else "",
        text=text,
        fingerprint=framework.fingerprint,
    )
    codes = [Indicator(code=leaf.code) for leaf in framework.indicators()]
    Indicator.objects.bulk_create(codes, ignore_conflicts=True)
    _grow(version, framework)
    return version


def _grow(version: Version, framework: Framework) -> None:
    counter = iter(range(1_000_000))
    for dimension in framework.dimensions:
        _plant(version, dimension, None, counter)


def _plant(
    version: Version, branch: Branch, parent: Node | None, counter: Iterator[int]
) -> None:
    node = Node.objects.create(
        version=version,
        parent=parent,
        kind="subdimension" if parent else "dimension",
        code=branch.code,
        position=next(counter),
        name_id=branch.name.id,
        name_en=branch.name.en,
        weight=branch.weight,
    )
    Node.objects.bulk_create(
        _leaf(version, node, leaf, next(counter)) for leaf in branch.indicators
    )
    for child in branch.children:
        _plant(version, child, node, counter)


def _leaf(version: Version, parent: Node, leaf: Leaf, position: int) -> Node:
    return Node(
        version=version,
        parent=parent,
        kind="indicator",
        code=leaf.code,
        indicator_id=leaf.code,
        position=position,
        name_id=leaf.name.id,
        name_en=leaf.name.en,
        weight=leaf.weight,
        unit_id=leaf.unit.id,
        unit_en=leaf.unit.en,
        direction=leaf.direction,
        minimum=leaf.minimum,
        maximum=leaf.maximum,
        decimals=leaf.decimals,
        options=list(leaf.options),
        custodian=leaf.custodian,
        source=leaf.source,
        definition_id=leaf.definition.id if leaf.definition else "",
        definition_en=leaf.definition.en if leaf.definition else "",
    )


@transaction.atomic
def publish(*, by: Person, version: Version, at: datetime) -> Version:
    """Publish a draft; from then on it is read only."""
    accounts.require(by, Right.PUBLISH_FRAMEWORK)
    before = _move(version, "publish")
    version.published_at = at
    version.save(update_fields=["state", "published_at"])
    _note(by, "publish", at, version, before)
    return version


@transaction.atomic
def retire(*, by: Person, version: Version, at: datetime) -> Version:
    """Take a published version out of use; what was made with it stays."""
    accounts.require(by, Right.PUBLISH_FRAMEWORK)
    before = _move(version, "retire")
    version.save(update_fields=["state"])
    _note(by, "retire", at, version, before)
    return version


def _move(version: Version, verb: str) -> str:
    before = State(version.state)
    after = TRANSITIONS.get((before, verb))
    if after is None:
        raise Refused(f"{version} berstatus {STATE_NAMES[before]['id']}.")
    version.state = after
    return before.value


def _note(
    by: Person, verb: str, at: datetime, version: Version, before: str | None
) -> None:
    journal.record(
        by=by,
        verb=verb,
        at=at,
        changes=[
            journal.Change(
                "frameworks.version",
                f"{version.code} {version.number}",
                {"state": before} if before else None,
                {"state": version.state, "fingerprint": version.fingerprint},
            )
        ],
    )
