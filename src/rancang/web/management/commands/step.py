"""Move an agency's values one step: submit, check, return, approve; or close the call."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from rancang.web.accounts import queries as accounts
from rancang.web.collection import actions, queries
from rancang.web.collection.rules import State
from rancang.web.management.speech import Spoken


if TYPE_CHECKING:
    from django.db.models import QuerySet

    from rancang.web.accounts.models import Person
    from rancang.web.collection.models import DataCall, Value


# From which state each verb takes the values it moves.
FROM = {
    "submit": State.DRAFT,
    "check": State.SUBMITTED,
    "return": State.SUBMITTED,
    "approve": State.CHECKED,
}


class Command(Spoken):
    """One decision on an agency's values."""

    help = "Ajukan, periksa, kembalikan atau setujui nilai; atau tutup permintaan data."

    def ask(self, parser: ArgumentParser) -> None:
        """Ask for the verb and which values."""
        parser.add_argument("verb", choices=[*FROM, "close"])
        parser.add_argument("--call", required=True, help="kode permintaan data")
        parser.add_argument("--agency", help="kode instansi")
        parser.add_argument("--region", help="hanya daerah ini")
        parser.add_argument("--indicator", help="hanya indikator ini")
        parser.add_argument("--note", default="", help="catatan pengembalian")

    def act(self, by: Person, options: dict[str, Any]) -> None:
        """Move the values, all or none."""
        data_call = queries.call(options["call"])
        if options["verb"] == "close":
            count = actions.close_call(by=by, data_call=data_call, at=timezone.now())
        else:
            count = self._move(by, options, self._values(data_call, options))
        self.stdout.write(f"{options['verb']}: {count} nilai.")

    def _values(self, data_call: DataCall, options: dict[str, Any]) -> QuerySet[Value]:
        agency = accounts.agency(options["agency"] or "")
        values = queries.due(data_call, agency, FROM[options["verb"]])
        if options["region"]:
            values = values.filter(region_id=options["region"])
        if options["indicator"]:
            values = values.filter(indicator_id=options["indicator"])
        return values

    def _move(
        self, by: Person, options: dict[str, Any], values: QuerySet[Value]
    ) -> int:
        now = timezone.now()
        if options["verb"] == "return":
            return actions.send_back(by=by, values=values, note=options["note"], at=now)
        verbs = {
            "submit": actions.submit,
            "check": actions.check,
            "approve": actions.approve,
        }
        return verbs[options["verb"]](by=by, values=values, at=now)
