"""The state of a value as a chip: one word and one colour on every page."""

from __future__ import annotations

from django import template

from rancang.web.accounts.templatetags.spoken import spoken
from rancang.web.collection.rules import STATE_NAMES, State


register = template.Library()

TONES: dict[State, str] = {
    State.DRAFT: "secondary",
    State.SUBMITTED: "info",
    State.RETURNED: "warning",
    State.CHECKED: "primary",
    State.APPROVED: "success",
    State.LOCKED: "dark",
}


@register.inclusion_tag("components/chip.html")
def state_chip(state: str) -> dict[str, str]:
    """Show where a value stands."""
    found = State(state)
    return {"word": spoken(STATE_NAMES[found]), "tone": TONES[found]}
