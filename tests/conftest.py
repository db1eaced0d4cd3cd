"""What every test may ask for."""

from __future__ import annotations

import pytest


@pytest.fixture
def world(db, settings, tmp_path):
    """The small country of the factories, with its files in a folder of its own."""
    from tests.factories import world as make  # noqa: PLC0415 - needs Django set up

    settings.MEDIA_ROOT = tmp_path / "files"
    settings.BOOKS_DIR = tmp_path / "books"
    return make()
