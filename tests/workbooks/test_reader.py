"""Files as people send them, sound and unsound."""

import io
import unicodedata
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rancang.workbooks import reader, template
from rancang.workbooks.limits import Limits


BORROWED = [HealthCheck.function_scoped_fixture]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def test_a_filled_template_is_read_by_a_real_child(form, filled, row):
    reading = reader.read(filled, "isian.xlsx", form, today=date(2026, 3, 1))
    assert reading.ok
    (got,) = reading.rows
    assert got == row(place=got.place)
    assert got.place.text() == "Lembar Smart Economy, sel H4"
    assert len(reading.fingerprint) == 64


@pytest.mark.parametrize(
    ("content", "filename", "code"),
    [
        (b"", "kosong.xlsx", "empty_file"),
        (b"%PDF-1.7\n%", "laporan.xlsx", "not_a_workbook"),
        (b"\x89PNG\r\n\x1a\n\0\0", "foto.xlsx", "not_a_workbook"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "rahasia.xlsx", "password"),
        (OLE + "Workbook".encode("utf-16-le"), "lama.xls", "old_format"),
        (b"<html><table></table></html>", "unduhan.xls", "old_format"),
        (b"halo dunia", "isian.xlsx", "not_a_workbook"),
        (b"halo dunia", "isian.csv", "no_header"),
        (b"PK\x03\x04 bukan zip", "isian.xlsx", "broken"),
        (b"\0\1\2\3\4", "isian.csv", "not_a_workbook"),
        (b"nilai;" * 500_000, "isian.csv", "file_too_large"),
    ],
)
def test_files_that_are_not_what_they_should_be(read, content, filename, code):
    reading = read(content, filename, limits=Limits(size=1_000_000))
    assert [error.code for error in reading.errors] == [code]
    assert not reading.ok
    assert reading.rows == ()


def test_macros_are_refused(read, filled, repack):
    (error,) = read(repack(filled, {}, {"xl/vbaProject.bin": b"x"})).errors
    assert error.code == "macro"
    assert "xl/vbaProject.bin" in error.message.id


def test_another_workbook_is_no_template(read):
    book = openpyxl.Workbook()
    book.active["A1"] = "nilai"
    file = io.BytesIO()
    book.save(file)
    assert [error.code for error in read(file.getvalue()).errors] == ["no_stamp"]


def test_a_template_without_its_sheets(read, filled):
    book = openpyxl.load_workbook(io.BytesIO(filled))
    for sheet in book.worksheets[1:3]:
        book.remove(sheet)
    file = io.BytesIO()
    book.save(file)
    assert [error.code for error in read(file.getvalue()).errors] == ["no_sheet"]


def test_a_template_that_unpacks_to_gigabytes(form, filled, repack):
    def padded(part):
        return part + b" " * 30_000_000

    content = repack(filled, {"xl/worksheets/sheet2.xml": padded})
    assert len(content) < 100_000
    reading = reader.read(content, "bom.xlsx", form, today=date(2026, 3, 1))
    assert [error.code for error in reading.errors] == ["packed_too_tightly"]
    limits = Limits(unpacked=10_000_000)
    reading = reader.read(content, "bom.xlsx", form, limits, today=date(2026, 3, 1))
    assert [error.code for error in reading.errors] == ["unpacks_too_large"]


def test_ten_million_rows(read):
    line = b"35.76;ec.poverty;2025;5\n"
    content = b"wilayah;indikator;periode;nilai\n" + line * 800_000
    (error,) = read(content, "isian.csv").errors
    assert (error.code, error.place.cell) == ("too_many_rows", "A60001")
    (error,) = read(content * 2, "isian.csv").errors
    assert error.code == "file_too_large"


def test_a_sheet_of_a_template_saved_as_csv_is_read(read, filled):
    sheet = openpyxl.load_workbook(io.BytesIO(filled))["Smart Economy"]
    lines = [
        ";".join("" if cell is None else str(cell) for cell in row)
        for row in sheet.iter_rows(values_only=True)
    ]
    (row,) = read("\n".join(lines).encode(), "isian.csv").rows
    assert (row.region, row.number, row.place.cell) == ("35.76", 5.25, "H4")


def test_what_is_too_much_to_list_is_counted(read, csv):
    line = "35.76;ec.poverty;2025;x;BPS;survei;2025-09-01"
    lines = ["wilayah;indikator;periode;nilai;sumber;metode;tanggal_bukti"]
    reading = csv(*lines, *[line] * 30, limits=Limits(problems=10))
    assert len(reading.errors) == 11
    assert reading.errors[-1].text() == "dan 20 kesalahan lagi."


# A spreadsheet keeps 15 digits of a number.
NUMBERS = st.floats(-1e17, 1e17).map(lambda number: float(f"{number:.15g}"))
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"))
    | st.sampled_from("=+-@' "),
    min_size=1,
    max_size=30,
).map(lambda text: text.strip())


@settings(suppress_health_check=BORROWED, max_examples=25, deadline=None)
@given(
    numbers=st.lists(st.none() | NUMBERS, min_size=3, max_size=3),
    texts=st.lists(TEXTS.filter(bool), min_size=3, max_size=3),
)
def test_rows_written_are_rows_read(form, read, row, numbers, texts):
    source, method, note = (unicodedata.normalize("NFC", text) for text in texts)
    rows = [
        row(
            region=region,
            indicator="ec.spending",
            number=number,
            source=source,
            method=method,
            note=note,
        )
        for region, number in zip(("35.76", "35.70", "11.01"), numbers, strict=True)
    ]
    reading = read(template.write(form, rows))
    assert reading.ok, reading.errors
    got = [row(**told(each)) for each in reading.rows]
    assert got == rows


def told(each):
    return {name: getattr(each, name) for name in each.__slots__ if name != "place"}


@settings(suppress_health_check=BORROWED, max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx"]))
def test_any_bytes_get_an_answer(read, content, filename):
    reading = read(content, filename)
    assert reading.errors
    assert reading.rows == ()


@settings(suppress_health_check=BORROWED, max_examples=100, deadline=None)
@given(st.data())
def test_any_cut_or_damage_gets_an_answer(read, filled, data):
    at = data.draw(st.integers(1, len(filled) - 1))
    assert read(filled[:at]).errors
    byte = data.draw(st.integers(1, 255))
    damaged = filled[:at] + bytes([filled[at] ^ byte]) + filled[at + 1 :]
    reading = read(damaged)
    assert reading.ok or reading.rows == ()


@settings(suppress_health_check=BORROWED, max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_inside_the_sheet_gets_an_answer(read, filled, repack, data):
    name = data.draw(
        st.sampled_from(sorted(zipfile.ZipFile(io.BytesIO(filled)).namelist()))
    )
    junk = data.draw(st.binary(min_size=1, max_size=20))

    def spoilt(part):
        at = data.draw(st.integers(0, len(part)))
        return part[:at] + junk + part[at + len(junk) :]

    reading = read(repack(filled, {name: spoilt}))
    assert reading.ok or reading.rows == ()
