"""Files read and folders written by the commands; what cannot be is refused by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from os import getpid
from pathlib import Path

from rancang.cli.refusal import Refused
from rancang.methods.framework import FrameworkError
from rancang.workbooks.lines import MOST_BYTES, ValuesError
from rancang.workbooks.results import write_folder


def read_bytes(path: Path) -> bytes:
    """Return what a file holds, or refuse it by name."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        why = error.strerror or "?"
        raise Refused(
            (f"{path}: tidak dapat dibaca ({why})", f"{path}: cannot be read ({why})")
        ) from error


def text_of(content: bytes) -> str:
    """Return the text of a file that is to be YAML or JSON."""
    # what is no text is refused with its line, as any other bad YAML
    return content.decode("utf-8-sig", errors="replace").replace("\ufffd", "\0")


def reading[T](path: Path, read: Callable[[], T]) -> T:
    """Read, and name the file in front of every problem."""
    try:
        return read()
    except (FrameworkError, ValuesError) as error:
        told = [
            (f"{path}: {p.text()}", f"{path}: {p.text('en')}") for p in error.problems
        ]
        raise Refused(*told) from error


def write_file(path: Path, content: bytes) -> None:
    """Write one file whole, or leave what was there."""
    try:
        path.absolute().parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{path.name}.{getpid()}")
        try:
            aside.write_bytes(content)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "?"
        raise Refused(
            (
                f"{path}: tidak dapat ditulis ({why})",
                f"{path}: cannot be written ({why})",
            )
        ) from error


def write(out: Path, files: Mapping[str, str | bytes]) -> None:
    """Write all the files into a folder, or none."""
    try:
        write_folder(out, files)
    except OSError as error:
        why = error.strerror or "?"
        raise Refused(
            (f"{out}: tidak dapat ditulis ({why})", f"{out}: cannot be written ({why})")
        ) from error
