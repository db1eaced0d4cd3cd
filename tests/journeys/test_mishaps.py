"""What happens to people: clicks twice, back, two tabs, a lost session, a wrong file."""

from __future__ import annotations

from itertools import count

import pytest

from rancang.workbooks.limits import MEGABYTE
from tests.journeys.house import open_house
from tests.journeys.prepare import CITY
from tests.journeys.sheets import fill


pytestmark = pytest.mark.journey

OFFICE = "/data/uji-2021/BPS/"
SEND = f"{OFFICE}kirim/"
NUMBERS = count(11)


@pytest.fixture(scope="module")
def own(begun):
    """A house for this module alone; each test brings a number nobody sent before."""
    house = begun.copy(begun.var.with_name("mishaps"))
    with open_house(house) as found:
        yield found
    house.leave()


@pytest.fixture
def officer(own, screens):
    return screens(own).sign_in("petugas")


@pytest.fixture
def file(officer, tmp_path):
    """A filled file that has not been sent yet."""
    template, filled = tmp_path / "templat.xlsx", tmp_path / "isian.xlsx"
    template.write_bytes(officer.page.request.get(f"{OFFICE}templat/").body())
    fill(template, filled, {(CITY, "eco.poverty"): next(NUMBERS)})
    return filled


def send(screen, file):
    screen.page.goto(SEND)
    screen.page.set_input_files("[name=file]", file)
    screen.press("Periksa berkas")


def drafts(screen):
    """Return how many values the agency has as drafts."""
    screen.page.goto(OFFICE)
    row = screen.page.get_by_role("row", name="Penduduk miskin")
    return row.get_by_role("cell").nth(3).inner_text()


def story(screen):
    """Return the headings of the revisions of the city's value."""
    screen.page.goto(f"/nilai/{CITY}/eco.poverty/2021/")
    return screen.page.locator("main h3").count()


CONFIRM = "Konfirmasi dan simpan sebagai draf"


def confirmation(screen):
    return screen.page.get_by_role("button", name=screen.say(CONFIRM))


def test_a_double_click_on_confirm_stores_once(officer, file):
    before = story(officer)
    send(officer, file)
    confirmation(officer).dblclick()
    officer.page.wait_for_url(f"**{OFFICE}")

    assert drafts(officer) == "1"
    assert story(officer) == before + 1


def test_back_after_confirm_stores_nothing_again(officer, file):
    send(officer, file)
    officer.press(CONFIRM)
    stored = story(officer)
    officer.page.go_back()
    officer.page.go_back()
    assert "/berkas/" in officer.page.url
    if confirmation(officer).count():
        officer.press(CONFIRM)
        assert officer.reads("Berkas ini sudah dikonfirmasi sebelumnya.")

    assert story(officer) == stored


def test_two_tabs_confirm_once(officer, file):
    send(officer, file)
    other = officer.context.new_page()
    other.goto(officer.page.url)
    officer.press(CONFIRM)
    stored = story(officer)
    other.get_by_role("button", name=officer.say(CONFIRM)).click()

    told = officer.say("Berkas ini sudah dikonfirmasi sebelumnya.")
    assert told in other.locator("main").inner_text()
    assert story(officer) == stored


def test_a_session_that_ended_during_an_upload_is_told(officer, file):
    officer.page.goto(SEND)
    officer.page.set_input_files("[name=file]", file)
    officer.context.clear_cookies(name="sessionid")
    officer.press("Periksa berkas")
    officer.page.locator("[name=login]").fill("petugas")
    officer.page.locator("[name=password]").fill("sandi-uji-panjang-42")
    officer.page.locator("[name=password]").press("Enter")
    officer.page.wait_for_url(lambda url: "/akun/" not in url)

    assert officer.page.url.startswith(officer.address + SEND)
    told = officer.page.get_by_role("alert").inner_text()
    assert "Sesi Anda berakhir" in told
    officer.check()


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_file_over_the_limit_is_stopped(officer, tmp_path, language):
    officer.speak(language)
    large = tmp_path / "besar.xlsx"
    with large.open("wb") as hollow:
        hollow.truncate(22 * MEGABYTE)
    send(officer, large)

    assert officer.reads("Berkas terlalu besar")
    officer.check()
    officer.follow("Pilih berkas lain")
    assert officer.page.url == officer.address + SEND


def test_the_same_file_again_is_nothing_new(officer, file):
    send(officer, file)
    officer.press(CONFIRM)
    stored = story(officer)
    send(officer, file)

    assert confirmation(officer).count() == 0
    assert officer.reads(
        "Semua nilai dalam berkas ini sama dengan yang sudah tersimpan; "
        "tidak ada yang perlu dikonfirmasi."
    )
    assert story(officer) == stored


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_was_typed_stays_beside_what_is_wrong(officer, language):
    officer.speak(language)
    officer.page.goto(f"{OFFICE}isi/35.01/eco.poverty/2021/")
    officer.page.locator("[name=value]").fill("seratus")
    officer.page.locator("[name=source]").fill("BPS, publikasi uji")
    officer.press("Simpan sebagai draf")

    value = officer.page.locator("[name=value]")
    assert value.input_value() == "seratus"
    assert officer.page.locator("[name=source]").input_value() == "BPS, publikasi uji"
    assert "seratus" in officer.page.locator(".errorlist").first.inner_text()
    officer.check()
