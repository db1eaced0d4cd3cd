from __future__ import annotations

import csv
import dataclasses
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from rancang.web.accounts.models import Agency
from rancang.web.accounts.rules import Role
from rancang.web.collection import actions, queries
from rancang.web.collection.models import DataCall, Upload, Value
from rancang.web.collection.rules import State
from rancang.workbooks import template
from rancang.workbooks.limits import Limits
from tests.factories import NOW, TODAY, approve, person, row


BPS = "/data/uji-2021/BPS/"
SEND = f"{BPS}kirim/"
ENTRY = f"{BPS}isi/35.76/eco.poverty/2021/"
VALUE = "/nilai/35.76/eco.poverty/2021/"
TYPED = {
    "value": "6,39",
    "source": "BPS",
    "method": "survei",
    "evidence_date": "2022-03-01",
    "note": "",
}
QUERIES = 15


@pytest.fixture
def enter(client, world):
    """Sign a person of the world in."""

    def sign_in(who):
        client.force_login(getattr(world, who))
        return client

    return sign_in


@pytest.fixture
def diskominfo(world):
    """The walidata of Kota Mojokerto."""
    agency = Agency.objects.create(
        duty="diskominfo", name="Diskominfo", region_id="35.76"
    )
    return person("walidata.kota", agency=agency, role=Role.WALIDATA)


def _content(world, *rows):
    return template.write(queries.form(world.call, world.bps), rows)


def _file(content, name="isian.xlsx"):
    return {"file": SimpleUploadedFile(name, content)}


def _send(client, world, *rows, **more):
    return client.post(SEND, _file(_content(world, *rows)), **more)


def _value(world, region, number, *, submitted=False, indicator="eco.poverty"):
    value = actions.enter(
        by=world.officer,
        data_call=world.call,
        agency=world.bps,
        row=row(region, indicator, number),
        at=NOW,
    )
    if submitted:
        actions.submit(by=world.officer, values=[value], at=NOW)
    return value


def _page(answer):
    return answer.content.decode()


# What waits for a person


def test_an_officer_sees_what_is_owed_by_when(enter, world):
    _value(world, "35.76", 6.39)

    page = _page(enter("officer").get("/tugas/"))

    assert "Data uji 2021" in page
    assert "23 dari 24 nilai belum diisi, 1 draf" in page
    assert "Jatuh tempo 31 Desember 2026" in page
    assert f'href="{SEND}"' in page
    assert f'href="{BPS}#ajukan"' in page


def test_a_returned_value_opens_at_its_form_with_the_note(enter, world):
    value = _value(world, "35.76", 9.36, submitted=True)
    actions.send_back(by=world.walidata, values=[value], note="Terbalik?", at=NOW)

    page = _page(enter("officer").get("/tugas/"))

    assert f'href="{ENTRY}"' in page
    assert "Terbalik?" in page


@pytest.mark.parametrize(
    ("days", "late", "soon"), [(-1, "24", "0"), (0, "0", "24"), (7, "0", "24")]
)
def test_what_is_late_and_what_is_soon_is_counted(enter, world, days, late, soon):
    day = timezone.localdate() + timedelta(days=days)
    DataCall.objects.update(due=day)

    page = enter("officer").get("/tugas/")

    assert (str(page.context["late"]), str(page.context["soon"])) == (late, soon)


def test_what_is_due_first_stands_first(enter, world):
    asked = actions.Asked(
        code="uji-2020",
        title="Lebih dahulu",
        indicators=["eco.poverty"],
        periods=["2020"],
        due=TODAY,
    )
    actions.open_call(by=world.manager, version=world.version, asked=asked, at=NOW)

    page = _page(enter("officer").get("/tugas/"))

    assert page.index("Lebih dahulu") < page.index("Data uji 2021")


