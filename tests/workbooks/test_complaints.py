import string

from rancang.workbooks import complaints
from rancang.workbooks.records import Place


def test_a_problem_speaks_both_languages_and_their_numbers():
    found = complaints.problem(
        "above_maximum",
        Place("Health", "C14"),
        value=1112.5,
        limit=100,
        unit="persen",
        unit_en="percent",
        indicator="Air",
        indicator_en="Water",
    )
    assert found.text() == (
        "Lembar Health, sel C14: 1.112,5 persen di atas batas tertinggi 100 persen "
        "untuk Air."
    )
    assert found.text("en") == (
        "Sheet Health, cell C14: 1,112.5 percent is above the maximum of 100 percent "
        "for Water."
    )


def test_both_languages_say_the_same_things():
    messages = complaints._ERRORS | complaints._WARNINGS
    assert len(messages) == len(complaints._ERRORS) + len(complaints._WARNINGS)
    for indonesian, english in messages.values():
        names = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in (indonesian, english)
        ]
        assert names[0] == {name.removesuffix("_en") for name in names[1]}


def test_numbers_keep_their_digits():
    assert complaints.spoken(1234567.891, "id") == "1.234.567,891"
    assert complaints.spoken(0.1 + 0.2, "en") == "0.3"
    assert complaints.spoken(1e300, "id") == "1e+300"
