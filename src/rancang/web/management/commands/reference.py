"""Write docs/reference from the code, or say what is stale: `manage.py reference`."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser

from rancang.methods.framework import SCHEMA
from rancang.methods.method_schema import SCHEMA as METHOD_SCHEMA
from rancang.web.accounts.rules import (
    GRANTS,
    MAY,
    REACH_NAMES,
    ROLE_NAMES,
    Role,
)
from rancang.web.collection import rules as collection
from rancang.web.management import handbook


FOLDER: Path = settings.BASE_DIR / "docs/reference"
WARNING = "<!-- Written by `make docs` from the code; do not edit. -->\n\n"


def permissions() -> str:
    """Return who may do what, and who may grant what, as tables."""
    heads = [ROLE_NAMES[role]["id"] for role in Role]
    text = "# Siapa boleh apa\n\n" + WARNING + _line(["Hak", *heads]) + _rule(6)
    for right, reaches in MAY.items():
        cells = [_reach(reaches.get(role)) for role in Role]
        text += _line([f"`{right.value}`", *cells])
    text += "\n## Siapa boleh memberi peran apa\n\n"
    text += _line(["Pemberi", *heads]) + _rule(6)
    for giver, grants in GRANTS.items():
        cells = [_reach(grants.get(role)) for role in Role]
        text += _line([ROLE_NAMES[giver]["id"], *cells])
    return text


def states() -> str:
    """Return the states of a value and the steps between them."""
    text = "# Keadaan sebuah nilai\n\n" + WARNING
    text += _line(["Dari", "Tindakan", "Ke", "Hak"]) + _rule(4)
    for (before, verb), after in collection.TRANSITIONS.items():
        names = [collection.STATE_NAMES[s]["id"] for s in (before, after)]
        right = f"`{collection.NEEDS[verb]}`"
        text += _line([names[0], collection.VERB_NAMES[verb]["id"], names[1], right])
    replaced = ", ".join(
        collection.STATE_NAMES[s]["id"]
        for s in collection.State
        if s in collection.OPEN
    )
    used = ", ".join(
        collection.STATE_NAMES[s]["id"]
        for s in collection.State
        if s in collection.USABLE
    )
    return (
        f"{text}\nNilai baru dari instansi boleh menggantikan nilai yang berstatus "
        f"{replaced}. Asesmen dan buku hanya memakai nilai yang berstatus {used}. "
        "Yang mengisi sebuah nilai tidak memeriksa, mengembalikan atau menyetujuinya.\n"
    )


def commands() -> str:
    """Return the command line's own help."""
    text = "# Baris perintah\n\n" + WARNING
    # The installed command, as its user has it; web and cli stand side by side.
    (entry,) = entry_points(group="console_scripts", name="rancang")
    root: click.Group = entry.load()
    for name, command in sorted(root.commands.items()):
        with click.Context(command, info_name=f"rancang {name}") as context:
            context.max_content_width = 88
            context.terminal_width = 88
            text += (
                f"## rancang {name}\n\n```text\n{command.get_help(context)}\n```\n\n"
            )
    return text.rstrip() + "\n"


def schema() -> str:
    """Return the JSON Schema of framework files."""
    return json.dumps(SCHEMA, ensure_ascii=False, indent=2) + "\n"


def method_schema() -> str:
    """Return the JSON Schema of method files."""
    return json.dumps(METHOD_SCHEMA, ensure_ascii=False, indent=2) + "\n"


def handbook_index() -> str:
    """Return the list of the handbook's pages."""
    text = "# Methods\n\n" + WARNING + _line(["Module", "What it does"]) + _rule(2)
    for module in handbook.modules():
        short = module.__name__.rpartition(".")[2]
        first = (module.__doc__ or "").partition("\n")[0]
        text += _line([f"[{short}]({short}.md)", first])
    return text


PAGES: dict[str, Callable[[], str]] = {
    "framework.schema.json": schema,
    "method.schema.json": method_schema,
    "permissions.md": permissions,
    "states.md": states,
    "cli.md": commands,
    "methods/README.md": handbook_index,
} | {
    f"methods/{module.__name__.rpartition('.')[2]}.md": partial(handbook.page, module)
    for module in handbook.modules()
}


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"


def _rule(columns: int) -> str:
    return _line(["---"] * columns)


def _reach(reach: Any) -> str:
    return REACH_NAMES[reach]["id"] if reach else "–"


class Command(BaseCommand):
    """Keep documentation that could lie true."""

    help = "Tulis docs/reference dari kode; dengan --check hanya periksa."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --check."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write each page, or name the stale ones."""
        stale = [name for name, make in PAGES.items() if self._stale(name, make())]
        if options["check"]:
            if stale:
                raise CommandError(f"Basi: {', '.join(stale)}. Jalankan make docs.")
            return
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, make in PAGES.items():
            (FOLDER / name).parent.mkdir(exist_ok=True)
            (FOLDER / name).write_text(make(), encoding="utf-8")
        self.stdout.write(f"docs/reference: {', '.join(stale) or 'sudah benar'}")

    def _stale(self, name: str, text: str) -> bool:
        path = FOLDER / name
        return not path.exists() or path.read_text(encoding="utf-8") != text
