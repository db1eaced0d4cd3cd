"""What a form asks for, and what a filled file turned out to hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rancang.methods.framework import Indicator, Language, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One value asked for: an indicator of a region in a period."""

    sheet: str
    region: str
    region_name: str
    indicator: Indicator
    period: str
    last_value: float | None = None
    last_period: str = ""
    source: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """All that one agency owes for one data call.

    ``agency`` and ``call`` are codes; ``fingerprint`` is the framework version's. The three
    are stamped into the workbook so that another's template is told from one's own.
    """

    agency: str
    agency_name: str
    call: str
    call_title: str
    framework: str
    framework_title: Text
    fingerprint: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: sheet (empty for CSV) and cell; either may be empty for the whole."""

    sheet: str = ""
    cell: str = ""

    def text(self, language: Language = "id") -> str:
        """Return the place in words, or nothing for the whole file."""
        sheet, cell = {"id": ("Lembar", "sel"), "en": ("Sheet", "cell")}[language]
        parts = [f"{sheet} {self.sheet}"] if self.sheet else []
        parts += [f"{cell} {self.cell}"] if self.cell else []
        return ", ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One value read: a number, or no number with the reason in ``note``."""

    region: str
    indicator: str
    period: str
    number: float | None
    source: str
    method: str
    evidence_date: date | None
    note: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something the sender can mend (``error``) or should look at (``warning``)."""

    severity: Literal["error", "warning"]
    code: str
    place: Place
    message: Text

    def text(self, language: Language = "id") -> str:
        """Return place and message in words."""
        where = self.place.text(language)
        message = self.message.id if language == "id" else self.message.en
        return f"{where}: {message}" if where else message


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file holds. ``rows`` may be used only when ``ok``."""

    fingerprint: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return what must be mended before anything is stored."""
        return tuple(p for p in self.problems if p.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Return what should be looked at."""
        return tuple(p for p in self.problems if p.severity == "warning")

    @property
    def ok(self) -> bool:
        """Say whether the rows may be stored."""
        return not self.errors
