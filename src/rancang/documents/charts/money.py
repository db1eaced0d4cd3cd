"""The budget: planned beside realised, and what spending was made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rancang.documents import sentences
from rancang.documents.charts import style
from rancang.documents.charts.style import Spec, layer
from rancang.documents.drawing import HATCH
from rancang.documents.facts import Account, Fact


Parts = Sequence[tuple[str, Sequence[Account]]]
LEVEL = "M-1,-0.13L1,-0.13L1,0.13L-1,0.13Z"
ROOM_FOR_WORDS = 0.03  # of the longest bar: a smaller part is not written into
FILLS = (style.CLASSES[4], style.CLASSES[2], style.CLASSES[1], "#f0e2d0", "#d9dee2")
BAR = {"type": "bar", "width": 38, "stroke": style.PEERS, "strokeWidth": 1}
PLAN = {"type": "tick", "color": style.REGION, "thickness": 3, "size": 52, "opacity": 1}
FOOT = {"type": "text", "baseline": "bottom", "y": 158, "fontWeight": 600}
STACK = {"type": "bar", "height": 24, "stroke": "#ffffff", "strokeWidth": 1}


def budget(panels: Parts, part_years: Sequence[str]) -> Spec:
    """Show realisation as bars and the budget as a line over them, a panel an account."""
    views = [_panel(name, accounts, part_years) for name, accounts in panels]
    signs = [("realisasi", "square", style.PEERS), ("anggaran", LEVEL, style.REGION)]
    if part_years:
        signs.append(("realisasi sebagian tahun", "square", HATCH))
    row = {"hconcat": views, "spacing": 24}
    return style.framed({"vconcat": [style.key(signs, 560), row], "spacing": 14})


def _panel(name: str, accounts: Sequence[Account], part_years: Sequence[str]) -> Spec:
    values = [_year(account, part_years) for account in accounts]
    years = {"title": None, "labelAngle": 0, "grid": False, "ticks": False}
    amounts = {"title": None, "format": ",.0f", "tickCount": 4}
    x = {"field": "year", "type": "ordinal", "axis": years}
    y = {"type": "quantitative", "axis": amounts}
    fill, colour = style.as_given("fill"), style.as_given("ink")
    layers = [
        layer(values, BAR, x=x, y={**y, "field": "realised"}, fill=fill),
        layer(values, PLAN, x=x, y={**y, "field": "budgeted"}),
        layer(values, FOOT, x=x, text={"field": "text"}, color=colour),
    ]
    return {"title": name, "width": 250, "height": 165, "layer": layers}


def _year(account: Account, part_years: Sequence[str]) -> Spec:
    part = account.year in part_years
    return {
        "year": account.year,
        "realised": _amount(account.realised),
        "budgeted": _amount(account.budgeted),
        "fill": HATCH if part else style.PEERS,
        "ink": style.INK if part else "#ffffff",
        "text": _written(account.realised),
    }


def _amount(fact: Fact | None) -> float | None:
    return fact.value if fact else None


def _written(fact: Fact | None) -> str:
    if fact is None or fact.value is None:
        return ""
    return sentences.number(fact.value, 0)


def composition(parts: Parts, part_years: Sequence[str]) -> Spec:
    """Show what the realised sum of each year was made of: (year, its accounts)."""
    names = list(dict.fromkeys(a.name for _, accounts in parts for a in accounts))
    values = [part for year in parts for part in _stack(*year, part_years)]
    longest = max(part["to"] for part in values)
    for part in values:
        wide = part["to"] - part["from"] >= longest * ROOM_FOR_WORDS
        part["text"] = part["text"] if wide else ""
        part["ink"] = "#ffffff" if part["name"] == names[0] else style.INK
    scale = {"domain": names, "range": list(FILLS[: len(names)])}
    colour = {"field": "name", "type": "nominal", "sort": names, "scale": scale}
    y = {"field": "year", "type": "ordinal", "axis": {"title": None, "grid": False}}
    axis = {"title": None, "format": ",.0f", "tickCount": 6}
    x = {"type": "quantitative", "axis": axis}
    middle = {**x, "field": "middle"}
    ink, text = style.as_given("ink"), {"field": "text"}
    words = {"type": "text", "baseline": "middle"}
    layers = [
        layer(
            values,
            STACK,
            y=y,
            x={**x, "field": "from"},
            x2={"field": "to"},
            fill=colour,
        ),
        layer(values, words, y=y, x=middle, text=text, color=ink),
    ]
    height = 36 * len(parts)
    return style.framed({"width": 560, "height": height, "layer": layers})


def _stack(
    year: str, accounts: Sequence[Account], part_years: Sequence[str]
) -> Iterator[Spec]:
    shown = f"{year} *" if year in part_years else year
    start = 0.0
    for account in accounts:
        amount = max(0.0, _amount(account.realised) or 0.0)
        text = _written(account.realised)
        place = {"from": start, "to": start + amount, "middle": start + amount / 2}
        yield {"year": shown, "name": account.name, "text": text, **place}
        start += amount
