"""The national map as a picture of its own."""

import re

import pytest

from rancang.documents.charts import style
from rancang.documents.charts.atlas import Atlas, draw
from rancang.documents.facts import Shape


LEGEND = ["terendah", "kedua", "ketiga", "keempat", "tertinggi", "belum ada nilai"]


def shape(code, west, width=1.0):
    ring = (
        (west, 0.0),
        (west + width, 0.0),
        (west + width, 1.0),
        (west, 1.0),
        (west, 0.0),
    )
    return Shape(region=code, name=f"Kota {code}", province="Jawa", rings=(ring,))


SHAPES = [shape(code, 2.0 * at) for at, code in enumerate("abcdef")]


@pytest.fixture
def drawn():
    atlas = Atlas(
        title="Peta <uji>",
        legend=LEGEND,
        scores={code: float(at) for at, code in enumerate("abcde")} | {"f": None},
        told={"a": 'Kota "A" & B: 0'},
        addresses={"a": "/daerah/a/"},
    )
    return draw(atlas, SHAPES)


def fills(drawn):
    return re.findall(r'<path fill="(.*?)" d=', drawn)


def test_five_classes_and_what_is_missing_look_different(drawn):
    assert set(fills(drawn)) == {*style.CLASSES, "url(#kosong)"}
    assert 'id="kosong"' in drawn


def test_names_and_addresses_are_written_safely(drawn):
    assert "<title>Kota &quot;A&quot; &amp; B: 0</title>" in drawn
    assert "<title>Kota b</title>" in drawn
    assert 'aria-label="Peta &lt;uji&gt;"' in drawn
    assert drawn.count("<a href=") == 1


def test_a_strict_policy_has_nothing_to_refuse(drawn):
    assert not re.search(r"style|script|onload|http://(?!www\.w3\.org/2000/svg)", drawn)


def test_the_legend_explains_every_sign(drawn):
    assert [word for word in LEGEND if f">{word}</text>" in drawn] == LEGEND


def test_a_city_inside_another_region_is_drawn_after_it():
    inside = shape("z", 0.4, 0.2)
    atlas = Atlas(
        title="Peta",
        legend=LEGEND,
        scores={"a": 1.0, "z": None},
        told={},
        addresses={},
    )
    drawn = draw(atlas, [inside, SHAPES[0]])
    assert drawn.index("Kota a") < drawn.index("Kota z")


def test_the_steps_of_a_ring_lead_around_it():
    atlas = Atlas(title="Peta", legend=LEGEND, scores={}, told={}, addresses={})
    path = re.search(r' d="(.*?)"', draw(atlas, [SHAPES[0]]))[1]
    # 1,100 units wide and high, from the lower left corner around
    assert path == "M0 1100l1100 0 0 -1100 -1100 0z"
