"""How sure a rank is, and how sure a place among the proposed."""

from __future__ import annotations

from collections.abc import Sequence

from rancang.documents import sentences
from rancang.documents.charts import style
from rancang.documents.charts.style import Spec, layer
from rancang.documents.facts import Fact, Position, Standing


HUNDRED = 100
GROUND = {"type": "rule", "color": style.RULE, "strokeWidth": 6}
REACH = {"type": "rule", "color": style.REGION, "strokeWidth": 6, "opacity": 0.55}
CUT = {
    "type": "rule",
    "color": style.PEERS,
    "strokeDash": [4, 3],
    "strokeWidth": 1.5,
    "y": 4,
    "y2": 56,
}
CUT_WORDS = {"type": "text", "align": "left", "dx": 5, "dy": 23, "color": style.PEERS}
OURS = {
    "type": "point",
    "filled": True,
    "color": style.REGION,
    "stroke": "#ffffff",
    "size": 150,
    "opacity": 1,
}
OUR_WORDS = {
    "type": "text",
    "align": "left",
    "dx": 8,
    "dy": -15,
    "fontWeight": 600,
    "color": style.REGION,
}


def interval(index: Position, standing: Standing) -> Spec:
    """Show the rank on the index and how far the draws move it, on the line of all."""
    rank, low, high = (_rank(f) for f in (index.rank_all, index.low, index.high))
    last, cut = index.of_all, standing.selection_size
    x = {"field": "x", **_axis(last)}
    x2, text = {"field": "x2"}, {"field": "text"}
    told = f"peringkat {sentences.number(rank, 0)}; {_both(low, high)}"
    edge = max(low, rank, high)
    # words stand left of the mark where the line ends
    side = {"align": "right", "dx": -8} if edge > last * 0.7 else {}
    layers = [
        layer([{"x": 1, "x2": last}], GROUND, x=x, x2=x2),
        layer([{"x": low, "x2": high}], REACH, x=x, x2=x2),
        layer([{"x": cut}], CUT, x=x),
        layer([{"x": cut, "text": f"urutan ke-{cut}"}], CUT_WORDS, x=x, text=text),
        layer([{"x": rank}], OURS, x=x),
        layer([{"x": edge, "text": told}], {**OUR_WORDS, **side}, x=x, text=text),
    ]
    return style.framed({"width": 600, "height": 60, "layer": layers})


def _axis(last: int) -> Spec:
    step = 100 if last > 2 * HUNDRED else 10
    axis = {
        "title": "peringkat indeks (1 = terbaik)",
        "grid": False,
        "values": [1, *range(step, last, step)],
    }
    return {"type": "quantitative", "scale": {"domain": [1, last]}, "axis": axis}


def _both(low: float, high: float) -> str:
    return f"{sentences.number(low, 0)}–{sentences.number(high, 0)}"


def _rank(fact: Fact | None) -> float:
    return fact.value if fact and fact.value is not None else 1.0


def neighbours(shares: Sequence[tuple[str, float]], place: str) -> Spec:
    """Show how often each region near the cut was inside: (name, per cent)."""
    values: list[Spec] = [
        {
            "name": name,
            "share": share,
            "zero": 0,
            "text": f"{sentences.number(share, 0)}%",
            "colour": style.REGION if name == place else style.PEERS,
        }
        for name, share in shares
    ]
    axis = {"title": None, "labelLimit": 220, "grid": False}
    order = [name for name, _ in shares]
    y = {"field": "name", "type": "nominal", "sort": order, "axis": axis}
    x = {**_share_axis(), "field": "share"}
    colour = style.as_given("colour")
    stick = {"type": "rule", "strokeWidth": 2}
    head = {"type": "point", "filled": True, "size": 90, "opacity": 1}
    words = {"type": "text", "align": "left", "dx": 9, "baseline": "middle"}
    layers = [
        layer(
            values,
            stick,
            y=y,
            x={**x, "field": "zero"},
            x2={"field": "share"},
            color=colour,
        ),
        layer(values, head, y=y, x=x, color=colour),
        layer(values, words, y=y, x=x, text={"field": "text"}),
    ]
    height = 19 * len(values)
    return style.framed({"width": 380, "height": height, "layer": layers})


def _share_axis() -> Spec:
    axis = {"title": "bagian simulasi di dalam usulan (%)", "tickCount": 5}
    return {"type": "quantitative", "scale": {"domain": [0, HUNDRED]}, "axis": axis}