def test_walidata_and_head_see_what_waits_for_them_by_agency(enter, world):
    first = _value(world, "35.76", 6.39, submitted=True)
    _value(world, "35.71", 5.0, submitted=True)
    actions.check(by=world.walidata, values=[first], at=NOW)

    to_check = _page(enter("walidata").get("/tugas/"))
    to_approve = _page(enter("head").get("/tugas/"))

    assert "Badan Pusat Statistik: 1 nilai menunggu diperiksa" in to_check
    assert "/periksa/?agency=BPS&amp;call=uji-2021" in to_check
    assert "Badan Pusat Statistik: 1 nilai menunggu disetujui" in to_approve


def test_the_manager_follows_the_open_calls(enter, world):
    approve(world, [("35.76", "eco.poverty", 6.39)])

    page = _page(enter("manager").get("/tugas/"))

    assert "1 dari 24 nilai sudah disetujui" in page


def test_a_closed_call_waits_for_nobody(enter, world):
    actions.close_call(by=world.manager, data_call=world.call, at=NOW)

    assert enter("officer").get("/tugas/").context["items"] == []


def test_a_person_lands_on_the_own_tasks(enter, world):
    assert enter("officer").get("/").headers["Location"] == "/tugas/"


def test_an_account_without_a_role_is_told_so(enter, world):
    assert "belum memegang peran" in _page(enter("stranger").get("/"))
    assert enter("stranger").get("/tugas/").status_code == 403


@pytest.mark.parametrize("who", ["officer", "walidata", "head", "manager", "lead"])
def test_tasks_ask_the_database_little(
    enter, world, who, django_assert_max_num_queries
):
    values = [_value(world, code, 5.0, submitted=True) for code in ("35.71", "35.76")]
    actions.send_back(by=world.walidata, values=values[:1], note="Lagi", at=NOW)
    client = enter(who)

    with django_assert_max_num_queries(QUERIES):
        assert client.get("/tugas/").status_code == 200


# The pages of a call


@pytest.mark.parametrize(
    "address",
    [
        "/data/",
        "/data/uji-2021/",
        BPS,
        f"{BPS}eco.poverty/2021/",
        SEND,
        ENTRY,
        VALUE,
        "/periksa/",
        "/setujui/",
        "/berkas/{upload}/",
    ],
)
def test_pages_ask_the_database_little(
    enter, world, address, django_assert_max_num_queries
):
    value = _value(world, "35.76", 5.0, submitted=True)
    actions.check(by=world.walidata, values=[value], at=NOW)
    _value(world, "35.71", 5.0, submitted=True)
    who = {"/periksa/": "walidata", "/setujui/": "head"}.get(address, "officer")
    client = enter(who)
    upload = ""
    if "{upload}" in address:
        _send(client, world, row("35.02", "eco.poverty", 5.0))
        upload = Upload.objects.get().pk

    with django_assert_max_num_queries(QUERIES):
        assert client.get(address.format(upload=upload)).status_code == 200


def test_an_agency_sees_its_states_by_indicator(enter, world):
    _value(world, "35.76", 6.39)
    _value(world, "35.71", 5.0, submitted=True)

    lines = enter("officer").get(BPS).context["lines"]

    poverty = next(line for line in lines if line.indicator.code == "eco.poverty")
    assert (poverty.asked, poverty.owed) == (8, 6)
    assert poverty.counts == {State.DRAFT: 1, State.SUBMITTED: 1}


def test_values_that_came_by_another_call_are_not_owed_again(enter, world):
    approve(world, [("35.76", "eco.poverty", 6.39)])
    asked = actions.Asked(
        code="ulang",
        title="Ulang",
        indicators=["eco.poverty"],
        periods=["2021"],
        due=TODAY,
    )
    actions.open_call(by=world.manager, version=world.version, asked=asked, at=NOW)

    (line,) = enter("officer").get("/data/ulang/BPS/").context["lines"]

    assert (line.asked, line.owed, line.usable) == (8, 7, 1)


def test_a_call_of_a_province_asks_only_there(enter, world):
    asked = actions.Asked(
        code="jatim",
        title="Jawa Timur",
        indicators=["eco.poverty"],
        periods=["2020"],
        due=TODAY,
        province=queries.regions.region("35"),
    )
    actions.open_call(by=world.manager, version=world.version, asked=asked, at=NOW)

    (tally,) = enter("manager").get("/data/jatim/").context["page"]

    assert tally.asked == 4


