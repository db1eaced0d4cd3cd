import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rancang.workbooks import delimited
from rancang.workbooks.complaints import Refused
from rancang.workbooks.dress import INDONESIAN, INTERNATIONAL
from rancang.workbooks.limits import Limits


def texts(content, **limits):
    grid = delimited.cells(content, Limits(**limits))
    return [
        (line.number, [(cell.column, cell.text) for cell in line.cells])
        for line in grid.sheets[0].lines
    ]


def refused(content, **limits):
    with pytest.raises(Refused) as caught:
        delimited.cells(content, Limits(**limits))
    return caught.value.problem


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_the_delimiter_is_told_from_the_first_lines(mark):
    content = f"a{mark}b{mark}c\n1{mark}{mark}3\n\nx".encode()
    assert delimited.cells(content, Limits()).delimiter == mark
    assert texts(content)[:2] == [
        (1, [(0, "a"), (1, "b"), (2, "c")]),
        (2, [(0, "1"), (2, "3")]),
    ]
    assert texts(content)[2][0] == 4


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_encodings_are_told(encoding, named):
    content = "a;b\né;\u2013".encode(encoding)
    assert delimited.cells(content, Limits()).encoding == named
    assert texts(content)[1] == (2, [(0, "é"), (1, "\u2013")])


def test_what_is_no_text_is_refused():
    assert refused(b"a;b\n\x81\x8d").code == "not_text"
    assert refused(b"a;\0b").code == "not_a_workbook"
    assert refused(b"\xff\xfea").code == "not_text"


def test_unpaired_quotes_name_their_line():
    found = refused(b'a;b\nc;"d\ne;f\n')
    assert found.code == "csv_quotes"
    assert "baris 2" in found.text()


def test_rows_and_cells_are_counted():
    found = refused(b"a\n" * 11, rows=10)
    assert (found.code, found.place.cell) == ("too_many_rows", "A11")
    assert refused(b"a;b\n" * 3, cells=5).place.cell == "A3"


def test_the_file_in_both_dresses(row):
    rows = [row(number=1234.5, note='=1+1; "x"', evidence_date=None), row(number=None)]
    assert delimited.write_csv(rows, INDONESIAN).decode("utf-8-sig") == (
        "wilayah;indikator;periode;nilai;sumber;metode;tanggal_bukti;catatan\r\n"
        "35.76;ec.poverty;2025;1234,5;Susenas Maret 2025;survei;;"
        '"\'=1+1; ""x"""\r\n'
        "35.76;ec.poverty;2025;;Susenas Maret 2025;survei;2025-09-01;\r\n"
    )
    english = delimited.write_csv(rows, INTERNATIONAL).decode("utf-8-sig")
    assert english.startswith("region,indicator,period,value,source,method,")
    assert ",1234.5," in english


WORDS = st.text(st.sampled_from("=+-@'\"ab,;\té 1"), max_size=12).map(str.strip)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    number=st.floats(-1e15, 1e15).map(lambda n: n + 0.0),
    words=st.tuples(*[WORDS.filter(bool)] * 3),
    dress=st.sampled_from([INDONESIAN, INTERNATIONAL]),
)
def test_what_is_written_is_read_back(read, row, number, words, dress):
    source, method, note = (word.replace("\t", " ").strip() or "x" for word in words)
    sent = row(
        indicator="ec.spending",
        number=number,
        source=source,
        method=method,
        note=note,
    )
    reading = read(delimited.write_csv([sent], dress), "isian.csv")
    assert reading.ok, reading.errors
    (got,) = reading.rows
    assert (
        row(**{name: getattr(got, name) for name in got.__slots__ if name != "place"})
        == sent
    )
    assert got.place.cell == "D2"
