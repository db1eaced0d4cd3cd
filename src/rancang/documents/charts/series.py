"""A measure over the years, beside medians."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rancang.documents import sentences
from rancang.documents.charts import style
from rancang.documents.charts.style import Spec, layer
from rancang.documents.facts import Fact, Trend


SOLID, DASHED, DOTTED = [1, 0], [6, 3], [2, 2]
APART = 0.065  # of the height: two names at the line ends do not touch
POINT = {
    "type": "point",
    "filled": True,
    "stroke": style.REGION,
    "strokeWidth": 1.5,
    "size": 38,
    "opacity": 1,
}
NAME = {
    "type": "text",
    "align": "left",
    "dx": 9,
    "baseline": "middle",
    "fontWeight": 600,
}
Series = tuple[str, tuple[Fact, ...], str, list[int]]


def trend(shown: Trend, place: str, peers: str, province: str) -> Spec:
    """Show the years of an indicator beside the medians; flagged years are hollow."""
    series: list[Series] = [
        (place, shown.region, style.REGION, SOLID),
        (f"Median {peers}", shown.median_kind, style.PEERS, DASHED),
        (f"Median {province}", shown.median_province, style.PROVINCE, DOTTED),
    ]
    layers = [*map(_line, series), _points(shown.region), _names(series)]
    return style.framed({"width": 430, "height": 205, "layer": layers})


def _line(series: Series) -> Spec:
    _, facts, colour, dash = series
    mark = {"type": "line", "color": colour, "strokeDash": dash, "strokeWidth": 2.2}
    values = [{"year": y, "value": v} for y, v, _ in _years(facts)]
    return layer(values, mark, **_axes())


def _years(facts: Sequence[Fact]) -> Iterator[tuple[int, float, Fact]]:
    for fact in facts:
        if fact.value is not None and fact.period.isdigit():
            yield int(fact.period), fact.value, fact


def _axes() -> dict[str, Spec]:
    years = {"title": None, "format": "d", "grid": False, "tickCount": 6}
    amounts = {"title": None, "format": ",.0f", "tickCount": 5}
    scale = {"zero": False, "nice": False}
    return {
        "x": {"field": "year", "type": "quantitative", "scale": scale, "axis": years},
        "y": {"field": "value", "type": "quantitative", "axis": amounts},
    }


def _points(facts: Sequence[Fact]) -> Spec:
    values = [
        {"year": year, "value": value, "fill": _fill(fact)}
        for year, value, fact in _years(facts)
    ]
    return layer(values, POINT, **_axes(), fill=style.as_given("fill"))


def _fill(fact: Fact) -> str:
    return "#ffffff" if sentences.is_odd(fact) or fact.imputed else style.REGION


def _names(series: list[Series]) -> Spec:
    """Name each line at its end, pushed apart where two ends lie close."""
    ends = []
    top = 0.0
    for name, facts, colour, _ in series:
        known = list(_years(facts))
        top = max([top, *(value for _, value, _ in known)])
        ends += [(known[-1][1], known[-1][0], name, colour)] if known else []
    floor, values = float("-inf"), []
    for value, year, name, colour in sorted(ends):
        floor = max(value, floor + top * APART)
        text = f"{name} {sentences.number(value, 0)}"
        values.append({"year": year, "value": floor, "text": text, "colour": colour})
    look = {"text": {"field": "text"}, "color": style.as_given("colour")}
    return layer(values, NAME, **_axes(), **look)
