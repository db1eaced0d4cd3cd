"""Words kept in both languages, told in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import get_language


register = template.Library()


@register.filter
def spoken(words: Any) -> str:
    """Return a text of two languages (``{"id": ..., "en": ...}`` or a Text) in ours."""
    code = "en" if (get_language() or "id").startswith("en") else "id"
    if isinstance(words, Mapping):
        return str(words.get(code, words.get("id", "")))
    return str(getattr(words, code, words))
