"""The programme's yearly index: from the scores of assessors to an index and a rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from rancang.methods.agreement import Agreement, agree
from rancang.methods.arrays import Bools, Floats, Ints
from rancang.methods.framework import MethodError
from rancang.methods.instrument import WHOLE, Instrument
from rancang.methods.ranking import rank
from rancang.methods.sums import exact_sum


class Mark(NamedTuple):
    """One score: the codes of region and question, who gave it, and the score."""

    region: str
    question: str
    assessor: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Evaluation:
    """The scores of all regions, and what is not scored.

    Attributes
    ----------
    regions : tuple of str
        Codes, in order.
    instrument : Instrument
    questions : ndarray of float, shape (regions, questions)
        Mean of the assessors' scores; NaN where nobody scored. No columns where only
        dimension means are known.
    assessors : ndarray of int, shape (regions, questions)
        How many scored.
    dimensions : ndarray of float, shape (regions, dimensions)
        Mean of the questions scored; NaN where none was.
    index : ndarray of float, shape (regions,)
        NaN for a region that did not take part or lacks a dimension that weighs.
    ranks : ndarray of float, shape (regions,)
        1 is best, ties share the best; NaN without an index.
    took_part : ndarray of bool, shape (regions,)
        False where every score is zero: so the programme prints who did not take part.
    """

    regions: tuple[str, ...]
    instrument: Instrument
    questions: Floats
    assessors: Ints
    dimensions: Floats
    index: Floats
    ranks: Floats
    took_part: Bools

    def unscored(self) -> tuple[tuple[str, str], ...]:
        """Return (region, code) of the dimensions and questions not scored.

        Regions that did not take part are left out, and questions of a dimension of
        which no question was scored: the dimension is named alone.
        """
        found: list[tuple[str, str]] = []
        for row in np.flatnonzero(self.took_part):
            found += [(self.regions[row], code) for code in self._missing(int(row))]
        return tuple(found)

    def _missing(self, row: int) -> list[str]:
        codes: list[str] = []
        for place, dimension in enumerate(self.instrument.dimensions):
            if np.isnan(self.dimensions[row, place]):
                codes.append(dimension.code)
            elif self.questions.shape[1]:
                columns = _columns(self.instrument)[place]
                empty = np.isnan(self.questions[row, columns])
                pairs = zip(dimension.questions, empty, strict=True)
                codes += [question.code for question, none in pairs if none]
        return codes


def evaluate(marks: Sequence[Mark], instrument: Instrument) -> Evaluation:
    """Make the index of each region from the scores that assessors gave.

    Parameters
    ----------
    marks : sequence of Mark
        In any order; each assessor scores a question of a region once.
    instrument : Instrument
        Its questions, dimensions and weights.

    Returns
    -------
    Evaluation
        Regions in the order of their codes.

    Raises
    ------
    MethodError
        If a question is not in the instrument, a score is outside the scale or no
        number, or an assessor scored a question twice.

    Notes
    -----
    A question's score is the mean over its assessors, a dimension's the plain mean over
    its questions, the index the sum of weight / 100 times dimension. Nothing is rounded
    on the way. A question that nobody scored is left out of its dimension's mean and
    told by `Evaluation.unscored`; a dimension without any score leaves the region
    without an index, for its weight cannot be given to others.

    Examples
    --------
    >>> from rancang.methods.framework import Text
    >>> from rancang.methods.instrument import Dimension, Question
    >>> name = Text("x", "x")
    >>> questions = tuple(Question(code=c, text=name) for c in ("A1", "A2"))
    >>> instrument = Instrument(
    ...     code="e",
    ...     title=name,
    ...     year=2022,
    ...     cohort=name,
    ...     official=True,
    ...     source=name,
    ...     lowest=0,
    ...     highest=4,
    ...     dimensions=(
    ...         Dimension(code="a", name=name, weight=100.0, questions=questions),
    ...     ),
    ... )
    >>> scores = [("X", "A1", 2), ("X", "A1", 3), ("X", "A2", 4), ("Y", "A1", 0)]
    >>> marks = [Mark(r, q, str(n), s) for n, (r, q, s) in enumerate(scores)]
    >>> found = evaluate(marks, instrument)
    >>> found.index, found.took_part, found.unscored()
    (array([3.25,  nan]), array([ True, False]), ())
    """
    rows = {region: row for row, region in enumerate(sorted({m.region for m in marks}))}
    columns = {q.code: column for column, q in enumerate(instrument.questions)}
    _refuse(marks, columns, instrument)
    shape = (len(rows), len(columns))
    sums, counts = np.zeros(shape), np.zeros(shape, dtype=np.int64)
    for mark in sorted(marks):
        place = rows[mark.region], columns[mark.question]
        sums[place] += mark.score
        counts[place] += 1
    means = np.full(shape, np.nan)
    np.divide(sums, counts, out=means, where=counts > 0)
    return from_questions(tuple(rows), means, instrument, counts)


def from_questions(
    regions: Sequence[str],
    questions: Floats,
    instrument: Instrument,
    assessors: Ints | None = None,
) -> Evaluation:
    """Make the index from the means of questions.

    Parameters
    ----------
    regions : sequence of str
    questions : ndarray of float, shape (regions, questions)
        In the order of ``instrument.questions``; NaN where not scored.
    instrument : Instrument
    assessors : ndarray of int, shape (regions, questions), optional
        How many scored; taken for one where there is a mean, if not given.

    Returns
    -------
    Evaluation

    Examples
    --------
    See `evaluate`, which ends here.
    """
    counts = (~np.isnan(questions)).astype(np.int64) if assessors is None else assessors
    dimensions = np.column_stack(
        [_mean(questions[:, columns]) for columns in _columns(instrument)]
    )
    return _evaluation(regions, (questions, counts), dimensions, instrument)


def from_dimensions(
    regions: Sequence[str], dimensions: Floats, instrument: Instrument
) -> Evaluation:
    """Make the index from printed means of dimensions.

    Parameters
    ----------
    regions : sequence of str
    dimensions : ndarray of float, shape (regions, dimensions)
        In the order of the instrument; NaN where not scored.
    instrument : Instrument

    Returns
    -------
    Evaluation
        Without questions.

    Examples
    --------
    See `index_of` for the sum alone.
    """
    nothing = np.empty((len(regions), 0)), np.empty((len(regions), 0), dtype=np.int64)
    return _evaluation(regions, nothing, dimensions, instrument)


def index_of(dimensions: Floats, weights: Floats) -> Floats:
    """Return the sum of weight / 100 times the score of the dimension.

    Parameters
    ----------
    dimensions : ndarray of float, shape (regions, dimensions)
        NaN where not scored.
    weights : ndarray of float, shape (dimensions,)
        In per cent.

    Returns
    -------
    ndarray of float, shape (regions,)
        NaN where a dimension that weighs has no score.

    Examples
    --------
    >>> weights = np.array([10.0, 20.0, 30.0, 20.0, 20.0])
    >>> index_of(np.array([[3.60, 3.21, 3.23, 3.07, 3.65]]), weights)
    array([3.315])
    """
    weighs = weights > 0
    # summed exactly, so that regions with equal parts tie wherever they stand
    result: Floats = exact_sum(dimensions[:, weighs] * weights[weighs]) / WHOLE
    return result


def improvement(evaluation: Evaluation, before: Mapping[str, float]) -> Floats:
    """Return this year's index less last year's.

    Parameters
    ----------
    evaluation : Evaluation
    before : mapping of str to float
        Region to its index last year.

    Returns
    -------
    ndarray of float, shape (regions,)
        NaN for a region without an index in either year.

    Examples
    --------
    >>> from rancang.methods.instrument import parse_instrument
    >>> instrument = parse_instrument('''
    ... {code: e, title: E, cohort: c, official: true, source: s,
    ...  scale: {lowest: 0, highest: 4},
    ...  dimensions: [{code: output, name: Output, weight: 100}]}
    ... ''')
    >>> now = from_dimensions(["35.71"], np.array([[3.31]]), instrument)
    >>> improvement(now, {"35.71": 3.06}).round(2)
    array([0.25])
    """
    earlier = np.array([before.get(region, np.nan) for region in evaluation.regions])
    change: Floats = evaluation.index - earlier
    return change


def agreement(marks: Sequence[Mark]) -> Agreement:
    """Measure how far the assessors agree over all questions and regions given.

    Parameters
    ----------
    marks : sequence of Mark
        Of one region, or of regions that have the same assessors.

    Returns
    -------
    Agreement
        Each question of a region is a target.

    Examples
    --------
    >>> scores = [("A1", "p", 1), ("A1", "q", 2), ("A2", "p", 3), ("A2", "q", 4)]
    >>> marks = [Mark("X", question, who, score) for question, who, score in scores]
    >>> agreement(marks).form("ICC(3,1)").value
    1.0
    """
    targets = {t: row for row, t in enumerate(sorted({m[:2] for m in marks}))}
    people = {a: column for column, a in enumerate(sorted({m.assessor for m in marks}))}
    table = np.full((len(targets), len(people)), np.nan)
    for mark in marks:
        table[targets[mark[:2]], people[mark.assessor]] = mark.score
    return agree(table)


def overall_agreement(marks: Sequence[Mark]) -> Agreement:
    """Measure how far assessors agree over all regions, whoever scored which.

    Parameters
    ----------
    marks : sequence of Mark
        Of any regions.

    Returns
    -------
    Agreement
        As `agreement` where every region has the same assessors. Where panels differ,
        who was strict cannot be told from which region is weak: only the forms ICC(1)
        are left, and the assessors of each panel are taken in the order of their names.

    Examples
    --------
    >>> scores = [("X", "p", 1), ("X", "q", 2), ("Y", "r", 3), ("Y", "s", 4)]
    >>> marks = [Mark(region, "A1", who, score) for region, who, score in scores]
    >>> [form.name for form in overall_agreement(marks).forms]
    ['ICC(1,1)', 'ICC(1,k)']
    """
    panels: dict[str, set[str]] = {}
    for mark in marks:
        panels.setdefault(mark.region, set()).add(mark.assessor)
    if len({frozenset(panel) for panel in panels.values()}) == 1:
        return agreement(marks)
    seats = {
        (region, assessor): str(seat)
        for region, panel in panels.items()
        for seat, assessor in enumerate(sorted(panel))
    }
    seated = [m._replace(assessor=seats[m.region, m.assessor]) for m in marks]
    found = agreement(seated)
    kept = tuple(form for form in found.forms if form.name.startswith("ICC(1,"))
    return replace(found, forms=kept)


def _refuse(
    marks: Sequence[Mark], columns: Mapping[str, int], instrument: Instrument
) -> None:
    seen: set[tuple[str, ...]] = set()
    for mark in marks:
        where = f"{mark.region}, {mark.question}, {mark.assessor}"
        if mark.question not in columns:
            raise MethodError(
                f"{where}: pertanyaan '{mark.question}' tidak ada dalam instrumen",
                f"{where}: question '{mark.question}' is not in the instrument",
            )
        if not instrument.lowest <= mark.score <= instrument.highest:
            between = f"{instrument.lowest}", f"{instrument.highest}"
            raise MethodError(
                f"{where}: {mark.score:g} di luar {' sampai '.join(between)}",
                f"{where}: {mark.score:g} is not within {' to '.join(between)}",
            )
        if mark[:3] in seen:
            raise MethodError(f"{where}: dinilai dua kali", f"{where}: scored twice")
        seen.add(mark[:3])


def _columns(instrument: Instrument) -> list[list[int]]:
    """Return the columns of the questions of each dimension."""
    columns: list[list[int]] = []
    start = 0
    for dimension in instrument.dimensions:
        columns.append(list(range(start, start + len(dimension.questions))))
        start += len(dimension.questions)
    return columns


def _mean(scores: Floats) -> Floats:
    there = ~np.isnan(scores)
    count = there.sum(axis=1)
    result = np.full(len(scores), np.nan)
    total = exact_sum(np.where(there, scores, 0.0))
    np.divide(total, count, out=result, where=count > 0)
    return result


def _evaluation(
    regions: Sequence[str],
    questions: tuple[Floats, Ints],
    dimensions: Floats,
    instrument: Instrument,
) -> Evaluation:
    weights = np.array([dimension.weight for dimension in instrument.dimensions])
    took_part = (dimensions > 0).any(axis=1) | np.isnan(dimensions).all(axis=1)
    index = index_of(dimensions, weights)
    index[~took_part] = np.nan
    return Evaluation(
        regions=tuple(regions),
        instrument=instrument,
        questions=questions[0],
        assessors=questions[1],
        dimensions=dimensions,
        index=index,
        ranks=rank(index),
        took_part=took_part,
    )
