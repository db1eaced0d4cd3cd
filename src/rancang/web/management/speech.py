"""How commands speak to the person at the machine: in words, with exit status 2."""

from __future__ import annotations

import os
from abc import abstractmethod
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management import BaseCommand, CommandError
from django.db import IntegrityError

from rancang.web.accounts import queries as accounts
from rancang.web.accounts.rules import Denied
from rancang.web.assessment.rules import Refused as AssessmentRefused
from rancang.web.collection.rules import Refused as CollectionRefused
from rancang.web.frameworks.rules import Refused as FrameworkRefused
from rancang.web.masterplan.rules import Refused as EditionRefused


if TYPE_CHECKING:
    from rancang.web.accounts.models import Person


REFUSALS = (
    Denied,
    AssessmentRefused,
    CollectionRefused,
    EditionRefused,
    FrameworkRefused,
)


def new_password() -> str:
    """Return the password for a new account: from the environment, or typed twice."""
    given = os.environ.get("RANCANG_NEW_PASSWORD", "")
    if given:
        return given
    first, second = getpass("Kata sandi baru: "), getpass("Ulangi: ")
    if first != second:
        raise CommandError("Kedua kata sandi berbeda.", returncode=2)
    return first


@contextmanager
def in_words() -> Iterator[None]:
    """Turn every refusal into a message and exit status 2; nothing is half done."""
    try:
        yield
    except REFUSALS as refusal:
        raise CommandError(str(refusal), returncode=2) from refusal
    except ValidationError as error:
        raise CommandError(" ".join(error.messages), returncode=2) from error
    except ObjectDoesNotExist as missing:
        what = str(missing).removesuffix(" matching query does not exist.")
        raise CommandError(f"Tidak ditemukan: {what}.", returncode=2) from missing
    except IntegrityError as error:
        told = "Sudah ada, atau bertentangan dengan yang tersimpan."
        raise CommandError(told, returncode=2) from error
    except UnicodeDecodeError as error:
        raise CommandError("Berkas itu bukan teks UTF-8.", returncode=2) from error
    except OSError as error:
        raise CommandError(
            f"{error.filename}: {error.strerror}.", returncode=2
        ) from error


class Spoken(BaseCommand):
    """A command done in somebody's name."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask who acts, and let the command ask the rest."""
        parser.add_argument("--as", dest="by", required=True, help="nama akun")
        self.ask(parser)

    def ask(self, parser: ArgumentParser) -> None:
        """Add the command's own arguments."""

    def handle(self, *_args: Any, **options: Any) -> None:
        """Act in the person's name."""
        with in_words():
            self.act(accounts.person(options["by"]), options)

    @abstractmethod
    def act(self, by: Person, options: dict[str, Any]) -> None:
        """Do what the command is for."""
