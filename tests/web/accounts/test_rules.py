from __future__ import annotations

from rancang.web.accounts.rules import (
    GRANTS,
    MAY,
    REACH_NAMES,
    ROLE_NAMES,
    Reach,
    Right,
    Role,
)


def test_every_right_is_in_the_table_and_held_by_somebody():
    assert set(MAY) == set(Right)
    assert all(MAY.values())


def test_every_role_and_reach_has_a_name_in_both_languages():
    assert set(ROLE_NAMES) == set(Role)
    assert set(REACH_NAMES) == set(Reach)
    assert all({"id", "en"} == set(names) for names in ROLE_NAMES.values())


def test_nobody_is_given_the_right_to_check_and_to_approve():
    both = MAY[Right.CHECK_VALUES].keys() & MAY[Right.APPROVE_VALUES].keys()

    assert not both


def test_nobody_grants_a_role_above_their_own_reach():
    for role in (Role.DATA_OFFICER, Role.WALIDATA):
        assert role not in GRANTS
    assert Role.PROGRAMME_MANAGER not in GRANTS[Role.DRAFTING_LEAD]
