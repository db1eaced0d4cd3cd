"""The command line: files in, files out, no database."""

from __future__ import annotations

import click

from rancang import __version__
from rancang.cli.assess import assess_command
from rancang.cli.book import book_command
from rancang.cli.evaluate import evaluate_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rancang")
def main() -> None:
    """Rancang: from scattered data to a masterplan that can name its sources."""


for command in (assess_command, book_command, evaluate_command):
    main.add_command(command)
