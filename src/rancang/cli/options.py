"""The options that commands share, each refusing what it cannot use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from rancang.cli.refusal import Refused


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
Callback = Callable[[click.Context, click.Parameter, str | None], Any]


def whole(minimum: int) -> Callback:
    """Return what reads an option as a whole number that is not below a minimum."""

    def read(_: click.Context, option: click.Parameter, text: str | None) -> int | None:
        if text is None:
            return None
        digits = text.isascii() and text.isdigit() and len(text) <= len("123456789")
        if not digits or int(text) < minimum:
            name = option.opts[0]
            raise Refused(
                (
                    f"{name}: '{text}' bukan bilangan bulat dari {minimum} ke atas",
                    f"{name}: '{text}' is not a whole number from {minimum} up",
                )
            )
        return int(text)

    return read


def one_of(words: tuple[str, ...]) -> Callback:
    """Return what reads an option as one of some words."""

    def read(_: click.Context, option: click.Parameter, text: str | None) -> str | None:
        if text not in words:
            known, name = ", ".join(words), option.opts[0]
            raise Refused(
                (
                    f"{name}: '{text}' tidak dikenal; pilih {known}",
                    f"{name}: '{text}' is not known; choose {known}",
                )
            )
        return text

    return read


def _speak(context: click.Context, option: click.Parameter, text: str | None) -> None:
    context.meta["rancang.language"] = one_of(("id", "en"))(context, option, text)


language_option = click.option(
    "--language",
    metavar="id|en",
    default="id",
    show_default=True,
    is_eager=True,
    expose_value=False,
    callback=_speak,
    help="Language of the messages.",
)

FILE = click.Path(path_type=Path)


def numbered(name: str, default: str | None, minimum: int, told: str) -> Decorator:
    """Return an option that is a whole number."""
    return click.option(
        name,
        default=default,
        metavar="N",
        callback=whole(minimum),
        show_default=default is not None,
        help=told,
    )


def worded(name: str, words: tuple[str, ...], default: str, told: str) -> Decorator:
    """Return an option that is one of some words."""
    return click.option(
        name,
        default=default,
        metavar="|".join(words),
        callback=one_of(words),
        show_default=True,
        help=told,
    )
