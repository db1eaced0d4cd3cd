"""Maps as Vega-Lite specifications: borders thinned to what the page can show.

Coordinates are turned into page units here, since Vega-Lite gives drawings that stand side
by side one projection. So near the equator, a degree is as wide as it is high.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rancang.documents.charts import style
from rancang.documents.charts.style import Spec, quantile
from rancang.documents.drawing import HATCH
from rancang.documents.facts import Shape


Point = tuple[float, float]
Ring = tuple[Point, ...]
Box = tuple[float, float, float, float]
NO_VALUE = "belum ada nilai"
CLASS_NAMES = (
    "seperlima terendah",
    "kedua",
    "ketiga",
    "keempat",
    "seperlima tertinggi",
)
FLAT: Spec = {"type": "identity", "scale": 1, "translate": [0, 0]}
STEP = 0.7
SPECK = 1.6
GRID = 18
CORNERS = 3
WIDE = 480


@dataclass(frozen=True, slots=True)
class Frame:
    """A box of degrees shown so many units wide; gives the place of a point on the page."""

    box: Box
    width: float

    @property
    def scale(self) -> float:
        """Return units for a degree."""
        return self.width / (self.box[2] - self.box[0])

    @property
    def height(self) -> int:
        """Return the height in units."""
        return round((self.box[3] - self.box[1]) * self.scale)

    def place(self, point: Point) -> Point:
        """Return the place of a (longitude, latitude) on the page, y downwards."""
        x = (point[0] - self.box[0]) * self.scale
        y = (self.box[3] - point[1]) * self.scale
        return round(x, 1), round(y, 1)


def thinned(rings: Sequence[Ring], frame: Frame) -> list[Ring]:
    """Return rings in page units, without points closer than a step and without specks.

    A region never vanishes: its largest ring stays, as a dot if need be.
    """
    drawn = [_thinned_ring(ring, frame) for ring in rings]
    kept = [ring for ring in drawn if len(ring) > CORNERS and _reach(ring) >= SPECK]
    if kept or not drawn:
        return kept
    x, y = max(drawn, key=_reach)[0]
    return [((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y))]


def _thinned_ring(ring: Ring, frame: Frame) -> Ring:
    found: list[Point] = []
    for point in ring:
        here = frame.place(point)
        if not found or math.dist(found[-1], here) >= STEP:
            found.append(here)
    if len(found) > 1 and found[0] != found[-1]:
        found.append(found[0])
    return tuple(found)


def _reach(ring: Ring) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def box_of(rings: Sequence[Ring]) -> Box:
    """Return west, south, east and north of rings."""
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def mainland(shape: Shape) -> Ring:
    """Return the largest ring of a region."""
    return max(shape.rings, key=lambda ring: _area(box_of([ring])))


def centre(shape: Shape) -> Point:
    """Return the middle of the largest ring of a region."""
    west, south, east, north = box_of([mainland(shape)])
    return (west + east) / 2, (south + north) / 2


def national(
    shapes: Sequence[Shape], scores: Sequence[tuple[str, float | None]], region: str
) -> Spec:
    """Show the index of every region in fifths; without a value hatched, never pale."""
    classes = fifths(dict(scores))
    named = {s.region: classes.get(s.region, NO_VALUE) for s in shapes}
    frame = Frame(box_of([ring for s in shapes for ring in s.rings]), style.WIDTH)
    names = [*CLASS_NAMES, *({NO_VALUE} & set(named.values()))]
    fill = {
        "field": "properties.class",
        "type": "nominal",
        "sort": names,
        "scale": {"domain": names, "range": [*style.CLASSES, HATCH][: len(names)]},
        "legend": {"columns": 6, "columnPadding": 10, "symbolType": "square"},
    }
    land = _land(_features(shapes, frame, named), fill, "#a4b4bd", 0.25)
    here = next(s for s in shapes if s.region == region)
    layers = [land, *_pin(here, frame)]
    size = {"width": style.WIDTH, "height": frame.height}
    return style.framed({"projection": FLAT, **size, "layer": layers})


def fifths(scores: dict[str, float | None]) -> dict[str, str]:
    """Name the fifth in which each score lies; regions without a score are left out."""
    known = sorted(s for s in scores.values() if s is not None)
    cuts = [quantile(known, share) for share in (0.2, 0.4, 0.6, 0.8)] if known else []
    return {
        code: CLASS_NAMES[sum(score > cut for cut in cuts)]
        for code, score in scores.items()
        if score is not None
    }


def province(shapes: Sequence[Shape], region: str) -> Spec:
    """Show the province with the region marked, and beside it the region close by.

    The province is framed by the largest part of each region, so that a far small island
    does not shrink everything else. A region large enough to be seen has no close view.
    """
    here = next(s for s in shapes if s.region == region)
    box = _grown(box_of([mainland(s) for s in shapes]))
    if not needs_close_view(shapes, region):
        alone = _panel(shapes, Frame(box, WIDE), region)
        return style.framed(alone)
    whole = Frame(box, 376)
    near = Frame(_around(box_of([mainland(here)])), 236)
    left = _panel(shapes, whole, region)
    left["layer"].append(_outline(near.box, whole))
    seen = [s for s in shapes if _meet(box_of(s.rings), near.box)]
    right = _panel(seen, near, region)
    right["layer"].append(_names(seen, near, region))
    right["view"] = {"stroke": style.QUIET}
    pair = {"hconcat": [left, right], "spacing": 18, "align": "none"}
    return style.framed({"projection": FLAT, "bounds": "flush", **pair})


def needs_close_view(shapes: Sequence[Shape], region: str) -> bool:
    """Say whether a region is too small to be made out in its province."""
    here = next(s for s in shapes if s.region == region)
    west, _, east, _ = box_of([mainland(s) for s in shapes])
    near = _around(box_of([mainland(here)]))
    return (near[2] - near[0]) < (east - west) * 0.4


def emblem(shapes: Sequence[Shape], region: str) -> Spec:
    """Return the province as a quiet ornament for the title page, the region set off."""
    frame = Frame(_grown(box_of([mainland(s) for s in shapes])), style.WIDTH)
    fills = {s.region: "#dfe8ed" for s in shapes} | {region: style.REGION}
    fill = {"field": "properties.class", "type": "nominal", "scale": None}
    land = _land(_features(shapes, frame, fills), fill, "#ffffff", 0.7)
    here = next(s for s in shapes if s.region == region)
    size = {"width": style.WIDTH, "height": frame.height}
    layers = [land, _ring(here, frame)]
    return style.framed({"projection": FLAT, **size, "layer": layers})


def _panel(shapes: Sequence[Shape], frame: Frame, region: str) -> Spec:
    pale = {s.region: style.CLASSES[s.name.startswith("Kota ")] for s in shapes}
    fill = {"field": "properties.class", "type": "nominal", "scale": None}
    features = _features(shapes, frame, pale | {region: style.REGION})
    land = _land(features, fill, "#8597a2", 0.5)
    size = {"width": frame.width, "height": frame.height}
    return {"projection": FLAT, **size, "layer": [land]}


def _land(features: list[Spec], fill: Spec, stroke: str, width: float) -> Spec:
    mark = {"type": "geoshape", "stroke": stroke, "strokeWidth": width, "clip": True}
    return {"data": style.rows(features), "mark": mark, "encoding": {"fill": fill}}


def _features(
    shapes: Sequence[Shape], frame: Frame, classes: dict[str, str]
) -> list[Spec]:
    """Return drawable regions, the largest first so that a city inside another shows."""
    order = sorted(shapes, key=lambda s: (-_area(box_of(s.rings)), s.region))
    return [_feature(shape, frame, classes[shape.region]) for shape in order]


def _feature(shape: Shape, frame: Frame, class_name: str) -> Spec:
    polygons = [[[list(p) for p in ring]] for ring in thinned(shape.rings, frame)]
    geometry = {"type": "MultiPolygon", "coordinates": polygons}
    return {
        "type": "Feature",
        "properties": {"class": class_name},
        "geometry": geometry,
    }


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _grown(box: Box) -> Box:
    west, south, east, north = box
    edge = (east - west) * 0.012
    return west - edge, south - edge, east + edge, north + edge


def _around(box: Box) -> Box:
    """Return a square around a region, with room for its neighbours."""
    west, south, east, north = box
    half = max(east - west, north - south) * 1.1
    x, y = (west + east) / 2, (south + north) / 2
    return x - half, y - half, x + half, y + half


def _meet(one: Box, other: Box) -> bool:
    across = one[0] < other[2] and one[2] > other[0]
    return across and one[1] < other[3] and one[3] > other[1]


def _outline(box: Box, frame: Frame) -> Spec:
    west, south, east, north = box
    corners = ((west, south), (west, north), (east, north), (east, south))
    ring = [list(frame.place(p)) for p in (*corners, corners[0])]
    line = {"type": "LineString", "coordinates": ring}
    mark = {"type": "geoshape", "filled": False, "stroke": style.INK, "strokeWidth": 1}
    data = style.rows([{"type": "Feature", "geometry": line}])
    return {"data": data, "mark": mark}


def _names(shapes: Sequence[Shape], frame: Frame, region: str) -> Spec:
    """Name the neighbours in a close view, each where most room is."""
    values: list[Spec] = []
    here = next(s for s in shapes if s.region == region)
    taken = [_roomiest(here, frame.box, ())]
    for shape in shapes:
        if shape.region == region:
            continue
        spot = _roomiest(shape, frame.box, taken)
        taken.append(spot)
        x, y = frame.place(spot)
        words = shape.name.replace("Kabupaten", "Kab.").split(" ", 1)
        values.append({"x": x, "y": y - 7, "text": words})
    mark = {"type": "text", "fontWeight": 600, "fontSize": 11.5, "lineHeight": 14}
    return style.layer(values, mark, **_at(), text={"field": "text"})


def _roomiest(shape: Shape, box: Box, taken: Sequence[Point]) -> Point:
    """Return the point with most room in what a box shows of a region, on a coarse grid.

    Room is the distance to borders, to the edges of the box and, at half its weight, to
    names already placed.
    """
    near = [p for ring in shape.rings for p in ring if _meet((*p, *p), box)]
    best, room = centre(shape), -1.0
    for point in _grid(box):
        if not any(_inside(point, ring) for ring in shape.rings):
            continue
        others = [_apart(point, spot) / 2 for spot in taken]
        free = min(_to_edges(point, box), *(_apart(point, p) for p in near), *others)
        if free > room:
            best, room = point, free
    return best


def _grid(box: Box) -> list[Point]:
    west, south, east, north = box
    steps = [at / (GRID + 1) for at in range(1, GRID + 1)]
    return [
        (west + (east - west) * x, south + (north - south) * y)
        for y in steps
        for x in steps
    ]


def _to_edges(point: Point, box: Box) -> float:
    """Return the room to the edges; words are wide and low, so sides count for less."""
    x, y = point
    sides = min(x - box[0], box[2] - x) * 0.5
    return min(sides, y - box[1], box[3] - y)


def _apart(one: Point, other: Point) -> float:
    return math.hypot((one[0] - other[0]) * 0.5, one[1] - other[1])


def _inside(point: Point, ring: Ring) -> bool:
    """Say whether a ring goes round a point: a ray crosses it an odd number of times."""
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


def _pin(shape: Shape, frame: Frame) -> list[Spec]:
    x, y = frame.place(centre(shape))
    # words near an edge lean inwards
    align = {x > frame.width * 0.85: "right", x < frame.width * 0.15: "left"}
    below = y < frame.height * 0.85
    look = {"dy": 19 if below else -14, "fontWeight": 700, "color": style.REGION}
    words = {
        "data": style.rows([{"x": x, "y": y, "text": shape.name}]),
        "mark": {"type": "text", "align": align.get(True, "center"), **look},
        "encoding": {**_at(), "text": {"field": "text"}},
    }
    return [_ring(shape, frame), words]


def _ring(shape: Shape, frame: Frame) -> Spec:
    x, y = frame.place(centre(shape))
    look = {"stroke": style.REGION, "strokeWidth": 2, "size": 130, "opacity": 1}
    mark = {"type": "point", **look}
    return {"data": style.rows([{"x": x, "y": y}]), "mark": mark, "encoding": _at()}


def _at() -> Spec:
    return {
        "longitude": {"field": "x", "type": "quantitative"},
        "latitude": {"field": "y", "type": "quantitative"},
    }
