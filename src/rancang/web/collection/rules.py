"""The life of a value: one table of states, read by page, file, API and documents."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a value stands on its way from the agency to the plan."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CHECKED = "checked"
    APPROVED = "approved"
    LOCKED = "locked"


STATE_NAMES: dict[State, dict[str, str]] = {
    State.DRAFT: {"id": "Draf", "en": "Draft"},
    State.SUBMITTED: {"id": "Diajukan", "en": "Submitted"},
    State.RETURNED: {"id": "Dikembalikan", "en": "Returned"},
    State.CHECKED: {"id": "Diperiksa", "en": "Checked"},
    State.APPROVED: {"id": "Disetujui", "en": "Approved"},
    State.LOCKED: {"id": "Terkunci", "en": "Locked"},
}


class Verb(StrEnum):
    """What is done to a value; the right that each needs is in ``NEEDS``."""

    SUBMIT = "submit"
    CHECK = "check"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    LOCK = "lock"


TRANSITIONS: dict[tuple[State, Verb], State] = {
    (State.DRAFT, Verb.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Verb.CHECK): State.CHECKED,
    (State.SUBMITTED, Verb.SEND_BACK): State.RETURNED,
    (State.CHECKED, Verb.APPROVE): State.APPROVED,
    (State.APPROVED, Verb.LOCK): State.LOCKED,
}

# From which state each verb takes a value.
FROM: dict[Verb, State] = {verb: before for before, verb in TRANSITIONS}

# The names of the rights of accounts.rules, as text: a table of rules asks nobody.
NEEDS: dict[Verb, str] = {
    Verb.SUBMIT: "values.send",
    Verb.CHECK: "values.check",
    Verb.SEND_BACK: "values.check",
    Verb.APPROVE: "values.approve",
    Verb.LOCK: "calls.close",
}

VERB_NAMES: dict[Verb, dict[str, str]] = {
    Verb.SUBMIT: {"id": "mengajukan", "en": "submit"},
    Verb.CHECK: {"id": "memeriksa", "en": "check"},
    Verb.SEND_BACK: {"id": "mengembalikan", "en": "return"},
    Verb.APPROVE: {"id": "menyetujui", "en": "approve"},
    Verb.LOCK: {"id": "mengunci", "en": "lock"},
}

# In these states a new value from the agency may take the place of the current one.
OPEN = frozenset({State.DRAFT, State.RETURNED})
# In these states a value may be used by an assessment or a book.
USABLE = frozenset({State.APPROVED, State.LOCKED})
# Who entered a value does none of these to it (four eyes).
OTHER_EYES = frozenset({Verb.CHECK, Verb.SEND_BACK, Verb.APPROVE})


class Refused(Exception):  # noqa: N818 - reads as a sentence: raise Refused
    """What was asked cannot happen now; the message says why and what would help."""
