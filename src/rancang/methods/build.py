"""Build an index: from the values of units to scores and ranks, every step kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rancang.methods.arrays import Bools, Floats
from rancang.methods.combine import combine, reweighted
from rancang.methods.framework import MethodError
from rancang.methods.method import Method
from rancang.methods.normalise_table import normalise_table
from rancang.methods.ranking import rank
from rancang.methods.stages import (
    Beside,
    Kept,
    denominated,
    filled,
    screened,
    treated,
)
from rancang.methods.structure import Structure, lone
from rancang.methods.table import Table
from rancang.methods.treat import Treated
from rancang.methods.weight import effective


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Build:
    """An index, and every step on the way to it.

    Attributes
    ----------
    structure : Structure
        What was scored, with the weights that were used.
    method : Method
    raw, denominated, imputed, treated, normalised : Table
        Indicators after each step, of the units that stayed. What an indicator that was
        screened out had is in none of them.
    filled : ndarray of bool, shape (units, indicators)
        Which values of ``imputed`` were filled.
    treatment : Treated
        Which points were treated, and how.
    scores : Table
        Every item of the tree: the top, then each node followed by all below it.
    ranks : Table
        Of each score; 1 is best, ties share the best, NaN without a score.
    coverage : ndarray of float, shape (units,)
        Share of the effective weight that was known before imputation.
    units_left_out, indicators_left_out : tuple of str
        Who did not pass the screening, or had nothing where that is allowed.
    """

    structure: Structure
    method: Method
    raw: Table
    denominated: Table
    imputed: Table
    treated: Table
    normalised: Table
    filled: Bools
    treatment: Treated
    scores: Table
    ranks: Table
    coverage: Floats
    units_left_out: tuple[str, ...]
    indicators_left_out: tuple[str, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """Return the codes of the units that stayed."""
        return self.scores.units

    @property
    def index(self) -> Floats:
        """Return the score of each unit on the top."""
        return self.scores.values[:, 0]

    @property
    def effective_weights(self) -> Floats:
        """Return what each item of the tree weighs in the whole; the top is 1."""
        return effective(self.structure.tree)


def build(
    table: Table, structure: Structure, method: Method, beside: Beside | None = None
) -> Build:
    """Screen, denominate, impute, treat, normalise, weigh, aggregate and rank.

    Parameters
    ----------
    table : Table
        The indicators of the structure in their own units, and the columns by which
        some of them are divided.
    structure : Structure
        What is scored.
    method : Method
        How; the steps are taken in the order of its attributes.
    beside : Beside, optional
        Groups and other periods, where the method needs them.

    Returns
    -------
    Build

    Raises
    ------
    MethodError
        If a choice cannot be carried out, or the data do not allow it: a column that is
        missing or that nobody has a value of, one that is the same for all, a node with
        one child, a value a mean cannot take, a weight not above zero. It names the
        node, indicator or unit and says what would mend it.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators; Becker et al. (2022),
    COINr, J. Open Source Softw. 7(78), 4567.

    Examples
    --------
    >>> from rancang.methods.structure import Part, structure
    >>> made = structure(
    ...     [
    ...         Part(code="eco", parent=""),
    ...         Part(code="work", parent="eco"),
    ...         Part(code="poor", parent="eco", direction="lower"),
    ...     ]
    ... )
    >>> table = Table(
    ...     ("A", "B", "C"),
    ...     ("work", "poor"),
    ...     np.array([[60.0, 10.0], [70.0, 5.0], [80.0, 20.0]]),
    ... )
    >>> found = build(table, made, Method())
    >>> found.index.round(1), found.ranks.column("eco")
    (array([33.3, 75. , 50. ]), array([3., 1., 2.]))
    """
    around = beside or Beside()
    made = structure.turned(method.directions)
    _refuse_unknown(made, method)
    raw = Table(table.units, made.indicators, table.columns(made.indicators))
    kept = Kept(np.ones(len(raw.units), bool), np.ones(len(raw.codes), bool))
    if method.screen_at == "raw":
        kept = screened(raw, method)
    start = _Start(table, raw, made, around).keeping(kept)
    shared = denominated(start.table, start.made.indicators, method)
    imputed = filled(shared, start.made, method, start.beside)
    filled_in = replace(shared, values=imputed.values)
    steps: tuple[Table, ...] = (start.raw, shared, filled_in)
    if method.screen_at == "imputed":
        kept = screened(filled_in, method)
        start = start.keeping(kept)
        steps = tuple(_part(step, kept) for step in steps)
        imputed = imputed._replace(filled=imputed.filled[np.ix_(*kept)])
    return _scored(start, steps, imputed.filled, method)


@dataclass(frozen=True, slots=True, eq=False)
class _Start:
    """What is still in, and who has been left out so far."""

    table: Table
    raw: Table
    made: Structure
    beside: Beside
    units_out: tuple[str, ...] = ()
    indicators_out: tuple[str, ...] = ()

    def keeping(self, kept: Kept) -> _Start:
        if kept.units.all() and kept.indicators.all():
            return self
        every = np.ones(len(self.table.codes), dtype=bool)
        groups = self.beside.groups
        return _Start(
            _part(self.table, Kept(kept.units, every)),
            _part(self.raw, kept),
            self.made.without(kept.indicators),
            replace(self.beside, groups=groups and _picked(groups, kept.units)),
            self.units_out + _picked(self.raw.units, ~kept.units),
            self.indicators_out + _picked(self.raw.codes, ~kept.indicators),
        )


def _picked(codes: Sequence[str], which: Bools) -> tuple[str, ...]:
    return tuple(code for code, here in zip(codes, which, strict=True) if here)


def _part(table: Table, kept: Kept) -> Table:
    return Table(
        _picked(table.units, kept.units),
        _picked(table.codes, kept.indicators),
        table.values[np.ix_(kept.units, kept.indicators)],
    )


def _scored(
    start: _Start, steps: tuple[Table, ...], was_filled: Bools, method: Method
) -> Build:
    there = ~np.isnan(steps[2].values).all(axis=0)
    if "missing" in method.allow and not there.all():
        kept = Kept(np.ones(len(start.raw.units), bool), there)
        start = start.keeping(kept)
        steps = tuple(_part(step, kept) for step in steps)
        was_filled = was_filled[:, there]
    raw, shared, complete = steps
    made = start.made
    _refuse_data(complete, made, method)
    tamed = treated(complete, made, method.treat)
    ready = replace(complete, values=tamed.values)
    normalised = normalise_table(ready, made, method.normalise)
    combined = combine(normalised, made, method)
    used = reweighted(made, combined.weights)
    coverage = _coverage(shared, used)
    scores = combined.scores
    nodes = made.tree.columns < 0
    scores[np.ix_(coverage < method.needed.weight - 1e-12, nodes)] = np.nan
    ranks = np.column_stack([rank(column) for column in scores.T])
    return Build(
        structure=used,
        method=method,
        raw=raw,
        denominated=shared,
        imputed=complete,
        treated=ready,
        normalised=replace(ready, values=normalised.values),
        filled=was_filled,
        treatment=tamed,
        scores=Table(raw.units, made.tree.codes, scores),
        ranks=Table(raw.units, made.tree.codes, ranks),
        coverage=coverage,
        units_left_out=start.units_out,
        indicators_left_out=start.indicators_out,
    )


def _coverage(known: Table, used: Structure) -> Floats:
    leaves = used.tree.leaves
    weights = effective(used.tree)[leaves]
    observed = ~np.isnan(known.values[:, used.tree.columns[leaves]])
    coverage: Floats = (observed * weights).sum(axis=1)
    return coverage


def _refuse_unknown(made: Structure, method: Method) -> None:
    """Refuse rules for nodes or levels that are not there."""
    rules = (
        ("treat", method.treat),
        ("normalise", method.normalise),
        ("weigh", method.weigh),
        ("aggregate", method.aggregate),
        ("needed", method.needed.children),
    )
    highest = int(made.levels[0])
    for step, rule in rules:
        for code in rule.nodes:
            if code not in made.tree.codes:
                raise MethodError(
                    f"{step}: '{code}' tidak ada dalam kerangka; perbaiki kodenya",
                    f"{step}: there is no '{code}'; mend the code",
                )
        for level in rule.levels:
            if not 1 <= level <= highest:
                raise MethodError(
                    f"{step}: jenjang {level} tidak ada; kerangka ini 1 sampai {highest}",
                    f"{step}: there is no level {level}; this structure has 1 to {highest}",
                )


def _refuse_data(complete: Table, made: Structure, method: Method) -> None:
    low = np.where(np.isnan(complete.values), np.inf, complete.values).min(axis=0)
    high = np.where(np.isnan(complete.values), -np.inf, complete.values).max(axis=0)
    _refuse_columns(
        complete,
        low > high,
        (
            "tidak ada unit yang memiliki nilainya; isi, saring, atau izinkan 'missing'",
            "no unit has a value; fill it, screen it out or allow 'missing'",
        ),
    )
    if "constant" not in method.allow:
        _refuse_columns(
            complete,
            low == high,
            (
                "nilainya sama untuk semua unit; keluarkan atau izinkan 'constant'",
                "the value is the same for all units; leave it out or allow 'constant'",
            ),
        )
    if "single_child" not in method.allow and (alone := lone(made)):
        raise MethodError(
            f"simpul '{alone[0]}' hanya punya satu anak; gabungkan dengan induknya, "
            "tambah anak, atau izinkan 'single_child'",
            f"node '{alone[0]}' has one child only; join it with its parent, add a child "
            "or allow 'single_child'",
        )


def _refuse_columns(table: Table, which: Bools, both: tuple[str, str]) -> None:
    if which.any():
        code = table.codes[int(np.flatnonzero(which)[0])]
        raise MethodError(
            f"indikator '{code}': {both[0]}", f"indicator '{code}': {both[1]}"
        )
