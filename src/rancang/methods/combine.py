"""From normalised indicators up the tree to scores, with the weights of every node."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from rancang.methods.aggregate import power_mean
from rancang.methods.arrays import Floats, Ints
from rancang.methods.framework import MethodError
from rancang.methods.frontier import benefit_of_the_doubt
from rancang.methods.judge import budget_allocation, comparisons, pairwise
from rancang.methods.method import Combining, Method, Weighing
from rancang.methods.normalise_table import Normalised
from rancang.methods.outrank import copeland
from rancang.methods.reweight import balance, inform
from rancang.methods.structure import Structure
from rancang.methods.sums import exact_sum
from rancang.methods.topsis import closeness
from rancang.methods.weigh import critic, entropy, equal, loadings, variance_shares


class Combined(NamedTuple):
    """Scores of every item of the tree, and the weights that were used.

    ``scores`` are units x items; ``weights`` one for each item, relative to its siblings:
    as they were given where they were given, else as they were found. ``ends`` as in
    `Normalised`, one for each item.
    """

    scores: Floats
    weights: Floats
    ends: Floats


def combine(normalised: Normalised, made: Structure, method: Method) -> Combined:
    """Score every node from its parts, from the indicators upwards.

    Parameters
    ----------
    normalised : Normalised
        One column for each of ``made.indicators``.
    made : Structure
        The tree.
    method : Method
        Its rules for weights, aggregation and the parts needed.

    Returns
    -------
    Combined

    Raises
    ------
    MethodError
        If a node's weights or score cannot be made; it names the node and its parts.

    Examples
    --------
    >>> from rancang.methods.structure import Part, structure
    >>> made = structure(
    ...     [
    ...         Part(code="eco", parent=""),
    ...         Part(code="a", parent="eco"),
    ...         Part(code="b", parent="eco", weight=3.0),
    ...     ]
    ... )
    >>> normalised = Normalised(np.array([[0.0, 100.0]]), np.array([100.0, 100.0]))
    >>> combine(normalised, made, Method()).scores
    array([[ 75.,   0., 100.]])
    """
    tree = made.tree
    leaves = tree.leaves
    scores = np.full((len(normalised.values), len(tree.codes)), np.nan)
    scores[:, leaves] = normalised.values[:, tree.columns[leaves]]
    ends = np.full(len(tree.codes), np.nan)
    ends[leaves] = normalised.ends[tree.columns[leaves]]
    weights = tree.weights.copy()
    for parent, children in reversed(list(tree.families())):
        node = _Node(made, method, parent, children)
        parts = node.entering(scores[:, children], ends[children])
        scores[:, parent], weights[children] = node.scored(parts)
        ends[parent] = node.ends(ends[children])
    return Combined(scores, weights, ends)


class _Node(NamedTuple):
    """A node while it is scored."""

    made: Structure
    method: Method
    item: int
    children: Ints

    @property
    def code(self) -> str:
        return self.made.tree.codes[self.item]

    @property
    def names(self) -> list[str]:
        return [self.made.tree.codes[child] for child in self.children]

    @property
    def level(self) -> int:
        return int(self.made.levels[self.item])

    @property
    def weighing(self) -> Weighing:
        return self.method.weigh.at(self.level, (self.code,))

    @property
    def combining(self) -> Combining:
        return self.method.aggregate.at(self.level, (self.code,))

    def entering(self, scores: Floats, ends: Floats) -> Floats:
        """Return the parts with nodes turned round where lower is better."""
        below = self.made.tree.columns[self.children] < 0
        turned = below & (self.made.signs[self.children] < 0)
        if np.isnan(ends[turned]).any():
            code = self.names[int(np.flatnonzero(turned & np.isnan(ends))[0])]
            raise MethodError(
                f"simpul '{code}': arah 'lower' perlu satu skala bagi semua indikator di "
                "bawahnya; samakan normalisasinya",
                f"node '{code}': direction 'lower' needs one scale for all indicators "
                "below it; normalise them alike",
            )
        return np.where(turned, ends - scores, scores) if turned.any() else scores

    def ends(self, ends: Floats) -> float:
        """Return the sum of the ends of this node's own scale."""
        if self.weighing.kind == "doubt" or self.combining.kind == "topsis":
            return 1.0
        if self.combining.kind == "copeland":
            return 0.0
        return float(ends[0]) if (ends == ends[0]).all() else np.nan

    def scored(self, parts: Floats) -> tuple[Floats, Floats]:
        """Return the score of every unit and the weight of every part."""
        try:
            weights = _weights(parts, self)
            scores = self.score(parts, weights)
        except MethodError as error:
            raise self.named(error) from error
        least = self.method.needed.children.at(self.level, (self.code,))
        there = ~np.isnan(parts)
        enough = there.sum(axis=1) / len(self.children) >= least
        return np.where(enough, scores, np.nan), weights

    def score(self, parts: Floats, weights: Floats) -> Floats:
        """Return the score of every unit under some weights."""
        if self.weighing.kind == "doubt":
            return benefit_of_the_doubt(parts, self.weighing.least).scores
        rule = self.combining
        if rule.kind == "copeland":
            return copeland(parts, weights, as_coinr=rule.as_coinr)
        if rule.kind == "topsis":
            return closeness(parts, weights)
        power = 1.0 if rule.exponent is None else rule.exponent
        self.refuse_low(parts, power)
        return power_mean(parts, weights, power)

    def refuse_low(self, parts: Floats, power: float) -> None:
        """Refuse values that a mean of this power cannot take, by the part's code."""
        bad = (parts < 0) if power > 0 else (parts <= 0)
        if power != 1.0 and bad.any():
            name = self.names[int(np.argwhere(bad)[0][1])]
            low = float(np.nanmin(parts[bad]))
            kind = self.combining.kind
            raise MethodError(
                f"rata-rata {kind} tidak menerima nilai {low:g} pada '{name}'; pakai "
                "skala di atas nol (misalnya minmax 1 sampai 100) atau arithmetic",
                f"a {kind} mean cannot take {low:g} in '{name}'; use a scale above zero "
                "(minmax 1 to 100, say) or arithmetic",
            )

    def named(self, error: MethodError) -> MethodError:
        """Return the error with the node and its parts in front."""
        parts = ", ".join(self.names)
        return MethodError(
            f"simpul '{self.code}' ({parts}): {error.message.id}",
            f"node '{self.code}' ({parts}): {error.message.en}",
        )

    def per_part(self, told: dict[str, float], what: str) -> Floats:
        """Return what was told of each part, in the order of the parts."""
        names = self.names
        for code in told:
            if code not in names:
                raise MethodError(
                    f"{what}: '{code}' bukan bagian simpul ini; perbaiki kodenya",
                    f"{what}: '{code}' is no part of this node; mend the code",
                )
        for code in names:
            if code not in told:
                raise MethodError(
                    f"{what}: '{code}' belum diisi; lengkapi",
                    f"{what}: '{code}' is missing; add it",
                )
        return np.array([told[code] for code in names], dtype=np.float64)


