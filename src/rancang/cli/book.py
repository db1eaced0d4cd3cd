"""`rancang book`: a book again from the facts an edition stored."""

from __future__ import annotations

import json
from pathlib import Path

import click

from rancang.cli.files import read_bytes, text_of, write
from rancang.cli.options import FILE, language_option
from rancang.cli.refusal import Refused, said


@click.command(name="book", no_args_is_help=True)
@click.argument("facts", type=FILE)
@click.option("--out", type=FILE, required=True, help="Folder for the books.")
@click.option(
    "--format",
    "formats",
    default="pdf,docx,html",
    show_default=True,
    help="Formats, with commas between.",
)
@language_option
def book_command(*, facts: Path, out: Path, formats: str) -> None:
    """Make Buku 1 again from the facts that an edition stored.

    FACTS is the JSON file of an edition. The folder gets buku-1.pdf, .docx and .html;
    nothing is written if anything in the facts is wrong.
    """
    # the typesetters take a moment to load; other commands do not wait for them
    from rancang.documents import writers
    from rancang.documents.chapters.buku1 import compose
    from rancang.documents.facts import Buku1
    from rancang.documents.plain import RecordError

    content = text_of(read_bytes(facts))
    try:
        made = compose(Buku1.from_json(json.loads(content)))
        written = writers.write(made, [f.strip() for f in formats.split(",")])
    except json.JSONDecodeError as error:
        place = f"{facts}, {error.lineno}:{error.colno}"
        told = f"{place}: bukan JSON yang sah", f"{place}: not valid JSON"
        raise Refused(told) from error
    except RecursionError as error:
        told = f"{facts}: bukan JSON yang sah (terlalu dalam)", f"{facts}: too deep"
        raise Refused(told) from error
    except (RecordError, writers.WriteError) as error:
        raise Refused((f"{facts}: {error}", f"{facts}: {error}")) from error
    write(out, {f"buku-1.{name}": content for name, content in written.items()})
    click.echo(said((f"Buku 1 ada di {out}", f"Buku 1 is in {out}")))
