"""Enter an agency of the nation or of a region."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from rancang.web.accounts import actions
from rancang.web.management.speech import Spoken


if TYPE_CHECKING:
    from rancang.web.accounts.models import Person


class Command(Spoken):
    """A new agency."""

    help = "Daftarkan instansi pusat, atau perangkat daerah bila diberi --region."

    def ask(self, parser: ArgumentParser) -> None:
        """Ask for its duty, name and region."""
        parser.add_argument(
            "duty", help="kode tugas seperti dalam kerangka: BPS, dinkes"
        )
        parser.add_argument("--name", required=True)
        parser.add_argument("--region", help="kode Kemendagri, 35.76")

    def act(self, by: Person, options: dict[str, Any]) -> None:
        """Found it."""
        agency = actions.found_agency(
            by=by,
            duty=options["duty"],
            name=options["name"],
            region=options["region"],
            at=timezone.now(),
        )
        self.stdout.write(f"{agency.code}: {agency.name}")
