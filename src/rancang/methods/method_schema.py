"""The published JSON Schema of a method file, with every short form written out."""

from __future__ import annotations

from typing import Any, get_args

from rancang.methods.method import Allowance, Combine, Fill, Scaling, Stage, Weigh
from rancang.methods.treat import BENDS


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": properties,
    }


def _map(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": of}


def _one_of(words: object) -> dict[str, Any]:
    return {"enum": list(get_args(words))}


_NUMBER = {"type": "number"}
_SHARE = {"type": "number", "minimum": 0, "maximum": 1}
_YES = {"enum": [True, False]}
_CODES = {"type": "array", "items": {"type": "string"}}
_LEVEL = {"type": "integer", "minimum": 1}

_SCREENING = _object(
    {"available": _SHARE, "nonzero": _SHARE, "keep": _CODES, "leave": _CODES}
)
_TREATING = {
    "method": {"enum": ["none", "standard"]},
    "winsorise": {"type": "integer", "minimum": 0},
    "bend": {"enum": ["none", *BENDS]},
    "skew": {"type": "number", "minimum": 0},
    "kurtosis": _NUMBER,
    "power": _NUMBER,
}
_NORMALISING = {
    "method": _one_of(Scaling),
    "low": _NUMBER,
    "high": _NUMBER,
    "mean": _NUMBER,
    "deviation": _NUMBER,
    "points": _NUMBER,
    "truncate": _YES,
    "reference": {"type": "string"},
    "target": _NUMBER,
}
_WEIGHING = {
    "method": _one_of(Weigh),
    "weights": _map(_NUMBER),
    "judgements": {
        "description": "Each: two codes, and how many times the first outweighs.",
        "type": "array",
        "items": _object(
            {
                "first": {"type": "string"},
                "second": {"type": "string"},
                "times": _NUMBER,
            },
            "first",
            "second",
            "times",
        ),
    },
    "points": {
        "description": "Of each member of a panel, by code.",
        "type": "array",
        "items": _map(_NUMBER),
    },
    "importance": _map(_NUMBER),
    "least": _SHARE,
}
_COMBINING = {"method": _one_of(Combine), "power": _NUMBER, "as_coinr": _YES}


def _rules(rule: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a rule for all, with others for some levels and nodes."""
    one = _object(rule)
    return _object({**rule, "levels": _map(one), "nodes": _map(one), **more})


def _by_node(rule: dict[str, Any], **more: Any) -> dict[str, Any]:
    return _object({**rule, "nodes": _map(_object(rule)), **more})


SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Method",
    "description": "How an index is built. A word alone stands for {method: word}.",
    **_object(
        {
            "screen": _object(
                {"at": _one_of(Stage), "units": _SCREENING, "indicators": _SCREENING}
            ),
            "denominate": _map(
                _object({"by": {"type": "string"}, "factor": _NUMBER}, "by")
            ),
            "impute": _object(
                {
                    "method": _one_of(Fill),
                    "level": _LEVEL,
                    "along": {"enum": ["latest", "constant", "linear"]},
                    "most": _LEVEL,
                }
            ),
            "treat": _by_node(_TREATING),
            "normalise": _by_node(
                _NORMALISING,
                targets=_map(_NUMBER),
                goalposts=_map(
                    _object({"low": _NUMBER, "high": _NUMBER}, "low", "high")
                ),
            ),
            "directions": _map({"enum": ["higher", "lower"]}),
            "weights": _rules(_WEIGHING),
            "aggregate": _rules(_COMBINING),
            "needed": _object(
                {
                    "weight": _SHARE,
                    "children": _SHARE,
                    "levels": _map(_SHARE),
                    "nodes": _map(_SHARE),
                }
            ),
            "allow": {"type": "array", "items": _one_of(Allowance)},
        }
    ),
}
