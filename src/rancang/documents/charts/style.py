"""Colours and manners common to every drawing: calm, legible in grey, safe for all eyes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


Spec = dict[str, Any]

WIDTH = 640
INK = "#20303c"
QUIET = "#5b6770"
RULE = "#d5dbdf"
BAND = "#e6ebee"
PEERS = "#2b6586"
REGION = "#c8501e"
PROVINCE = "#6b5b95"
CLASSES = ("#e4eef3", "#b5d0de", "#7badc6", "#3f7f9f", "#174862")

CONFIG: Spec = {
    "font": "sans-serif",
    "view": {"stroke": None},
    "background": None,
    "axis": {
        "labelColor": INK,
        "labelFontSize": 12,
        "titleColor": QUIET,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": BAND,
        "gridWidth": 0.8,
        "domainColor": RULE,
        "tickColor": RULE,
    },
    "axisY": {"domain": False, "ticks": False, "labelPadding": 8},
    "text": {"color": INK, "fontSize": 12},
    "title": {
        "color": INK,
        "fontSize": 13,
        "fontWeight": 600,
        "anchor": "start",
        "offset": 10,
    },
    "legend": {
        "labelColor": INK,
        "labelFontSize": 12,
        "title": None,
        "orient": "top",
        "symbolStrokeWidth": 0.5,
        "symbolStrokeColor": QUIET,
        "symbolSize": 160,
        "labelLimit": 300,
    },
}


def framed(view: Spec) -> Spec:
    """Return a view as a whole drawing in the common manner."""
    return {"config": CONFIG, "padding": 4, **view}


def layer(values: list[Spec], mark: Spec, **encoding: Spec) -> Spec:
    """Return one layer of marks with its own data."""
    return {"data": rows(values), "mark": mark, "encoding": encoding}


def as_given(field: str) -> Spec:
    """Return an encoding that takes a colour or shape from the data as it stands."""
    return {"field": field, "type": "nominal", "scale": None}


def quantile(ordered: Sequence[float], share: float) -> float:
    """Return a quantile of values in rising order, between neighbours in proportion.

    >>> quantile((1.0, 2.0, 4.0), 0.75)
    3.0
    """
    at = share * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def rows(values: list[Spec]) -> Spec:
    """Return data that stand in the specification itself."""
    return {"values": values}


def key(items: Sequence[tuple[str, str, str]], width: int = WIDTH) -> Spec:
    """Return a line that explains signs: (words, shape, colour); "open-" is hollow."""
    x, values = 8.0, []
    for words, shape, colour in items:
        fill = "#ffffff" if shape.startswith("open-") else colour
        edge = colour if colour.startswith("#") else PEERS
        look = {"shape": shape.removeprefix("open-"), "fill": fill, "stroke": edge}
        values.append({"x": x, "label": words, "text_x": x + 11, **look})
        x += 34 + 6.3 * len(words)
    place = {"type": "quantitative", "scale": None, "axis": None}
    signs = layer(
        values,
        {"type": "point", "filled": True, "size": 90, "opacity": 1},
        x={"field": "x", **place},
        **{name: as_given(name) for name in ("shape", "fill", "stroke")},
    )
    words_mark = {"type": "text", "align": "left", "baseline": "middle"}
    at = {"field": "text_x", **place}
    told = layer(values, words_mark, x=at, text={"field": "label"})
    return {"width": width, "height": 18, "layer": [signs, told]}
