"""An instrument of the yearly evaluation: dimensions, weights and questions of a cohort."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from jsonschema import Draft202012Validator

from rancang.methods.framework import Flaw, FrameworkError, Text
from rancang.methods.framework_checks import refused
from rancang.methods.framework_schema import SCHEMA as FRAMEWORK_SCHEMA
from rancang.methods.framework_source import Remark, Source, load, words


WHOLE = 100.0
"""What the weights of the dimensions sum to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question that assessors score; ``indicator`` is the heading it stands under."""

    code: str
    text: Text
    indicator: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A dimension with its weight in per cent.

    ``questions`` is empty where they were never published: then only means can be read.
    ``aliases`` are other names met in print.
    """

    code: str
    name: Text
    weight: float
    aliases: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """What one cohort was asked in one year.

    ``official`` says whether the weights stand in a document of the programme itself;
    ``source`` says where. Scores run from ``lowest`` to ``highest`` in whole numbers.
    """

    code: str
    title: Text
    year: int | None
    cohort: Text
    official: bool
    source: Text
    lowest: int
    highest: int
    dimensions: tuple[Dimension, ...]
    note: Text | None = None
    fingerprint: str = field(default="", compare=False)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return every question in order."""
        return tuple(q for dimension in self.dimensions for q in dimension.questions)

    def place(self, name: str) -> int | None:
        """Return which dimension is meant by a code, a name or an alias, if any."""
        return self._names().get(_key(name))

    def names(self) -> tuple[str, ...]:
        """Return the codes of the dimensions."""
        return tuple(dimension.code for dimension in self.dimensions)

    def _names(self) -> dict[str, int]:
        return {
            _key(name): place
            for place, dimension in enumerate(self.dimensions)
            for name in _called(dimension)
        }


class InstrumentError(FrameworkError):
    """The text is no instrument; ``problems`` say why, in the order of the lines."""


def _called(dimension: Dimension) -> tuple[str, ...]:
    name = dimension.name
    return (dimension.code, name.id, name.en, *dimension.aliases)


def _key(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": properties,
    }


_TEXT = FRAMEWORK_SCHEMA["$defs"]["text"]
_CODE = FRAMEWORK_SCHEMA["$defs"]["code"]
_LIST = {"type": "array", "minItems": 1}

_QUESTION = _object({"code": _CODE, "text": _TEXT, "indicator": _TEXT}, "code", "text")
_DIMENSION = _object(
    {
        "code": _CODE,
        "name": _TEXT,
        "weight": {"type": "number", "minimum": 0, "maximum": WHOLE},
        "aliases": {"type": "array", "items": {"type": "string", "minLength": 1}},
        "questions": {**_LIST, "items": _QUESTION},
    },
    "code",
    "name",
    "weight",
)

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Instrument of the yearly evaluation",
    **_object(
        {
            "code": _CODE,
            "title": _TEXT,
            "year": {"type": "integer", "minimum": 2017, "maximum": 2100},
            "cohort": _TEXT,
            "official": {"type": "boolean"},
            "source": _TEXT,
            "note": _TEXT,
            "scale": _object(
                {
                    "lowest": {"type": "integer", "minimum": 0, "maximum": 1000},
                    "highest": {"type": "integer", "minimum": 1, "maximum": 1000},
                },
                "lowest",
                "highest",
            ),
            "dimensions": {**_LIST, "items": _DIMENSION},
        },
        "code",
        "title",
        "cohort",
        "official",
        "source",
        "scale",
        "dimensions",
    ),
}
"""The JSON Schema of an instrument file."""

_VALIDATOR = Draft202012Validator(SCHEMA)


def parse_instrument(text: str) -> Instrument:
    """Read an instrument from its YAML text.

    Parameters
    ----------
    text : str
        YAML that meets `SCHEMA`; a plain string stands for both languages.

    Returns
    -------
    Instrument
        With its fingerprint: the SHA-256 of its content, whatever its layout.

    Raises
    ------
    InstrumentError
        With every flaw found: bad YAML, parts the schema refuses, codes or names used
        twice, weights that do not sum to 100, a scale without width.

    Examples
    --------
    >>> instrument = parse_instrument('''
    ... code: evaluasi-2022
    ... title: Evaluasi 2022
    ... year: 2022
    ... cohort: "2021"
    ... official: true
    ... source: surat
    ... scale: {lowest: 0, highest: 4}
    ... dimensions:
    ...   - {code: output, name: Output, weight: 40}
    ...   - {code: quick_win, name: Quick Win, weight: 60, aliases: [QW]}
    ... ''')
    >>> instrument.place("qw"), instrument.place("Quick-Win"), instrument.place("x")
    (1, 1, None)
    """
    source = load(text)
    remarks = source.remarks or tuple(refused(source, _VALIDATOR))
    if not remarks:
        remarks = (*_twice(source), *_sums(source))
    if remarks:
        raise InstrumentError(
            tuple(Flaw(r.line, r.path, Text(r.id, r.en)) for r in sorted(remarks))
        )
    content = json.dumps(source.value, sort_keys=True, ensure_ascii=False)
    digits = hashlib.sha256(content.encode()).hexdigest()
    return replace(_instrument(source.value), fingerprint=digits)


def _twice(source: Source) -> Iterator[Remark]:
    """Say which codes or names could mean two things."""
    first: dict[str, int] = {}
    for d, dimension in enumerate(source.value["dimensions"]):
        path = ("dimensions", d)
        called = _called(_dimension(dimension))
        for key in dict.fromkeys(map(_key, called)):
            yield from _again(source, (*path, "code"), key, first)
        for q, question in enumerate(dimension.get("questions", ())):
            where = (*path, "questions", q, "code")
            yield from _again(source, where, question["code"].casefold(), first)


def _again(
    source: Source, path: tuple[str | int, ...], key: str, first: dict[str, int]
) -> Iterator[Remark]:
    line = source.line(path)
    if key in first:
        both = (
            f"'{key}' sudah dipakai di baris {first[key]}",
            f"'{key}' is already used on line {first[key]}",
        )
        yield Remark(line, words(path), *both)
    first.setdefault(key, line)


def _sums(source: Source) -> Iterator[Remark]:
    weights = [dimension["weight"] for dimension in source.value["dimensions"]]
    total = math.fsum(weights)
    if not math.isclose(total, WHOLE, rel_tol=1e-9):
        both = (
            f"bobot dimensi berjumlah {total:g}, seharusnya {WHOLE:g}",
            f"the weights of the dimensions sum to {total:g}, not to {WHOLE:g}",
        )
        yield Remark(source.line(("dimensions",)), "dimensions", *both)
    scale = source.value["scale"]
    if scale["lowest"] >= scale["highest"]:
        both = (
            "nilai terendah harus di bawah nilai tertinggi",
            "the lowest score must be below the highest",
        )
        yield Remark(source.line(("scale",)), "scale", *both)


def _instrument(plain: dict[str, Any]) -> Instrument:
    return Instrument(
        code=plain["code"],
        title=_text(plain["title"]),
        year=plain.get("year"),
        cohort=_text(plain["cohort"]),
        official=plain["official"],
        source=_text(plain["source"]),
        lowest=plain["scale"]["lowest"],
        highest=plain["scale"]["highest"],
        dimensions=tuple(_dimension(d) for d in plain["dimensions"]),
        note=_text(plain["note"]) if "note" in plain else None,
    )


def _dimension(plain: dict[str, Any]) -> Dimension:
    return Dimension(
        code=plain["code"],
        name=_text(plain["name"]),
        weight=float(plain["weight"]),
        aliases=tuple(plain.get("aliases", ())),
        questions=tuple(
            Question(
                code=question["code"],
                text=_text(question["text"]),
                indicator=_text(question["indicator"])
                if "indicator" in question
                else None,
            )
            for question in plain.get("questions", ())
        ),
    )


def _text(plain: str | dict[str, str]) -> Text:
    return Text(plain, plain) if isinstance(plain, str) else Text(**plain)
