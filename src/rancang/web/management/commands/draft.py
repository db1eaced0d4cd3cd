"""Draft Buku 1 of a region on the latest proposal."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from rancang.web.assessment import queries as assessment
from rancang.web.management.speech import Spoken
from rancang.web.masterplan import actions


if TYPE_CHECKING:
    from rancang.web.accounts.models import Person


class Command(Spoken):
    """The door out, from the command line."""

    help = "Susun Buku 1 sebuah daerah sebagai PDF, DOCX dan HTML."

    def ask(self, parser: ArgumentParser) -> None:
        """Ask for the region and the proposal."""
        parser.add_argument("--region", required=True, help="kode Kemendagri, 35.76")
        parser.add_argument(
            "--selection", type=int, help="nomor usulan; bawaan: terakhir"
        )

    def act(self, by: Person, options: dict[str, Any]) -> None:
        """Draft the edition and say where it stands."""
        selection = assessment.selection(options["selection"])
        edition = actions.draft_edition(
            by=by,
            region=options["region"],
            run=selection.run,
            selection=selection,
            at=timezone.now(),
        )
        self.stdout.write(f"{edition}: sidik jari {edition.fingerprint}")
        for file in edition.files.order_by("format"):
            self.stdout.write(f"  {Path(settings.BOOKS_DIR) / file.path}")
