"""The road of one number on screen: sent, returned, corrected, approved, read in the book."""

from __future__ import annotations

import pytest

from tests.factories import REGIONS
from tests.journeys.prepare import CITY
from tests.journeys.sheets import fill


pytestmark = pytest.mark.journey

KEY = (CITY, "eco.poverty")
NOTE = "Angka terbalik: 6,39?"
STORY = f"/nilai/{CITY}/eco.poverty/2021/"


def numbers(poverty):
    """Return what the agency knows of 2021: the city's poverty as told, the rest plain."""
    known = {KEY: poverty, (CITY, "liv.water"): 99.63}
    for number, (code, *_) in enumerate(REGIONS, start=1):
        if code != CITY:
            known[code, "eco.poverty"] = 5.0 + number
            known[code, "liv.water"] = 60.0 + 4 * number
    return known


def send(screen, folder, poverty):
    """Fill the template with a figure and send it; return the cell it stands in."""
    with screen.page.expect_download() as coming:
        screen.follow("Unduh templat (XLSX)")
    template, filled = folder / "templat.xlsx", folder / "bps-2021.xlsx"
    coming.value.save_as(template)
    cells = fill(template, filled, {KEY: poverty})
    fill(template, filled, numbers(poverty))
    screen.page.set_input_files("[name=file]", filled)
    screen.press("Periksa berkas")
    return cells[0]


@pytest.fixture(params=[("id", 1280), ("en", 360)], ids=["id-1280", "en-360"])
def people(address, screens, request):
    """Sit everyone of the road before a screen, in one language and at one width."""
    names = ("petugas", "walidata", "kepala", "ketua")
    return {name: screens(address, *request.param).sign_in(name) for name in names}


def told(screen, number):
    """Write a number as the person's language does."""
    return number if screen.language == "id" else number.replace(",", ".")


def enter(officer, folder):
    """Send a slip of the comma, which is told; then a wrong number, which passes."""
    assert officer.page.url.endswith("/tugas/")
    officer.follow("Isi dan kirim lembar kerja")
    cell = send(officer, folder, 639)
    row = officer.page.locator("tr", has=officer.page.get_by_text(cell, exact=True))
    assert "639" in row.inner_text()
    officer.check()
    send(officer, folder, 9.36)
    officer.check()
    officer.press("Konfirmasi dan simpan sebagai draf")
    officer.press("Ajukan semua draf")
    assert officer.page.locator("#ajukan").count() == 0


def send_back(walidata):
    """Return the city's figure with a note on its cell."""
    walidata.page.goto("/tugas/")
    walidata.follow("Periksa nilai")
    line = walidata.page.locator("tr", has=walidata.page.locator(f'a[href="{STORY}"]'))
    line.get_by_role("checkbox").check()
    line.get_by_role("textbox").fill(NOTE)
    walidata.press("Kembalikan")


def correct(officer):
    """Go from the tasks to the cell, read the note there, and mend the figure."""
    officer.page.goto("/tugas/")
    officer.page.get_by_role("listitem").filter(has_text=NOTE).get_by_role(
        "link"
    ).click()
    assert NOTE in officer.page.locator("main").inner_text()
    officer.check()
    officer.page.locator("[name=value]").fill(told(officer, "6,39"))
    officer.press("Simpan sebagai draf")
    officer.page.goto("/tugas/")
    officer.follow("Ajukan draf")
    officer.press("Ajukan semua draf")


def decide(screen, path, button):
    """Decide on all that waits, reached from the tasks."""
    screen.page.goto("/tugas/")
    screen.follow(path)
    screen.check()
    screen.page.locator("#everything").check()
    screen.press(button)
    assert screen.reads("Tidak ada nilai yang menunggu Anda.")


def find_in_book(lead):
    """Draft the book and return the place where it tells the city's figure."""
    lead.page.goto("/buku/")
    lead.press("Susun edisi")
    chapters = lead.page.locator("nav[aria-labelledby=daftar-isi] a[href*='/buku-1/']")
    figure = lead.page.locator(f'article a[href="{STORY}"]')
    for way in [link.get_attribute("href") for link in chapters.all()]:
        lead.page.goto(way)
        if figure.count():
            return figure.first
    raise AssertionError("No chapter of the book tells the figure.")


def read_story(lead):
    """Read both revisions of the figure, and who had a part in them."""
    first, second = (
        lead.page.get_by_role("region", name=lead.say("Revisi %(number)s", number=n))
        for n in (1, 2)
    )
    assert told(lead, "9,36") in first.inner_text()
    assert NOTE in first.inner_text()
    words = second.inner_text()
    assert told(lead, "6,39") in words
    assert [w for w in ("petugas", "walidata", "kepala") if w not in words] == []
    lead.check()


def test_one_value_from_the_workbook_to_the_book(fresh, people, tmp_path):
    officer, walidata, head, lead = people.values()

    enter(officer, tmp_path)
    send_back(walidata)
    decide(walidata, "Periksa nilai", "Nyatakan diperiksa")
    correct(officer)
    decide(walidata, "Periksa nilai", "Nyatakan diperiksa")
    decide(head, "Setujui nilai", "Setujui yang ditandai")
    assess = ["--framework", "uji", "--period", "2021", "--draws", "50"]
    fresh.command("assess", "--as", "manajer", *assess, "--select", "4")
    figure = find_in_book(lead)
    assert figure.inner_text().startswith("6,39")
    lead.check()
    figure.click()

    assert lead.page.url == lead.address + STORY
    read_story(lead)
