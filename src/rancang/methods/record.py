"""The record of a run: everything needed to make it again, always in the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from platform import python_version
from typing import Any

import numpy as np

from rancang import __version__
from rancang.methods.composite import Assessment
from rancang.methods.framework import Framework
from rancang.methods.robustness import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a run was asked for, besides the choices that its assessment carries.

    Attributes
    ----------
    framework : Framework
    plan : Plan
    seed : int
    inputs : mapping of str to str
        Name of each input and the SHA-256 of its bytes.
    period : str or None
        The period asked for; None where each indicator's latest was taken.
    periods : mapping of str to str
        Indicator code to the period it was taken from; absent where it has no value.
    selection : mapping or None
        Size, rule and outcome of a selection made with the run.
    """

    framework: Framework
    plan: Plan
    seed: int
    inputs: Mapping[str, str]
    period: str | None = None
    periods: Mapping[str, str] = field(default_factory=dict)
    selection: Mapping[str, Any] | None = None


def record(assessment: Assessment, asked: Asked) -> str:
    """Write down a run as JSON.

    Parameters
    ----------
    assessment : Assessment
        What was computed.
    asked : Asked
        What was asked for.

    Returns
    -------
    str
        Keys in alphabetical order, two spaces deep, ending with a line feed; equal runs
        give equal text.

    Examples
    --------
    >>> from rancang.methods.composite import Choices, assess
    >>> from rancang.methods.framework import Indicator, Node, Text
    >>> name = Text("x", "x")
    >>> eco = Node(
    ...     code="eco",
    ...     name=name,
    ...     indicators=(Indicator(code="poor", name=name, unit=name),),
    ... )
    >>> framework = Framework(code="f", version="1", title=name, dimensions=(eco,))
    >>> found = assess(np.array([[1.0], [np.nan]]), ["A", "B"], framework, Choices())
    >>> asked = Asked(framework=framework, plan=Plan(draws=10), seed=1, inputs={})
    >>> json.loads(record(found, asked))["imputed"]
    [{'indicator': 'poor', 'unit': 'B', 'value': 1.0}]
    """
    framework, statement = asked.framework, assessment.statement
    told = {
        "assessed": list(assessment.assessed),
        "choices": assessment.choices.spec(),
        "dimensions": list(assessment.dimensions),
        "draws": asked.plan.spec() | {"generator": "numpy PCG64", "seed": asked.seed},
        "framework": {
            "code": framework.code,
            "fingerprint": framework.fingerprint,
            "version": framework.version,
        },
        "imputed": _imputed(assessment),
        "inputs": dict(asked.inputs),
        "period": asked.period,
        "periods": {code: asked.periods.get(code) for code in assessment.indicators},
        "scored": list(assessment.scored),
        "selection": asked.selection,
        "statement": {"en": statement.en, "id": statement.id},
        "units": len(assessment.units),
        "unranked": list(assessment.unranked),
        "versions": {
            "numpy": np.__version__,
            "python": python_version(),
            "rancang": __version__,
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _imputed(assessment: Assessment) -> list[dict[str, str | float]]:
    return [
        {
            "unit": assessment.units[row],
            "indicator": assessment.indicators[column],
            "value": float(assessment.values[row, column]),
        }
        for row, column in np.argwhere(assessment.imputed)
    ]
