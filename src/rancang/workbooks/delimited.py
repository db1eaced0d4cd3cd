"""CSV in Indonesian and international dress, both ways."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from rancang.workbooks.complaints import Refused, problem
from rancang.workbooks.container import stranger
from rancang.workbooks.dress import INDONESIAN, Dress
from rancang.workbooks.formulas import neutralise, restore
from rancang.workbooks.grid import Cell, Grid, Line, Sheet, cell_name
from rancang.workbooks.layout import CSV_NAMES
from rancang.workbooks.limits import Limits
from rancang.workbooks.records import Place, Row


DELIMITERS = ";,\t"
_BYTE_ORDERS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_HEADER_LINES = 10


def cells(content: bytes, limits: Limits) -> Grid:
    """Return what a CSV holds, every cell as text.

    The delimiter is the one that parts the first lines into the most cells of the same
    number; the encoding UTF-8, UTF-16 where the file says so, or else Windows-1252.
    Raises ``Refused`` where it is no text or more than may be read.
    """
    text, encoding = _decode(content)
    delimiter = _delimiter(text)
    return Grid(
        sheets=[Sheet("", _lines(text, delimiter, limits))],
        delimiter=delimiter,
        encoding=encoding,
    )


def write_csv(rows: Iterable[Row], dress: Dress = INDONESIAN) -> bytes:
    """Return rows as a CSV that ``reader.read`` takes back, in UTF-8 with a BOM.

    No text in it becomes a formula in the program that opens it.
    """
    file = io.StringIO()
    writer = csv.writer(file, delimiter=dress.delimiter, lineterminator="\r\n")
    writer.writerow(names[int(dress.english)] for names in CSV_NAMES.values())
    for row in rows:
        writer.writerow(_fields(row, dress))
    return file.getvalue().encode("utf-8-sig")


def _fields(row: Row, dress: Dress) -> list[str]:
    number = "" if row.number is None else repr(row.number).removesuffix(".0")
    date = "" if row.evidence_date is None else row.evidence_date.isoformat()
    return [
        neutralise(row.region),
        neutralise(row.indicator),
        neutralise(row.period),
        number.replace(".", dress.decimal),
        neutralise(row.source),
        neutralise(row.method),
        date,
        neutralise(row.note),
    ]


def _decode(content: bytes) -> tuple[str, str]:
    for mark, encoding in _BYTE_ORDERS:
        if content.startswith(mark):
            return _decode_as(content, encoding), encoding.upper()
    if b"\0" in content:
        raise Refused(stranger("data biner", "binary data"))
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return _decode_as(content, "cp1252"), "Windows-1252"


def _decode_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(problem("not_text")) from error


def _delimiter(text: str) -> str:
    start = text.split("\n", _HEADER_LINES)[:_HEADER_LINES]
    return max(DELIMITERS, key=lambda mark: max(line.count(mark) for line in start))


def _lines(text: str, delimiter: str, limits: Limits) -> list[Line]:
    csv.field_size_limit(limits.characters)
    source = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[Line] = []
    count, begun = 0, 1
    try:
        for number, fields in enumerate(source, start=1):
            if number > limits.rows:
                place = Place(cell=cell_name(number, 0))
                raise Refused(problem("too_many_rows", place, limit=limits.rows))
            lines.append(_line(number, fields))
            count += len(lines[-1].cells)
            if count > limits.cells:
                place = Place(cell=cell_name(number, 0))
                raise Refused(problem("too_many_cells", place, limit=limits.cells))
            begun = source.line_num + 1
    except csv.Error as error:
        raise Refused(problem("csv_quotes", line=str(begun))) from error
    return [line for line in lines if line.cells]


def _line(number: int, fields: list[str]) -> Line:
    return Line(
        number,
        [
            Cell(column, "text", restore(text.strip()))
            for column, text in enumerate(fields)
            if text.strip()
        ],
    )
