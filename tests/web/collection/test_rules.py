from __future__ import annotations

from rancang.web.accounts.rules import Right
from rancang.web.collection.rules import (
    NEEDS,
    OPEN,
    OTHER_EYES,
    STATE_NAMES,
    TRANSITIONS,
    USABLE,
    VERB_NAMES,
    State,
    Verb,
)


def test_every_state_and_verb_has_its_names():
    assert set(STATE_NAMES) == set(State)
    assert set(VERB_NAMES) == set(Verb)


def test_every_verb_needs_a_right_that_exists():
    assert set(NEEDS) == set(Verb)
    assert all(Right(name) for name in NEEDS.values())


def test_every_state_but_the_first_is_reached():
    reached = set(TRANSITIONS.values())

    assert set(State) - reached == {State.DRAFT}


def test_the_only_road_to_locked_passes_four_steps():
    road, state = [], State.DRAFT
    forward = {
        before: (verb, after)
        for (before, verb), after in TRANSITIONS.items()
        if verb is not Verb.SEND_BACK
    }
    while state in forward:
        verb, state = forward[state]
        road.append(verb)

    assert road == [Verb.SUBMIT, Verb.CHECK, Verb.APPROVE, Verb.LOCK]
    assert state is State.LOCKED


def test_what_may_be_replaced_is_never_usable():
    assert not OPEN & USABLE
    assert Verb.APPROVE in OTHER_EYES
