import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rancang.methods.instrument import parse_instrument
from rancang.workbooks.lines import ValuesError
from rancang.workbooks.scores import read_index, read_scores


INSTRUMENT = parse_instrument("""\
code: demo
title: Contoh
cohort: Angkatan
official: true
source: surat
scale: {lowest: 0, highest: 4}
dimensions:
  - code: output
    name: Output
    weight: 40
    questions: [{code: B1.1, text: t}, {code: B2.1, text: t}]
  - code: quick_win
    name: Quick Win
    weight: 60
    aliases: [QW]
    questions: [{code: E1, text: t}]
""")
BARE = parse_instrument("""\
{code: bare, title: t, cohort: c, official: true, source: s,
 scale: {lowest: 0, highest: 4},
 dimensions: [{code: output, name: Output, weight: 100}]}
""")
MARKS = "region,question,assessor,score\nX,B1.1,p,2\nX,B1.1,q,3\nX,B2.1,p,\nX,E1,p,4\n"


def read(text, instrument=INSTRUMENT):
    return read_scores(text.encode(), instrument)


def complaints(text, instrument=INSTRUMENT):
    with pytest.raises(ValuesError) as caught:
        read(text, instrument)
    return [problem.text("en") for problem in caught.value.problems]


def test_marks():
    found = read(MARKS)
    assert found.kind == "marks"
    assert [tuple(mark) for mark in found.marks] == [
        ("X", "B1.1", "p", 2.0),
        ("X", "B1.1", "q", 3.0),
        ("X", "E1", "p", 4.0),
    ]
    evaluation = found.evaluation(INSTRUMENT)
    assert evaluation.index[0] == pytest.approx(0.4 * 2.5 + 0.6 * 4)
    assert evaluation.unscored() == (("X", "B2.1"),)


def test_means_of_questions_may_be_fractions_in_indonesian_dress():
    text = "score;region;question\n2,75;X;B1.1\n3;X;B2.1\n1,5;X;E1\n"
    evaluation = read(text).evaluation(INSTRUMENT)
    assert evaluation.dimensions[0].tolist() == [2.875, 1.5]


def test_means_of_dimensions_by_any_of_their_names():
    text = "Region,Dimension,Score\nX,OUTPUT,1\nX,qw,2\nY,output,3\nY,Quick Win,0\n"
    found = read(text)
    assert found.kind == "dimensions"
    evaluation = found.evaluation(INSTRUMENT)
    np.testing.assert_allclose(evaluation.index, [1.6, 1.2])


def test_one_assessor_may_stand_for_a_mean_but_several_give_whole_numbers():
    lone = (
        MARKS.replace(",q,3", ",p,3")
        .replace("X,B1.1,p,2\n", "")
        .replace("3\n", "2.5\n")
    )
    assert read(lone).marks[0].score == 2.5
    assert complaints(MARKS.replace("q,3", "q,2.5")) == [
        "line 3, column score: 2.5 is not a whole number; assessors give 0 to 4, and "
        "means are written as region,question,score"
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("p,2", "p,5", "line 2, column score: 5 is outside the scale 0 to 4"),
        ("p,2", "p,-1", "line 2, column score: -1 is outside the scale"),
        ("p,2", "p,dua", "line 2, column score: 'dua' is not a number"),
        ("X,E1", "X,E9", "line 5, column question: question 'E9' is not in the"),
        ("X,B1.1,q", "X,B1.1,p", "line 3, column region, question, assessor: already"),
        ("X,E1", ",E1", "line 5, column region: must be filled"),
        ("X,E1", "=X,E1", "line 5, column region: '=X' begins with ="),
        ("X,E1,p,4", "Y,E1,p,", "line 5, column score: Y has no score"),
        ("assessor", "judge", "line 1: the columns must be one of region,question"),
        (MARKS, "", "the file is empty"),
    ],
)
def test_refuses_naming_line_and_column(old, new, message):
    assert old in MARKS
    found = complaints(MARKS.replace(old, new, 1))
    assert any(message in text for text in found), found


def test_refuses_dimensions_and_questions_that_are_not_there():
    assert complaints("region,dimension,score\nX,impact,1\n") == [
        "line 2, column dimension: dimension 'impact' is not in the instrument; "
        "there are: output, quick_win"
    ]
    assert complaints(MARKS, BARE)[0] == (
        "line 2, column question: this instrument has no questions; "
        "use region,dimension,score"
    )


def test_the_index_of_another_year_may_have_other_columns():
    content = b"region,took_part,index,rank\nX,yes,3.06,1\nY,no,,\n"
    found = read_index(content)
    assert found["X"] == 3.06
    assert np.isnan(found["Y"])
    with pytest.raises(ValuesError, match="X ditulis dua kali"):
        read_index(b"region,index\nX,1\nX,2\n")
    with pytest.raises(ValuesError, match="kolomnya harus region, index"):
        read_index(b"region,score\nX,1\n")


@given(st.permutations(MARKS.splitlines()[1:]))
def test_the_order_of_lines_changes_nothing(lines):
    text = "\n".join([MARKS.splitlines()[0], *lines])
    assert read(text).evaluation(INSTRUMENT).index[0] == pytest.approx(3.4, abs=1e-12)