def _weights(parts: Floats, node: _Node) -> Floats:
    rule = node.weighing
    weights = _FOUND[rule.kind](parts, node)
    bad = ~(np.isfinite(weights) & (weights > 0))
    # a part that tells nothing may weigh nothing, but none may weigh less than that
    if rule.kind in _MAY_BE_ZERO:
        bad &= weights != 0
    if bad.any():
        place = int(np.flatnonzero(bad)[0])
        name, weight = node.names[place], weights[place]
        raise MethodError(
            f"bobot {rule.kind} '{name}' adalah {weight:.3g}; harus di atas nol: balik "
            "arahnya, keluarkan, atau pilih bobot lain",
            f"the {rule.kind} weight of '{name}' is {weight:.3g}; it must be above zero: "
            "turn its direction, leave it out or choose other weights",
        )
    return weights


_MAY_BE_ZERO = ("variance", "entropy", "critic", "budget", "doubt")


def _given(_: Floats, node: _Node) -> Floats:
    tree, told = node.made.tree, node.weighing.weights
    if unknown := [code for code in told if code not in tree.codes]:
        raise MethodError(
            f"bobot: '{unknown[0]}' tidak ada dalam kerangka; perbaiki kodenya",
            f"weights: there is no '{unknown[0]}'; mend the code",
        )
    own = tree.weights[node.children]
    return np.array([told.get(c, w) for c, w in zip(node.names, own, strict=True)])


def _budget(_: Floats, node: _Node) -> Floats:
    rows = [node.per_part(dict(points), "poin") for points in node.weighing.points]
    return budget_allocation(np.array(rows).reshape(len(rows), len(node.children)))


def _pairwise(_: Floats, node: _Node) -> Floats:
    return pairwise(comparisons(node.names, node.weighing.judgements)).weights


def _balanced(parts: Floats, node: _Node) -> Floats:
    told = node.weighing.importance
    wanted = node.per_part(dict(told), "kepentingan") if told else None
    return balance(parts, lambda weights: node.score(parts, weights), wanted).weights


def _doubt(parts: Floats, node: _Node) -> Floats:
    if node.combining != Combining():
        raise MethodError(
            "bobot doubt menentukan skornya sendiri; biarkan agregasinya arithmetic",
            "doubt weights make the score themselves; leave the aggregation arithmetic",
        )
    shares = benefit_of_the_doubt(parts, node.weighing.least).shares
    there = ~np.isnan(shares).any(axis=1)
    return exact_sum(shares[there].T) / there.sum()


_FOUND = {
    "given": _given,
    "equal": lambda parts, _: equal(parts.shape[1]),
    "pca": lambda parts, _: loadings(parts),
    "variance": lambda parts, _: variance_shares(parts),
    "entropy": lambda parts, _: entropy(parts),
    "critic": lambda parts, _: critic(parts),
    "pairwise": _pairwise,
    "budget": _budget,
    "balanced": _balanced,
    "informed": lambda parts, node: (
        inform(parts, lambda weights: node.score(parts, weights)).weights
    ),
    "doubt": _doubt,
}


def reweighted(made: Structure, weights: Floats) -> Structure:
    """Return the structure with other weights.

    Parameters
    ----------
    made : Structure
        Any.
    weights : ndarray of float, shape (items,)
        In the order of ``made.tree.codes``.

    Returns
    -------
    Structure

    Examples
    --------
    >>> from rancang.methods.structure import Part, structure
    >>> made = structure([Part(code="eco", parent=""), Part(code="a", parent="eco")])
    >>> reweighted(made, np.array([1.0, 5.0])).tree.weights
    array([1., 5.])
    """
    return replace(made, tree=replace(made.tree, weights=weights))
