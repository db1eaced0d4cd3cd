"""A method written as YAML, so that it can be kept beside its results."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from jsonschema import Draft202012Validator

from rancang.methods.denominate import By
from rancang.methods.framework import Flaw, FrameworkError, MethodError, Text
from rancang.methods.framework_checks import refused
from rancang.methods.framework_source import Remark, Source, load
from rancang.methods.method import (
    Combining,
    Filling,
    Method,
    Needed,
    Normalising,
    Rules,
    Weighing,
)
from rancang.methods.method_schema import SCHEMA
from rancang.methods.screen import Screening
from rancang.methods.treat import Treatment


_VALIDATOR = Draft202012Validator(SCHEMA)

_STEPS = ("impute", "treat", "normalise", "weights", "aggregate")


class MethodTextError(FrameworkError):
    """The text is no method; ``problems`` say why, in the order of the lines."""


def parse_method(text: str) -> Method:
    """Read a method from its YAML text.

    Parameters
    ----------
    text : str
        YAML that meets ``method_schema.SCHEMA``; what is not said is as in `Method`. A
        word alone stands for a method: ``impute: median``. "standard" treatment is that
        of `Treatment` as it comes.

    Returns
    -------
    Method

    Raises
    ------
    MethodTextError
        With every flaw found, and its line.

    Examples
    --------
    >>> method = parse_method('''
    ... impute: median
    ... treat: standard
    ... normalise: {method: minmax, low: 1, high: 100}
    ... aggregate:
    ...   method: arithmetic
    ...   levels: {3: geometric}
    ... ''')
    >>> (
    ...     method.impute.kind,
    ...     method.normalise.default.low,
    ...     method.aggregate.levels[3].kind,
    ... )
    ('median', 1, 'geometric')
    """
    source = load(text)
    remarks: list[Remark] = list(source.remarks)
    if not remarks and not isinstance(source.value, dict):
        remarks = [Remark(1, "", "harus berisi kunci dan nilai", "must be a mapping")]
    if not remarks:
        source = Source(_spelled(source.value), source.lines, ())
        remarks = list(refused(source, _VALIDATOR))
    if not remarks:
        method = _method(source, remarks)
    if remarks:
        raise MethodTextError(
            tuple(Flaw(r.line, r.path, Text(r.id, r.en)) for r in sorted(remarks))
        )
    return method


def _spelled(plain: dict[str, Any]) -> dict[str, Any]:
    """Write every short form out."""
    told = dict(plain)
    for step in _STEPS:
        if step in told:
            told[step] = _long(told[step])
            for part in ("levels", "nodes"):
                told[step] = _each(told[step], part, _long)
    if isinstance(told.get("denominate"), dict):
        told = _each(told, "denominate", lambda v: _named(v, "by"))
    if isinstance(told.get("normalise"), dict):
        told["normalise"] = _each(told["normalise"], "goalposts", _posts)
    if isinstance(told.get("needed"), (int, float)):
        told["needed"] = {"weight": told["needed"]}
    if isinstance(told.get("weights"), dict):
        told["weights"] = _judged(told["weights"])
    return told


def _long(value: Any) -> Any:
    return _named(value, "method")


def _named(value: Any, key: str) -> Any:
    return {key: value} if isinstance(value, str) else value


def _each(plain: Any, key: str, change: Callable[[Any], Any]) -> Any:
    if not isinstance(plain, dict) or not isinstance(plain.get(key), dict):
        return plain
    return {**plain, key: {name: change(value) for name, value in plain[key].items()}}


_PAIR, _TRIPLE = 2, 3


def _posts(value: Any) -> Any:
    if isinstance(value, list) and len(value) == _PAIR:
        return {"low": value[0], "high": value[1]}
    return value


def _judged(weights: dict[str, Any]) -> dict[str, Any]:
    """Write ``[first, second, times]`` out, for all and for single nodes."""
    result = _each(_each(weights, "nodes", _judgements), "levels", _judgements)
    changed: dict[str, Any] = _judgements(result)
    return changed


def _judgements(value: Any) -> Any:
    if not isinstance(value, dict) or not isinstance(value.get("judgements"), list):
        return value
    return {**value, "judgements": [_judgement(j) for j in value["judgements"]]}


def _judgement(value: Any) -> Any:
    if isinstance(value, list) and len(value) == _TRIPLE:
        return dict(zip(("first", "second", "times"), value, strict=True))
    return value


def _method(source: Source, remarks: list[Remark]) -> Method:
    """Make the method; what its records refuse is added to the remarks."""
    told: dict[str, Any] = source.value

    def made(step: str, make: Callable[[Any], Any], otherwise: Any) -> Any:
        if step not in told:
            return otherwise
        try:
            return make(told[step])
        except MethodError as error:
            line = source.line((step,))
            remarks.append(Remark(line, step, error.message.id, error.message.en))
            return otherwise

    plain = Method()
    screen = told.get("screen", {})
    return Method(
        units=made("screen", lambda s: _screening(s.get("units")), plain.units),
        indicators=made(
            "screen", lambda s: _screening(s.get("indicators")), plain.indicators
        ),
        screen_at=screen.get("at", plain.screen_at),
        denominate=made("denominate", _divisors, plain.denominate),
        impute=made("impute", lambda s: Filling(**_kind(s)), plain.impute),
        treat=made("treat", lambda s: _rules(s, _treatment), plain.treat),
        normalise=made("normalise", _normalising, plain.normalise),
        directions=told.get("directions", plain.directions),
        weigh=made("weights", lambda s: _rules(s, _weighing), plain.weigh),
        aggregate=made(
            "aggregate",
            lambda s: _rules(s, lambda r: Combining(**_kind(r))),
            plain.aggregate,
        ),
        needed=made("needed", _needed, plain.needed),
        allow=frozenset(told.get("allow", ())),
    )


def _kind(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keywords of a record, whose ``kind`` is written ``method``."""
    told = dict(plain)
    return ({"kind": told.pop("method")} if "method" in told else {}) | told