@pytest.mark.parametrize(
    "address",
    [
        BPS,
        "/data/tidak-ada/BPS/",
        "/data/uji-2021/tidak.ada/",
        f"{BPS}templat/",
        f"{BPS}eco.poverty/2021/",
        "/berkas/999999999999999999999/",
        "/berkas/1/",
    ],
)
def test_what_is_of_others_or_of_nobody_is_not_found(enter, world, address):
    assert enter("lead").get(address).status_code == 404


def test_the_template_of_the_agency_is_handed_over(enter, world):
    answer = enter("officer").get(f"{BPS}templat/")

    assert answer.content == _content(world)
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="uji-2021-BPS.xlsx"'
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_unknown_indicator_is_not_found(enter, world):
    assert enter("officer").get(f"{BPS}tidak.ada/2021/").status_code == 404
    assert enter("officer").get(f"{BPS}eco.poverty/1999/").status_code == 404


# Files


def test_a_good_file_is_checked_then_confirmed_once(enter, world):
    client = enter("officer")

    answer = _send(client, world, row("35.76", "eco.poverty", 6.39), follow=True)
    (address, _) = answer.redirect_chain[-1]
    assert "1 nilai terbaca, 1 baru atau berubah" in _page(answer)
    assert not Value.objects.exists()

    first = client.post(f"{address}konfirmasi/", follow=True)
    second = client.post(f"{address}konfirmasi/", follow=True)

    assert "1 nilai disimpan sebagai draf." in _page(first)
    assert "sudah dikonfirmasi sebelumnya" in _page(second)
    assert Value.objects.count() == 1
    # going back shows what became of the file, and offers nothing again
    assert "Konfirmasi dan simpan" not in _page(client.get(address))


def test_a_bad_file_answers_422_with_its_problems_and_the_form(enter, world):
    answer = _send(
        enter("officer"),
        world,
        row("35.76", "eco.poverty", 112.0),
        row("35.71", "liv.water", 130.0),
        row("35.71", "eco.poverty", 5.0),
    )
    page = _page(answer)

    assert answer.status_code == 422
    assert 'type="file"' in page
    assert "isian.xlsx ditolak: 2 galat" in page
    assert page.index("Galat: harus diperbaiki") < page.index("Peringatan: lihat lagi")
    assert page.index("Lembar Smart Economy") < page.index("Lembar Smart Living")
    assert not Value.objects.exists()
    assert Upload.objects.get().state == "refused"


def test_nothing_chosen_is_told_beside_the_field(enter, world):
    answer = enter("officer").post(SEND, {})

    assert answer.status_code == 422
    assert "Pilih berkas yang akan dikirim." in _page(answer)
    assert 'aria-invalid="true"' in _page(answer)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x00" * 100])
def test_a_strange_file_is_refused_in_words(enter, world, content):
    answer = enter("officer").post(SEND, _file(content))

    assert answer.status_code == 422
    assert "Traceback" not in _page(answer)


def test_the_same_file_twice_has_nothing_to_confirm(enter, world):
    client = enter("officer")
    given = row("35.76", "eco.poverty", 6.39)
    address = _send(client, world, given).headers["Location"]
    client.post(f"{address}konfirmasi/")

    page = _page(_send(client, world, given, follow=True))

    assert "sama dengan yang sudah tersimpan" in page
    assert Value.objects.count() == 1


def test_a_refused_file_cannot_be_confirmed(enter, world):
    client = enter("officer")
    _send(client, world, row("35.76", "eco.poverty", 112.0))

    answer = client.post(f"/berkas/{Upload.objects.get().pk}/konfirmasi/")

    assert answer.status_code == 409
    assert "masih bermasalah" in _page(answer)


