"""Values of the small country, worked out by hand in test_actions.py."""

import pytest

from rancang.web.assessment import actions
from tests.factories import NOW, approve


# Poverty (lower is better) and safe water, region by region.
NUMBERS = {
    "31.71": (4.0, 100.0),
    "35.01": (10.0, 80.0),
    "35.02": (12.0, 70.0),
    "35.71": (6.0, 90.0),
    "35.76": (4.0, 95.0),
    "91.01": (24.0, 20.0),
    "91.02": (20.0, None),
    "91.71": (14.0, 60.0),
}


@pytest.fixture
def filled(world):
    """The small country with approved values; one is said to be missing."""
    cells = [
        (region, indicator, number)
        for region, numbers in NUMBERS.items()
        for indicator, number in zip(("eco.poverty", "liv.water"), numbers, strict=True)
    ]
    approve(world, cells)
    return world


@pytest.fixture
def run(filled):
    """The first run on those values, with few draws."""
    return actions.run(
        by=filled.manager, version=filled.version, period="2021", at=NOW, draws=200
    )
