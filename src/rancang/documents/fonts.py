"""The typefaces of the books, from packages, so that no machine's own fonts are used."""

from __future__ import annotations

from importlib.resources import files


SANS = "Source Sans 3"
SERIF = "Source Serif 4"
PACKAGES = ("fontpkg_source_sans_3", "fontpkg_source_serif_4")


def folders() -> list[str]:
    """Return the folders that hold the font files."""
    return [str(files(package) / "files") for package in PACKAGES]
