"""What a cell may hold, tried in an XLSX and in a CSV."""

import pytest


HEAD = "wilayah;indikator;periode;nilai;sumber;metode;tanggal_bukti;catatan"


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        ("=1+1", "formula", "rumus"),
        ("12,5", "text_number", "12,5"),
        ("12.5 ", "text_number", "12,5"),
        ("1.234", "text_number", "1,234 atau 1.234"),
        ("12 %", "text_number", "Hapus tanda %"),
        ("dua belas", "not_a_number", "dua belas"),
        ("n/a", "not_a_number", "bukan angka"),
        (True, "boolean", "BENAR/SALAH"),
        ((0.1256, "0.00%"), "percent_cell", "tampil 12,56 %, tersimpan 0,1256"),
        ((0.1256, "0.0\\ %"), "percent_cell", "ketik 12,56"),
        ((45678, "d-mmm"), "date_as_number", "2025-01-21"),
        (112, "above_maximum", "112 persen di atas batas tertinggi 100 persen"),
        (-0.5, "below_minimum", "-0,5 persen di bawah batas terendah 0"),
        (1e308, "not_finite", "1e+308"),
        ("#REF!", "error_cell", "#REF!"),
        ("#N/A", "error_cell", "#N/A"),
        ("#DIV/0!", "error_cell", "#DIV/0!"),
    ],
)
def test_a_workbook_cell_that_holds_no_such_number(read, edit, value, code, words):
    reading = read(edit({"H4": value}))
    assert reading.rows == ()
    (error,) = reading.errors
    assert (error.code, error.place.sheet, error.place.cell) == (
        code,
        "Smart Economy",
        "H4",
    )
    assert words in error.message.id


def test_a_formula_is_refused_although_its_value_is_kept(read, filled, repack):
    def calculated(part):
        assert b"<v>5.25</v>" in part
        return part.replace(b"<v>5.25</v>", b"<f>5+0.25</f><v>5.25</v>")

    reading = read(repack(filled, {"xl/worksheets/sheet2.xml": calculated}))
    assert [(e.code, e.place.cell) for e in reading.errors] == [("formula", "H4")]


@pytest.mark.parametrize("number", [b"NaN", b"INF", b"1e999", b"0x1p3", b"1_0"])
def test_numbers_no_spreadsheet_writes_are_refused(read, filled, repack, number):
    change = {
        "xl/worksheets/sheet2.xml": lambda part: part.replace(
            b"<v>5.25</v>", b"<v>" + number + b"</v>"
        )
    }
    (error,) = read(repack(filled, change)).errors
    assert error.code in ("not_finite", "not_a_number")
    assert error.place.cell == "H4"


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        ("=1+1", "formula", "rumus"),
        ("#N/A", "error_cell", "#N/A"),
        ("12 %", "not_a_number", "Hapus tanda %"),
        ("dua", "not_a_number", "(baris 2, kolom nilai)"),
        ("nan", "not_a_number", "nan"),
        ("inf", "not_a_number", "inf"),
        ("1e999", "not_finite", "1e999"),
        ("1e308", "not_finite", "1e308"),
        ("112", "above_maximum", "112 persen"),
        ("\u22120,5", "below_minimum", "-0,5 persen"),
    ],
)
def test_a_csv_cell_that_holds_no_such_number(csv, value, code, words):
    reading = csv(HEAD, f"35.76;ec.poverty;2025;{value};BPS;survei;2025-09-01;")
    (error,) = reading.errors
    assert (error.code, error.place.sheet, error.place.cell) == (code, "", "D2")
    assert words in error.message.id
    assert reading.rows == ()


def test_spaces_and_minus_signs_of_every_kind_are_understood(csv):
    line = "\u00a035.76 ; ec.spending;2025\u00a0;\u00a0\u22121.234,5 ;BPS;survei;01/09/2025;"
    (row,) = csv(HEAD, line).rows
    assert (row.region, row.period, row.number) == ("35.76", "2025", -1234.5)
    assert row.evidence_date.isoformat() == "2025-09-01"


def test_a_value_must_be_in_the_list(read, edit):
    sheet = "Smart Governance- layanan--SPBE"
    given = {"I4": "SPBE", "J4": "evaluasi", "K4": "2025-09-01"}
    (error,) = read(edit({"H4": 3} | given, sheet)).errors
    assert (error.code, error.place.sheet, error.place.cell) == (
        "not_an_option",
        sheet,
        "H4",
    )
    assert "1; 2; 3,5" in error.message.id
    assert len(read(edit({"H4": 3.5} | given, sheet)).rows) == 2


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("31/02/2025", "not_a_date"),
        ("kemarin", "not_a_date"),
        (2025, "not_a_date"),
        (20250901, "not_a_date"),
        ("2026-03-02", "future_date"),
        ("0204-01-01", "too_old"),
    ],
)
def test_dates_that_cannot_be(read, edit, day, code):
    (error,) = read(edit({"K4": (day, "General")})).errors
    assert (error.code, error.place.cell) == (code, "K4")


def test_evidence_of_today_is_taken_and_dates_in_either_form(read, edit):
    for day in ("2026-03-01", "01/03/2026"):
        (row,) = read(edit({"K4": day})).rows
        assert row.evidence_date.isoformat() == "2026-03-01"


@pytest.mark.parametrize("cell", ["I4", "J4", "K4"])
def test_a_value_needs_source_method_and_date(read, edit, cell):
    (error,) = read(edit({cell: None})).errors
    assert (error.code, error.place.cell) == ("missing", cell)


def test_too_many_words_are_refused_not_cut(read, edit):
    (error,) = read(edit({"L4": "x" * 4001})).errors
    assert (error.code, error.place.cell) == ("text_too_long", "L4")


def test_a_percentage_of_another_unit_is_only_pointed_at(read, edit):
    given = {"I7": "BPS", "J7": "survei", "K7": "2025-09-01", "H7": (0.5, "0%")}
    reading = read(edit(given))
    assert reading.ok
    assert [(w.code, w.place.cell) for w in reading.warnings][:1] == [
        ("percent_shown", "H7")
    ]


def test_a_value_far_from_the_last_wants_a_word(read, edit):
    far = read(edit({"H4": 0.5}))
    assert [(w.code, w.place.cell) for w in far.warnings][:1] == [
        ("far_from_last", "H4")
    ]
    assert far.ok
    explained = read(edit({"H4": 0.5, "L4": "Metode baru"}))
    assert {w.code for w in explained.warnings} == {"not_filled"}
