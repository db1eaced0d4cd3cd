import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rancang.documents import drawing
from rancang.documents.book import Figure
from rancang.documents.charts import maps, spread
from rancang.documents.charts.style import quantile
from rancang.documents.facts import Shape


SQUARE = ((0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0))


def moved(x, y, size=1.0):
    return tuple((a * size + x, b * size + y) for a, b in SQUARE)


def shape(code, *rings):
    return Shape(region=code, name=f"Kota {code}", province="P", rings=rings)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1), st.floats(0, 1))
def test_a_quantile_lies_among_the_values(values, share):
    values.sort()
    found = quantile(values, share)
    assert values[0] <= found <= values[-1] or found == pytest.approx(values[0])
    assert quantile(values, 0) == values[0]
    assert quantile(values, 1) == values[-1]


def test_fifths_hold_equally_many_and_leave_out_the_missing():
    scores = {str(at): float(at) for at in range(10)} | {"x": None}
    classes = maps.fifths(scores)
    assert "x" not in classes
    assert [list(classes.values()).count(name) for name in maps.CLASS_NAMES] == [2] * 5
    assert classes["0"] == maps.CLASS_NAMES[0]
    assert classes["9"] == maps.CLASS_NAMES[-1]


def test_the_page_turns_north_up():
    frame = maps.Frame((10.0, -5.0, 12.0, -4.0), 200)
    assert frame.height == 100
    assert frame.place((10.0, -4.0)) == (0.0, 0.0)
    assert frame.place((11.0, -5.0)) == (100.0, 100.0)


def test_specks_go_but_a_region_never_vanishes():
    frame = maps.Frame((0.0, 0.0, 100.0, 100.0), 100)
    large, speck = moved(0, 0, 50.0), moved(90, 90, 0.01)
    assert len(maps.thinned([large, speck], frame)) == 1
    (dot,) = maps.thinned([speck], frame)
    assert dot[0] == dot[-1]
    assert len(dot) == 5


def test_thinning_keeps_points_apart():
    frame = maps.Frame((0.0, 0.0, 10.0, 10.0), 100)
    ring = (*((at / 1000, 0.0) for at in range(5000)), (5.0, 5.0), (0.0, 0.0))
    (kept,) = maps.thinned([ring], frame)
    assert len(kept) < 100
    assert kept[0] == kept[-1]


def test_only_a_small_region_gets_a_close_view():
    province = [shape("1", moved(0, 0, 10.0)), shape("2", moved(2, 2, 0.5))]
    assert maps.needs_close_view(province, "2")
    assert not maps.needs_close_view(province, "1")
    assert "hconcat" in maps.province(province, "2")
    assert "hconcat" not in maps.province(province, "1")


def test_a_city_inside_another_region_is_drawn_over_it():
    inside, around = shape("2", moved(4, 4)), shape("1", moved(0, 0, 10.0))
    spec = maps.province([inside, around], "2")
    features = spec["hconcat"][0]["layer"][0]["data"]["values"]
    assert features[-1]["properties"]["class"] == maps.style.REGION


def test_missing_values_are_hatched(sample):
    scores = tuple(
        (s.region, None if s.region == "95.05" else 50.0) for s in sample.shapes
    )
    spec = maps.national(sample.shapes, scores, "35.76")
    scale = spec["layer"][0]["encoding"]["fill"]["scale"]
    assert scale["range"][scale["domain"].index(maps.NO_VALUE)] == drawing.HATCH
    assert "url(#kosong)" in drawing.svg(spec)


def test_the_better_end_is_on_the_right(facts):
    poverty = next(p for p in facts.standing.positions if p.code == "eco.poverty")
    spec = spread.spread([poverty], "K", "kota", "P")
    layers = spec["vconcat"][1]["layer"]
    ours = layers[5]["data"]["values"][0]["x"]
    median = layers[4]["data"]["values"][0]["x"]
    assert poverty.figure.value < poverty.median_province.value
    assert ours > median


@pytest.fixture(scope="module")
def drawings(book):
    return {b.anchor: b.svg for b in book.blocks() if isinstance(b, Figure)}


def test_drawings_need_nothing_from_outside(drawings):
    assert len(drawings) == 9
    for name, svg in drawings.items():
        root = ET.fromstring(svg)  # noqa: S314 - our own drawing
        tags = {node.tag.rsplit("}")[-1] for node in root.iter()}
        assert not tags & {"text", "image", "script", "style", "foreignObject"}, name
        addresses = [
            value
            for node in root.iter()
            for key, value in node.attrib.items()
            if key.endswith("href")
        ]
        assert all(address.startswith("#") for address in addresses)
        assert len(svg) < 400_000


def test_drawings_fit_the_page(drawings):
    for name, svg in drawings.items():
        width, height = drawing.size(svg)
        assert width <= 660, name
        assert height <= 600, name


def test_the_same_chart_is_the_same_drawing_whatever_came_before(facts):
    spec = maps.emblem(facts.profile.shapes, "35.76")
    first = drawing.svg(spec)
    drawing.svg(maps.province(facts.profile.shapes, "35.76"))
    assert drawing.svg(spec) == first


def test_words_become_outlines_where_they_stood():
    raw = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><g '
        'transform="translate(10,20)"><text text-anchor="end" transform="translate(5,6)" '
        'font-size="10px" fill="#123456">A&amp;"b\\</text></g></svg>'
    )
    drawn = drawing.outlined(raw)
    assert "<text" not in drawn
    assert "#123456" in drawn
    assert re.search(r"<use ", drawn)
    assert drawing.png(drawn).startswith(b"\x89PNG")


def test_a_drawing_without_a_view_box_is_refused():
    with pytest.raises(ValueError, match="view box"):
        drawing.size("<svg/>")
