from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from rancang.web.accounts import queries as accounts
from rancang.web.collection import queries
from rancang.web.collection.models import Upload, Value
from rancang.workbooks import template
from tests.factories import FRAMEWORK, REGIONS, approve, row


def _run(*words, **options):
    out, err = StringIO(), StringIO()
    call_command(*words, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def _send(path, *more, by="petugas", agency="BPS", call="uji-2021"):
    said = ["--as", by, "--agency", agency, "--call", call, *more]
    return _run("send", str(path), *said)


@pytest.fixture
def filled(world, tmp_path):
    path = tmp_path / "isi.xlsx"
    form = queries.form(world.call, world.bps)
    path.write_bytes(template.write(form, [row("35.76", "eco.poverty", 6.39)]))
    return path


def test_template_writes_the_agencys_workbook(world, tmp_path):
    path = tmp_path / "kosong.xlsx"

    out, _ = _run(
        "template",
        *["--as", "petugas", "--agency", "BPS"],
        *["--call", "uji-2021", "--out", str(path)],
    )

    assert "24 isian" in out
    assert path.read_bytes()[:2] == b"PK"


def test_send_is_a_dry_run_unless_confirmed(filled):
    out, _ = _send(filled)
    assert "1 nilai terbaca, 1 baru" in out
    assert not Value.objects.exists()

    out, _ = _send(filled, "--confirm")
    assert "1 nilai disimpan" in out
    assert Value.objects.get().number == 6.39


def test_a_bad_file_ends_with_status_2_and_names_the_cell(world, tmp_path):
    path = tmp_path / "isi.xlsx"
    form = queries.form(world.call, world.bps)
    path.write_bytes(template.write(form, [row("35.76", "eco.poverty", 112.0)]))
    err = StringIO()

    with pytest.raises(CommandError) as told:
        call_command(
            "send",
            str(path),
            *["--as", "petugas", "--agency", "BPS", "--call", "uji-2021", "--confirm"],
            stderr=err,
        )

    assert told.value.returncode == 2
    assert "Lembar Smart Economy, sel " in err.getvalue()
    assert not Value.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"by": "ketua"}, "tidak berhak"),
        ({"by": "siapa"}, "Tidak ditemukan"),
        ({"agency": "XYZ"}, "Tidak ditemukan"),
        ({"call": "tidak-ada"}, "Tidak ditemukan"),
    ],
)
def test_who_may_not_is_told_in_words(filled, changed, words):
    with pytest.raises(CommandError, match=words) as told:
        _send(filled, **changed)

    assert told.value.returncode == 2
    assert not Upload.objects.exists()


def test_a_file_that_is_not_there(world, tmp_path):
    with pytest.raises(CommandError, match=r"hilang\.xlsx") as told:
        _send(tmp_path / "hilang.xlsx")

    assert told.value.returncode == 2


def test_steps_take_the_values_to_locked(filled, world):
    _send(filled, "--confirm")
    road = [
        ("submit", "petugas"),
        ("check", "walidata"),
        ("approve", "kepala"),
    ]
    for verb, who in road:
        out, _ = _run(
            "step", verb, "--as", who, "--agency", "BPS", "--call", "uji-2021"
        )
        assert f"{verb}: 1 nilai" in out
    _run("step", "close", "--as", "manajer", "--call", "uji-2021")

    assert Value.objects.get().state == "locked"


def test_a_return_names_the_value_and_needs_its_note(filled, world):
    _send(filled, "--confirm")
    where = ["--agency", "BPS", "--call", "uji-2021", "--region", "35.76"]
    _run("step", "submit", "--as", "petugas", *where)

    with pytest.raises(CommandError, match="catatan"):
        _run("step", "return", "--as", "walidata", *where)
    _run("step", "return", "--as", "walidata", "--note", "Periksa", *where)

    assert Value.objects.get().return_note == "Periksa"


def test_assess_and_draft_from_the_command_line(world, settings):
    approve(
        world,
        [
            (code, indicator, 10.0 + number + shift)
            for number, (code, *_) in enumerate(REGIONS)
            for indicator, shift in (("eco.poverty", 0), ("liv.water", 50))
        ],
    )

    out, _ = _run(
        "assess",
        *["--as", "manajer", "--framework", "uji", "--period", "2021"],
        *["--draws", "20", "--select", "4"],
    )
    assert "sidik jari" in out
    out, _ = _run("draft", "--as", "ketua", "--region", "35.76")

    assert "buku-1.pdf" in out
    assert (settings.BOOKS_DIR / "35.76" / "buku-1.docx").exists()
    with pytest.raises(CommandError, match="tidak berhak"):
        _run("draft", "--as", "petugas", "--region", "35.76")


def test_nothing_to_assess_is_said(world):
    with pytest.raises(CommandError, match="disetujui") as told:
        _run("assess", "--as", "manajer", "--framework", "uji", "--period", "1999")

    assert told.value.returncode == 2


def test_the_demo_runs_in_demo_mode_only(world, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="RANCANG_MODE=demo"):
        _run("demo")


@pytest.mark.django_db
def test_a_house_of_ones_own_from_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("RANCANG_NEW_PASSWORD", "sandi-yang-panjang-42")
    path = tmp_path / "kerangka.yaml"
    path.write_text(FRAMEWORK)

    out, _ = _run("begin", "--agency", "Program", "--username", "m")
    assert "552 daerah" in out
    out, _ = _run("framework", str(path), "--publish", "--as", "m")
    assert "uji 1: published" in out
    _run("agency", "BPS", "--name", "Badan Pusat Statistik", "--as", "m")
    out, _ = _run(
        "account", "p", "--agency", "BPS", "--role", "data_officer", "--as", "m"
    )
    assert "data_officer" in out
    out, _ = _run(
        "call",
        *["uji-2021", "--title", "Uji", "--framework", "uji", "--as", "m"],
        *["--periods", "2021", "--due", "2027-01-31", "--province", "35"],
    )

    form = queries.form(queries.call("uji-2021"), accounts.agency("BPS"))
    assert len(form.entries) == 38 * 3
    with pytest.raises(CommandError, match="sudah ada") as told:
        _run("begin", "--agency", "Program", "--username", "n")
    assert told.value.returncode == 2


def test_set_up_refuses_in_words(world, tmp_path, monkeypatch):
    monkeypatch.setenv("RANCANG_NEW_PASSWORD", "123")
    binary = tmp_path / "kerangka.yaml"
    binary.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(CommandError, match="UTF-8"):
        _run("framework", str(binary), "--as", "manajer")
    with pytest.raises(CommandError, match="Sudah ada"):
        _run("agency", "BPS", "--name", "BPS", "--as", "manajer")
    with pytest.raises(CommandError, match=r"sandi|pendek|password"):
        _run(
            "account",
            "x",
            "--agency",
            "BPS",
            "--role",
            "data_officer",
            "--as",
            "manajer",
        )

    assert not accounts.find("x")
