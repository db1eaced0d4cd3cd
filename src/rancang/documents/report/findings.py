"""What a report tells of, and the words it uses for nodes and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rancang.documents import sentences
from rancang.documents.book import Column, Count, Row, Spans, Table, Words
from rancang.methods.arrays import Bools, Floats
from rancang.methods.build import Build
from rancang.methods.composite import Assessment
from rancang.methods.framework import Framework, Indicator
from rancang.methods.weight import Tree


ORIGIN = "asesmen"
"""Where the numbers of a report come from."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Run:
    """What a run was told and drew, as it is to be printed.

    ``intervals`` is units x (5 %, 50 %, 95 %) of the rank; ``probability`` the chance of
    being selected; ``periods`` by indicator; ``settings`` and ``inputs`` are names and
    values.
    """

    intervals: Floats
    periods: Mapping[str, str]
    settings: Mapping[str, str]
    inputs: Mapping[str, str]
    selected: tuple[str, ...] | None = None
    probability: Floats | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Findings:
    """What was computed, whichever way.

    ``scores`` is units x items of the tree, indicators as they were normalised. The other
    arrays are units x leaves of the tree, or one for each: ``raw`` as read, ``values``
    after imputation, ``imputed`` which of them were filled, ``signs`` -1 where lower is
    better. ``treated`` and ``points`` are the values after treatment and how each was
    treated; None if none was asked for.
    """

    framework: Framework
    run: Run
    units: tuple[str, ...]
    tree: Tree
    scores: Floats
    ranks: Floats
    coverage: Floats
    raw: Floats
    values: Floats
    imputed: Bools
    signs: Floats
    treated: Floats | None = None
    points: NDArray[np.str_] | None = None
    left_out: tuple[str, ...] = ()

    @property
    def index(self) -> Floats:
        """Return the score of each unit on the whole."""
        return self.scores[:, 0]

    @property
    def statement(self) -> str:
        """Say how many of the dimensions the index stands on."""
        dimensions = self.framework.dimensions
        assessed = sum(d.code in self.tree.codes for d in dimensions)
        return f"{assessed} dari {len(dimensions)} dimensi"

    @property
    def indicators(self) -> list[Indicator]:
        """Return the indicators that are scored, in the order of the leaves."""
        known = {i.code: i for i in self.framework.indicators()}
        return [known[self.tree.codes[leaf]] for leaf in self.tree.leaves]

    @property
    def latest(self) -> str:
        """Return the last period used; empty without any."""
        return max(self.run.periods.values(), default="")

    @property
    def periods_told(self) -> str:
        """Say which periods were used."""
        used = sorted({period for period in self.run.periods.values() if period})
        if not used:
            return "tanpa periode"
        whole = used[0] if len(used) == 1 else f"{used[0]} sampai {used[-1]}"
        return f"periode {whole}"

    def name(self, code: str) -> str:
        """Return the name of a node or an indicator."""
        if code == self.tree.codes[0]:
            return "Indeks"
        nodes = {node.code: node.name.id for node in self.framework.walk()}
        leaves = {i.code: i.name.id for i in self.framework.indicators()}
        return (nodes | leaves).get(code, code)

    def names(self) -> list[str]:
        """Return the names of the indicators that are scored."""
        return [indicator.name.id for indicator in self.indicators]

    def parents(self) -> list[str]:
        """Return the node under which each scored indicator stands."""
        tree = self.tree
        return [tree.codes[tree.parents[leaf]] for leaf in tree.leaves]

    def order(self) -> list[int]:
        """Return the rows of the units, best first, those without a rank last."""
        last = np.nan_to_num(self.ranks, nan=np.inf)
        return sorted(range(len(self.units)), key=lambda r: (last[r], self.units[r]))


def of_assessment(
    assessment: Assessment, framework: Framework, raw: Floats, run: Run
) -> Findings:
    """Return the findings of an assessment; ``raw`` is units x all indicators."""
    tree = assessment.tree
    columns = tree.columns[tree.leaves]
    scores = np.column_stack(
        [
            assessment.score(code) if column < 0 else assessment.normalised[:, column]
            for code, column in zip(tree.codes, tree.columns, strict=True)
        ]
    )
    return Findings(
        framework=framework,
        run=run,
        units=assessment.units,
        tree=tree,
        scores=scores,
        ranks=assessment.ranks,
        coverage=assessment.coverage,
        raw=raw[:, columns],
        values=assessment.values[:, columns],
        imputed=assessment.imputed[:, columns],
        signs=assessment.signs[columns],
    )


def of_build(build: Build, framework: Framework, run: Run) -> Findings:
    """Return the findings of a build; ``run.intervals`` is for the units that stayed."""
    tree = build.structure.tree
    columns = tree.columns[tree.leaves]
    asked = any(rule is not None for rule in build.method.treat.all)
    return Findings(
        framework=framework,
        run=run,
        units=build.units,
        tree=tree,
        scores=build.scores.values,
        ranks=build.ranks.values[:, 0],
        coverage=build.coverage,
        raw=build.raw.values[:, columns],
        values=build.imputed.values[:, columns],
        imputed=build.filled[:, columns],
        signs=build.structure.signs[tree.leaves],
        treated=build.treated.values[:, columns] if asked else None,
        points=build.treatment.points[:, columns] if asked else None,
        left_out=(*build.units_left_out, *build.indicators_left_out),
    )


def count(value: float, decimals: int = 0) -> Spans:
    """Write a number of the assessment; a dash where there is none."""
    if np.isnan(value):
        return (Words(sentences.DASH),)
    return (Count(sentences.number(float(value), decimals), ORIGIN),)


def words(text: str) -> Spans:
    """Write words."""
    return (Words(text),)


def table(
    anchor: str, caption: str, titles: Sequence[str], rows: Sequence[Sequence[Spans]]
) -> Table:
    """Return a table whose first column holds words and the others numbers.

    A title that ends in a colon heads a column of words.
    """
    columns = tuple(
        Column(title.rstrip(":"), "left" if not at or title.endswith(":") else "right")
        for at, title in enumerate(titles)
    )
    made = tuple(Row(tuple(row)) for row in rows)
    return Table(anchor, words(caption), columns, made, small=True)
