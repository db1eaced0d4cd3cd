"""Open an account and give it a role."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from rancang.web.accounts import actions, queries
from rancang.web.accounts.rules import Role
from rancang.web.management.speech import Spoken, new_password


if TYPE_CHECKING:
    from rancang.web.accounts.models import Person


class Command(Spoken):
    """A person with a first post."""

    help = "Buka akun dan beri satu peran di sebuah instansi."

    def ask(self, parser: ArgumentParser) -> None:
        """Ask for the person, the agency and the role."""
        parser.add_argument("username")
        parser.add_argument("--name", default="", help="nama lengkap")
        parser.add_argument("--agency", required=True, help="kode instansi")
        parser.add_argument("--role", required=True, choices=[r.value for r in Role])

    def act(self, by: Person, options: dict[str, Any]) -> None:
        """Open and grant, or neither; an account there is only granted the role."""
        now = timezone.now()
        with transaction.atomic():
            person = queries.find(options["username"]) or actions.open_account(
                by=by,
                username=options["username"],
                full_name=options["name"],
                password=new_password(),
                at=now,
            )
            post = actions.grant(
                by=by,
                person=person,
                agency=queries.agency(options["agency"]),
                role=Role(options["role"]),
                at=now,
            )
        self.stdout.write(str(post))
