"""Open a data call."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from rancang.web.collection import actions
from rancang.web.frameworks import queries as frameworks
from rancang.web.management.speech import Spoken
from rancang.web.regions import queries as regions


if TYPE_CHECKING:
    from rancang.web.accounts.models import Person


class Command(Spoken):
    """A request for values."""

    help = "Buka permintaan data: indikator apa, periode mana, sampai kapan."

    def ask(self, parser: ArgumentParser) -> None:
        """Ask what is wanted."""
        parser.add_argument("code")
        parser.add_argument("--title", required=True)
        parser.add_argument("--framework", default="smart-city")
        parser.add_argument("--periods", nargs="+", required=True)
        parser.add_argument("--indicators", nargs="+", help="bawaan: semua")
        parser.add_argument("--due", type=date.fromisoformat, required=True)
        parser.add_argument("--province", help="hanya daerah di provinsi ini")

    def act(self, by: Person, options: dict[str, Any]) -> None:
        """Open it."""
        version = frameworks.published(options["framework"])
        every = [i.code for i in frameworks.framework(version).indicators()]
        province = options["province"]
        asked = actions.Asked(
            code=options["code"],
            title=options["title"],
            indicators=options["indicators"] or every,
            periods=options["periods"],
            due=options["due"],
            province=regions.region(province) if province else None,
        )
        data_call = actions.open_call(
            by=by, version=version, asked=asked, at=timezone.now()
        )
        self.stdout.write(f"{data_call.code}: {data_call.title}, {data_call.due}")
