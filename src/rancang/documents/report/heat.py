"""A square of colours: how each indicator moves with each other."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from rancang.documents.charts import style
from rancang.methods.arrays import Floats


CELL = 14
LABEL = 220
LEGEND = 34
COLOURS = (
    *("#8c3a12", "#c8501e", "#e39a78", "#f3d8ca"),
    "#f4f4f2",
    *("#cfe0e9", "#8fb8cd", "#3f7f9f", "#174862"),
)
"""From -1 over 0 to 1: orange is opposed, blue goes together."""

_TEXT = f'font-family="sans-serif" font-size="10" fill="{style.INK}"'


def svg(matrix: Floats, names: Sequence[str]) -> str:
    """Draw a correlation matrix; cells without a correlation stay white."""
    side = CELL * len(names)
    width, height = LABEL + max(side, 200) + 4, LEGEND + side + 4
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">',
        _legend(),
        f'<g transform="translate({LABEL} {LEGEND}) scale({CELL})">',
        *(_cells(matrix, number) for number in range(len(COLOURS))),
        "</g>",
        *(_label(name, place) for place, name in enumerate(names)),
        "</svg>",
    ]
    return "".join(parts)


def class_of(value: float) -> int:
    """Return the place of a correlation among the colours.

    >>> class_of(-1.0), class_of(0.0), class_of(1.0)
    (0, 4, 8)
    """
    half = len(COLOURS) // 2
    return half + round(value * half)


def _cells(matrix: Floats, number: int) -> str:
    """Return all cells of one colour as one path, so that many stay a small file."""
    there = [
        (row, column)
        for row, column in np.argwhere(~np.isnan(matrix))
        if class_of(float(matrix[row, column])) == number
    ]
    path = "".join(f"M{column} {row}h.94v.94h-.94z" for row, column in there)
    return f'<path fill="{COLOURS[number]}" d="{path}"/>' if path else ""


def _label(name: str, place: int) -> str:
    shown = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
    y = LEGEND + CELL * place + CELL * 0.7
    return (
        f'<text x="{LABEL - 6}" y="{y:.1f}" text-anchor="end" {_TEXT}>'
        f"{escape(shown)}</text>"
    )


LONGEST = 34


def _legend() -> str:
    boxes = "".join(
        f'<rect x="{LABEL + 22 * at}" y="0" width="22" height="10" fill="{colour}"/>'
        for at, colour in enumerate(COLOURS)
    )
    ends = ((0, "−1"), (len(COLOURS) / 2, "0"), (len(COLOURS), "1"))
    words = "".join(
        f'<text x="{LABEL + 22 * at:g}" y="22" text-anchor="middle" {_TEXT}>{text}</text>'
        for at, text in ends
    )
    return boxes + words