def test_asking_to_confirm_without_sending_leads_back(enter, world):
    client = enter("officer")
    address = _send(client, world, row("35.76", "eco.poverty", 5.0)).headers["Location"]

    assert client.get(f"{address}konfirmasi/").headers["Location"] == address
    assert client.get(f"{BPS}ajukan/").headers["Location"] == BPS
    assert not Value.objects.exists()


def test_a_closed_call_takes_no_file(enter, world):
    actions.close_call(by=world.manager, data_call=world.call, at=NOW)

    answer = _send(enter("officer"), world, row("35.76", "eco.poverty", 5.0))

    assert answer.status_code == 409
    assert "sudah ditutup" in _page(answer)


def test_a_file_over_the_limit_is_stopped_before_it_is_read(enter, world):
    client = enter("officer")
    size = Limits().size + 2 * 1024 * 1024

    answer = client.post(SEND, _file(b"x" * size))

    assert answer.status_code == 413
    assert "paling besar 20 MB" in _page(answer)
    assert not Upload.objects.exists()


def test_only_the_senders_agency_opens_a_file(enter, world):
    address = _send(enter("officer"), world, row("35.76", "eco.poverty", 5.0)).headers[
        "Location"
    ]
    kept = Upload.objects.get()

    answer = enter("officer").get(f"{address}unduh/")

    with kept.file.open("rb") as file:
        assert answer.content == file.read()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="isian.xlsx"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for tail in ("", "unduh/", "masalah/"):
        assert enter("lead").get(f"{address}{tail}").status_code == 404
    assert enter("walidata").post(f"{address}konfirmasi/").status_code == 403


def test_problems_are_handed_over_as_a_table_without_formulas(enter, world):
    _send(enter("officer"), world, row("35.76", "eco.poverty", 112.0))
    kept = Upload.objects.get()
    evil = {"severity": "error", "code": "x", "sheet": "=cmd()", "cell": "B2"}
    kept.problems = [*kept.problems, evil | {"id": "+1", "en": "+1"}]
    kept.save()

    answer = enter("officer").get(f"/berkas/{kept.pk}/masalah/")
    table = list(
        csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    )

    assert table[0] == ["Tingkat", "Lembar", "Sel", "Masalah"]
    assert ["Galat", "'=cmd()", "B2", "'+1"] in table
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_session_that_ended_during_an_upload_says_so_after_signing_in(client, world):
    world.officer.set_password("sandi-yang-panjang-42")
    world.officer.save()

    door = _send(client, world, row("35.76", "eco.poverty", 5.0), follow=True)
    back = door.context["redirect_field_value"]
    page = client.post(
        "/akun/login/",
        {"login": "petugas", "password": "sandi-yang-panjang-42", "next": back},
        follow=True,
    )

    assert page.redirect_chain[-1][0].startswith(SEND)
    assert "berkas harus dipilih lagi" in _page(page)
    assert not Upload.objects.exists()


def test_a_form_from_before_the_last_sign_in_is_explained(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.officer)

    answer = client.post(SEND, _file(b"x"))

    assert answer.status_code == 403
    assert "Halaman ini sudah usang" in _page(answer)


# One value


def test_a_value_is_entered_and_its_history_opens(enter, world):
    answer = enter("officer").post(ENTRY, TYPED, follow=True)

    assert answer.redirect_chain[-1][0] == VALUE
    assert "Nilai disimpan sebagai draf." in _page(answer)
    value = Value.objects.get()
    assert (value.number, value.source, value.state) == (6.39, "BPS", "draft")


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"value": "enam"}, "value", "bukan angka"),
        ({"value": "112"}, "value", "112"),
        ({"source": ""}, "source", "umber"),
        ({"evidence_date": "kemarin"}, "evidence_date", "bukan tanggal"),
        ({"evidence_date": "2999-01-01"}, "evidence_date", "2999"),
        ({"value": ""}, "note", "mengapa tidak ada"),
        ({"note": "x" * 600}, "note", "500"),
    ],
)
def test_a_wrong_entry_keeps_what_was_typed_beside_the_message(
    enter, world, typed, field, told
):
    answer = enter("officer").post(ENTRY, {**TYPED, "method": "sensus", **typed})

    assert answer.status_code == 422
    assert told in " ".join(answer.context["form"].errors[field])
    assert 'value="sensus"' in _page(answer)
    assert not Value.objects.exists()


