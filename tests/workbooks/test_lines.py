import pytest

from rancang.workbooks.lines import (
    Complaints,
    ValuesError,
    decimal_of,
    lines_of,
    number_in,
    titles_of,
)


COLUMNS = ("region", "score")
GOOD = b"Score;Region\n2,5;35.76\n\n3;35.73\n"


def test_fields_come_in_the_order_asked_for_with_their_lines():
    lines = lines_of(GOOD, COLUMNS)
    assert [tuple(line) for line in lines] == [
        (2, ("35.76", "2,5")),
        (4, ("35.73", "3")),
    ]
    assert titles_of(GOOD) == ["score", "region"]


def test_other_columns_are_refused_unless_allowed():
    content = b"region,rank,score\n35.76,1,3.5\n"
    with pytest.raises(ValuesError, match="kolomnya harus region, score"):
        lines_of(content, COLUMNS)
    assert lines_of(content, COLUMNS, others=True)[0].fields == ("35.76", "3.5")
    with pytest.raises(ValuesError, match="baris 2: 2 kolom, seharusnya 3"):
        lines_of(b"region,rank,score\n35.76,3.5\n", COLUMNS, others=True)


def test_a_column_asked_for_may_not_come_twice():
    with pytest.raises(ValuesError, match="kolomnya harus"):
        lines_of(b"region,score,score\na,1,2\n", COLUMNS, others=True)


def test_numbers_name_the_column_they_stand_in():
    lines = lines_of(GOOD.replace(b"3;", b"tiga;"), COLUMNS)
    complaints = Complaints()
    decimal = decimal_of(lines, GOOD, "score", complaints)
    assert decimal == ","
    assert number_in(lines[0], decimal, "score", complaints) == 2.5
    assert number_in(lines[1], decimal, "score", complaints) is None
    with pytest.raises(ValuesError, match="baris 4, kolom score: 'tiga' bukan angka"):
        complaints.settle()
