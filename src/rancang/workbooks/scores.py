"""The scores of the yearly evaluation as a plain file, read against an instrument.

Three shapes, told apart by their titles: ``region,question,assessor,score`` as assessors
gave them, ``region,question,score`` where only the means of questions are known, and
``region,dimension,score`` where only the means of dimensions are. Every problem names
its line and column.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rancang.methods.evaluation import (
    Evaluation,
    Mark,
    evaluate,
    from_dimensions,
    from_questions,
)
from rancang.methods.instrument import Instrument
from rancang.workbooks.lines import (
    Complaints,
    Line,
    check_name,
    decimal_of,
    lines_of,
    number_in,
    refuse,
    titles_of,
)


Kind = Literal["marks", "questions", "dimensions"]

SHAPES: dict[Kind, tuple[str, ...]] = {
    "marks": ("region", "question", "assessor", "score"),
    "questions": ("region", "question", "score"),
    "dimensions": ("region", "dimension", "score"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What was read; ``cells`` holds (region, code) and the mean where marks are none."""

    kind: Kind
    marks: tuple[Mark, ...]
    cells: dict[tuple[str, str], float]

    def evaluation(self, instrument: Instrument) -> Evaluation:
        """Return the evaluation that these scores make."""
        if self.kind == "marks":
            return evaluate(self.marks, instrument)
        regions = sorted({region for region, _ in self.cells})
        if self.kind == "questions":
            codes = [question.code for question in instrument.questions]
            return from_questions(regions, self._table(regions, codes), instrument)
        table = self._table(regions, list(instrument.names()))
        return from_dimensions(regions, table, instrument)

    def _table(self, regions: list[str], codes: list[str]) -> NDArray[np.float64]:
        rows = [[self.cells.get((r, c), np.nan) for c in codes] for r in regions]
        return np.array(rows, dtype=np.float64)


def read_scores(content: bytes, instrument: Instrument) -> Scores:
    """Read a file of scores. Raises ``ValuesError``.

    An empty score is no score. Assessors give whole numbers; only where the whole file
    has a single assessor may a score be a fraction, for it may then be a mean.
    """
    kind = _kind(content)
    lines = lines_of(content, SHAPES[kind])
    complaints = Complaints()
    decimal = decimal_of(lines, content, "score", complaints)
    code_of = _finder(kind, instrument)
    whole = kind == "marks" and len({line.fields[2] for line in lines}) > 1
    found: dict[tuple[str, ...], float] = {}
    first: dict[tuple[str, ...], int] = {}
    for line in lines:
        key = _key(line, kind, code_of, complaints)
        number = number_in(line, decimal, "score", complaints)
        if key in first:
            both = f"sudah ada di baris {first[key]}", f"already on line {first[key]}"
            complaints.add(line.number, ", ".join(SHAPES[kind][:-1]), both)
        first.setdefault(key, line.number)
        if number is not None:
            _check_score(line, number, instrument, (whole, complaints))
            found[key] = number
    _complain_of_nothing(first, found, complaints)
    complaints.settle()
    if kind == "marks":
        marks = tuple(Mark(k[0], k[1], k[2], score) for k, score in found.items())
        return Scores(kind=kind, marks=marks, cells={})
    cells = {(region, code): score for (region, code), score in found.items()}
    return Scores(kind=kind, marks=(), cells=cells)


def read_index(content: bytes) -> dict[str, float]:
    """Read the index of an earlier year: ``region,index``, other columns unread.

    Raises ``ValuesError``.
    """
    lines = lines_of(content, ("region", "index"), others=True)
    complaints = Complaints()
    decimal = decimal_of(lines, content, "index", complaints)
    found: dict[str, float] = {}
    for line in lines:
        region = line.fields[0]
        check_name(line.number, "region", region, complaints)
        if region in found:
            both = f"{region} ditulis dua kali", f"{region} is written twice"
            complaints.add(line.number, "region", both)
        number = number_in(line, decimal, "index", complaints)
        found[region] = np.nan if number is None else number
    complaints.settle()
    return found


def _kind(content: bytes) -> Kind:
    titles = sorted(titles_of(content))
    for kind, columns in SHAPES.items():
        if sorted(columns) == titles:
            return kind
    shapes = "; ".join(",".join(columns) for columns in SHAPES.values())
    there = ",".join(titles_of(content))
    raise refuse(
        f"baris 1: kolomnya harus salah satu dari {shapes}; yang ada: {there}",
        f"line 1: the columns must be one of {shapes}; found: {there}",
    )


Finder = Callable[[str], str | tuple[str, str]]
"""Of a name as written, the code of a question or dimension, or what is wrong with it."""


def _key(
    line: Line, kind: Kind, code_of: Finder, complaints: Complaints
) -> tuple[str, ...]:
    for column, text in zip(SHAPES[kind][:-1], line.fields[:-1], strict=True):
        check_name(line.number, column, text, complaints)
    region, name, *rest = line.fields[:-1]
    code = code_of(name)
    if isinstance(code, tuple):
        complaints.add(line.number, SHAPES[kind][1], code)
        code = name
    return (region, code, *rest)


def _finder(kind: Kind, instrument: Instrument) -> Finder:
    if kind == "dimensions":
        return lambda name: _dimension(name, instrument)
    codes = {question.code: question.code for question in instrument.questions}
    return lambda name: codes.get(name) or _no_question(name, list(codes))


def _no_question(name: str, codes: list[str]) -> tuple[str, str]:
    if not codes:
        return (
            "instrumen ini tidak memuat pertanyaan; pakai region,dimension,score",
            "this instrument has no questions; use region,dimension,score",
        )
    hint = _hint(name, codes)
    return (
        f"pertanyaan '{name}' tidak ada dalam instrumen{hint[0]}",
        f"question '{name}' is not in the instrument{hint[1]}",
    )


def _dimension(name: str, instrument: Instrument) -> str | tuple[str, str]:
    place = instrument.place(name)
    if place is not None:
        return instrument.dimensions[place].code
    known = ", ".join(instrument.names())
    return (
        f"dimensi '{name}' tidak ada dalam instrumen; yang ada: {known}",
        f"dimension '{name}' is not in the instrument; there are: {known}",
    )


def _hint(name: str, codes: list[str]) -> tuple[str, str]:
    near = get_close_matches(name, codes, n=1)
    return (f"; maksudnya {near[0]}?", f"; {near[0]}?") if near else ("", "")


def _check_score(
    line: Line, score: float, instrument: Instrument, asked: tuple[bool, Complaints]
) -> None:
    whole, complaints = asked
    low, high = instrument.lowest, instrument.highest
    if not low <= score <= high:
        both = (
            f"{score:g} di luar skala {low} sampai {high}",
            f"{score:g} is outside the scale {low} to {high}",
        )
        complaints.add(line.number, "score", both)
    elif whole and score != int(score):
        both = (
            f"{score:g} bukan bilangan bulat; penilai memberi {low} sampai {high}, dan "
            "rata-rata ditulis sebagai region,question,score",
            f"{score:g} is not a whole number; assessors give {low} to {high}, and means "
            "are written as region,question,score",
        )
        complaints.add(line.number, "score", both)


def _complain_of_nothing(
    first: dict[tuple[str, ...], int],
    found: dict[tuple[str, ...], float],
    complaints: Complaints,
) -> None:
    filled, told = {key[0] for key in found}, set[str]()
    for (region, *_), line in first.items():
        if region not in filled | told:
            both = f"{region} tidak punya nilai sama sekali", f"{region} has no score"
            complaints.add(line, "score", both)
            told.add(region)
