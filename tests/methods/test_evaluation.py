import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rancang.methods.evaluation import (
    Mark,
    agreement,
    evaluate,
    from_dimensions,
    from_questions,
    improvement,
    index_of,
    overall_agreement,
)
from rancang.methods.framework import MethodError, Text
from rancang.methods.instrument import Dimension, Instrument, Question, parse_instrument


NAN = np.nan
HERE = Path(__file__).parent / "evaluation"
SHIPPED = Path(__file__).parents[2] / "data" / "instruments"
NAME = Text("x", "x")


def demo():
    def dimension(code, weight, *questions):
        found = tuple(Question(code=q, text=NAME) for q in questions)
        return Dimension(code=code, name=NAME, weight=weight, questions=found)

    return Instrument(
        code="demo",
        title=NAME,
        year=2022,
        cohort=NAME,
        official=True,
        source=NAME,
        lowest=0,
        highest=4,
        dimensions=(dimension("a", 25.0, "A1", "A2"), dimension("b", 75.0, "B1")),
    )


def shipped(name):
    return parse_instrument((SHIPPED / f"{name}.yaml").read_text(encoding="utf-8"))


def rows(name):
    with (HERE / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def marks(*scores):
    return [Mark(*score.split()[:3], float(score.split()[3])) for score in scores]


WORKED = marks(
    *("X A1 p 2", "X A1 q 3", "X A2 p 4", "X B1 p 1", "X B1 q 1"),
    *("Y A1 p 0", "Y A2 p 0", "Y B1 p 0"),
    *("Z A1 p 4", "Z B1 p 4"),
    *("V A1 p 4", "V A2 p 4"),
)


def test_worked_by_hand():
    found = evaluate(WORKED, demo())
    assert found.regions == ("V", "X", "Y", "Z")
    np.testing.assert_array_equal(found.questions[1], [2.5, 4, 1])
    np.testing.assert_array_equal(found.assessors[1], [2, 1, 2])
    np.testing.assert_array_equal(found.dimensions[1], [3.25, 1])
    # 0.25 x 3.25 + 0.75 x 1
    np.testing.assert_allclose(found.index, [NAN, 1.5625, NAN, 4])
    np.testing.assert_array_equal(found.ranks, [NAN, 2, NAN, 1])
    assert found.took_part.tolist() == [True, True, False, True]
    assert found.unscored() == (("V", "b"), ("Z", "A2"))


def test_improvement_needs_both_years():
    found = evaluate(WORKED, demo())
    change = improvement(found, {"X": 1.5, "Y": 2.0})
    np.testing.assert_allclose(change, [NAN, 0.0625, NAN, NAN])


def test_a_dimension_without_weight_may_lack():
    weights = np.array([100.0, 0.0])
    assert index_of(np.array([[3.0, NAN]]), weights).tolist() == [3.0]


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        (["X A9 p 1"], "X, A9, p: question 'A9' is not in the instrument"),
        (["X A1 p 5"], "X, A1, p: 5 is not within 0 to 4"),
        (["X A1 p nan"], "X, A1, p: nan is not within"),
        (["X A1 p 1", "X A1 p 1"], "X, A1, p: scored twice"),
    ],
)
def test_refuses_naming_the_mark(scores, message):
    with pytest.raises(MethodError, match=message) as caught:
        evaluate(marks(*scores), demo())
    assert caught.value.message.id != caught.value.message.en


def test_the_printed_results_of_2022():
    instrument = shipped("evaluation-2022")
    printed = rows("results-2022")
    table = [[float(row[code]) for code in instrument.names()] for row in printed]
    found = from_dimensions([r["region"] for r in printed], np.array(table), instrument)
    absent = [r["region"] for r in printed if float(r["index"]) == 0]
    assert len(absent) == 4
    assert np.array(found.regions)[~found.took_part].tolist() == absent
    for row, index in zip(printed, found.index, strict=True):
        if row["region"] in absent:
            assert np.isnan(index)
        else:
            assert index == pytest.approx(float(row["index"]), abs=0.02)
    first, last = (found.regions[i] for i in (np.nanargmin(found.ranks), 0))
    assert (first, last) == ("Kota Pasuruan", "Kab. Belitung")
    assert np.nanmax(found.ranks) == 19


