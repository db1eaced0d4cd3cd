"""The ranking as rows, and how sure each place is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rancang.documents.ranking import BAR, Ranked, matching, ordered, proposal


def row(code, rank=None, **told):
    base = {
        "name": f"Kota {code}",
        "kind": "kota",
        "province": "35",
        "province_name": "Jawa Timur",
        "island_group": "Jawa",
        "of": 10,
    }
    return Ranked(code=code, rank=rank, **base | told)


def codes(rows):
    return [found.code for found in rows]


def test_ties_go_by_code_and_who_has_no_score_comes_last():
    assert codes(ordered([row("d"), row("c", 2), row("b", 2), row("a", 10)])) == [
        *("b", "c", "a", "d")
    ]


@pytest.mark.parametrize(
    ("share", "group"),
    [
        (1.0, "certain"),
        (0.95, "certain"),
        (0.94, "contested"),
        (0.051, "contested"),
        (0.04, "out"),
        (None, "out"),
    ],
)
def test_how_sure_a_place_is(share, group):
    assert row("a", 1, probability=share).group == group


def test_a_name_is_found_whatever_its_case_and_filters_meet():
    rows = [row("a", 1), row("b", 2, kind="kabupaten"), row("c", 3, province="91")]

    assert codes(matching(rows, {"name": "KOTA A"})) == ["a"]
    assert codes(matching(rows, {"province": "35", "kind": "kota"})) == ["a"]
    assert codes(matching(rows, {"kind": "", "name": ""})) == ["a", "b", "c"]


def test_a_proposal_is_sorted_out():
    told = {"eligible": True}
    rows = [
        row("a", 1, probability=0.0),
        row("b", 2, chosen=True, probability=0.99, **told),
        row("c", 3, chosen=True, probability=0.6, **told),
        row("d", 4, probability=0.4, **told),
        row("e", 5, probability=0.0, **told),
        row("f", 6, probability=0.06, **told),
        row("g", 7, probability=0.0, **told),
    ]

    found = proposal(rows, 2)

    assert codes(found.chosen) == ["b", "c"]
    assert (found.certain, found.contested, found.rivals) == (1, 1, 2)
    assert codes(found.near) == ["d", "e", "f"]
    assert codes(found.excluded) == ["a"]


@given(st.integers(1, 514), st.floats(1, 514), st.floats(1, 514))
def test_a_drawn_interval_stays_inside_its_bar(rank, one, other):
    low, high = sorted((one, other))
    begin, width, at = map(float, row("a", rank, low=low, high=high, of=514).bar)

    assert begin >= -0.05
    assert width >= 2.0
    assert begin + width <= BAR + 0.1
    assert 0 < at < BAR
