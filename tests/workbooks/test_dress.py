import pytest


ENGLISH = "region,indicator,period,value,source,method,evidence_date,note"
HEAD = "wilayah;indikator;periode;nilai;sumber;metode;tanggal_bukti;catatan"


def line(value, mark=";", region="35.76"):
    fields = (region, "ec.spending", "2025", value, "BPS", "survei", "2025-09-01", "-")
    return mark.join(fields)


def head(mark, *, english=False):
    if english:
        return ENGLISH.replace(",", mark)
    return HEAD.replace(";", mark)


@pytest.mark.parametrize(
    ("dress", "value", "number", "doubtful"),
    [
        ((";", False), "1.234", 1234, True),
        ((";", False), "1.234,5", 1234.5, False),
        ((";", True), "1234.5", 1234.5, False),
        ((",", True), "1.234", 1.234, True),
        ((",", False), '"12,5"', 12.5, False),
        ((",", True), '"1,234.5"', 1234.5, False),
        (("\t", False), "1.234", 1234, True),
        (("\t", True), "1.234", 1.234, True),
        (("\t", False), "12,5", 12.5, False),
        ((";", False), "1234", 1234, False),
    ],
)
def test_one_rule_decides(csv, dress, value, number, doubtful):
    mark, english = dress
    reading = csv(head(mark, english=english), line(value, mark))
    assert reading.ok, reading.errors
    assert reading.rows[0].number == number
    codes = {found.code for found in reading.warnings}
    assert "csv_dress" in codes
    assert ("ambiguous_number" in codes) == doubtful


def test_proof_elsewhere_in_the_file_removes_the_doubt(csv):
    reading = csv(HEAD, line("1.234"), line("0.5", region="11.01"))
    assert [row.number for row in reading.rows] == [1.234, 0.5]
    assert not any(found.code == "ambiguous_number" for found in reading.warnings)


def test_the_doubt_is_told_once_with_a_count(csv):
    reading = csv(HEAD, line("1.234"), line("2.345", region="11.01"))
    (doubt,) = [found for found in reading.warnings if found.code == "ambiguous_number"]
    assert doubt.place.cell == "D2"
    assert doubt.message.id == (
        '2 angka dapat dibaca dengan dua cara; "1.234" dibaca 1.234. Bila keliru, tulis '
        "tanpa pemisah ribuan. (baris 2, kolom nilai)"
    )


def test_both_marks_in_one_file_are_an_error_naming_both_cells(csv):
    reading = csv(HEAD, line("12,5"), line("12.5", region="11.01"))
    assert not reading.ok
    assert reading.rows == ()
    mixed, wrong = reading.errors
    assert (mixed.code, mixed.place.cell) == ("mixed_decimals", "D2")
    assert "sel D3" in mixed.message.id
    assert (wrong.code, wrong.place.cell) == ("not_a_number", "D3")
    assert "koma desimal" in wrong.message.id


def test_the_dress_is_said(csv):
    said = csv(HEAD, line("12,5"), encoding="cp1252").warnings[0]
    assert said.text() == (
        "Dibaca sebagai CSV: pemisah titik koma, koma desimal, huruf UTF-8."
    )
    old = csv(HEAD, line("12,5").replace("BPS", "Bué"), encoding="cp1252")
    assert {"csv_dress", "old_encoding"} <= {found.code for found in old.warnings}
    assert old.rows[0].source == "Bué"
