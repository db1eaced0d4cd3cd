"""What a command says to people: in the language chosen, and when it refuses."""

from __future__ import annotations

from typing import Any

import click


class Refused(click.ClickException):
    """Input that cannot be used: said in the language chosen, exit status 2."""

    exit_code = 2

    def __init__(self, *messages: tuple[str, str]) -> None:
        # said here: when it is shown, the language chosen is already forgotten
        self.lines = [f"{said(('Galat', 'Error'))}: {said(m)}" for m in messages]
        super().__init__("\n".join(self.lines))

    def show(self, file: Any = None) -> None:
        """Write each message on a line of its own, to standard error."""
        for line in self.lines:
            click.echo(line, file, err=True)


def said(both: tuple[str, str]) -> str:
    """Return the text in the language chosen: Indonesian unless English was asked."""
    context = click.get_current_context(silent=True)
    english = context is not None and context.meta.get("rancang.language") == "en"
    return both[1] if english else both[0]
