"""Words kept in both languages, told in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from django import template
from django.utils.translation import get_language

from rancang.web.accounts.rules import ROLE_NAMES, Role


register = template.Library()


def language() -> Literal["id", "en"]:
    """Return the language of the page as records name it."""
    return "en" if (get_language() or "id").startswith("en") else "id"


@register.filter
def spoken(words: Any) -> str:
    """Return a text of two languages (``{"id": ..., "en": ...}`` or a Text) in ours."""
    code = language()
    if isinstance(words, Mapping):
        return str(words.get(code, words.get("id", "")))
    return str(getattr(words, code, words))


@register.filter
def role_name(role: str) -> str:
    """Return what a role is called."""
    return spoken(ROLE_NAMES[Role(role)])