def test_the_first_cohorts_have_other_weights():
    kediri = np.array([[3.60, 3.21, 3.23, 3.07, 3.65]])
    found = from_dimensions(["35.71"], kediri, shipped("evaluation-2022-first"))
    assert found.index[0] == pytest.approx(3.315)
    assert improvement(found, {"35.71": 3.06})[0] == pytest.approx(0.25, abs=0.02)


def malang(instrument):
    scores = {row["question"]: float(row["score"]) for row in rows("malang-2022")}
    assert set(scores) == {q.code for q in instrument.questions}
    return scores


def test_the_questions_of_malang_give_its_printed_means():
    instrument = shipped("evaluation-2022")
    scores = malang(instrument)
    table = np.array([[scores[q.code] for q in instrument.questions]])
    found = from_questions(["Kab. Malang"], table, instrument)
    expected = [1.40, 1.54, 2.92, 2.56, 3.08]
    np.testing.assert_allclose(found.dimensions[0], expected, atol=0.02)
    assert found.index[0] == pytest.approx(2.51, abs=0.02)
    assert found.unscored() == ()


def test_four_assessors_give_the_scores_of_malang():
    instrument = shipped("evaluation-2022")
    given_ = [
        Mark("Kab. Malang", question, f"assessor {n}", float(int(score + n / 4)))
        for question, score in malang(instrument).items()
        for n in range(4)
    ]
    found = evaluate(given_, instrument)
    assert found.index[0] == pytest.approx(2.51, abs=0.02)
    assert (found.assessors == 4).all()
    agreed = agreement(given_)
    assert (agreed.targets, agreed.assessors) == (59, 4)
    assert agreed.form("ICC(3,1)").value > 0.8


def test_panels_that_differ_leave_only_the_one_way_forms():
    same = marks("X A1 p 1", "X A1 q 1", "Y A1 p 3", "Y A1 q 4")
    assert len(overall_agreement(same).forms) == 6
    other = marks("X A1 p 1", "X A1 q 1", "Y A1 r 3", "Y A1 s 4", "Z A1 p 2")
    found = overall_agreement(other)
    assert [form.name for form in found.forms] == ["ICC(1,1)", "ICC(1,k)"]
    # rows 1 1 and 3 4: between 6.25, within 0.25
    assert found.form("ICC(1,1)").value == pytest.approx(6 / 6.5)
    assert (found.targets, found.left_out, found.same) == (2, 1, 0.5)


QUESTIONS = ("A1", "A2", "B1")
MARKS = st.dictionaries(
    st.tuples(
        st.sampled_from("XYZ"), st.sampled_from(QUESTIONS), st.sampled_from("pqr")
    ),
    st.integers(0, 4),
    min_size=1,
).map(lambda found: [Mark(*key, float(score)) for key, score in found.items()])


@given(MARKS, st.randoms())
def test_the_order_of_marks_changes_nothing(scores, random):
    mixed = random.sample(scores, len(scores))
    first, again = evaluate(scores, demo()), evaluate(mixed, demo())
    np.testing.assert_array_equal(first.index, again.index)
    np.testing.assert_array_equal(first.questions, again.questions)


@given(MARKS)
def test_the_index_lies_between_the_lowest_and_the_highest_score(scores):
    found = evaluate(scores, demo())
    for region, index in zip(found.regions, found.index, strict=True):
        own = [mark.score for mark in scores if mark.region == region]
        if not np.isnan(index):
            assert min(own) - 1e-12 <= index <= max(own) + 1e-12
