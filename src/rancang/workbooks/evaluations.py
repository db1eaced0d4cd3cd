"""The files that an evaluation leaves behind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from platform import python_version
from typing import Any

import numpy as np

from rancang import __version__
from rancang.methods.agreement import FORMS, Agreement
from rancang.methods.arrays import Floats
from rancang.methods.evaluation import Evaluation
from rancang.methods.weight import INDEX
from rancang.workbooks.results import csv_text, written


SCORES = ("region", "node", "score", "assessors")
RANKS = ("region", "took_part", "index", "rank", "previous", "improvement")
AGREEMENT = ("region", "form", "value", "low", "high", "targets", "assessors")
UNSCORED = ("region", "code")
EVERYONE = "*"
"""Stands for all regions together in the file of agreement."""


def scores_csv(evaluation: Evaluation) -> str:
    """Return every score of every region: the index, its dimensions, its questions.

    ``assessors`` says how many scored a question; it is empty for what is made of others.
    """
    return csv_text(SCORES, _scores(evaluation))


def _scores(evaluation: Evaluation) -> Iterator[tuple[str, ...]]:
    instrument = evaluation.instrument
    asked = instrument.questions if evaluation.questions.shape[1] else ()
    for row, region in enumerate(evaluation.regions):
        yield region, INDEX, written(evaluation.index[row]), ""
        for place, dimension in enumerate(instrument.dimensions):
            score = written(evaluation.dimensions[row, place])
            yield region, dimension.code, score, ""
        for place, question in enumerate(asked):
            score = written(evaluation.questions[row, place])
            yield region, question.code, score, str(evaluation.assessors[row, place])


def ranks_csv(
    evaluation: Evaluation, previous: Mapping[str, float], change: Floats
) -> str:
    """Return index, rank and improvement of every region.

    ``change`` is regions long, NaN where there is no earlier index. Who did not take part
    has "no" and neither index nor rank.
    """
    rows = (
        (
            region,
            "yes" if evaluation.took_part[row] else "no",
            written(evaluation.index[row]),
            written(evaluation.ranks[row]).removesuffix(".0"),
            written(previous.get(region, np.nan)),
            written(change[row]),
        )
        for row, region in enumerate(evaluation.regions)
    )
    return csv_text(RANKS, rows)


def agreement_csv(found: Iterable[tuple[str, Agreement]]) -> str:
    """Return the forms of agreement of each region, and of `EVERYONE`.

    Beside the intraclass correlations, ``same`` and ``near`` are the shares of pairs of
    scores that are equal or at most 1 apart.
    """
    rows = (line for region, agreed in found for line in _agreed(region, agreed))
    return csv_text(AGREEMENT, rows)


def _agreed(region: str, agreed: Agreement) -> Iterator[tuple[str, ...]]:
    counts = str(agreed.targets), str(agreed.assessors)
    for name in FORMS:
        _, value, low, high = agreed.form(name)
        yield region, name, written(value), written(low), written(high), *counts
    for name, share in (("same", agreed.same), ("near", agreed.near)):
        yield region, name, written(share), "", "", *counts


def unscored_csv(evaluation: Evaluation) -> str:
    """Return the dimensions and questions without a score, of who took part."""
    return csv_text(UNSCORED, evaluation.unscored())


def run_json(evaluation: Evaluation, told: Mapping[str, Any]) -> str:
    """Return how the evaluation can be made again, without a clock.

    ``told`` is what the evaluation does not know: fingerprints of the files, and whether
    marks or means were read.
    """
    instrument = evaluation.instrument
    absent = ~evaluation.took_part
    record = {
        "index": "sum over dimensions of weight / 100 x mean of its questions' means",
        "instrument": {
            "code": instrument.code,
            "cohort": {"en": instrument.cohort.en, "id": instrument.cohort.id},
            "fingerprint": instrument.fingerprint,
            "official": instrument.official,
            "source": {"en": instrument.source.en, "id": instrument.source.id},
            "weights": {d.code: d.weight for d in instrument.dimensions},
            "year": instrument.year,
        },
        "not_taking_part": _named(evaluation, absent),
        "regions": len(evaluation.regions),
        "unranked": _named(evaluation, np.isnan(evaluation.index) & ~absent),
        "versions": {
            "numpy": np.__version__,
            "python": python_version(),
            "rancang": __version__,
        },
        **told,
    }
    return json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _named(evaluation: Evaluation, rows: Any) -> list[str]:
    return [evaluation.regions[row] for row in np.flatnonzero(rows)]