def test_english_numbers_are_read_in_english(enter, world):
    client = enter("officer")
    client.post("/bahasa/", {"language": "en"})

    client.post(ENTRY, {**TYPED, "value": "6.39"})

    assert Value.objects.get().number == 6.39


def test_a_value_under_way_is_not_replaced(enter, world):
    _value(world, "35.76", 5.0, submitted=True)

    answer = enter("officer").post(ENTRY, TYPED)

    assert answer.status_code == 422
    assert "Diajukan" in " ".join(answer.context["form"].non_field_errors())


def test_the_form_opens_with_the_note_of_the_return(enter, world):
    value = _value(world, "35.76", 9.36, submitted=True)
    actions.send_back(by=world.walidata, values=[value], note="Terbalik?", at=NOW)

    page = _page(enter("officer").get(ENTRY))

    assert "Terbalik?" in page
    assert 'value="9,36"' in page


@pytest.mark.parametrize("key", ["99.99/eco.poverty/2021", "35.76/x/2021"])
def test_nothing_is_entered_that_nobody_asked(enter, world, key):
    assert enter("officer").post(f"{BPS}isi/{key}/", TYPED).status_code == 404


def test_the_history_tells_every_revision_and_who_did_what(enter, world):
    value = _value(world, "35.76", 9.36, submitted=True)
    actions.send_back(by=world.walidata, values=[value], note="Terbalik?", at=NOW)
    approve(world, [("35.76", "eco.poverty", 6.39)])

    page = _page(enter("lead").get(VALUE))

    for told in ("Revisi 1", "Revisi 2", "9,36", "6,39", "Terbalik?", "1 Maret 2022"):
        assert told in page
    assert "walidata, mengembalikan (revisi 1)" in page
    assert "kepala, menyetujui (revisi 2)" in page
    assert page.index("Revisi 2") < page.index("Revisi 1")


def test_the_history_of_another_region_is_not_found(enter, world):
    approve(world, [("35.71", "eco.poverty", 6.39)])

    assert enter("lead").get("/nilai/35.71/eco.poverty/2021/").status_code == 404
    assert enter("officer").get("/nilai/35.71/eco.poverty/2021/").status_code == 200


def test_a_value_without_number_shows_its_reason(enter, world):
    approve(world, [("35.76", "eco.poverty", None)])

    page = _page(enter("lead").get(VALUE))

    assert "tanpa nilai" in page
    assert "tidak tersedia" in page


# Deciding


def test_an_officer_submits_all_drafts_once(enter, world):
    _value(world, "35.76", 6.39)
    client = enter("officer")

    first = client.post(f"{BPS}ajukan/", follow=True)
    client.post(f"{BPS}ajukan/")

    assert "1 nilai diajukan." in _page(first)
    assert Value.objects.get().state == State.SUBMITTED


def test_walidata_checks_some(enter, world):
    kept = _value(world, "35.71", 5.0, submitted=True)
    value = _value(world, "35.76", 6.39, submitted=True)

    answer = enter("walidata").post(
        "/periksa/", {"act": "check", "value": [value.pk]}, follow=True
    )

    assert "1 nilai diperiksa." in _page(answer)
    assert Value.objects.get(pk=value.pk).state == State.CHECKED
    assert Value.objects.get(pk=kept.pk).state == State.SUBMITTED


def test_walidata_checks_all_that_the_filter_shows(enter, world):
    _value(world, "35.76", 6.39, submitted=True)
    other = _value(world, "35.76", 99.0, submitted=True, indicator="liv.water")

    enter("walidata").post(
        "/periksa/?indicator=eco.poverty",
        {"act": "check", "everything": "on", "count": 1},
    )

    states = dict(Value.objects.values_list("indicator_id", "state"))
    assert states == {"eco.poverty": State.CHECKED, other.indicator_id: State.SUBMITTED}


