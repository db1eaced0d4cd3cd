import openpyxl.utils
from hypothesis import given
from hypothesis import strategies as st

from rancang.workbooks.grid import (
    Cell,
    Grid,
    Line,
    Sheet,
    cell_name,
    cell_position,
    decode,
    encode,
)


@given(st.integers(1, 2_000_000), st.integers(0, 16_383))
def test_cells_are_named_as_spreadsheets_name_them(row, column):
    name = openpyxl.utils.get_column_letter(column + 1) + str(row)
    assert cell_name(row, column) == name
    assert cell_position(name) == (row, column)


def test_what_is_no_cell_has_no_position():
    assert [cell_position(text) for text in ("", "A", "7", "a1", "ABCD1")] == [None] * 5


def test_a_grid_is_the_same_after_the_journey():
    cell = Cell(3, "number", "0.5", formula=True, shown="percent")
    grid = Grid(sheets=[Sheet("A", [Line(7, [cell])])], delimiter=";", encoding="UTF-8")
    assert decode(encode(grid)) == grid