def _screening(plain: dict[str, Any] | None) -> Screening:
    told = dict(plain or {})
    for key in ("keep", "leave"):
        if key in told:
            told[key] = tuple(told[key])
    return Screening(**told)


def _divisors(plain: dict[str, Any]) -> dict[str, By]:
    return {
        code: By(by["by"], float(by.get("factor", 1.0))) for code, by in plain.items()
    }


def _rules[T](plain: dict[str, Any], make: Callable[[dict[str, Any]], T]) -> Rules[T]:
    own = {k: v for k, v in plain.items() if k not in ("levels", "nodes")}
    levels = plain.get("levels", {})
    nodes = plain.get("nodes", {})
    for level in levels:
        if not level.isdecimal():
            raise MethodError(
                f"levels: '{level}' bukan nomor jenjang",
                f"levels: '{level}' is no level",
            )
    return Rules(
        make(own),
        {int(level): make(rule) for level, rule in levels.items()},
        {code: make(rule) for code, rule in nodes.items()},
    )


def _treatment(plain: dict[str, Any]) -> Treatment | None:
    told = dict(plain)
    # nothing said of all, only of some nodes: the others stay as they are
    if told.pop("method", None if told else "none") == "none":
        return None
    if told.get("bend") == "none":
        told["bend"] = None
    return Treatment(**told)


def _normalising(plain: dict[str, Any]) -> Rules[Normalising]:
    own = {k: v for k, v in plain.items() if k not in ("targets", "goalposts")}
    if own.get("method") == "goalposts":
        # posts that nobody gave are missed where they are needed, not made up
        own = {"low": np.nan, "high": np.nan} | own
    rules = _rules(own, lambda rule: Normalising(**_kind(rule)))
    nodes = dict(rules.nodes)
    for code, target in plain.get("targets", {}).items():
        nodes[code] = replace(rules.default, kind="target", target=float(target))
    for code, posts in plain.get("goalposts", {}).items():
        nodes[code] = replace(rules.default, kind="goalposts", **posts)
    return replace(rules, nodes=nodes)


def _weighing(plain: dict[str, Any]) -> Weighing:
    told = _kind(plain)
    if "judgements" in told:
        told["judgements"] = {
            (j["first"], j["second"]): float(j["times"]) for j in told["judgements"]
        }
    if "points" in told:
        told["points"] = tuple(told["points"])
    return Weighing(**told)


def _needed(plain: dict[str, Any]) -> Needed:
    children = _rules(
        {
            "share": plain.get("children", 0.0),
            "levels": {k: {"share": v} for k, v in plain.get("levels", {}).items()},
            "nodes": {k: {"share": v} for k, v in plain.get("nodes", {}).items()},
        },
        lambda rule: float(rule["share"]),
    )
    return Needed(weight=float(plain.get("weight", Needed().weight)), children=children)
