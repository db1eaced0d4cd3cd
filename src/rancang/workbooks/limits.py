"""How much of a file is read before it is sent back."""

from __future__ import annotations

from dataclasses import dataclass


MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most a file may cost.

    Bytes: ``size`` of the file, ``unpacked`` of its parts together, ``memory`` of the child
    that parses it. ``ratio`` is unpacked over packed, asked of parts above a megabyte.
    ``rows`` and ``cells`` count what holds something; ``characters`` is all text together
    and ``text`` one cell's. ``problems`` is how many are listed of each severity.
    """

    size: int = 20 * MEGABYTE
    unpacked: int = 200 * MEGABYTE
    ratio: int = 150
    members: int = 500
    rows: int = 60_000
    cells: int = 900_000
    characters: int = 20_000_000
    text: int = 4_000
    memory: int = 1024 * MEGABYTE
    seconds: int = 20
    problems: int = 200
