"""What is measured, as stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import QuerySet

from rancang.methods.framework import Framework, Indicator, Text
from rancang.methods.framework import Node as Branch
from rancang.web.frameworks.models import Node, Version
from rancang.web.frameworks.rules import State


def versions() -> QuerySet[Version]:
    """Return all versions."""
    return Version.objects.all()


def published(code: str, number: str | None = None) -> Version:
    """Return a published version: the number asked for, or the newest."""
    found = Version.objects.filter(code=code, state=State.PUBLISHED)
    if number is not None:
        return found.get(number=number)
    return found.latest("published_at")


def names(version: Version) -> dict[str, str]:
    """Return the Indonesian name of each node by code."""
    return dict(version.nodes.values_list("code", "name_id"))


def indicators(versions: Collection[int]) -> dict[tuple[int, str], Indicator]:
    """Return the indicators of some versions by the version's key and the code."""
    found = Node.objects.filter(version_id__in=versions, kind="indicator")
    return {
        (node.version_id, node.code): _indicator(node)
        for node in found.order_by("version_id", "position")
    }


def framework(version: Version) -> Framework:
    """Return the version as the methods know it, made from its rows."""
    children: dict[int | None, list[Node]] = defaultdict(list)
    for node in version.nodes.order_by("position"):
        children[node.parent_id].append(node)
    note = Text(version.note_id, version.note_en) if version.note_id else None
    return Framework(
        code=version.code,
        version=version.number,
        title=Text(version.title_id, version.title_en),
        purpose="profile" if version.purpose == "profile" else "assessment",
        note=note,
        dimensions=tuple(_branch(node, children) for node in children[None]),
        fingerprint=version.fingerprint,
    )


def _branch(node: Node, children: dict[int | None, list[Node]]) -> Branch:
    below = children[node.pk]
    return Branch(
        code=node.code,
        name=Text(node.name_id, node.name_en),
        weight=node.weight,
        children=tuple(_branch(n, children) for n in below if n.kind != "indicator"),
        indicators=tuple(_indicator(n) for n in below if n.kind == "indicator"),
    )


def _indicator(node: Node) -> Indicator:
    definition = (
        Text(node.definition_id, node.definition_en) if node.definition_id else None
    )
    return Indicator(
        code=node.code,
        name=Text(node.name_id, node.name_en),
        unit=Text(node.unit_id, node.unit_en),
        direction="lower" if node.direction == "lower" else "higher",
        weight=node.weight,
        minimum=node.minimum,
        maximum=node.maximum,
        decimals=node.decimals,
        options=tuple(node.options),
        custodian=node.custodian,
        source=node.source,
        definition=definition,
    )
