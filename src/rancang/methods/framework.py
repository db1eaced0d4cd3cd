"""A framework: what is measured, as a tree of dimensions, sub-dimensions and indicators."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from rancang.methods.framework_checks import check
from rancang.methods.framework_schema import SCHEMA
from rancang.methods.framework_source import load


__all__ = [
    "SCHEMA",
    "Direction",
    "Flaw",
    "Framework",
    "FrameworkError",
    "Indicator",
    "Language",
    "MethodError",
    "Node",
    "Text",
    "fingerprint",
    "parse",
    "to_mapping",
]

Direction = Literal["higher", "lower"]
Language = Literal["id", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """A short text in Indonesian and English."""

    id: str
    en: str

    def __str__(self) -> str:
        """Show the Indonesian text."""
        return self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One thing measured.

    ``direction`` says which way is better. ``weight`` is relative to its siblings; 0 means
    context: shown, never scored. ``minimum`` and ``maximum`` bound the plausible range.
    """

    code: str
    name: Text
    unit: Text
    direction: Direction = "higher"
    weight: float = 1.0
    minimum: float | None = None
    maximum: float | None = None
    decimals: int = 2
    options: tuple[float, ...] = ()
    custodian: str = ""
    source: str = ""
    definition: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A dimension or a sub-dimension with its children and indicators."""

    code: str
    name: Text
    weight: float = 1.0
    children: tuple[Node, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Yield this node and every node below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all_indicators(self) -> tuple[Indicator, ...]:
        """Return the indicators at or below this node, in the order of the tree."""
        return tuple(i for node in self.walk() for i in node.indicators)


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """A version of what is measured.

    ``purpose`` is ``"assessment"`` where a score is made of it and ``"profile"`` where its
    values are only told (a budget, say).
    """

    code: str
    version: str
    title: Text
    dimensions: tuple[Node, ...]
    purpose: Literal["assessment", "profile"] = "assessment"
    note: Text | None = None
    fingerprint: str = field(default="", compare=False)

    def walk(self) -> Iterator[Node]:
        """Yield every node, parents first."""
        for dimension in self.dimensions:
            yield from dimension.walk()

    def indicators(self) -> tuple[Indicator, ...]:
        """Return every indicator in the order of the tree."""
        return tuple(i for node in self.walk() for i in node.indicators)


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing to mend in a framework's text: its line, the part and the message."""

    line: int
    path: str
    message: Text

    def text(self, language: Language = "id") -> str:
        """Return line, part and message in words."""
        where = {"id": "baris", "en": "line"}[language]
        message = self.message.id if language == "id" else self.message.en
        part = f", {self.path}" if self.path else ""
        return f"{where} {self.line}{part}: {message}"


class MethodError(ValueError):
    """What was asked cannot be computed; ``message`` says why, for who can mend it."""

    def __init__(self, indonesian: str, english: str) -> None:
        self.message = Text(indonesian, english)
        super().__init__(english)


