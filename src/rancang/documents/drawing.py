"""A chart specification to an SVG that looks the same everywhere, and to PNG.

Vega writes text as <text>, which needs the reader's machine to have the typeface; the PNG
maker and the PDF maker cannot use variable fonts there at all. So the words are set by
typst in the book's own typeface and put back as outlines. A drawing then has no outward
needs, and its words are told by its alt text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import typst
import vl_convert

from rancang.documents import fonts


SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
HATCH = "url(#kosong)"
INK = "#20303c"
_ANCHOR = {"start": 0.0, "middle": 0.5, "end": 1.0}
_SHIFT = re.compile(r"translate\(([-\d.e]+)[, ]+([-\d.e]+)\)")
_PATTERN = (
    f'<defs xmlns="{SVG}"><pattern id="kosong" width="5" height="5" '
    'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="5" height="5" fill="#f4f4f2"/>'
    '<rect width="1.3" height="5" fill="#8a8f94"/></pattern></defs>'
)


@dataclass(frozen=True, slots=True)
class Label:
    """Words in a drawing: where their baseline begins, middles or ends, and how they look."""

    x: float
    y: float
    text: str
    size: float
    weight: int
    fill: str
    anchor: float


def svg(spec: dict[str, Any]) -> str:
    """Draw a Vega-Lite specification; the same specification gives the same text."""
    raw = vl_convert.vegalite_to_svg(
        spec,
        format_locale={
            "decimal": ",",
            "thousands": ".",
            "grouping": [3],
            "currency": ["Rp", ""],
        },
    )
    return outlined(raw)


def png(drawing: str, scale: float = 2.0) -> bytes:
    """Paint a drawing for readers that cannot show vectors."""
    return vl_convert.svg_to_png(drawing, scale=scale)


def size(drawing: str) -> tuple[float, float]:
    """Return width and height of a drawing in its own units."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)
    if not found:
        raise ValueError("the drawing has no view box that begins at 0 0")
    return float(found.group(1)), float(found.group(2))


def outlined(raw: str) -> str:
    """Return the drawing with its words as outlines and its numbers shortened."""
    _register()
    root = ET.fromstring(raw)  # noqa: S314 - written by our own chart maker
    labels = tuple(_lift_labels(root, 0.0, 0.0))
    width, height = size(raw)
    root.insert(0, ET.fromstring(_PATTERN))  # noqa: S314
    root.append(_set_in_type(labels, width, height))
    _tidy(root)
    text = ET.tostring(root, encoding="unicode", short_empty_elements=True)
    return _stable_ids(_shorter(text))


@cache
def _register() -> None:
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)


@cache
def _typefaces() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=fonts.folders())


def _lift_labels(node: ET.Element, x: float, y: float) -> Iterator[Label]:
    shift = _SHIFT.search(node.get("transform", ""))
    if shift:
        x, y = x + float(shift.group(1)), y + float(shift.group(2))
    for child in list(node):
        if child.tag != f"{{{SVG}}}text":
            yield from _lift_labels(child, x, y)
            continue
        node.remove(child)
        yield from _labels(child, x, y)


def _labels(node: ET.Element, x: float, y: float) -> Iterator[Label]:
    shift = _SHIFT.search(node.get("transform", ""))
    if shift:
        x, y = x + float(shift.group(1)), y + float(shift.group(2))
    if float(node.get("opacity", "1")) == 0:
        return
    lines = [("0", node.text or ""), *((p.get("dy", "0"), p.text or "") for p in node)]
    for dy, text in lines:
        y += float(dy)
        if text:
            yield Label(x, y, text, *_look(node))


def _look(node: ET.Element) -> tuple[float, int, str, float]:
    points = float(node.get("font-size", "11px").removesuffix("px"))
    weight = {"bold": 700, "normal": 400}.get(node.get("font-weight", "normal"))
    weight = weight or int(node.get("font-weight", "400"))
    fill = node.get("fill", INK)
    anchor = _ANCHOR[node.get("text-anchor", "start")]
    return points, weight, fill if fill.startswith("#") else INK, anchor


def _set_in_type(labels: tuple[Label, ...], width: float, height: float) -> ET.Element:
    page = f"#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)\n"
    page += (
        f'#set text(font: "{fonts.SANS}", top-edge: "baseline", '
        'bottom-edge: "baseline", lang: "id", number-width: "tabular")\n'
        "#let put(x, y, anchor, body) = place(top + left, dx: x, dy: y, context "
        "move(dx: -anchor * measure(body).width, body))\n"
    )
    source = page + "".join(_placed(label) for label in labels)
    drawn = typst.compile(source.encode(), font_paths=_typefaces(), format="svg")
    group = ET.fromstring(drawn)  # noqa: S314 - written by typst
    group.tag = f"{{{SVG}}}g"
    group.attrib.clear()
    return group


def _placed(label: Label) -> str:
    quoted = label.text.replace("\\", "\\\\").replace('"', '\\"')
    look = f'size: {label.size}pt, weight: {label.weight}, fill: rgb("{label.fill}")'
    at = f"{label.x}pt, {label.y}pt, {label.anchor}"
    return f'#put({at}, box(text({look})[#"{quoted}"]))\n'


def _tidy(root: ET.Element) -> None:
    """Drop what only a screen reader of the raw chart would use: the alt text tells it."""
    for node in root.iter():
        for name in list(node.attrib):
            if name.startswith("aria-") or name in {"role", "class", "data-tid"}:
                del node.attrib[name]


def _shorter(text: str) -> str:
    return re.sub(
        r"\d+\.\d{3,}",
        lambda m: f"{float(m.group()):.2f}".rstrip("0").rstrip("."),
        text,
    )


def _stable_ids(text: str) -> str:
    """Rename clip paths, whose numbers depend on what was drawn before."""
    names = dict.fromkeys(re.findall(r'id="(clip\d+)"', text))
    for at, name in enumerate(names):
        text = re.sub(rf"\b{name}\b", f"potong-{at}", text)
    return text
