"""How far a long piece of work is: to a terminal alone, and only after two seconds."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from rancang.cli.refusal import said


PATIENCE = 2.0
"""Seconds that pass without a word."""


def told[T](parts: Sequence[T], label: tuple[str, str]) -> Iterator[T]:
    """Yield the parts of a piece of work, and show how many are done."""
    if not sys.stderr.isatty():
        yield from parts
        return
    begun = time.monotonic()
    bar = click.progressbar(length=len(parts), label=said(label), file=sys.stderr)
    for done, part in enumerate(parts, start=1):
        yield part
        if time.monotonic() - begun >= PATIENCE:
            bar.update(done - bar.pos)
    if bar.pos:
        bar.render_finish()


@contextmanager
def waiting(label: tuple[str, str]) -> Iterator[None]:
    """Say what is being done if it takes long and cannot be counted."""
    if not sys.stderr.isatty():
        yield
        return
    words = f"{said(label)} …"
    timer = threading.Timer(PATIENCE, lambda: click.echo(words, err=True))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
