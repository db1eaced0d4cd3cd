"""What if the weights were others: the same framework, weighed anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rancang.methods.framework import Framework, Node


def reweighted(framework: Framework, weights: Mapping[str, float]) -> Framework:
    """Return the framework with other weights for some of its nodes.

    Parameters
    ----------
    framework : Framework
        The tree as published.
    weights : mapping of str to float
        Sibling weights by the code of a dimension or sub-dimension, not negative; nodes
        that are not named keep theirs. Only proportions between siblings count.

    Returns
    -------
    Framework
        Its fingerprint is empty: nobody published it.

    Raises
    ------
    ValueError
        If a weight is negative, or a code names no dimension or sub-dimension.

    Examples
    --------
    >>> from rancang.methods.framework import Text
    >>> name = Text("x", "x")
    >>> tree = Framework(
    ...     code="f",
    ...     version="1",
    ...     title=name,
    ...     dimensions=(Node(code="eco", name=name), Node(code="liv", name=name)),
    ... )
    >>> [node.weight for node in reweighted(tree, {"eco": 3.0}).dimensions]
    [3.0, 1.0]
    """
    known = {node.code for node in framework.walk()}
    for code, weight in weights.items():
        if code not in known:
            message = f"{code!r} is no dimension or sub-dimension"
            raise ValueError(message)
        if not weight >= 0:
            message = f"{code}: weight {weight} must be 0 or more"
            raise ValueError(message)
    dimensions = tuple(_reweighted(node, weights) for node in framework.dimensions)
    return replace(framework, dimensions=dimensions, fingerprint="")


def _reweighted(node: Node, weights: Mapping[str, float]) -> Node:
    return replace(
        node,
        weight=weights.get(node.code, node.weight),
        children=tuple(_reweighted(child, weights) for child in node.children),
    )
