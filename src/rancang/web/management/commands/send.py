"""Send a filled file: a dry run, and with --confirm the values themselves."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management import CommandError
from django.utils import timezone

from rancang.web.accounts import queries as accounts
from rancang.web.collection import actions, queries
from rancang.web.management.speech import Spoken
from rancang.workbooks.limits import Limits


if TYPE_CHECKING:
    from rancang.web.accounts.models import Person
    from rancang.web.collection.models import Upload


SEVERITIES = {"error": "Salah", "warning": "Periksa"}


class Command(Spoken):
    """The door in, from the command line."""

    help = "Periksa berkas XLSX atau CSV; simpan nilainya bila diberi --confirm."

    def ask(self, parser: ArgumentParser) -> None:
        """Ask for the file, the call and the agency."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--call", required=True, help="kode permintaan data")
        parser.add_argument("--agency", required=True, help="kode instansi")
        parser.add_argument("--confirm", action="store_true", help="simpan bila benar")

    def act(self, by: Person, options: dict[str, Any]) -> None:
        """Check the file, tell every problem, and store what is right when asked to."""
        path: Path = options["file"]
        # One byte more than may be read is enough for the reader to refuse the file.
        with path.open("rb") as file:
            content = file.read(Limits().size + 1)
        upload = actions.send(
            by=by,
            data_call=queries.call(options["call"]),
            agency=accounts.agency(options["agency"]),
            sent=actions.Sent(path.name, content),
            at=timezone.now(),
        )
        self._tell(upload)
        if upload.state == "refused":
            raise CommandError(f"{path.name}: tidak ada yang disimpan.", returncode=2)
        if options["confirm"]:
            stored = actions.confirm(by=by, upload=upload, at=timezone.now())
            self.stdout.write(f"{path.name}: {stored} nilai disimpan sebagai draf.")

    def _tell(self, upload: Upload) -> None:
        for problem in upload.problems:
            line = f"{SEVERITIES[problem['severity']]}: {problem['id']}"
            stream = self.stderr if problem["severity"] == "error" else self.stdout
            stream.write(line)
        if upload.state == "checked":
            self.stdout.write(
                f"{upload.name}: {upload.row_count} nilai terbaca, "
                f"{upload.new_count} baru atau berubah."
            )
