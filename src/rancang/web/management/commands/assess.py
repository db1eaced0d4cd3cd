"""Assess all regions on approved values, and propose which to assist."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from rancang.web.assessment import actions
from rancang.web.frameworks import queries as frameworks
from rancang.web.management.speech import Spoken


if TYPE_CHECKING:
    from rancang.web.accounts.models import Person


class Command(Spoken):
    """An assessment run on the database."""

    help = "Nilai semua daerah dari nilai yang disetujui; usulkan K daerah."

    def ask(self, parser: ArgumentParser) -> None:
        """Ask for framework, period, seed and size."""
        parser.add_argument("--framework", default="smart-city")
        parser.add_argument("--period", required=True)
        parser.add_argument("--draws", type=int, default=1000)
        parser.add_argument("--seed", type=int, default=2021)
        parser.add_argument("--select", type=int, metavar="K")

    def act(self, by: Person, options: dict[str, Any]) -> None:
        """Run, and propose when asked to."""
        run = actions.run(
            by=by,
            version=frameworks.published(options["framework"]),
            period=options["period"],
            draws=options["draws"],
            seed=options["seed"],
            at=timezone.now(),
        )
        self.stdout.write(f"{run}: sidik jari {run.fingerprint}")
        if options["select"]:
            selection = actions.propose(
                by=by, run=run, size=options["select"], at=timezone.now()
            )
            self.stdout.write(f"{selection}: nomor {selection.pk}")