class FrameworkError(ValueError):
    """The text is not a framework; ``problems`` say why, in the order of the lines."""

    def __init__(self, problems: tuple[Flaw, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(flaw.text() for flaw in problems))


def parse(text: str) -> Framework:
    """Read a framework from its YAML text.

    Parameters
    ----------
    text : str
        YAML that meets `SCHEMA`. A name, unit, title, note or definition may be a plain
        string, which then stands for both languages.

    Returns
    -------
    Framework
        With its fingerprint.

    Raises
    ------
    FrameworkError
        With every flaw found: bad YAML, keys written twice, parts the schema refuses,
        codes used twice, a minimum not below its maximum, numbers that are not finite,
        siblings that all weigh nothing though something under them is to be scored.

    Examples
    --------
    >>> framework = parse('''
    ... code: demo
    ... version: "1"
    ... title: {id: Contoh, en: Example}
    ... dimensions:
    ...   - code: eco
    ...     name: {id: Ekonomi, en: Economy}
    ...     indicators:
    ...       - {code: poor, name: Miskin, unit: persen, direction: lower,
    ...          custodian: BPS, source: Susenas}
    ... ''')
    >>> framework.indicators()[0].direction
    'lower'
    """
    source = load(text)
    if remarks := check(source):
        raise FrameworkError(
            tuple(Flaw(r.line, r.path, Text(r.id, r.en)) for r in remarks)
        )
    framework = _framework(source.value)
    return replace(framework, fingerprint=fingerprint(framework))


def to_mapping(framework: Framework) -> dict[str, Any]:
    """Return the framework as plain JSON types that `parse` would read back.

    Parameters
    ----------
    framework : Framework
        Any framework; its ``fingerprint`` field is left out.

    Returns
    -------
    dict
        With every default written out, so that equal frameworks give equal mappings.

    Examples
    --------
    >>> to_mapping(
    ...     Framework(code="f", version="1", title=Text("T", "T"), dimensions=())
    ... )
    ... # doctest: +NORMALIZE_WHITESPACE
    {'code': 'f', 'version': '1', 'title': {'id': 'T', 'en': 'T'},
     'purpose': 'assessment', 'dimensions': []}
    """
    mapping = {
        "code": framework.code,
        "version": framework.version,
        "title": _text_mapping(framework.title),
        "purpose": framework.purpose,
        "note": _text_mapping(framework.note),
        "dimensions": [_node_mapping(node) for node in framework.dimensions],
    }
    return _without_none(mapping)


def fingerprint(framework: Framework) -> str:
    """Return the SHA-256 of the framework's canonical JSON, 64 hexadecimal digits.

    Parameters
    ----------
    framework : Framework
        Any framework.

    Returns
    -------
    str
        Equal for equal frameworks, whatever the layout of their YAML.

    Examples
    --------
    >>> empty = Framework(code="f", version="1", title=Text("T", "T"), dimensions=())
    >>> fingerprint(empty)[:8]
    '0d6e8081'
    """
    canonical = json.dumps(
        to_mapping(framework), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _text_mapping(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"id": text.id, "en": text.en}


def _without_none(mapping: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if value is not None}


def _node_mapping(node: Node) -> dict[str, Any]:
    return {
        "code": node.code,
        "name": _text_mapping(node.name),
        "weight": node.weight,
        "children": [_node_mapping(child) for child in node.children],
        "indicators": [_indicator_mapping(i) for i in node.indicators],
    }


def _indicator_mapping(indicator: Indicator) -> dict[str, Any]:
    plausible = {"minimum": indicator.minimum, "maximum": indicator.maximum}
    mapping = {
        "code": indicator.code,
        "name": _text_mapping(indicator.name),
        "unit": _text_mapping(indicator.unit),
        "direction": indicator.direction,
        "weight": indicator.weight,
        "plausible": _without_none(plausible),
        "decimals": indicator.decimals,
        "options": list(indicator.options),
        "custodian": indicator.custodian,
        "source": indicator.source,
        "definition": _text_mapping(indicator.definition),
    }
    return _without_none(mapping)


def _framework(plain: dict[str, Any]) -> Framework:
    return Framework(
        code=plain["code"],
        version=plain["version"],
        title=_text(plain["title"]),
        dimensions=tuple(_node(node) for node in plain["dimensions"]),
        purpose=plain.get("purpose", "assessment"),
        note=_text(plain["note"]) if "note" in plain else None,
    )


def _text(plain: str | dict[str, str]) -> Text:
    return Text(plain, plain) if isinstance(plain, str) else Text(**plain)


def _node(plain: dict[str, Any]) -> Node:
    return Node(
        code=plain["code"],
        name=_text(plain["name"]),
        weight=float(plain.get("weight", 1)),
        children=tuple(_node(child) for child in plain.get("children", ())),
        indicators=tuple(_indicator(i) for i in plain.get("indicators", ())),
    )


def _indicator(plain: dict[str, Any]) -> Indicator:
    plausible = {k: float(v) for k, v in plain.get("plausible", {}).items()}
    return Indicator(
        code=plain["code"],
        name=_text(plain["name"]),
        unit=_text(plain["unit"]),
        direction=plain.get("direction", "higher"),
        weight=float(plain.get("weight", 1)),
        minimum=plausible.get("minimum"),
        maximum=plausible.get("maximum"),
        decimals=plain.get("decimals", 2),
        options=tuple(float(option) for option in plain.get("options", ())),
        custodian=plain["custodian"],
        source=plain["source"],
        definition=_text(plain["definition"]) if "definition" in plain else None,
    )
