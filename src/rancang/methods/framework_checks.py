"""What can be wrong with a framework's plain values, in words for the one who mends it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from rancang.methods.framework_schema import SCHEMA
from rancang.methods.framework_source import Path, Remark, Source, words


Part = tuple[Path, dict[str, Any]]

_VALIDATOR = Draft202012Validator(SCHEMA)

_TYPES = {
    "object": ("kelompok kunci dan nilai", "a mapping"),
    "array": ("daftar", "a list"),
    "string": ("teks (pakai tanda petik)", "text (use quotes)"),
    "number": ("angka", "a number"),
    "integer": ("bilangan bulat", "a whole number"),
}


def check(source: Source) -> tuple[Remark, ...]:
    """Return everything to mend, in the order of the lines; nothing if all is well.

    Parameters
    ----------
    source : Source
        What `rancang.methods.framework_source.load` made of the text.

    Returns
    -------
    tuple of Remark
        First what is wrong with the YAML; only when that is mended, what the schema
        refuses; only then what the parts say to each other.

    Examples
    --------
    >>> from rancang.methods.framework_source import load
    >>> check(load("code: x"))[0].en
    "'dimensions' is missing"
    """
    remarks = source.remarks
    if not remarks:
        remarks = tuple(refused(source, _VALIDATOR))
    if not remarks:
        found = (*_codes(source), *_numbers(source), *_weights(source))
        remarks = tuple(found)
    return tuple(sorted(remarks))


def _remark(source: Source, path: Path, both: tuple[str, str]) -> Remark:
    return Remark(source.line(path), words(path), *both)


def refused(source: Source, validator: Draft202012Validator) -> Iterator[Remark]:
    """Yield what a schema refuses, in words.

    Parameters
    ----------
    source : Source
        A text that could be read whole.
    validator : Draft202012Validator
        Of a schema that uses no other rules than `rancang.methods.framework_schema`.

    Yields
    ------
    Remark

    Examples
    --------
    >>> from rancang.methods.framework_source import load
    >>> validator = Draft202012Validator({"required": ["year"]})
    >>> [remark.en for remark in refused(load("code: x"), validator)]
    ["'year' is missing"]
    """
    for error in validator.iter_errors(source.value):
        path = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            yield from _unknown_keys(source, path, error)
        else:
            explain = _EXPLAIN.get(str(error.validator), _otherwise)
            yield _remark(source, path, explain(error))


def _unknown_keys(
    source: Source, path: Path, error: ValidationError
) -> Iterator[Remark]:
    schema: Any = error.schema
    instance: Any = error.instance
    known = schema["properties"]
    names = ", ".join(known)
    for key in (k for k in instance if k not in known):
        both = (
            f"'{key}' tidak dikenal di sini; yang dikenal: {names}",
            f"'{key}' is not known here; known are: {names}",
        )
        yield _remark(source, (*path, key), both)


def _missing(error: ValidationError) -> tuple[str, str]:
    key = error.message.split("'")[1]  # one error for each missing key
    return f"'{key}' belum ada", f"'{key}' is missing"


def _wrong_type(error: ValidationError) -> tuple[str, str]:
    indonesian, english = _TYPES[str(error.validator_value)]
    return f"harus {indonesian}", f"must be {english}"


def _otherwise(error: ValidationError) -> tuple[str, str]:
    limit = f"{error.validator} {error.validator_value}"
    return f"tidak memenuhi {limit}", f"does not meet {limit}"


def _same(
    indonesian: str, english: str
) -> Callable[[ValidationError], tuple[str, str]]:
    def explain(error: ValidationError) -> tuple[str, str]:
        value = error.validator_value
        return indonesian.format(value), english.format(value)

    return explain


_EXPLAIN: dict[str, Callable[[ValidationError], tuple[str, str]]] = {
    "required": _missing,
    "type": _wrong_type,
    "enum": _same("harus salah satu dari {}", "must be one of {}"),
    "minimum": _same("tidak boleh di bawah {}", "must not be below {}"),
    "maximum": _same("tidak boleh di atas {}", "must not be above {}"),
    "minLength": _same("tidak boleh kosong", "must not be empty"),
    "minItems": _same("harus berisi", "must not be empty"),
    "uniqueItems": _same("ada isi yang berulang", "something in it is repeated"),
    "not": _same("'index' dipakai untuk indeks", "'index' is kept for the index"),
    "oneOf": _same(
        "harus teks, atau 'id' dan 'en' yang keduanya berisi teks",
        "must be text, or 'id' and 'en' that both hold text",
    ),
    "pattern": _same(
        "hanya huruf, angka, titik, garis bawah dan tanda hubung, paling banyak 64",
        "only letters, digits, dot, underscore and hyphen, at most 64",
    ),
}


def _nodes(source: Source) -> Iterator[Part]:
    waiting: list[Part] = [
        (("dimensions", i), node) for i, node in enumerate(source.value["dimensions"])
    ]
    while waiting:
        path, node = waiting.pop(0)
        yield path, node
        waiting += _under(path, node, "children")


def _under(path: Path, node: dict[str, Any], key: str) -> list[Part]:
    return [((*path, key, i), part) for i, part in enumerate(node.get(key, ()))]


def _indicators(source: Source) -> Iterator[Part]:
    for path, node in _nodes(source):
        yield from _under(path, node, "indicators")


def _codes(source: Source) -> Iterator[Remark]:
    first: dict[str, int] = {}
    parts = [*_nodes(source), *_indicators(source)]
    for path, part in sorted(parts, key=lambda item: source.line(item[0])):
        code = part["code"]
        line = source.line((*path, "code"))
        if code in first:
            both = (
                f"kode '{code}' sudah dipakai di baris {first[code]}",
                f"code '{code}' is already used on line {first[code]}",
            )
            yield _remark(source, (*path, "code"), both)
        first.setdefault(code, line)


def _numbers(source: Source) -> Iterator[Remark]:
    for path, node in _nodes(source):
        yield from _finite(source, path, node, ("weight",))
    for path, indicator in _indicators(source):
        yield from _finite(source, path, indicator, ("weight",))
        yield from _range(source, (*path, "plausible"), indicator)
        for i, option in enumerate(indicator.get("options", ())):
            listed = {"option": option}
            yield from _finite(source, (*path, "options", i), listed, ("option",))


def _range(source: Source, path: Path, indicator: dict[str, Any]) -> Iterator[Remark]:
    plausible = indicator.get("plausible", {})
    yield from _finite(source, path, plausible, ("minimum", "maximum"))
    if len(plausible) == len(("minimum", "maximum")):
        low, high = plausible["minimum"], plausible["maximum"]
        if low >= high:
            both = (
                f"minimum {low} harus di bawah maksimum {high} ({indicator['code']})",
                f"minimum {low} must be below maximum {high} ({indicator['code']})",
            )
            yield _remark(source, path, both)


def _finite(
    source: Source, path: Path, part: dict[str, Any], keys: tuple[str, ...]
) -> Iterator[Remark]:
    for key in keys:
        number = part.get(key, 0)
        if not abs(number) < _LARGEST:
            both = (
                f"{number} terlalu besar atau bukan angka",
                f"{number} is too large",
            )
            yield _remark(source, (*path, key), both)


_LARGEST = 1e15


def _weights(source: Source) -> Iterator[Remark]:
    if source.value.get("purpose") == "profile":
        return
    top = [part for _, part in _nodes(source)][: len(source.value["dimensions"])]
    yield from _nothing_weighs(source, ("dimensions",), top, "framework")
    for path, node in _nodes(source):
        siblings = [*node.get("children", ()), *node.get("indicators", ())]
        if node.get("children"):  # indicators alone may all be context
            yield from _nothing_weighs(source, path, siblings, node["code"])


def _nothing_weighs(
    source: Source, path: Path, siblings: list[dict[str, Any]], code: str
) -> Iterator[Remark]:
    if not math.fsum(part.get("weight", 1) for part in siblings):
        both = (
            f"semua bobot di bawah '{code}' nol; beri bobot setidaknya pada satu",
            f"every weight under '{code}' is zero; give at least one a weight",
        )
        yield _remark(source, path, both)
