import csv
import io
import json

import numpy as np

from rancang.methods.evaluation import Mark, agreement, evaluate, improvement
from rancang.methods.instrument import parse_instrument
from rancang.workbooks.evaluations import (
    agreement_csv,
    ranks_csv,
    run_json,
    scores_csv,
    unscored_csv,
)


INSTRUMENT = parse_instrument("""\
{code: demo, title: t, year: 2022, cohort: c, official: false, source: s,
 scale: {lowest: 0, highest: 4},
 dimensions: [{code: output, name: Output, weight: 100,
   questions: [{code: B1, text: t}, {code: B2, text: t}]}]}
""")
MARKS = [
    Mark("X", "B1", "p", 2.0),
    Mark("X", "B1", "q", 3.0),
    Mark("Y", "B1", "p", 0.0),
]
FOUND = evaluate(MARKS, INSTRUMENT)


def rows(text):
    return [tuple(row.values()) for row in csv.DictReader(io.StringIO(text))]


def test_scores():
    assert rows(scores_csv(FOUND)) == [
        ("X", "index", "2.5", ""),
        ("X", "output", "2.5", ""),
        ("X", "B1", "2.5", "2"),
        ("X", "B2", "", "0"),
        ("Y", "index", "", ""),
        ("Y", "output", "0.0", ""),
        ("Y", "B1", "0.0", "1"),
        ("Y", "B2", "", "0"),
    ]


def test_ranks():
    before = {"X": 2.25}
    assert rows(ranks_csv(FOUND, before, improvement(FOUND, before))) == [
        ("X", "yes", "2.5", "1", "2.25", "0.25"),
        ("Y", "no", "", "", "", ""),
    ]


def test_agreement_and_what_is_not_scored():
    lines = rows(agreement_csv([("X", agreement(MARKS[:2]))]))
    assert lines[0] == ("X", "ICC(1,1)", "", "", "", "1", "2")
    assert lines[-2:] == [
        ("X", "same", "0.0", "", "", "1", "2"),
        ("X", "near", "1.0", "", "", "1", "2"),
    ]
    assert rows(unscored_csv(FOUND)) == [("X", "B2")]


def test_the_record_says_what_the_weights_rest_on():
    record = json.loads(run_json(FOUND, {"read": "marks"}))
    assert record["instrument"]["weights"] == {"output": 100.0}
    assert record["instrument"]["official"] is False
    assert record["not_taking_part"] == ["Y"]
    assert record["unranked"] == []
    assert record["versions"]["numpy"] == np.__version__
    assert record["read"] == "marks"
