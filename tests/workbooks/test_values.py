import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rancang.methods.framework import Framework, Indicator, Node, Text
from rancang.workbooks import lines
from rancang.workbooks.lines import MOST_PROBLEMS, ValuesError
from rancang.workbooks.values import (
    moment,
    read_groups,
    read_periods,
    read_units,
    read_values,
)


def text(name):
    return Text(name, name)


FRAMEWORK = Framework(
    code="f",
    version="1",
    title=text("f"),
    dimensions=(
        Node(
            code="eco",
            name=text("eco"),
            indicators=(
                Indicator(
                    code="poor",
                    name=text("poor"),
                    unit=text("persen"),
                    minimum=0.0,
                    maximum=100.0,
                ),
                Indicator(code="grdp", name=text("grdp"), unit=text("Rp")),
                Indicator(
                    code="level",
                    name=text("level"),
                    unit=text("x"),
                    options=(1.0, 2.0),
                ),
            ),
        ),
    ),
)
HEAD = "unit,indicator,period,value\n"
GOOD = HEAD + "B,poor,2021,12.5\nA,poor,2021,\nA,grdp,2020,7\nB,grdp,2019,5\n"


def read(content, **more):
    content = content.encode() if isinstance(content, str) else content
    return read_values(content, FRAMEWORK, **more)


def complaints(content, **more):
    with pytest.raises(ValuesError) as caught:
        read(content, **more)
    return [problem.text("en") for problem in caught.value.problems]


def test_latest_is_the_latest_period_of_the_indicator_for_all_units():
    figures = read(GOOD)
    assert figures.units == ("A", "B")
    assert figures.periods == ("2021", "2020", "")
    np.testing.assert_array_equal(
        figures.values, [[np.nan, 7, np.nan], [12.5, np.nan, np.nan]]
    )


def test_a_period_without_any_number_is_not_the_latest():
    figures = read(GOOD + "A,poor,2022,\nB,poor,2022,\n")
    assert figures.periods[0] == "2021"


def test_one_period_may_be_asked_for():
    figures = read(GOOD, period="2019")
    assert figures.periods == ("", "2019", "")
    assert complaints(GOOD, period="1999") == [
        "no value for period '1999'; there is: 2019, 2020, 2021"
    ]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2020", "2021"),
        ("2021-Q1", "2021-S1"),
        ("2021-11", "2021-12"),
        ("2021-12", "2021"),
        ("2021-06-30", "2021-Q3"),
        ("2020", "2021-01"),
    ],
)
def test_periods_are_ordered_by_their_end(earlier, later):
    content = HEAD + f"A,grdp,{later},1\nA,grdp,{earlier},2\n"
    assert read(content).periods[1] == later


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff" + GOOD,
        GOOD.replace(",", ";").replace("12.5", "12,5"),
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("B,grdp,2019,5\n", '\n\n"B",grdp,2019, 5 \n'),
        GOOD.replace(",", "\t").replace("12.5", "12,5"),
        GOOD.encode("utf-16"),
    ],
)
def test_one_content_in_many_dresses(content):
    figures, plain = read(content), read(GOOD)
    assert (figures.units, figures.periods) == (plain.units, plain.periods)
    np.testing.assert_array_equal(figures.values, plain.values)


def test_columns_may_stand_in_any_order():
    assert read("Value,period,unit,indicator\n5,2020,A,grdp\n").values[0, 1] == 5


