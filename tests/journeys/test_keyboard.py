"""Without a mouse: sign in, reach the tasks, open the first, and always see where one is."""

from __future__ import annotations

import pytest


pytestmark = pytest.mark.journey

# What has the focus, and how thick the line around it is.
FOCUS = """() => {
  const it = document.activeElement, style = getComputedStyle(it);
  const box = it.getBoundingClientRect();
  const seen = box.width > 1 && box.height > 1 && box.top < innerHeight && box.bottom > 0;
  const line = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
  return {href: it.getAttribute('href'), name: it.getAttribute('name'), seen,
          marked: line >= 2 || style.boxShadow !== 'none'};
}"""
MOST = 40


def step_to(screen, **wanted):
    """Press Tab until something is reached; every stop must be seen."""
    for _ in range(MOST):
        screen.page.keyboard.press("Tab")
        at = screen.page.evaluate(FOCUS)
        assert at["seen"], at
        assert at["marked"], at
        if wanted.items() <= at.items():
            return
    raise AssertionError(f"{wanted} is not reached by Tab on {screen.page.url}")


@pytest.mark.parametrize("width", [1280, 360])
def test_from_the_door_to_the_first_task(standing, screens, width):
    person = screens(standing, "id", width)
    keys = person.page.keyboard
    person.page.goto("/")
    step_to(person, href="/akun/login/")
    keys.press("Enter")
    person.page.wait_for_url("**/akun/login/")
    step_to(person, name="login")
    keys.type("petugas")
    step_to(person, name="password")
    keys.type("sandi-uji-panjang-42")
    keys.press("Enter")
    person.page.wait_for_url("**/tugas/")

    step_to(person, href="/data/uji-2021/BPS/")
    keys.press("Enter")

    person.page.wait_for_url("**/data/uji-2021/BPS/")
    assert person.page.locator("h1").inner_text() == "Data uji 2021"


def test_the_first_stop_skips_to_the_content(standing, screens):
    person = screens(standing).sign_in("petugas")
    person.page.goto("/tugas/")

    step_to(person, href="#isi")
    person.page.keyboard.press("Enter")
    step_to(person)

    inside = "document.querySelector('main').contains(document.activeElement)"
    assert person.page.evaluate(inside)
