"""Write an agency's workbook for a data call."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rancang.web.accounts import queries as accounts
from rancang.web.accounts.rules import Right
from rancang.web.collection import queries
from rancang.web.management.speech import Spoken
from rancang.workbooks import template


if TYPE_CHECKING:
    from rancang.web.accounts.models import Person


class Command(Spoken):
    """Hand an agency the workbook it is to fill."""

    help = "Tulis lembar kerja isian sebuah instansi untuk satu permintaan data."

    def ask(self, parser: ArgumentParser) -> None:
        """Ask for the call, the agency and where to write."""
        parser.add_argument("--call", required=True, help="kode permintaan data")
        parser.add_argument("--agency", required=True, help="kode instansi")
        parser.add_argument("--out", type=Path, required=True, help="berkas .xlsx")

    def act(self, by: Person, options: dict[str, Any]) -> None:
        """Write the file."""
        agency = accounts.agency(options["agency"])
        accounts.require(by, Right.READ_VALUES, agency=agency)
        form = queries.form(queries.call(options["call"]), agency)
        options["out"].write_bytes(template.write(form))
        self.stdout.write(f"{options['out']}: {len(form.entries)} isian")