def test_thousands_and_decimals_of_the_indonesian_dress():
    head = HEAD.replace(",", ";")
    figures = read(head + "A;grdp;2020;1.234,5\nB;grdp;2020;1.234\n")
    assert figures.values[:, 1].tolist() == [1234.5, 1234]
    assert complaints(head + "A;grdp;2020;1.234\n") == [
        "line 2, column value: '1.234' can be read in two ways; "
        "write it without thousands marks"
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("A,poor,2020,112 %", "column value: '112 %' is not a number"),
        (
            "A,poor,2020,112",
            "112 is outside the plausible range 0 to 100 (poor, persen)",
        ),
        ("A,poor,2020,-0.1", "-0.1 is outside the plausible range"),
        ("A,grdp,2021,banyak", "column value: 'banyak' is not a number"),
        ("A,grdp,2021,nan", "'nan' is not a number"),
        ("A,grdp,2021,inf", "'inf' is not a number"),
        ("A,grdp,2021,1e400", "'1e400' is not a number"),
        ("A,grdp,2021,=1+1", "'=1+1' is not a number"),
        ('A,grdp,2021,"12,5"', "decimal mark of this file is the point"),
        ("A,level,2021,3", "3 not in 1, 2"),
        (
            "A,por,2021,1",
            "column indicator: indicator 'por' is not in the framework; poor?",
        ),
        ("A,grdp,21,1", "column period: '21' is no period"),
        ("A,grdp,2021-13,1", "column period"),
        (",grdp,2021,1", "column unit: must be filled"),
        ("=A,grdp,2021,1", "column unit: '=A' begins with ="),
        ("@A,grdp,2021,1", "column unit: '@A' begins with @"),
        ("B,poor,2021,9", "already on line 2"),
        ("C,grdp,2021,", "column value: C has no value at all"),
        ("A,grdp,2021", "3 columns instead of 4"),
        ("A,grdp,2021,1,2", "5 columns instead of 4"),
        ('A,grdp,2021,"1', "bad quotes"),
    ],
)
def test_names_line_and_column(line, message):
    found = complaints(GOOD + line + "\n")
    assert len(found) == 1
    assert found[0].startswith("line 6")
    assert message in found[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the file is empty"),
        ("\ufeff \n", "the file is empty"),
        (HEAD, "no line below the titles"),
        ("unit,indicator,value\nA,grdp,1\n", "the columns must be unit"),
        ("unit,indicator,period,value,note\nA,grdp,2020,1,x\n", "the columns must be"),
        ("unit,unit,indicator,period,value\nA,A,grdp,2020,1\n", "the columns must be"),
        (b"PK\x03\x04rest", "this is an XLSX or ZIP file, not CSV"),
        (b"\xd0\xcf\x11\xe0rest", "locked XLS"),
        (b"%PDF-1.7", "a PDF"),
        (b"unit\0", "a binary file"),
        (b"unit,indicator\nA,\xff\n", "line 2: not UTF-8 text"),
    ],
)
def test_refuses_what_is_no_values_file(content, message):
    found = complaints(content)
    assert len(found) == 1
    assert message in found[0]


def test_too_many_rows_and_bytes_are_refused(monkeypatch):
    monkeypatch.setattr(lines, "MOST_ROWS", 3)
    assert complaints(GOOD) == ["line 5: more than 3 rows of values"]
    monkeypatch.setattr(lines, "MOST_BYTES", 10)
    assert complaints(GOOD) == ["the file is over 0 MB"]


def test_gives_up_when_there_is_too_much_to_read():
    found = complaints(HEAD + "A,x,2020,1\n" * 80)
    assert len(found) == MOST_PROBLEMS + 1
    assert "mend those above first" in found[-1]


def test_messages_are_indonesian_first():
    with pytest.raises(ValuesError, match="baris 2, kolom value: 'x' bukan angka"):
        read(HEAD + "A,grdp,2020,x\n")


def test_groups():
    content = b"unit,group\nA,west\nB,east\nC,east\n"
    assert read_groups(content, ["B", "A"]) == ("east", "west")
    with pytest.raises(ValuesError, match="kelompok belum ada untuk D"):
        read_groups(content, ["D"])
    with pytest.raises(ValuesError, match=r"baris 3.*A ditulis dua kali"):
        read_groups(b"unit,group\nA,west\nA,east\n", ["A"])
    with pytest.raises(ValuesError, match="baris 2, kolom group: harus terisi"):
        read_groups(b"unit,group\nA,\n", ["A"])


def test_units():
    assert read_units(b"unit\nA\nB\n", ["A", "B", "C"]) == {"A", "B"}
    with pytest.raises(ValuesError, match="unit tidak ada di nilai: X"):
        read_units(b"unit\nX\n", ["A"])


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ABC"), st.integers(2000, 2030), st.floats(-1e9, 1e9)
        ),
        min_size=1,
        unique_by=lambda row: row[:2],
    ),
    st.randoms(),
)
def test_the_order_of_lines_does_not_matter(rows, random):
    lines = [f"{u},grdp,{p},{v!r}\n" for u, p, v in rows]
    one = read(HEAD + "".join(lines))
    random.shuffle(lines)
    two = read(HEAD + "".join(lines))
    assert (one.units, one.periods) == (two.units, two.periods)
    np.testing.assert_array_equal(one.values, two.values)
    newest = max(p for _, p, _ in rows)
    expected = {u: v for u, p, v in rows if p == newest}
    for unit, value in zip(one.units, one.values[:, 1], strict=True):
        assert value == expected[unit] if unit in expected else np.isnan(value)


def test_every_period_by_itself_and_when_it_ends():
    content = (
        b"unit,indicator,period,value\nA,poor,2020,5\nB,poor,2021-Q2,6\nA,grdp,2021,1\n"
    )
    found = read_periods(content, FRAMEWORK)
    assert list(found) == ["2020", "2021-Q2", "2021"]
    assert {figures.units for figures in found.values()} == {("A", "B")}
    column = [i.code for i in FRAMEWORK.indicators()].index("poor")
    assert found["2020"].values[0, column] == 5
    assert found["2021-Q2"].values[1, column] == 6
    assert moment("2021-Q2") == moment("2021-06")
    assert moment("2020") < moment("2021-01") < moment("2021-Q2") < moment("2021")
