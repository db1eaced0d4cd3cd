"""The lines of a plain CSV, in Indonesian (``;`` and decimal comma) or international dress.

UTF-8 with or without BOM, or UTF-16. What is wrong is told with its line and column.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rancang.methods.framework import Text
from rancang.workbooks.numbers import (
    DecimalMark,
    ambiguous,
    decimal_shown,
    number_of,
    tidy,
)
from rancang.workbooks.records import Place, Problem


MOST_BYTES = 100_000_000
MOST_ROWS = 1_000_000
MOST_PROBLEMS = 50
LONGEST = 64
LARGEST = 1e15

_MAGIC = (
    (b"PK\x03\x04", "XLSX atau ZIP", "an XLSX or ZIP"),
    (b"\xd0\xcf\x11\xe0", "XLS lama atau terkunci kata sandi", "an old or locked XLS"),
    (b"%PDF", "PDF", "a PDF"),
)


class ValuesError(ValueError):
    """The file cannot be used; ``problems`` say why, line by line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.text() for problem in problems))


class Line(NamedTuple):
    """A line of the file: its number and its fields in the order asked for."""

    number: int
    fields: tuple[str, ...]


class Complaints:
    """Collects problems and gives up when there are too many to read."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, line: int, column: str, both: tuple[str, str]) -> None:
        """Note what is wrong in one column of a line."""
        where = (f"baris {line}, kolom {column}: ", f"line {line}, column {column}: ")
        self.found.append(_problem(where[0] + both[0], where[1] + both[1]))
        if len(self.found) >= MOST_PROBLEMS:
            more = f"sudah {MOST_PROBLEMS} masalah; perbaiki dahulu yang di atas"
            more_en = f"{MOST_PROBLEMS} problems so far; mend those above first"
            raise ValuesError([*self.found, _problem(more, more_en)])

    def settle(self) -> None:
        """Refuse the file if anything was found."""
        if self.found:
            raise ValuesError(self.found)


def _problem(indonesian: str, english: str) -> Problem:
    return Problem(
        severity="error",
        code="values",
        place=Place(),
        message=Text(indonesian, english),
    )


def refuse(indonesian: str, english: str) -> ValuesError:
    """Return the error that a whole file is refused with."""
    return ValuesError([_problem(indonesian, english)])


def text_of(content: bytes) -> str:
    """Return the text of a file. Raises ``ValuesError``."""
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise refuse(f"berkas melebihi {most} MB", f"the file is over {most} MB")
    for magic, indonesian, english in _MAGIC:
        if content.startswith(magic):
            raise refuse(
                f"ini berkas {indonesian}, bukan CSV; simpan sebagai CSV UTF-8",
                f"this is {english} file, not CSV; save it as CSV UTF-8",
            )
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise refuse(
            f"baris {line}: bukan teks UTF-8; simpan sebagai CSV UTF-8",
            f"line {line}: not UTF-8 text; save it as CSV UTF-8",
        ) from error
    if "\0" in text:
        raise refuse("berkas biner, bukan CSV", "a binary file, not CSV")
    if not text.strip():
        raise refuse("berkas kosong", "the file is empty")
    return text


def delimiter_of(text: str) -> str:
    """Return what parts the titles."""
    header = text.lstrip().split("\n", 1)[0]
    return max(";,\t", key=header.count)


def lines_of(
    content: bytes, columns: tuple[str, ...], *, others: bool = False
) -> list[Line]:
    """Return the lines with the fields of the given columns, which must be all.

    With ``others`` there may be more columns, which are not read. Raises ``ValuesError``.
    """
    text = text_of(content)
    rows = _rows(text, delimiter_of(text))
    number, titles = next(rows)
    names = _names(titles)
    found = [name for name in names if name in columns] if others else names
    if sorted(found) != sorted(columns):
        wanted, there = ", ".join(columns), ", ".join(names)
        raise refuse(
            f"baris {number}: kolomnya harus {wanted}; yang ada: {there}",
            f"line {number}: the columns must be {wanted}; found: {there}",
        )
    places = [names.index(column) for column in columns]
    lines = [_line(number, row, (places, len(names))) for number, row in rows]
    if not lines:
        raise refuse("tidak ada baris di bawah judul", "no line below the titles")
    return lines


def titles_of(content: bytes) -> list[str]:
    """Return the titles of the columns in lower case. Raises ``ValuesError``."""
    text = text_of(content)
    return _names(next(_rows(text, delimiter_of(text)))[1])


def _names(titles: list[str]) -> list[str]:
    return [tidy(title).lower() for title in titles]


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold something, each with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    count, begins = 0, 1
    try:
        for row in reader:
            if any(field.strip() for field in row):
                count += 1
                if count > MOST_ROWS + 1:
                    most = f"{MOST_ROWS:,}".replace(",", ".")
                    raise refuse(
                        f"baris {begins}: lebih dari {most} baris nilai",
                        f"line {begins}: more than {MOST_ROWS:,} rows of values",
                    )
                yield begins, row
            begins = reader.line_num + 1
    except csv.Error as error:
        raise refuse(
            f"baris {begins}: tanda petik atau isi sel tidak sah ({error})",
            f"line {begins}: bad quotes or cell ({error})",
        ) from error


def _line(number: int, row: list[str], asked: tuple[list[int], int]) -> Line:
    places, width = asked
    if len(row) != width:
        raise refuse(
            f"baris {number}: {len(row)} kolom, seharusnya {width}",
            f"line {number}: {len(row)} columns instead of {width}",
        )
    return Line(number, tuple(tidy(row[place]) for place in places))


def decimal_of(
    lines: list[Line], content: bytes, column: str, complaints: Complaints
) -> DecimalMark:
    """Return the file's decimal mark: by the first number that proves it, or by custom."""
    for line in lines:
        if mark := decimal_shown(line.fields[-1]):
            return mark
    if delimiter_of(text_of(content)) == ",":
        return "."
    for line in lines:
        if ambiguous(text := line.fields[-1]):
            both = (
                f"'{text}' dapat dibaca dengan dua cara; tulis tanpa pemisah ribuan",
                f"'{text}' can be read in two ways; write it without thousands marks",
            )
            complaints.add(line.number, column, both)
    return ","


def check_name(number: int, column: str, text: str, complaints: Complaints) -> None:
    """Complain of a name that is empty, too long, or would be a formula elsewhere."""
    if not text or len(text) > LONGEST or not text.isprintable():
        both = (
            f"harus terisi, paling banyak {LONGEST} huruf",
            f"must be filled, with at most {LONGEST} characters",
        )
        complaints.add(number, column, both)
    elif text[0] in "=+-@":  # would be a formula in the next spreadsheet
        both = f"'{text}' diawali {text[0]}", f"'{text}' begins with {text[0]}"
        complaints.add(number, column, both)


def number_in(
    line: Line, decimal: DecimalMark, column: str, complaints: Complaints
) -> float | None:
    """Return the number in the last field; None where it is empty or no number."""
    text = line.fields[-1]
    if not text:
        return None
    value = number_of(text, decimal)
    if value is not None and abs(value) <= LARGEST:
        return value
    mark = {",": ("koma", "comma"), ".": ("titik", "point")}[decimal]
    both = (
        f"'{text}' bukan angka (tanda desimal berkas ini {mark[0]}); "
        "kosongkan bila tidak ada",
        f"'{text}' is not a number (the decimal mark of this file is the {mark[1]}); "
        "leave it empty if there is none",
    )
    complaints.add(line.number, column, both)
    return None
