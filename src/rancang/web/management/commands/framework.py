"""Take in a framework's file, and publish it when asked to."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from rancang.web.frameworks import actions
from rancang.web.management.speech import Spoken


if TYPE_CHECKING:
    from rancang.web.accounts.models import Person


class Command(Spoken):
    """A framework version from YAML."""

    help = "Terima berkas kerangka YAML sebagai draf; terbitkan bila diberi --publish."

    def ask(self, parser: ArgumentParser) -> None:
        """Ask for the file."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--publish", action="store_true")

    def act(self, by: Person, options: dict[str, Any]) -> None:
        """Take it in."""
        text = options["file"].read_text(encoding="utf-8")
        with transaction.atomic():
            version = actions.take_in(by=by, text=text, at=timezone.now())
            if options["publish"]:
                actions.publish(by=by, version=version, at=timezone.now())
        self.stdout.write(f"{version.code} {version.number}: {version.state}")
