"""How an index is built: every choice of every step, per level or node."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from types import MappingProxyType
from typing import Any, Literal, get_args

import numpy as np

from rancang.methods.denominate import By
from rancang.methods.framework import Direction, MethodError
from rancang.methods.screen import Screening
from rancang.methods.treat import Treatment


Fill = Literal[
    "none", "mean", "median", "group_mean", "group_median", "row_mean", "em", "panel"
]
Scaling = Literal[
    "minmax",
    "zscore",
    "scaled",
    "rank",
    "percentile",
    "borda",
    "goalposts",
    "maximum",
    "reference",
    "target",
    "fraction",
]
Weigh = Literal[
    "given",
    "equal",
    "pca",
    "variance",
    "entropy",
    "critic",
    "pairwise",
    "budget",
    "balanced",
    "informed",
    "doubt",
]
Combine = Literal["arithmetic", "geometric", "harmonic", "power", "copeland", "topsis"]
Allowance = Literal["single_child", "constant", "missing"]
Stage = Literal["raw", "imputed"]

_EMPTY: Mapping[str, float] = MappingProxyType({})


class ChoiceError(MethodError):
    """A choice cannot be carried out; the message says which."""


def _refuse_unknown(what: tuple[str, str], kind: str, known: object) -> None:
    words = ", ".join(get_args(known))
    if kind not in get_args(known):
        raise ChoiceError(
            f"{what[0]}: '{kind}' tidak dikenal; pilih {words}",
            f"{what[1]}: '{kind}' is not known; choose {words}",
        )


@dataclass(frozen=True, slots=True)
class Rules[T]:
    """One choice for all, others for some levels, and others again for some nodes.

    Attributes
    ----------
    default : object
        What holds where nothing else is said.
    levels : mapping of int to object
        By level: indicators are level 1, a node one more than its highest child.
    nodes : mapping of str to object
        By code. Where a rule is for indicators, that of a node holds for all below it;
        the nearest wins.
    """

    default: T
    levels: Mapping[int, T] = field(default_factory=dict)
    nodes: Mapping[str, T] = field(default_factory=dict)

    def at(self, level: int, path: Sequence[str]) -> T:
        """Return what holds at a level, for the first code of a path that has a rule."""
        for code in path:
            if code in self.nodes:
                return self.nodes[code]
        return self.levels.get(level, self.default)

    @property
    def all(self) -> tuple[T, ...]:
        """Return every choice."""
        return (self.default, *self.levels.values(), *self.nodes.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """How missing values are filled.

    Attributes
    ----------
    kind : str
        As the functions in ``impute``, ``impute_rows``, ``impute_em``, ``impute_panel``.
    level : int or None
        Of the nodes within which "row_mean" and "em" work; None for the whole table.
    along : str
        How "panel" goes through the periods.
    most : int or None
        Most periods "panel" looks back.
    """

    kind: Fill = "none"
    level: int | None = None
    along: Literal["latest", "constant", "linear"] = "linear"
    most: int | None = None

    def __post_init__(self) -> None:
        """Refuse a kind that is not known."""
        _refuse_unknown(("imputasi", "imputation"), self.kind, Fill)


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalising:
    """How an indicator comes onto the scale; see `rancang.methods.scales`.

    Attributes
    ----------
    kind : str
        Which scale.
    low, high : float
        Ends of "minmax" (points), of "scaled" (as the signed values come in), and the
        lower and upper goalpost, in the indicator's own unit; NaN where none is given.
    mean, deviation : float
        Of "zscore".
    points : float
        What the better goalpost is worth.
    truncate : bool
        Whether values beyond a goalpost, reference or target are cut to it.
    reference : str
        Code of the unit of "reference".
    target : float
        Of "target", in the indicator's own unit; NaN where none is given.
    """

    kind: Scaling = "minmax"
    low: float = 0.0
    high: float = 100.0
    mean: float = 10.0
    deviation: float = 2.0
    points: float = 100.0
    truncate: bool = False
    reference: str = ""
    target: float = np.nan

    def __post_init__(self) -> None:
        """Refuse a scale that turns the order round or has no width."""
        _refuse_unknown(("normalisasi", "normalisation"), self.kind, Scaling)
        width = {
            "minmax": self.high - self.low,
            "scaled": self.high - self.low,
            "goalposts": min(self.high - self.low, self.points),
            "zscore": self.deviation,
        }.get(self.kind, 1.0)
        unset = self.kind == "goalposts" and np.isnan(width)
        if not unset and not (np.isfinite(width) and width > 0):
            raise ChoiceError(
                f"normalisasi {self.kind}: batas atas harus di atas batas bawah dan "
                "lebarnya di atas nol",
                f"normalisation {self.kind}: the upper end must be above the lower, and "
                "the width above zero",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """How the parts of a node are weighed.

    Attributes
    ----------
    kind : str
        "given" takes the structure's weights; "pca" loadings, "variance" their squares;
        "balanced" and "informed" search weights by correlations; "doubt" weighs every
        unit as it stands best and scores it so, whatever the aggregation.
    weights : mapping of str to float
        "given" instead of the structure's, by code; the others keep theirs.
    judgements : mapping of (str, str) to float
        Of "pairwise": how many times more important the first part is.
    points : tuple of mapping of str to float
        Of "budget": what each member of the panel gave each part.
    importance : mapping of str to float
        Of "balanced"; 1 where not given.
    least : float
        Of "doubt": share that every part must add.
    """

    kind: Weigh = "given"
    weights: Mapping[str, float] = _EMPTY
    judgements: Mapping[tuple[str, str], float] = field(default_factory=dict)
    points: tuple[Mapping[str, float], ...] = ()
    importance: Mapping[str, float] = _EMPTY
    least: float = 0.0

    def __post_init__(self) -> None:
        """Refuse a kind that is not known."""
        _refuse_unknown(("bobot", "weights"), self.kind, Weigh)


@dataclass(frozen=True, slots=True, kw_only=True)
class Combining:
    """How the parts of a node make up its score.

    Attributes
    ----------
    kind : str
        A mean, "copeland" (who is ahead of how many) or "topsis" (how near the best).
    power : float
        Of "power".
    as_coinr : bool
        Whether "copeland" decides even pairs as COINr does.
    """

    kind: Combine = "arithmetic"
    power: float = 1.0
    as_coinr: bool = False

    def __post_init__(self) -> None:
        """Refuse a kind that is not known, and a power that is none."""
        _refuse_unknown(("agregasi", "aggregation"), self.kind, Combine)
        if not np.isfinite(self.power):
            raise ChoiceError(
                f"agregasi: pangkat {self.power} harus angka biasa",
                f"aggregation: the power {self.power} must be finite",
            )

    @property
    def exponent(self) -> float | None:
        """Return the power of the mean; None where it is no mean."""
        means = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}
        return self.power if self.kind == "power" else means.get(self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """What a unit must have for a score.

    Attributes
    ----------
    weight : float
        Share of the whole effective weight that was observed, before imputation.
    children : float
        Share of the parts of a node that have a score, after imputation, counted node by
        node.
    """

    weight: float = 0.5
    children: Rules[float] = field(default_factory=lambda: Rules(0.0))

    def __post_init__(self) -> None:
        """Refuse shares that are none."""
        for share in (self.weight, *self.children.all):
            if not 0 <= share <= 1:
                raise ChoiceError(
                    f"syarat data: {share} harus di antara 0 dan 1",
                    f"data needed: {share} must be between 0 and 1",
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """Every choice, in the order in which the steps are taken.

    Attributes
    ----------
    units, indicators : Screening
        Who stays.
    screen_at : {"raw", "imputed"}
        When that is looked at: as the values come, or after imputation.
    denominate : mapping of str to By
        Which indicator is divided by which column.
    impute : Filling
    treat : Rules of Treatment or None
        Per indicator, or node with all its indicators; None leaves it as it is.
    normalise : Rules of Normalising
        Per indicator, or node with all its indicators.
    directions : mapping of str to {"higher", "lower"}
        Other directions than the structure's. A node where lower is better keeps its own
        score, and enters its parent turned round.
    weigh : Rules of Weighing
        Per node, for its parts.
    aggregate : Rules of Combining
        Per node.
    needed : Needed
    allow : frozenset of {"single_child", "constant", "missing"}
        What is otherwise refused: a node with one child takes its score; an indicator
        that is the same for all gets the middle of the scale; one that nobody has is
        left out.

    Examples
    --------
    >>> method = Method(
    ...     aggregate=Rules(Combining(), levels={3: Combining(kind="geometric")})
    ... )
    >>> method.aggregate.at(3, ["index"]).exponent
    0.0
    """

    units: Screening = field(default_factory=Screening)
    indicators: Screening = field(default_factory=Screening)
    screen_at: Stage = "raw"
    denominate: Mapping[str, By] = field(default_factory=dict)
    impute: Filling = field(default_factory=Filling)
    treat: Rules[Treatment | None] = field(default_factory=lambda: Rules(None))
    normalise: Rules[Normalising] = field(default_factory=lambda: Rules(Normalising()))
    directions: Mapping[str, Direction] = field(default_factory=dict)
    weigh: Rules[Weighing] = field(default_factory=lambda: Rules(Weighing()))
    aggregate: Rules[Combining] = field(default_factory=lambda: Rules(Combining()))
    needed: Needed = field(default_factory=Needed)
    allow: frozenset[Allowance] = frozenset()

    def spec(self) -> dict[str, Any]:
        """Return the choices in plain JSON types, for a record of the run."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}


def _plain(value: Any) -> Any:
    """Return plain JSON types; what is not given (NaN, an empty text) is left out."""
    if isinstance(value, By):
        return {"by": value.code, "factor": value.factor}
    if is_dataclass(value):
        told = {f.name: getattr(value, f.name) for f in fields(value)}
        return {k: _plain(v) for k, v in told.items() if not _lacking(v)}
    if isinstance(value, Mapping):
        return {_key(key): _plain(v) for key, v in value.items()}
    if isinstance(value, (frozenset, tuple)):
        many = sorted(value) if isinstance(value, frozenset) else value
        value = [_plain(v) for v in many]
    return value


def _lacking(value: Any) -> bool:
    return value == "" or (isinstance(value, float) and np.isnan(value))


def _key(key: Any) -> str:
    return " : ".join(key) if isinstance(key, tuple) else str(key)
