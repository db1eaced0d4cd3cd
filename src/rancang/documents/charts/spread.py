"""How a measure spreads over all regions, and where one region stands in it."""

from __future__ import annotations

from collections.abc import Sequence

from rancang.documents import sentences
from rancang.documents.charts import style
from rancang.documents.charts.style import Spec, layer, quantile
from rancang.documents.facts import Fact, Position


MOST_TICKS = 120
LINE = 34
PLOT = 330
ROOM_FOR_NAMES = 230
AXIS = {
    "labels": False,
    "ticks": False,
    "grid": False,
    "domain": False,
    "title": "kurang baik  ←   semua daerah   →  lebih baik",
}
ACROSS = {"type": "quantitative", "scale": {"domain": [0, 1]}, "axis": AXIS}
UPRIGHT = "M-0.15,-0.9L0.15,-0.9L0.15,0.9L-0.15,0.9Z"
WHOLE = {"type": "rule", "color": style.RULE, "strokeWidth": 1}
MIDDLE = {"type": "bar", "color": style.BAND, "height": 15}
PEER = {
    "type": "tick",
    "color": style.PEERS,
    "opacity": 0.4,
    "thickness": 1,
    "size": 13,
}
MEDIAN = {
    "type": "tick",
    "color": style.PEERS,
    "thickness": 3,
    "size": 22,
    "opacity": 1,
}
NEAR = {
    "type": "point",
    "shape": "diamond",
    "color": style.PROVINCE,
    "fill": "#ffffff",
    "strokeWidth": 1.8,
    "size": 75,
    "opacity": 1,
}
OURS = {
    "type": "point",
    "filled": True,
    "color": style.REGION,
    "stroke": "#ffffff",
    "strokeWidth": 1,
    "size": 130,
    "opacity": 1,
}


def spread(
    positions: Sequence[Position], place: str, peers: str, province: str
) -> Spec:
    """Show, a line for each measure, where the region stands among the others.

    Every line runs from the worst (left) to the best (right) of all regions, cut off at
    the 1st and 99th percentile so that one extreme does not hide the rest.
    """
    shown = [p for p in positions if p.figure and p.figure.value is not None]
    down: Spec = {
        "field": "name",
        "type": "nominal",
        "sort": [p.name for p in shown],
        "axis": {"title": None, "grid": False, "labelLimit": ROOM_FOR_NAMES},
    }
    x = {"field": "x", **ACROSS}
    low, high = {"field": "low", **ACROSS}, {"field": "high"}
    p10, p90 = {"field": "p10", **ACROSS}, {"field": "p90"}
    layers = [
        layer(_bands(shown), WHOLE, y=down, x=low, x2=high),
        layer(_bands(shown), MIDDLE, y=down, x=p10, x2=p90),
        layer(_ticks(shown), PEER, y=down, x=x),
        layer(_marks(shown, "median_kind"), MEDIAN, y=down, x=x),
        layer(_marks(shown, "median_province"), NEAR, y=down, x=x),
        layer(_marks(shown, "figure"), OURS, y=down, x=x),
        _values(shown, down),
    ]
    chart = {"width": PLOT, "height": LINE * len(shown), "layer": layers}
    signs = (
        (place, "circle", style.REGION),
        (f"median {peers}", UPRIGHT, style.PEERS),
        (f"median {province}", "open-diamond", style.PROVINCE),
    )
    parts = [style.key(signs, PLOT), chart]
    return style.framed({"vconcat": parts, "bounds": "flush", "spacing": 8})


def _values(shown: list[Position], down: Spec) -> Spec:
    values = [{"name": p.name, "text": _written(p.figure)} for p in shown]
    mark = {"type": "text", "align": "left", "baseline": "middle", "fontWeight": 600}
    at = {"value": PLOT + 12}
    return layer(values, mark, y=down, x=at, text={"field": "text"})


def _written(fact: Fact | None) -> str:
    if fact is None or fact.value is None:
        return ""
    text = sentences.number(fact.value, fact.decimals)
    return text + ("%" if fact.unit == "%" else "") + sentences.marks(fact)


def _scaled(position: Position, value: float) -> float:
    low, high = _ends(position)
    share = (value - low) / (high - low) if high > low else 0.5
    share = 1 - share if position.direction == "lower" else share
    return round(min(1.0, max(0.0, share)), 4)


def _ends(position: Position) -> tuple[float, float]:
    values = sorted(position.values_all) or sorted(_known(position))
    return quantile(values, 0.01), quantile(values, 0.99)


def _known(position: Position) -> list[float]:
    facts = (position.figure, position.median_kind, position.median_province)
    return [f.value for f in facts if f and f.value is not None]


def _bands(shown: list[Position]) -> list[Spec]:
    cuts = {"low": 0.0, "high": 1.0, "p10": 0.1, "p90": 0.9}
    found = []
    for position in shown:
        values = sorted(position.values_all) or _known(position)
        ends = {n: _scaled(position, quantile(values, c)) for n, c in cuts.items()}
        found.append({"name": position.name, **ends})
    return found


def _ticks(shown: list[Position]) -> list[Spec]:
    """Return a tick for each region of the same kind, evenly thinned where many."""
    found = []
    for position in shown:
        values = sorted(position.values_kind)
        if len(values) > MOST_TICKS:
            cuts = [at / (MOST_TICKS - 1) for at in range(MOST_TICKS)]
            values = [quantile(values, cut) for cut in cuts]
        found += [{"name": position.name, "x": _scaled(position, v)} for v in values]
    return found


def _marks(shown: list[Position], which: str) -> list[Spec]:
    found = []
    for position in shown:
        fact: Fact | None = getattr(position, which)
        if fact and fact.value is not None:
            found.append({"name": position.name, "x": _scaled(position, fact.value)})
    return found
