"""Numbers as the language of the page writes them, quick enough for a long table."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from rancang.documents.sentences import DASH, MINUS, number


register = template.Library()


@register.filter
def figure(value: float | None, decimals: int = 2) -> str:
    """Write a number with so many decimals; a dash where there is none."""
    if value is None:
        return DASH
    if (get_language() or "id").startswith("id"):
        return number(value, decimals)
    return f"{value:,.{decimals}f}".replace("-", MINUS)


@register.filter
def share(value: float | None) -> str:
    """Write a share of one in per cent, without decimals."""
    if value is None:
        return DASH
    percent = figure(100.0 * value, 0)
    return f"{percent}%"
