"""The national map as a picture of its own for a page: every region named and linked.

Written straight as SVG, with presentation attributes only: a strict policy of a site
refuses styles, and a drawing of 514 named regions needs no chart maker.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from rancang.documents.charts import maps, style
from rancang.documents.charts.maps import CLASS_NAMES, Frame, Ring, box_of, fifths
from rancang.documents.facts import Shape


WIDTH = 1100
LEGEND = 34
BOX = 14
LETTER = 7.2  # about how wide a letter of the legend is
HATCH = (
    '<defs><pattern id="kosong" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="5" height="5" fill="#f4f4f2"/>'
    '<rect width="1.3" height="5" fill="#8a8f94"/></pattern></defs>'
)
MISSING = "url(#kosong)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """What the national map tells: words by region, and where each region leads.

    ``legend`` names the fifths from low to high, then what has no score.
    """

    title: str
    legend: Sequence[str]
    scores: Mapping[str, float | None]
    told: Mapping[str, str]
    addresses: Mapping[str, str]


def draw(atlas: Atlas, shapes: Sequence[Shape]) -> str:
    """Draw every region in its fifth; without a score hatched, never pale."""
    frame = Frame(box_of([ring for s in shapes for ring in s.rings]), WIDTH)
    fills = dict(zip(CLASS_NAMES, style.CLASSES, strict=True))
    classes = fifths(dict(atlas.scores))
    height = frame.height + LEGEND
    title = escape(atlas.title)
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
            f'width="{WIDTH}" height="{height}" role="img" aria-label="{title}">',
            f"<title>{title}</title>{HATCH}",
            *_legend(atlas.legend),
            f'<g transform="translate(0 {LEGEND})" stroke="#8597a2" '
            'stroke-width="0.4" fill-rule="evenodd">',
            *(
                _region(atlas, shape, frame, fills.get(classes.get(shape.region, "")))
                for shape in _largest_first(shapes)
            ),
            "</g></svg>",
        ]
    )


def _largest_first(shapes: Iterable[Shape]) -> list[Shape]:
    """Order regions so that a city inside another shows."""

    def size(shape: Shape) -> tuple[float, str]:
        west, south, east, north = box_of(shape.rings)
        return -(east - west) * (north - south), shape.region

    return sorted(shapes, key=size)


def _region(atlas: Atlas, shape: Shape, frame: Frame, fill: str | None) -> str:
    told = escape(atlas.told.get(shape.region, shape.name))
    path = "".join(map(_path, maps.thinned(shape.rings, frame)))
    drawn = f'<path fill="{fill or MISSING}" d="{path}"><title>{told}</title></path>'
    address = atlas.addresses.get(shape.region)
    return f'<a href="{escape(address)}">{drawn}</a>' if address else drawn


def _path(ring: Ring) -> str:
    """Write a ring in steps from point to point, which is short."""
    points = [(round(x * 2), round(y * 2)) for x, y in ring]
    (x, y), *rest = points
    steps = []
    for next_x, next_y in rest[:-1]:
        if (next_x, next_y) != (x, y):
            steps.append(f"{_half(next_x - x)} {_half(next_y - y)}")
        x, y = next_x, next_y
    start = points[0]
    return f"M{_half(start[0])} {_half(start[1])}l{' '.join(steps)}z"


def _half(twice: int) -> str:
    return f"{twice / 2:g}"


def _legend(words: Sequence[str]) -> Iterator[str]:
    yield f'<g font-family="sans-serif" font-size="13" fill="{style.INK}">'
    x = 4.0
    for fill, word in zip([*style.CLASSES, MISSING], words, strict=True):
        yield (
            f'<rect x="{x:g}" y="6" width="{BOX}" height="{BOX}" fill="{fill}" '
            f'stroke="{style.QUIET}" stroke-width="0.5"/>'
            f'<text x="{x + BOX + 5:g}" y="18">{escape(word)}</text>'
        )
        x += BOX + 20 + LETTER * len(word)
    yield "</g>"
