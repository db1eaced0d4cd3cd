"""The published JSON Schema of a framework file."""

from __future__ import annotations

from typing import Any


def _object(
    title: str, properties: dict[str, Any], required: tuple[str, ...]
) -> dict[str, Any]:
    return {
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": properties,
    }


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


_TEXT = {
    "title": "Text",
    "description": "Indonesian and English; a plain string stands for both.",
    "oneOf": [
        {"type": "string", "minLength": 1},
        _object(
            "Two languages",
            {
                "id": {"type": "string", "minLength": 1},
                "en": {"type": "string", "minLength": 1},
            },
            ("id", "en"),
        ),
    ],
}

_CODE = {
    "title": "Code",
    "description": "Unique in the framework; 'index' is kept for the whole.",
    "type": "string",
    "pattern": "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$",
    "not": {"const": "index"},
}

_WEIGHT = {
    "title": "Weight",
    "description": "Relative to the siblings. 0 means context: shown, never scored.",
    "type": "number",
    "minimum": 0,
    "default": 1,
}

_INDICATOR = _object(
    "Indicator",
    {
        "code": _ref("code"),
        "name": _ref("text"),
        "unit": _ref("text"),
        "direction": {
            "description": "Which way is better.",
            "enum": ["higher", "lower"],
            "default": "higher",
        },
        "weight": _ref("weight"),
        "plausible": {
            **_object(
                "Plausible range",
                {"minimum": {"type": "number"}, "maximum": {"type": "number"}},
                (),
            ),
            "description": "A value outside it is refused.",
        },
        "decimals": {
            "description": "Decimals shown.",
            "type": "integer",
            "minimum": 0,
            "maximum": 10,
            "default": 2,
        },
        "options": {
            "description": "The only values that may be chosen, if they are a list.",
            "type": "array",
            "items": {"type": "number"},
            "uniqueItems": True,
        },
        "custodian": {
            "description": "The agency that keeps the figure.",
            "type": "string",
            "minLength": 1,
        },
        "source": {
            "description": "The publication or system it is read from.",
            "type": "string",
            "minLength": 1,
        },
        "definition": _ref("text"),
    },
    ("code", "name", "unit", "custodian", "source"),
)

_NODE = _object(
    "Dimension or sub-dimension",
    {
        "code": _ref("code"),
        "name": _ref("text"),
        "weight": _ref("weight"),
        "children": {
            "description": "Sub-dimensions.",
            "type": "array",
            "items": _ref("node"),
        },
        "indicators": {
            "description": "Indicators that stand directly under this node.",
            "type": "array",
            "items": _ref("indicator"),
        },
    },
    ("code", "name"),
)

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:rancang:schema:framework:1",
    "description": (
        "A versioned tree of what is measured: dimension, sub-dimension, indicator."
    ),
    **_object(
        "Framework",
        {
            "code": _ref("code"),
            "version": {
                "description": "Text; put it in quotes.",
                "type": "string",
                "minLength": 1,
            },
            "title": _ref("text"),
            "purpose": {
                "description": "Scored (assessment) or only told (profile).",
                "enum": ["assessment", "profile"],
                "default": "assessment",
            },
            "note": _ref("text"),
            "dimensions": {"type": "array", "minItems": 1, "items": _ref("node")},
        },
        ("code", "version", "title", "dimensions"),
    ),
    "$defs": {
        "text": _TEXT,
        "code": _CODE,
        "weight": _WEIGHT,
        "indicator": _INDICATOR,
        "node": _NODE,
    },
}
"""JSON Schema (2020-12) that a framework's YAML must meet; strict throughout."""
