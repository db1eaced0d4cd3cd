import io
import zipfile

import openpyxl
import pytest

from rancang.workbooks import template
from rancang.workbooks.layout import COLUMNS, column_of


@pytest.fixture
def book(filled):
    return openpyxl.load_workbook(io.BytesIO(filled))


def test_one_sheet_per_group_after_the_guide(book):
    assert book.sheetnames == [
        "Petunjuk",
        "Smart Economy",
        "Smart Governance- layanan--SPBE",
        "_rancang",
    ]
    assert book["_rancang"].sheet_state == "veryHidden"
    assert book.active.title == "Petunjuk"


def test_a_row_shows_what_is_asked_and_what_was_last_told(book):
    sheet = book["Smart Economy"]
    titles = [cell.value for cell in sheet[3]]
    assert titles == [column.title for column in COLUMNS]
    row = [cell.value for cell in sheet[5]]
    assert row[:8] == [
        "35.70",
        "Kota Lama",
        "Penduduk miskin",
        "persen",
        "2025",
        12,
        "2024",
        None,
    ]
    assert row[8:10] == ["Susenas", "survei"]
    assert row[12:] == ["ec.poverty", "35.70", "2025"]


def test_only_what_is_filled_in_is_unlocked(book):
    sheet = book["Smart Economy"]
    assert sheet.protection.sheet
    unlocked = {cell.column - 1 for cell in sheet[4] if not cell.protection.locked}
    assert unlocked == {at for at, column in enumerate(COLUMNS) if column.filled_in}
    hidden = {column.title for column in COLUMNS if column.hidden}
    assert hidden == {"id_indikator", "id_wilayah", "id_periode"}
    stretch = sheet.column_dimensions["M"]
    assert (stretch.hidden, stretch.min, stretch.max) == (True, 13, 15)
    assert sheet.freeze_panes == "C4"
    assert sheet.auto_filter.ref == "A3:L9"


def rules(book, sheet, kind):
    found = book.worksheets[sheet].data_validations.dataValidation
    return {str(rule.sqref): rule for rule in found if rule.type == kind}


def test_a_value_is_held_to_its_range(book):
    numbers = rules(book, 1, "decimal")
    ranged, free = numbers["H4:H6"], numbers["H7:H9"]
    assert (ranged.formula1, ranged.formula2, ranged.errorStyle) == (
        "0",
        "100",
        "warning",
    )
    assert "persen" in ranged.prompt
    assert free.errorStyle in (None, "stop")
    assert set(rules(book, 1, "date")) == {"K4:K9"}


def test_a_list_stands_in_cells_where_numbers_stay_numbers(book):
    listed = rules(book, 2, "list")["H4:H6"]
    assert listed.formula1 == "'_rancang'!$D$1:$D$3"
    assert [book["_rancang"][f"D{n}"].value for n in (1, 2, 3)] == [1, 2, 3.5]


def test_the_guide_names_the_agency_and_counts(book):
    texts = {cell.value for row in book["Petunjuk"].iter_rows() for cell in row}
    assert "Badan Pusat Statistik (35.76.bps)" in texts
    assert "=COUNT('Smart Economy'!H4:H9)" in texts
    assert "Terkunci" in texts


def test_text_that_looks_like_a_formula_is_written_as_text(form, row):
    content = template.write(form, [row(note="=1+1", source="@SUM(A1)")])
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Smart Economy"]
    assert sheet["L4"].value == "=1+1"
    assert sheet["L4"].data_type == "s"
    assert sheet["I4"].data_type == "s"
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet2.xml")


def test_the_same_form_gives_the_same_bytes(form, filled, row):
    assert template.write(form, [row()]) == filled


def test_rows_nobody_asked_for_are_refused(form, row):
    with pytest.raises(ValueError, match=r"99\.99"):
        template.write(form, [row(region="99.99")])


def test_rows_that_alternate_each_keep_their_rule(form):
    # Region by region: the cells of an indicator do not stand together.
    entries = sorted(form.entries[:6], key=lambda entry: entry.region)
    mixed = type(form)(
        **{name: getattr(form, name) for name in form.__slots__}
        | {"entries": tuple(entries)}
    )
    book = openpyxl.load_workbook(io.BytesIO(template.write(mixed)))
    ranges = {
        str(rule.sqref)
        for rule in book["Smart Economy"].data_validations.dataValidation
        if rule.type == "decimal"
    }
    assert ranges == {"H4 H6 H8", "H5 H7 H9"}
    assert column_of("value") == 7
