"""Keep the English of the pages whole: `manage.py messages`, or --check what is missing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser
from django.utils.translation.template import templatize


WEB = Path(__file__).parents[2]
FOLDER = WEB / "locale/en/LC_MESSAGES"
# The same for ever, so that the same words make the same files.
BORN = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "later")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    "npgettext": ((1, "c"), 2, 3),
}


def marked() -> Iterator[tuple[str, Any, str | None]]:
    """Yield what pages and code mark for translation: file, message and context."""
    paths = [*WEB.rglob("*.py"), *WEB.glob("templates/**/*.html")]
    for path in sorted(paths):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            # in brackets the lines need no order of indents
            text = f"({templatize(text)})"
        file = io.BytesIO(text.encode())
        for _line, message, _comments, context in extract("python", file, KEYWORDS):
            yield path.relative_to(WEB).as_posix(), message, context


def gathered(known: Catalog) -> Catalog:
    """Return a catalogue of what is marked now, with the translations known so far."""
    found = Catalog(
        locale="en",
        project="Rancang",
        charset="utf-8",
        creation_date=BORN,
        revision_date=BORN,
        last_translator="Rancang",
        language_team="Rancang",
        header_comment="# English of the pages; the Indonesian text is the source.",
        fuzzy=False,
    )
    for file, message, context in marked():
        before = known.get(message, context)
        words = before.string if before and not before.fuzzy else ""
        # the line is not written, since it moves with every edit
        found.add(message, words or None, [(file, 1)], context=context)
    return found


def untranslated(catalog: Catalog) -> list[str]:
    """Return the messages that have no English, or whose English loses a place holder."""
    lacking = []
    for message in catalog:
        words = message.string or ""
        whole = all([words] if isinstance(words, str) else words)
        if message.id and (not whole or message.check(catalog)):
            lacking.append(str(message.id))
    return lacking


def files(catalog: Catalog) -> dict[str, bytes]:
    """Return the catalogue for translators and the one for the machine."""
    text, machine = io.BytesIO(), io.BytesIO()
    write_po(text, catalog, width=100, sort_output=True, include_lineno=False)
    write_mo(machine, catalog)
    return {"django.po": text.getvalue(), "django.mo": machine.getvalue()}


class Command(BaseCommand):
    """Write the catalogues from what is marked, keeping what is translated."""

    help = "Kumpulkan teks halaman ke katalog bahasa Inggris; dengan --check periksa."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --check."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the files, or say which are stale and what has no English."""
        path = FOLDER / "django.po"
        known = read_po(io.BytesIO(path.read_bytes() if path.exists() else b""))
        catalog = gathered(known)
        lacking = untranslated(catalog)
        made = files(catalog)
        if options["check"]:
            self.check_all(made, lacking)
            return
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            (FOLDER / name).write_bytes(content)
        for message in lacking:
            self.stdout.write(f"Belum diterjemahkan: {message}")
        self.stdout.write(f"{path.name}: {len(catalog)} teks, {len(lacking)} kurang")

    def check_all(self, made: dict[str, bytes], lacking: list[str]) -> None:
        """Fail where a file is not what it should be, or a text has no English."""
        stale = [name for name, content in made.items() if self.stale(name, content)]
        if stale or lacking:
            told = [*(f"basi: {s}" for s in stale), *(f"kurang: {m}" for m in lacking)]
            raise CommandError(
                "Jalankan manage.py messages dan isi terjemahannya. " + "; ".join(told)
            )

    def stale(self, name: str, content: bytes) -> bool:
        """Say whether a file is missing or other than it should be."""
        path = FOLDER / name
        return not path.exists() or path.read_bytes() != content
