"""Start a house of one's own: the registry and the first programme manager."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.db import transaction
from django.utils import timezone

from rancang.web.accounts import actions as accounts
from rancang.web.journal.actions import Installer
from rancang.web.management import open_data
from rancang.web.management.speech import in_words, new_password
from rancang.web.regions import actions as regions


class Command(BaseCommand):
    """What an installation needs before anybody can grant anything."""

    help = "Isi registri daerah dan buat manajer program pertama."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the agency and the account."""
        parser.add_argument("--agency", required=True, help="nama instansi program")
        parser.add_argument("--username", required=True, help="nama akun")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do both, or neither."""
        by, now = Installer(), timezone.now()
        with in_words(), transaction.atomic():
            manager = accounts.begin(
                by=by,
                agency=options["agency"],
                username=options["username"],
                password=new_password(),
                at=now,
            )
            new = regions.register(by=by, places=open_data.places(), at=now)
            regions.draw_boundaries(
                by=by,
                rings=open_data.outlines(),
                source=open_data.BOUNDARIES,
                at=now,
            )
        self.stdout.write(f"{manager.username}: manajer program; {len(new)} daerah.")
