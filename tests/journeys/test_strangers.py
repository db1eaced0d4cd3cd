"""Who does not belong: the stranger is led to the door, another region finds nothing."""

from __future__ import annotations

import pytest

from tests.journeys.site import PUBLIC, addresses


pytestmark = pytest.mark.journey

OPEN = {*PUBLIC, "account_logout", "set_language"}
# What another region's lead may read is their own; these name what is not.
OTHERS = (
    "call",
    "agency_call",
    "cells",
    "value",
    "upload",
    "region",
    "book",
    "chapter",
)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_stranger_is_led_to_the_sign_in_from_every_address(
    standing, screens, language
):
    stranger = screens(standing, language)
    inside = {}
    for name, path in addresses().items():
        if name in OPEN:
            continue
        stranger.page.goto(path)
        if not stranger.page.url.startswith(f"{standing}/akun/login/?next="):
            inside[name] = stranger.page.url

    assert inside == {}
    assert stranger.page.locator("h1").inner_text() == stranger.say("Masuk")


def test_a_lead_of_another_region_finds_nothing(standing, screens):
    lead = screens(standing).sign_in("ketua.lain")
    known = addresses()

    found = {name: lead.page.goto(known[name]).status for name in OTHERS}

    assert set(found.values()) == {404}, found
    assert lead.reads("Tidak ditemukan")
    lead.check()


def test_who_may_not_is_told_so(standing, screens):
    officer = screens(standing, "en").sign_in("petugas")

    answer = officer.page.goto(addresses()["ranking"])

    assert answer.status == 403
    assert officer.reads("Tidak berhak")


def test_the_language_is_changed_by_its_button_and_kept(standing, screens):
    visitor = screens(standing)
    visitor.page.goto("/akun/login/")
    visitor.page.get_by_role("button", name="English").click()
    visitor.page.goto("/")

    assert visitor.page.locator("html").get_attribute("lang") == "en"
    visitor.page.get_by_role("button", name="Bahasa Indonesia").click()
    assert visitor.page.locator("html").get_attribute("lang") == "id"
