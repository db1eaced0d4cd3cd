import numpy as np
import pytest

from rancang.methods.table import Table, TableError


VALUES = np.array([[1.0, 2.0], [np.nan, 4.0]])


def test_columns_by_code():
    table = Table(("A", "B"), ("x", "y"), VALUES)
    assert table.column("y").tolist() == [2, 4]
    assert table.columns(["y", "x"])[0].tolist() == [2, 1]
    with pytest.raises(TableError, match="'z' is not among the table's columns; add"):
        table.columns(["x", "z"])


@pytest.mark.parametrize(
    ("units", "codes", "values", "message"),
    [
        (("A", "A"), ("x", "y"), VALUES, "unit 'A' comes twice; remove one"),
        (("A", "B"), ("x", "x"), VALUES, "column 'x' comes twice"),
        (("A",), ("x", "y"), VALUES, r"shape \(2, 2\) instead of \(1, 2\)"),
        (
            ("A", "B"),
            ("x", "y"),
            np.array([[1, 2], [3, np.inf]]),
            "unit 'B', 'y': the value is",
        ),
    ],
)
def test_refuses_and_names_it(units, codes, values, message):
    with pytest.raises(TableError, match=message):
        Table(units, codes, values)
