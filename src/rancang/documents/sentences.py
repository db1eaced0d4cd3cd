"""Numbers, dates and comparisons as Indonesians write them, as spans of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from rancang.documents.book import HARD, Count, Span, Spans, Value, Words
from rancang.documents.facts import Fact, Position


MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
MISSING = "belum tersedia"
DASH = "—"
MINUS = "\N{MINUS SIGN}"
_RUPIAH = re.compile(r"(?:(ribu|juta|miliar|triliun) )?(?:rupiah|rp)(?=$|[ /])", re.I)


def number(value: float, decimals: int = 2) -> str:
    """Write a number with a point for thousands and a decimal comma.

    >>> number(1234.5, 1), number(-0.004), number(-172.92)
    ('1.234,5', '0,00', '−172,92')
    """
    text = f"{abs(value):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return MINUS + text if value < 0 and re.search("[1-9]", text) else text


def with_unit(text: str, unit: str) -> str:
    r"""Put the unit where Indonesians put it.

    >>> with_unit("6,39", "%"), with_unit("41.391", "ribu rupiah")
    ('6,39%', 'Rp41.391\xa0ribu')
    """
    if unit == "%":
        return f"{text}%"
    if unit.startswith("indeks"):
        return text
    money = _RUPIAH.match(unit)
    if money:
        scale = f"{HARD}{money.group(1).lower()}" if money.group(1) else ""
        return f"Rp{text}{scale}{unit[money.end() :]}"
    return f"{text}{HARD}{unit}" if unit else text


def day(iso: str) -> str:
    """Write an ISO date in words; a year or any other text stays as it is.

    >>> day("2026-11-25"), day("2021")
    ('25 November 2026', '2021')
    """
    try:
        moment = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def listed(items: Iterable[str]) -> str:
    """Join words as a list: a; a dan b; a, b, dan c."""
    words = list(items)
    if len(words) <= 1:
        return "".join(words)
    if len(words) == 2:  # noqa: PLR2004
        return f"{words[0]} dan {words[1]}"
    return f"{', '.join(words[:-1])}, dan {words[-1]}"


def line(*parts: str | Span | Spans) -> Spans:
    """Make spans of words, figures and spans."""
    spans: list[Span] = []
    for part in parts:
        if isinstance(part, str):
            spans += [Words(part)] if part else []
        elif isinstance(part, tuple):
            spans += part
        else:
            spans.append(part)
    return tuple(spans)


def strong(text: str) -> Words:
    """Make words that stand out."""
    return Words(text, strong=True)


def marks(fact: Fact) -> str:
    """Return what must stand beside a figure: imputed, invented."""
    found = ["imputasi"] if fact.imputed else []
    found += ["contoh"] if "contoh" in fact.flags else []
    return f" ({', '.join(found)})" if found else ""


def figure(fact: Fact | None, *, unit: bool = True, bold: bool = False) -> Spans:
    """Write a fact inside a sentence; say so where it is missing."""
    if fact is None:
        return line(MISSING)
    if fact.value is None:
        return (Value(MISSING, fact.code),)
    text = number(fact.value, fact.decimals)
    text = with_unit(text, fact.unit) if unit else text
    return line(Value(text, fact.code, strong=bold), marks(fact))


def cell(fact: Fact | None) -> Spans:
    """Write a fact in a table, without its unit; a dash where it is missing."""
    if fact is None:
        return line(DASH)
    if fact.value is None:
        return (Value(DASH, fact.code),)
    odd = "*" if is_odd(fact) else ""
    return line(Value(number(fact.value, fact.decimals), fact.code), odd, marks(fact))


def is_odd(fact: Fact) -> bool:
    """Say whether a figure carries a flag that is told beside it in words."""
    return bool(set(fact.flags) - {"contoh"})


def rank(fact: Fact | None, among: int, peers: str, origin: str) -> Spans:
    """Write "peringkat ke-12 dari 98 kota"."""
    if fact is None or fact.value is None:
        return line("peringkat ", MISSING)
    of = line(" dari ", Count(number(among, 0), origin), f" {peers}")
    return line("peringkat ke-", Value(number(fact.value, 0), fact.code), of)


def rank_cell(fact: Fact | None, among: int, origin: str) -> Spans:
    """Write "12/98" in a table."""
    if fact is None or fact.value is None:
        return line(DASH)
    place = Value(number(fact.value, 0), fact.code)
    return line(place, "/", Count(number(among, 0), origin))


def between(low: Fact | None, high: Fact | None) -> Spans:
    """Write "antara peringkat 9 dan 17", or the one rank where both are equal."""
    if low is None or high is None or low.value is None or high.value is None:
        return line("rentang peringkat ", MISSING)
    first, last = number(low.value, 0), number(high.value, 0)
    if first == last:
        return line("tetap pada peringkat ", Value(first, low.code))
    ends = Value(first, low.code), Value(last, high.code)
    return line("antara peringkat ", ends[0], " dan ", ends[1])


def compared(position: Position, median: Fact | None, group: str) -> Spans:
    """Write "lebih baik daripada median kota (92,10%)"."""
    if position.figure is None or median is None:
        return line("tidak dapat dibandingkan dengan median ", group)
    ours, theirs = position.figure.value, median.value
    if ours is None or theirs is None:
        return line("tidak dapat dibandingkan dengan median ", group)
    if number(ours, median.decimals) == number(theirs, median.decimals):
        verdict = "setara dengan"
    else:
        better = (ours > theirs) != (position.direction == "lower")
        verdict = "lebih baik daripada" if better else "kurang baik daripada"
    return line(f"{verdict} median {group} (", figure(median), ")")


def above(ours: Fact, median: Fact | None) -> str:
    """Say in words whether a figure lies above or below a median, without judging."""
    if median is None or median.value is None or ours.value is None:
        return "tidak dapat dibandingkan dengan"
    if number(ours.value, median.decimals) == number(median.value, median.decimals):
        return "setara dengan"
    return "di atas" if ours.value > median.value else "di bawah"
