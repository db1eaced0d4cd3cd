"""Frozen records to plain JSON types and back, checked field by field."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any


class RecordError(ValueError):
    """Plain data do not fit the record; names the place in the data."""

    def __init__(self, path: str, message: str) -> None:
        self.path = path
        super().__init__(f"{path or 'berkas'}: {message}")


def to_plain(record: Any) -> Any:
    """Return the record as dicts, lists, strings, numbers, booleans and None."""
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        names = [f.name for f in dataclasses.fields(record)]
        return {name: to_plain(getattr(record, name)) for name in names}
    if isinstance(record, tuple):
        return [to_plain(item) for item in record]
    return record


def from_plain[T](kind: type[T], plain: Any, path: str = "") -> T:
    """Return the record of this kind that the plain data describe.

    Raises RecordError naming the path of the first thing that is unknown, missing or of
    another type.
    """
    return typing.cast(T, _read(kind, plain, path))


def fingerprint(plain: Any) -> str:
    """Return the SHA-256 of the data as canonical JSON."""
    text = json.dumps(
        plain,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    )
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _read(kind: Any, plain: Any, path: str) -> Any:
    if dataclasses.is_dataclass(kind):
        return _read_record(typing.cast(type, kind), plain, path)
    origin = typing.get_origin(kind)
    if origin is tuple:
        return _read_tuple(typing.get_args(kind), plain, path)
    if origin in {types.UnionType, typing.Union}:
        return _read_optional(kind, plain, path)
    return _READERS[kind](plain, path)


def _read_record(kind: type, plain: Any, path: str) -> Any:
    if not isinstance(plain, dict):
        raise RecordError(path, f"harus berupa objek, bukan {_shown(plain)}")
    fields = {f.name: f for f in dataclasses.fields(kind)}
    for name in plain:
        if name not in fields:
            raise RecordError(_join(path, str(name)), "tidak dikenal")
    values = {}
    for name, spec in fields.items():
        if name in plain:
            values[name] = _read(_hints(kind)[name], plain[name], _join(path, name))
        elif spec.default is dataclasses.MISSING:
            raise RecordError(_join(path, name), "tidak ada")
    return kind(**values)


def _read_tuple(items: tuple[Any, ...], plain: Any, path: str) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise RecordError(path, f"harus berupa daftar, bukan {_shown(plain)}")
    if items[-1] is Ellipsis:
        items = (items[0],) * len(plain)
    if len(items) != len(plain):
        raise RecordError(path, f"harus berisi {len(items)} butir, bukan {len(plain)}")
    return tuple(
        _read(kind, item, f"{path}[{at}]")
        for at, (kind, item) in enumerate(zip(items, plain, strict=True))
    )


def _read_optional(kind: Any, plain: Any, path: str) -> Any:
    if plain is None:
        return None
    (inner,) = (k for k in typing.get_args(kind) if k is not types.NoneType)
    return _read(inner, plain, path)


def _read_text(plain: Any, path: str) -> str:
    if not isinstance(plain, str):
        raise RecordError(path, f"harus berupa teks, bukan {_shown(plain)}")
    return plain


def _read_whole(plain: Any, path: str) -> int:
    if not isinstance(plain, int) or isinstance(plain, bool):
        raise RecordError(path, f"harus berupa bilangan bulat, bukan {_shown(plain)}")
    return plain


def _read_number(plain: Any, path: str) -> float:
    if isinstance(plain, bool) or not isinstance(plain, int | float):
        raise RecordError(path, f"harus berupa bilangan, bukan {_shown(plain)}")
    if not math.isfinite(plain):
        raise RecordError(path, "harus berupa bilangan yang berhingga")
    return float(plain)


def _read_truth(plain: Any, path: str) -> bool:
    if not isinstance(plain, bool):
        raise RecordError(path, f"harus true atau false, bukan {_shown(plain)}")
    return plain


_READERS: dict[Any, Callable[[Any, str], Any]] = {
    str: _read_text,
    int: _read_whole,
    float: _read_number,
    bool: _read_truth,
}


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _shown(plain: Any) -> str:
    text = json.dumps(plain, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:37]}..."  # noqa: PLR2004
