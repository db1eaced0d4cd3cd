"""The methods' own docstrings as one page a module: a handbook that cannot lie."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import rancang.methods


SECTION = re.compile(r"^(\w[\w ]*)\n-{3,}\n", re.MULTILINE)
CODE = {"Examples"}


def modules() -> Iterator[ModuleType]:
    """Yield the modules of the library that tell of something public."""
    for found in pkgutil.iter_modules(rancang.methods.__path__):
        module = importlib.import_module(f"rancang.methods.{found.name}")
        if parts(module):
            yield module


def parts(module: ModuleType) -> list[tuple[str, Any]]:
    """Return a module's own public functions, in the order of the file."""
    return [
        (name, thing)
        for name, thing in vars(module).items()
        if not name.startswith("_")
        and inspect.isfunction(thing)
        and thing.__module__ == module.__name__
    ]


def page(module: ModuleType) -> str:
    """Return a module's page as Markdown."""
    short = module.__name__.removeprefix("rancang.methods.")
    text = f"# {short}\n\n{inspect.getdoc(module)}\n"
    for name, function in parts(module):
        text += f"\n## {name}\n\n```python\n{_signature(name, function)}\n```\n\n"
        text += _told(inspect.getdoc(function) or "")
    return text


def _signature(name: str, function: Any) -> str:
    """Return the signature, one parameter a line where it is long."""
    signature = inspect.signature(function)
    plain = f"{name}{signature}".replace("'", "")
    if len(plain) <= 88:  # noqa: PLR2004 - the width of the code itself
        return plain
    lines = [f"    {p},".replace("'", "") for p in signature.parameters.values()]
    return f"{name}(\n" + "\n".join(lines) + f"\n) -> {signature.return_annotation}"


def _told(doc: str) -> str:
    """Turn a numpydoc docstring into paragraphs, sections and examples."""
    opening, *rest = SECTION.split(doc)
    text = opening.strip() + "\n"
    for title, body in zip(rest[::2], rest[1::2], strict=True):
        fence = "python" if title in CODE else "text"
        text += f"\n**{title}**\n\n```{fence}\n{body.strip()}\n```\n"
    return text
