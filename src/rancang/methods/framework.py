"""A framework: what is measured, as a tree of dimensions, sub-dimensions and indicators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal


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
