"""What a journey needs: a house of its own, and someone before a screen."""

from __future__ import annotations

import os
from itertools import count

import pytest

from tests.journeys.browser import Screen, executable, open_browser
from tests.journeys.house import House, open_house


ABSENT = (
    "JOURNEY NOT RUN: Chromium is not here. Install it (Debian: apt install chromium) "
    "or name it in RANCANG_CHROMIUM."
)


COPIES = count(1)


@pytest.fixture(scope="session")
def chromium():
    """Skip without Chromium; fail where journeys are required."""
    found = executable()
    if found is None and os.environ.get("RANCANG_JOURNEYS") == "required":
        pytest.fail(ABSENT, pytrace=False)
    if found is None:
        pytest.skip(ABSENT)
    return found


@pytest.fixture(scope="session")
def begun(chromium, tmp_path_factory):
    """The small country with an open call, to be copied and never walked through."""
    house = House(tmp_path_factory.mktemp("houses") / "begun").found()
    house.run("-m", "tests.journeys.prepare", "begun")
    yield house
    house.leave()


@pytest.fixture(scope="session")
def full(begun):
    """The small country where every address leads somewhere; for journeys that only read."""
    house = begun.copy(begun.var.with_name("full"))
    house.run("-m", "tests.journeys.prepare", "full")
    yield house
    house.leave()


# The browser ends with its module: while it is there, Django takes the thread for an
# asynchronous one and refuses the database to the tests that come after.
@pytest.fixture(scope="module")
def browser(chromium):
    with open_browser() as found:
        yield found


@pytest.fixture
def fresh(begun):
    """A copy of the begun house that may be changed."""
    house = begun.copy(begun.var.with_name(f"fresh{next(COPIES)}"))
    yield house
    house.leave()


@pytest.fixture
def address(fresh):
    with open_house(fresh) as found:
        yield found


@pytest.fixture(scope="module")
def standing(full):
    """The address of the full house."""
    with open_house(full) as found:
        yield found


@pytest.fixture
def screens(browser):
    """Set people before screens; each must have seen nothing go wrong at the end."""
    opened = []

    def sit(address, language="id", width=1280):
        opened.append(Screen(browser, address, language, width))
        return opened[-1]

    yield sit
    for screen in opened:
        screen.close()
