import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from rancang.methods.build import build
from rancang.methods.frames import (
    FrameError,
    in_order,
    read_labels,
    read_structure,
    read_table,
    write_table,
)
from rancang.methods.method import Method
from rancang.methods.structure import StructureError
from rancang.methods.table import Table, TableError


KINDS = [pd.DataFrame, pl.DataFrame, pa.table]
DATA = {
    "unit": ["A", "B", "C"],
    "name": ["Ana", "Bea", "Cia"],
    "work": [60.0, None, 80.0],
    "poor": [5, 10, 20],
}
TREE = {
    "code": ["work", "poor", "eco"],
    "parent": ["eco", "eco", None],
    "weight": [1.0, 3.0, 1.0],
    "direction": ["higher", "lower", "higher"],
}


@pytest.mark.parametrize("make", KINDS)
def test_there_and_back(make):
    frame = make(DATA)
    table = read_table(frame)
    assert table.units == ("A", "B", "C")
    assert table.codes == ("work", "poor")
    np.testing.assert_array_equal(table.values, [[60, 5], [np.nan, 10], [80, 20]])
    back = write_table(table, frame)
    assert type(back) is type(frame)
    again = read_table(back)
    np.testing.assert_array_equal(again.values, table.values)
    assert read_labels(frame, "name") == {"A": "Ana", "B": "Bea", "C": "Cia"}


@pytest.mark.parametrize("make", KINDS)
def test_a_whole_build_in_frames(make):
    made = read_structure(make(TREE))
    found = build(read_table(make(DATA)), made, Method())
    scores = read_table(write_table(found.scores, make(DATA)))
    # A: work 0 and poor 100 of three; B has only poor: two thirds
    np.testing.assert_allclose(scores.column("eco"), [75, 100 * 2 / 3, 25])


@pytest.mark.parametrize("make", KINDS)
def test_directions_as_numbers_and_other_names(make):
    told = {
        "iCode": ["x", "top"],
        "Parent": ["top", ""],
        "Weight": [1, 1],
        "Direction": [-1, 1],
    }
    made = read_structure(make(told), ("iCode", "Parent", "Weight", "Direction"))
    assert made.signs.tolist() == [1, -1]


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"unit": ["A", None, "C"]}, "column 'unit', row 2: the code is missing"),
        ({"unit": [1.5, 2.5, 3.5]}, "column 'unit' holds fractions"),
        ({"unit": ["A", "B", "A"]}, "unit 'A' comes twice"),
        ({"work": [1.0, float("inf"), 2.0]}, "unit 'B', 'work': the value is infinite"),
    ],
)
def test_refuses_and_names_it(make, changes, message):
    with pytest.raises((FrameError, TableError), match=message):
        read_table(make({**DATA, **changes}))


@pytest.mark.parametrize("make", KINDS)
def test_refuses_columns(make):
    with pytest.raises(FrameError, match="no column 'region'; there are: unit, name"):
        read_table(make(DATA), unit="region")
    with pytest.raises(FrameError, match=r"column 'name' holds .*, not numbers"):
        read_table(make(DATA), columns=["name"])
    empty = make({"unit": ["A"], "x": [None]})
    assert np.isnan(read_table(empty, columns=["x"]).values).all()


@pytest.mark.parametrize("make", [pl.DataFrame, pa.table])
def test_nan_is_not_missing_where_both_can_be_told(make):
    with pytest.raises(FrameError, match="unit 'B', 'work': the value is NaN; make it"):
        read_table(make({**DATA, "work": [1.0, float("nan"), None]}))


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"direction": ["up", "lower", "higher"]}, "'work': direction 'up' is not"),
        ({"parent": ["eco", "soc", None]}, "'poor': its parent 'soc' is unknown"),
        ({"weight": [1.0, None, 1.0]}, "'poor': the weight nan must be above zero"),
    ],
)
def test_refuses_structures(make, changes, message):
    with pytest.raises((FrameError, StructureError), match=message):
        read_structure(make({**TREE, **changes}))


def test_labels_in_order():
    with pytest.raises(FrameError, match="unit 'C' has no group; add"):
        in_order({"A": "x"}, ["A", "C"])


@pytest.mark.parametrize("make", KINDS)
def test_a_table_of_nothing_but_missing_values(make):
    table = Table(("A",), ("x",), np.array([[np.nan]]))
    back = write_table(table, make(DATA))
    assert np.isnan(read_table(back, columns=["x"]).column("x")[0])