def test_values_that_came_after_the_page_was_opened_are_not_decided(enter, world):
    _value(world, "35.76", 6.39, submitted=True)
    _value(world, "35.71", 6.39, submitted=True)

    answer = enter("walidata").post(
        "/periksa/", {"act": "check", "everything": "on", "count": 1}
    )

    assert answer.status_code == 422
    assert "berubah sejak dibuka" in _page(answer)
    assert not Value.objects.filter(state=State.CHECKED).exists()


def test_a_second_tab_decides_nothing_again(enter, world):
    value = _value(world, "35.76", 6.39, submitted=True)
    decision = {"act": "check", "value": [value.pk]}
    client = enter("walidata")
    client.post("/periksa/", decision)

    answer = client.post("/periksa/", decision)

    assert answer.status_code == 422
    assert Value.objects.get().state == State.CHECKED


def test_values_are_returned_each_with_its_own_note(enter, world):
    first = _value(world, "35.71", 5.0, submitted=True)
    second = _value(world, "35.76", 9.36, submitted=True)

    enter("walidata").post(
        "/periksa/",
        {
            "act": "send_back",
            "value": [first.pk, second.pk],
            f"note-{second.pk}": "Terbalik?",
            "note": "Sebutkan halaman.",
        },
    )

    notes = dict(Value.objects.values_list("region_id", "return_note"))
    assert notes == {"35.71": "Sebutkan halaman.", "35.76": "Terbalik?"}


def test_a_return_without_a_note_keeps_what_was_typed(enter, world):
    first = _value(world, "35.71", 5.0, submitted=True)
    second = _value(world, "35.76", 9.36, submitted=True)

    answer = enter("walidata").post(
        "/periksa/",
        {
            "act": "send_back",
            "value": [first.pk, second.pk],
            f"note-{second.pk}": "Terbalik?",
        },
    )

    assert answer.status_code == 422
    assert "Tulis catatan" in _page(answer)
    assert 'value="Terbalik?"' in _page(answer)
    assert not Value.objects.filter(state=State.RETURNED).exists()


@pytest.mark.parametrize(
    "decision",
    [
        {},
        {"act": "check"},
        {"act": "lock", "value": [1]},
        {"act": "check", "value": ["x", "9" * 30]},
    ],
)
def test_a_decision_that_means_nothing_is_refused(enter, world, decision):
    _value(world, "35.76", 6.39, submitted=True)

    answer = enter("walidata").post("/periksa/", decision)

    assert answer.status_code == 422
    assert 'role="alert"' in _page(answer)


def test_the_head_approves_in_bulk(enter, world):
    values = [_value(world, code, 5.0, submitted=True) for code in ("35.71", "35.76")]
    actions.check(by=world.walidata, values=values, at=NOW)

    answer = enter("head").post(
        "/setujui/", {"act": "approve", "everything": "on", "count": 2}, follow=True
    )

    assert "2 nilai disetujui." in _page(answer)
    assert set(Value.objects.values_list("state", flat=True)) == {State.APPROVED}


def test_nobody_decides_on_what_lies_outside_the_own_reach(enter, world, diskominfo):
    value = _value(world, "35.76", 6.39, submitted=True)

    page = enter("lead").get("/periksa/")
    world = dataclasses.replace(world, walidata=diskominfo)
    client = Client()
    client.force_login(world.walidata)
    answer = client.post("/periksa/", {"act": "check", "value": [value.pk]})

    assert page.status_code == 403
    assert answer.status_code == 422
    assert Value.objects.get().state == State.SUBMITTED


def test_walidata_does_not_approve(enter, world):
    value = _value(world, "35.76", 6.39, submitted=True)

    answer = enter("walidata").post("/periksa/", {"act": "approve", "value": value.pk})

    assert answer.status_code in {403, 404, 422}
    assert Value.objects.get().state == State.SUBMITTED
