"""Numbers, dates and words as people type them, in Indonesian and international dress."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Literal


DecimalMark = Literal[",", "."]
OTHER: dict[DecimalMark, DecimalMark] = {",": ".", ".": ","}

_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000"), " ")
_NOTHING = dict.fromkeys(map(ord, "\ufeff\u200b\u200e\u200f\u2060"))
_MINUS = dict.fromkeys(map(ord, "\u2212\u2012\u2013\ufe63\uff0d"), "-")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})([T ].*)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_PLAIN = {
    mark: re.compile(
        rf"[+-]?([0-9]+|[1-9][0-9]{{0,2}}(\{OTHER[mark]}[0-9]{{3}})+)"
        rf"(\{mark}[0-9]+)?([eE][+-]?[0-9]{{1,4}})?"
    )
    for mark in OTHER
}


def tidy(text: str) -> str:
    """Return the text without the marks nobody sees and with plain spaces and line ends."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    text = text.translate(_SPACES | _NOTHING)
    return "".join(
        " " if unicodedata.category(mark) == "Cc" and mark != "\n" else mark
        for mark in text
    ).strip()


def number_of(text: str, decimal: DecimalMark) -> float | None:
    """Return the number a text shows in a dress, or None where it shows none.

    >>> number_of("1.234,5", ","), number_of("1,234.5", "."), number_of("1,2,3", ".")
    (1234.5, 1234.5, None)
    """
    text = _bare(text)
    if not _PLAIN[decimal].fullmatch(text):
        return None
    return float(text.replace(OTHER[decimal], "").replace(decimal, "."))


def decimal_shown(text: str) -> DecimalMark | None:
    """Return the decimal mark a text can only have been written with, if it tells.

    >>> decimal_shown("12,5"), decimal_shown("1,234.5"), decimal_shown("1.234.567")
    (',', '.', ',')
    >>> decimal_shown("1.234") is None and decimal_shown("12") is None
    True
    """
    possible = [mark for mark in OTHER if number_of(text, mark) is not None]
    return possible[0] if len(possible) == 1 else None


def ambiguous(text: str) -> bool:
    """Say whether a text is a number in both dresses, and not the same one.

    >>> ambiguous("1.234"), ambiguous("0.234"), ambiguous("1234")
    (True, False, False)
    """
    comma, point = number_of(text, ","), number_of(text, ".")
    return None not in (comma, point) and comma != point


def date_of(text: str) -> date | None:
    """Return the date written as 2025-12-31 or 31/12/2025, or None where it is none."""
    if match := _ISO.fullmatch(text):
        year, month, day = match[1], match[2], match[3]
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = match[1], match[2], match[3]
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _bare(text: str) -> str:
    return re.sub(r"(?<=[0-9]) (?=[0-9]{3})", "", tidy(text).translate(_MINUS))
