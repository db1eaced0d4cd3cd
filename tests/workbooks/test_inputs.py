"""What enters an assessment, as a matrix and as files."""

import csv
import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rancang.methods.composite import Choices
from rancang.methods.framework import Framework, Indicator, Node, Text
from rancang.workbooks.inputs import Table, sheet


NAME = Text("x", "x")
TREE = Framework(
    code="f",
    version="1",
    title=NAME,
    dimensions=(
        Node(
            code="eco",
            name=NAME,
            indicators=tuple(
                Indicator(code=code, name=NAME, unit=NAME) for code in ("jobs", "trade")
            ),
        ),
    ),
)


def table(numbers):
    units = {"a": "kota Jawa", "b": "kota Papua"}
    return Table(framework=TREE, text="f", period="2021", units=units, numbers=numbers)


def test_what_is_missing_is_nan_in_the_matrix_and_absent_in_the_file():
    found = table({("a", "jobs"): 1.5, ("b", "trade"): 2.0})

    np.testing.assert_array_equal(found.matrix(), [[1.5, np.nan], [np.nan, 2.0]])
    rows = list(csv.reader(io.StringIO(found.files(Choices())["values"].decode())))
    assert rows[1:] == [["a", "jobs", "2021", "1.5"], ["b", "trade", "2021", "2.0"]]


def test_groups_are_told_only_where_they_fill_in():
    assert "groups" not in table({}).files(Choices())
    told = table({}).files(Choices(impute="group_median"))["groups"]
    assert told == b"unit,group\na,kota Jawa\nb,kota Papua\n"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_the_same_without_an_exponent(number):
    content = table({("a", "jobs"): number}).files(Choices())["values"].decode()
    written = content.splitlines()[1].split(",")[-1]
    assert float(written) == number
    assert "e" not in written.lower()


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
)
def test_no_word_of_a_sheet_begins_a_formula(words):
    text = sheet(["x"], [[word] for word in words]).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not row or not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))
