"""What every test may ask for."""

from __future__ import annotations

import pytest
from hypothesis import settings as hypothesis


# A slow machine is no failure, and the same examples come each time.
hypothesis.register_profile("rancang", deadline=None, derandomize=True)
hypothesis.load_profile("rancang")


@pytest.fixture
def world(db, settings, tmp_path):
    """The small country of the factories, with its files in a folder of its own."""
    from tests.factories import world as make

    settings.MEDIA_ROOT = tmp_path / "files"
    settings.BOOKS_DIR = tmp_path / "books"
    # A cache of its own: keys of another test's rows must not answer.
    locmem = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": locmem, "LOCATION": str(tmp_path)}}
    return make()


def pytest_terminal_summary(terminalreporter):
    """Say at the end when nobody walked the pages; a line of dots would hide it."""
    skipped = terminalreporter.stats.get("skipped", [])
    left = [report for report in skipped if "tests/journeys/" in report.nodeid]
    if left:
        why = str(left[0].longrepr[2]).removeprefix("Skipped: ")
        terminalreporter.write_line(f"{len(left)} x {why}", yellow=True, bold=True)
