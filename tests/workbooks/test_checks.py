"""Which rows a form takes."""

import dataclasses
import io

import openpyxl
import pytest

from rancang.workbooks import template


HEAD = "wilayah;indikator;periode;nilai;sumber;metode;tanggal_bukti;catatan"
REST = "BPS;survei;2025-09-01;"
STAMPED = {
    "B1": ("layout", "0", "other_layout"),
    "B2": ("call", "2020-1", "other_call"),
    "B3": ("agency", "33.01.bps", "other_agency"),
    "B4": ("framework", "lain", "other_framework"),
    "B5": ("fingerprint", "0" * 64, "other_framework"),
}


@pytest.mark.parametrize("cell", STAMPED)
def test_another_stamp_is_another_template(read, edit, cell):
    _, found, code = STAMPED[cell]
    reading = read(edit({cell: found}, sheet="_rancang"))
    assert [error.code for error in reading.errors] == [code]
    assert reading.rows == ()


def test_another_agencys_template_names_both(read, form, row):
    other = dataclasses.replace(form, agency="33.01.bps")
    (error,) = read(template.write(other, [row()])).errors
    assert error.text() == (
        'Templat ini milik perangkat daerah "33.01.bps", bukan "35.76.bps".'
    )


def test_another_regions_rows_are_told_once(read, form, row):
    entries = [dataclasses.replace(entry, region="12.01") for entry in form.entries]
    other = dataclasses.replace(form, entries=tuple(entries[::3]))
    (error,) = read(template.write(other)).errors
    assert error.code == "other_regions"
    assert '"12.01"' in error.message.id


@pytest.mark.parametrize(
    ("cells", "code", "at"),
    [
        ({"M4": "ec.wealth"}, "unknown_indicator", "M4"),
        ({"N4": "99.99"}, "unknown_region", "N4"),
        ({"O4": "1999"}, "not_asked", "O4"),
        ({"N4": "35.70"}, "altered", "A4"),
        ({"M4": "ec.spending"}, "altered", "C4"),
        ({"E4": "2024"}, "altered", "E4"),
        ({"M4": None, "N4": None, "O4": None}, "row_added", "N4"),
        ({"H40": 3}, "row_added", "N40"),
        ({"N4": "=A4"}, "formula", "N4"),
    ],
)
def test_identifiers_that_were_changed(read, edit, cells, code, at):
    errors = read(edit(cells)).errors
    assert (errors[0].code, errors[0].place.cell) == (code, at)
    assert errors[0].place.sheet == "Smart Economy"


def test_a_copied_row_is_told_where_the_first_stands(read, edit):
    copy = {"A40": "35.76", "C40": "Penduduk miskin", "E40": "2025", "H40": 7}
    hidden = {"M40": "ec.poverty", "N40": "35.76", "O40": "2025"}
    (error,) = read(edit(copy | hidden)).errors
    assert (error.code, error.place.cell) == ("duplicate", "H40")
    assert "Lembar Smart Economy, sel H4" in error.message.id
    assert "Sheet Smart Economy, cell H4" in error.message.en


def test_duplicates_in_a_csv(csv):
    line = f"35.76;ec.poverty;2025;5;{REST}"
    (error,) = csv(HEAD, line, line).errors
    assert (error.code, error.place.cell) == ("duplicate", "D3")
    assert "sel D2" in error.message.id


@pytest.mark.parametrize(
    ("line", "code", "at", "words"),
    [
        ("35.7;ec.poverty;2025;5", "unknown_region", "A2", 'Mungkin "35.70"'),
        ("35,76;ec.poverty;2025;5", "unknown_region", "A2", 'Mungkin "35.76"'),
        ("35.76;ec.wealth;2025;5", "unknown_indicator", "B2", "ec.wealth"),
        ("35.76;ec.poverty;1999;5", "not_asked", "C2", "1999"),
    ],
)
def test_rows_nobody_asked_for(csv, line, code, at, words):
    known = f"35.70;ec.poverty;2025;5;{REST}"
    (error,) = csv(HEAD, f"{line};{REST}", known).errors
    assert (error.code, error.place.cell) == (code, at)
    assert words in error.message.id


def test_no_value_with_a_reason_is_a_row_and_without_is_not(read, edit):
    reading = read(edit({"H4": None, "L4": "Survei ditunda", "K4": None}))
    (row,) = reading.rows
    assert (row.number, row.note, row.evidence_date) == (None, "Survei ditunda", None)
    empty = read(edit({"H4": None}))
    assert empty.rows == ()
    assert empty.ok
    assert [w.message.id for w in empty.warnings] == ["9 dari 9 isian belum diisi."]


def test_a_note_like_a_formula_is_kept_as_text(read, form, row):
    notes = ["=1+1", "+62", "-", "@x", "_x0041_", "a\nb"]
    for note in notes:
        (got,) = read(template.write(form, [row(note=note)])).rows
        assert got.note == note


def test_every_problem_is_told_and_the_rest_is_counted(read, edit):
    cells = {"H4": "x", "H5": True, "H6": 112, "H7": "y"}
    reading = read(edit(cells))
    assert [e.place.cell for e in reading.errors] == [
        *("H4", "H5", "K5", "H6", "K6", "H7", "I7", "J7", "K7"),
    ]
    assert reading.rows == ()


def test_a_missing_or_repeated_column_is_named(csv, read, edit):
    (error,) = csv("wilayah;indikator;periode;sumber", "35.76;ec.poverty;2025;x").errors
    assert (error.code, error.message.id) == (
        "missing_column",
        'Kolom "nilai" tidak ada.',
    )
    twice = csv(HEAD + ";nilai", f"35.76;ec.poverty;2025;5;{REST};6").errors
    assert [(e.code, e.place.cell) for e in twice] == [("repeated_column", "I1")]
    gone = read(edit({"K3": None})).errors
    assert [e.code for e in gone] == ["missing_column"]
    assert "Tanggal bukti" in gone[0].message.id


def test_columns_in_any_order_and_others_are_pointed_at(csv):
    reading = csv(
        "Value,Note,Period,Indicator,Region,Evidence date,Method,Source,Colour",
        "5.5,,2025,ec.poverty,35.76,2025-09-01,survei,BPS,red",
    )
    assert reading.rows[0].number == 5.5
    assert reading.rows[0].place.cell == "A2"
    ignored = [w for w in reading.warnings if w.code == "column_ignored"]
    assert [w.place.cell for w in ignored] == ["I1"]


def test_a_sheet_of_ones_own_is_left_alone(read, filled):
    book = openpyxl.load_workbook(io.BytesIO(filled))
    book.create_sheet("Catatan saya")["A1"] = "=1+1"
    file = io.BytesIO()
    book.save(file)
    reading = read(file.getvalue())
    assert reading.ok
    assert reading.warnings[0].text() == (
        "Lembar Catatan saya: Lembar ini bukan bagian templat dan tidak dibaca."
    )


def test_a_renamed_sheet_is_still_read(read, filled):
    book = openpyxl.load_workbook(io.BytesIO(filled))
    book["Smart Economy"].title = "Punya saya"
    file = io.BytesIO()
    book.save(file)
    assert read(file.getvalue()).rows[0].place.sheet == "Punya saya"
