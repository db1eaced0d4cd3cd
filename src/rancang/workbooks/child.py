"""Parses a file in a process of its own, which a hostile file may kill and nothing else.

``python -m rancang.workbooks.child`` takes a line of limits and the file on standard input
and answers with the cells, or with the problem that stopped it, on standard output.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import rancang
from rancang.methods.framework import Text
from rancang.workbooks import container, delimited, grid, ooxml
from rancang.workbooks.complaints import Refused, problem
from rancang.workbooks.limits import Limits
from rancang.workbooks.records import Place, Problem


_READ, _REFUSED = b"R", b"P"
# The clock on the wall may run longer than the processor's on a busy machine.
_PATIENCE = 3


def parse(content: bytes, limits: Limits) -> grid.Grid:
    """Return what a file holds, parsed in a child process under limits.

    Raises ``Refused`` with the problem where it cannot be read, also when the child dies.
    """
    order = json.dumps(asdict(limits)).encode() + b"\n"
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "rancang.workbooks.child"],
            input=order + content,
            capture_output=True,
            timeout=limits.seconds * _PATIENCE,
            check=True,
            env={"PYTHONPATH": str(Path(rancang.__file__).parents[1])},
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(problem("too_heavy")) from error
    except subprocess.CalledProcessError as error:
        # Below zero: ended by a signal, which is how limits end it.
        code = "too_heavy" if error.returncode < 0 else "broken"
        raise Refused(problem(code)) from error
    if done.stdout.startswith(_REFUSED):
        raise Refused(_told(done.stdout[1:]))
    return grid.decode(done.stdout[1:])


def parse_here(content: bytes, limits: Limits) -> grid.Grid:
    """Return what a file holds, parsed in this process."""
    if container.is_zip(content):
        return ooxml.cells(container.Archive(content, limits), limits)
    return delimited.cells(content, limits)


def _told(answer: bytes) -> Problem:
    code, sheet, cell, indonesian, english = json.loads(answer)
    return Problem(
        severity="error",
        code=code,
        place=Place(sheet, cell),
        message=Text(indonesian, english),
    )


def _telling(found: Problem) -> bytes:
    place, message = found.place, found.message
    return json.dumps(
        [found.code, place.sheet, place.cell, message.id, message.en]
    ).encode()


def _answer(order: bytes, content: bytes) -> bytes:
    limits = Limits(**json.loads(order))
    _restrain(limits)
    try:
        return _READ + grid.encode(parse_here(content, limits))
    except Refused as refused:
        return _REFUSED + _telling(refused.problem)
    except MemoryError:
        return _REFUSED + _telling(problem("too_heavy"))


def _restrain(limits: Limits) -> None:
    _lower(resource.RLIMIT_AS, limits.memory)
    _lower(resource.RLIMIT_CPU, limits.seconds)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(what: int, limit: int) -> None:
    _, most = resource.getrlimit(what)
    if most != resource.RLIM_INFINITY:
        limit = min(limit, most)
    resource.setrlimit(what, (limit, limit))


def _main() -> None:
    order = sys.stdin.buffer.readline()
    sys.stdout.buffer.write(_answer(order, sys.stdin.buffer.read()))


if __name__ == "__main__":
    _main()
