"""Remake the pictures of the readme from a demo: `make pictures`."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.browser import Screen, open_browser
from tests.journeys.house import ROOT, House, open_house


FOLDER = ROOT / "docs/images"
PASSWORD = "contoh-rancang-2026"
# Name, who looks, where, and how wide the screen is.
PICTURES = [
    ("tasks", "petugas.bps", "/tugas/", 1280),
    ("ranking", "manajer", "/peringkat/", 1280),
    ("region", "ketua.mojokerto", "/daerah/35.76/", 1280),
    ("book", "ketua.mojokerto", "/buku/35.76/buku-1/1/", 1280),
    ("phone", "ketua.mojokerto", "/tugas/", 360),
]


def main() -> None:
    """Make the demo where it is not made yet, and photograph its pages."""
    house = House(Path(ROOT) / "var")
    house.var.mkdir(exist_ok=True)
    house.command("demo")
    with open_house(house) as address, open_browser() as browser:
        for name, person, path, width in PICTURES:
            screen = Screen(browser, address, width=width).sign_in(person, PASSWORD)
            screen.page.goto(path)
            screen.page.wait_for_load_state("networkidle")
            screen.page.screenshot(path=FOLDER / f"{name}.png")
            screen.close()


if __name__ == "__main__":
    main()
