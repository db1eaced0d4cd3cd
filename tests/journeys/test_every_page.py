"""Every page of the site map, for its reader: narrow and wide, axe, nothing from outside."""

from __future__ import annotations

from itertools import groupby

import pytest

from tests.journeys.browser import SIZES
from tests.journeys.site import PUBLIC, addresses, pages


pytestmark = pytest.mark.journey

PHONE = {"width": 360, "height": SIZES[360]}


def wrong_with(screen, path):
    """Open a page and return all that is wrong with it."""
    screen.page.goto(path)
    found = screen.barriers()
    tongue = screen.page.locator("html").get_attribute("lang")
    if tongue != screen.language:
        found.append(f"speaks {tongue}")
    return found + wide(screen) + screen.faults


def wide(screen):
    """Say where the page is wider than the screen, and than a phone's."""
    found = []
    own = screen.page.viewport_size
    for size in (own, PHONE):
        screen.page.set_viewport_size(size)
        over = screen.sideways()
        if over > 0:
            found.append(f"{over} pixels wider than a screen of {size['width']}")
    screen.page.set_viewport_size(own)
    return found


def walk(screen, found):
    """Open pages one after the other; return what is wrong by page."""
    wrong = {}
    for name, path in found:
        faults = wrong_with(screen, path)
        if faults:
            wrong[name] = faults
        screen.faults.clear()
    return wrong


# One language from a desk and the other from a phone: axe sees what the width leaves.
@pytest.mark.parametrize(
    ("language", "width"), [("id", 1280), ("en", 360), ("id", 360), ("en", 1280)]
)
def test_every_page_is_whole(standing, screens, language, width):
    stranger = screens(standing, language, width)
    wrong = walk(stranger, [(n, p) for n, p in addresses().items() if n in PUBLIC])
    by_reader = sorted(pages(), key=lambda page: page[1])
    for reader, found in groupby(by_reader, key=lambda page: page[1]):
        screen = screens(standing, language, width).sign_in(reader)
        wrong |= walk(screen, [(name, path) for name, _, path in found])

    assert wrong == {}
