import io
import zipfile

import openpyxl
import pytest

from rancang.workbooks import ooxml
from rancang.workbooks.complaints import Refused
from rancang.workbooks.container import Archive
from rancang.workbooks.grid import Cell, Line
from rancang.workbooks.limits import Limits


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(rows, *, texts="", properties="", styles="", head=""):
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{RELATION}">{properties}'
        '<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        f'<Relationship Id="rId1" Type="{RELATION}/worksheet" '
        'Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATION}/sharedStrings" '
        'Target="/xl/sharedStrings.xml"/>'
        f'<Relationship Id="rId3" Type="{RELATION}/styles" Target="styles.xml"/>'
        "</Relationships>",
        "xl/sharedStrings.xml": f"<sst {MAIN}>{texts}</sst>",
        "xl/styles.xml": f"<styleSheet {MAIN}>{styles}</styleSheet>",
        "xl/worksheets/sheet1.xml": f"{head}<worksheet {MAIN}><sheetData>{rows}"
        "</sheetData></worksheet>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def cells(rows, limits=None, **more):
    limits = limits or Limits()
    archive = Archive(workbook(rows, **more), limits)
    return ooxml.cells(archive, limits).sheets[0].lines


def refused(content, **limits):
    with pytest.raises(Refused) as caught:
        cells(content, Limits(**limits))
    return caught.value.problem


def test_every_kind_of_cell():
    lines = cells(
        '<row r="4"><c r="B4"><v>1.5</v></c><c r="C4" t="s"><v>1</v></c>'
        '<c r="D4" t="b"><v>1</v></c><c r="E4" t="e"><v>#REF!</v></c>'
        '<c r="F4" t="inlineStr"><is><r><t>se</t></r><r><t>dia</t></r></is></c>'
        '<c r="G4" s="0"/><c r="H4" t="str"><v>x</v></c></row>',
        texts="<si><t>a</t></si><si><r><t>b_x000D_</t></r><rPh><t>z</t></rPh></si>",
    )
    assert lines == [
        Line(
            4,
            [
                Cell(1, "number", "1.5"),
                Cell(2, "text", "b\r"),
                Cell(3, "boolean", "1"),
                Cell(4, "error", "#REF!"),
                Cell(5, "text", "sedia"),
                Cell(7, "text", "x"),
            ],
        )
    ]


def test_cells_without_a_name_follow_one_another():
    lines = cells(
        "<row/><row><c/><c><v>1</v></c></row><row r='9'><c><v>2</v></c></row>"
    )
    assert lines == [
        Line(2, [Cell(1, "number", "1")]),
        Line(9, [Cell(0, "number", "2")]),
    ]


def test_formulas_are_seen_with_and_without_a_kept_value():
    lines = cells(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c>'
        '<c r="C1"><f t="shared" si="0"/><v>3</v></c><c r="D1"><v>4</v></c></row>'
    )
    assert [cell.formula for cell in lines[0].cells] == [True, True, True, False]


def test_the_other_cells_of_an_array_formula_are_formulas():
    lines = cells(
        '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>2</v></c></row>'
    )
    assert [cell.formula for cell in lines[1].cells] == [True, False]


def test_formats_tell_percentages_and_dates():
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="0.0\\ %"/>'
        '<numFmt numFmtId="171" formatCode="[Red]#,##0&quot; hari %&quot;"/>'
        '<numFmt numFmtId="172" formatCode="[$-421]d\\ mmmm\\ yyyy"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>'
        + "".join(f'<xf numFmtId="{n}"/>' for n in (0, 10, 170, 171, 14, 172))
        + "</cellXfs>"
    )
    row = "".join(f'<c s="{n}"><v>45000</v></c>' for n in range(6))
    (line,) = cells(f"<row>{row}</row>", styles=styles)
    shown = [cell.shown for cell in line.cells]
    assert shown == ["", "percent", "percent", "", "date", "date"]
    assert line.cells[4].text == "2023-03-15"


def test_days_count_from_1904_where_the_workbook_says_so():
    (line,) = cells(
        '<row><c s="0"><v>43538</v></c></row>',
        styles='<cellXfs><xf numFmtId="14"/></cellXfs>',
        properties='<workbookPr date1904="1"/>',
    )
    assert line.cells[0].text == "2023-03-15"


def test_too_much_is_refused_where_it_begins():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 9))
    found = refused(rows, rows=5)
    assert (found.code, found.place.cell) == ("too_many_rows", "A6")
    assert refused('<row r="10000000"><c><v>1</v></c></row>').code == "too_many_rows"
    assert refused(rows, cells=3).place.cell == "A4"
    assert refused(rows, characters=3).code == "too_many_cells"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
        "<row><c></row>",
        "<row><c t='s'><v>0</v></c></row>",
        "<row><c t='s'><v>-1</v></c></row>",
    ],
)
def test_damaged_rows_are_refused(rows):
    assert refused(rows).code == "broken"


def test_entities_are_never_expanded():
    with pytest.raises(Refused):
        cells(
            "<row><c t='str'><v>&a;</v></c></row>",
            head='<!DOCTYPE x [<!ENTITY a "boom">]>',
        )


def test_it_sees_what_another_reader_sees(filled):
    grid = ooxml.cells(Archive(filled, Limits()), Limits())
    book = openpyxl.load_workbook(io.BytesIO(filled))
    for sheet in grid.sheets:
        seen = {
            (line.number, cell.column + 1): cell
            for line in sheet.lines
            for cell in line.cells
        }
        known = {
            (cell.row, cell.column): cell.value
            for row in book[sheet.name].iter_rows()
            for cell in row
            if cell.value not in (None, "")
        }
        assert seen.keys() == known.keys()
        texts = {at: value for at, value in known.items() if isinstance(value, str)}
        assert all(seen[at].formula or seen[at].text == texts[at] for at in texts)
