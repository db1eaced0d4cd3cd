"""The state of a value as a chip: one word and one colour on every page."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from rancang.web.accounts.templatetags.spoken import spoken
from rancang.web.collection.rules import STATE_NAMES, VERB_NAMES, State, Verb


register = template.Library()

# The journal's word where a value arrives, which is no step between states.
ENTERED = {"id": "mengisi", "en": "enter"}

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


@register.simple_tag
def all_states() -> list[tuple[str, str]]:
    """Return every state with its word, from the first to the last."""
    return [(state.value, spoken(STATE_NAMES[state])) for state in State]


@register.filter
def of(counts: Mapping[str, int], state: str) -> int:
    """Return how many stand in a state."""
    return counts.get(state, 0)


@register.filter
def told(verb: str) -> str:
    """Return in words what the journal says was done to a value."""
    words = VERB_NAMES[Verb(verb)] if verb in set(Verb) else ENTERED
    return spoken(words)
