"""Everything that can be wrong with a file, in words for the one who can mend it."""

from __future__ import annotations

from typing import Literal

from rancang.methods.framework import Language, Text
from rancang.workbooks.records import Place, Problem


Severity = Literal["error", "warning"]

_ERRORS: dict[str, tuple[str, str]] = {
    # the file
    "empty_file": (
        "Berkas kosong. Unduh templat, isi, simpan, lalu unggah lagi.",
        "The file is empty. Download the template, fill it, save it and send it again.",
    ),
    "file_too_large": (
        "Ukuran berkas {size} MB, melebihi batas {limit} MB.",
        "The file is {size} MB; the limit is {limit} MB.",
    ),
    "not_a_workbook": (
        "Isi berkas ini {kind}, bukan buku kerja XLSX atau CSV. Mengganti akhiran nama "
        "berkas tidak mengubah isinya.",
        "The content of this file is {kind_en}, not an XLSX workbook or a CSV. Changing "
        "the ending of its name does not change what is inside.",
    ),
    "old_format": (
        "Berkas ini berformat {kind}. Buka di Excel atau LibreOffice, simpan sebagai "
        "Excel Workbook (.xlsx), lalu unggah lagi.",
        "This file is {kind_en}. Open it in Excel or LibreOffice, save it as an Excel "
        "workbook (.xlsx) and send it again.",
    ),
    "password": (
        "Berkas dilindungi kata sandi sehingga tidak dapat dibaca. Buka berkas, hapus "
        "kata sandinya, simpan, lalu unggah lagi.",
        "The file is protected by a password and cannot be read. Open it, remove the "
        "password, save it and send it again.",
    ),
    "macro": (
        "Berkas memuat makro ({part}). Simpan sebagai Excel Workbook (.xlsx) tanpa makro.",
        "The file holds macros ({part}). Save it as an Excel workbook (.xlsx) without any.",
    ),
    "broken": (
        "Berkas rusak atau terpotong sehingga tidak dapat dibaca. Buka dan simpan ulang, "
        "atau unduh templat baru.",
        "The file is damaged or cut off and cannot be read. Open and save it again, or "
        "download the template anew.",
    ),
    "unpacks_too_large": (
        "Isi berkas mengembang melebihi batas {limit} MB setelah dibuka ({part}). "
        "Berkas tidak dibaca.",
        "The file unpacks to more than the limit of {limit} MB ({part}). It was not read.",
    ),
    "packed_too_tightly": (
        "Bagian {part} mengembang {ratio} kali lipat; batasnya {limit} kali. "
        "Berkas tidak dibaca.",
        "The part {part} unpacks to {ratio} times its size; the limit is {limit} times. "
        "The file was not read.",
    ),
    "too_many_parts": (
        "Berkas terdiri atas {count} bagian; batasnya {limit}. Berkas tidak dibaca.",
        "The file consists of {count} parts; the limit is {limit}. It was not read.",
    ),
    "too_many_rows": (
        "Lebih dari {limit} baris. Kirim dalam beberapa berkas.",
        "More than {limit} rows. Send them in several files.",
    ),
    "too_many_cells": (
        "Lebih dari {limit} sel atau huruf yang terisi. Hapus isi di luar templat.",
        "More than {limit} filled cells or letters. Remove what is not of the template.",
    ),
    "too_heavy": (
        "Berkas terlalu berat untuk dibaca dalam batas waktu dan memori. "
        "Unduh templat baru dan salin nilainya saja.",
        "The file is too heavy to be read within the limits of time and memory. "
        "Download the template anew and copy the values only.",
    ),
    "not_text": (
        "Berkas bukan XLSX dan bukan teks CSV yang dapat dibaca.",
        "The file is neither an XLSX nor CSV text that can be read.",
    ),
    "csv_quotes": (
        "Tanda petik di sekitar baris {line} tidak berpasangan.",
        "Quotation marks around line {line} are not paired.",
    ),
    # the template
    "no_stamp": (
        'Berkas ini bukan templat Rancang: lembar tersembunyi "_rancang" tidak ada. '
        "Unduh templat dan salin nilainya ke sana.",
        'This is not a Rancang template: the hidden sheet "_rancang" is missing. '
        "Download the template and copy the values into it.",
    ),
    "other_layout": (
        'Templat versi "{found}"; yang berlaku versi "{expected}". Unduh templat baru.',
        'The template is of version "{found}"; version "{expected}" is in force. '
        "Download the template anew.",
    ),
    "other_framework": (
        'Templat dibuat untuk kerangka "{found}" versi lain, bukan "{expected}" yang '
        "berlaku sekarang. Unduh templat baru.",
        'The template was made for another version of framework "{found}", not the '
        '"{expected}" now in force. Download the template anew.',
    ),
    "other_agency": (
        'Templat ini milik perangkat daerah "{found}", bukan "{expected}".',
        'This template belongs to agency "{found}", not "{expected}".',
    ),
    "other_call": (
        'Templat ini untuk permintaan data "{found}", bukan "{expected}".',
        'This template is for data call "{found}", not "{expected}".',
    ),
    "other_regions": (
        'Berkas ini untuk wilayah "{found}", yang tidak diminta dari {agency}.',
        'This file is for region "{found}", which is not asked of {agency}.',
    ),
    "no_sheet": (
        "Tidak ada lembar isian. Unduh templat baru.",
        "There is no sheet to fill in. Download the template anew.",
    ),
    "no_header": (
        "Judul kolom tidak ditemukan. Baris pertama harus memuat wilayah, indikator, "
        "periode, nilai (atau region, indicator, period, value).",
        "The column titles were not found. The first row must hold region, indicator, "
        "period, value (or wilayah, indikator, periode, nilai).",
    ),
    "missing_column": (
        'Kolom "{column}" tidak ada.',
        'The column "{column}" is missing.',
    ),
    "repeated_column": (
        'Kolom "{column}" ada lebih dari satu.',
        'The column "{column}" stands there more than once.',
    ),
    "mixed_decimals": (
        'Berkas mencampur koma desimal ("{comma}") dan titik desimal ("{point}", sel '
        "{cell}). Pakai satu cara untuk seluruh berkas.",
        'The file mixes the decimal comma ("{comma}") and the decimal point ("{point}", '
        "cell {cell}). Use one for the whole file.",
    ),
    # a row
    "unknown_region": (
        'Wilayah "{found}" tidak diminta dari {agency}.{hint}',
        'Region "{found}" is not asked of {agency}.{hint_en}',
    ),
    "unknown_indicator": (
        'Indikator "{found}" tidak ada dalam kerangka.',
        'Indicator "{found}" is not part of the framework.',
    ),
    "not_asked": (
        "Nilai {indicator} untuk wilayah {region} periode {period} tidak diminta.",
        "The value of {indicator} for region {region}, period {period}, is not asked.",
    ),
    "altered": (
        'Kolom "{column}" berisi "{found}", padahal baris ini untuk "{expected}". '
        "Pengenal baris berubah; unduh templat baru dan isi hanya sel kuning.",
        'The column "{column}" holds "{found}", but this row is for "{expected}". '
        "The row's identifiers were changed; download the template anew and fill only "
        "the yellow cells.",
    ),
    "row_added": (
        "Baris ini tidak ada dalam templat. Hapus, atau isi pada baris yang tersedia.",
        "This row is not part of the template. Remove it, or fill the row provided.",
    ),
    "duplicate": (
        "{indicator} wilayah {region} periode {period} sudah ada di {first}.",
        "{indicator} of region {region}, period {period}, already stands at {first_en}.",
    ),
    # a cell
    "formula": (
        'Sel "{column}" berisi rumus. Salin lalu tempel sebagai nilai.',
        'The cell "{column}" holds a formula. Copy it and paste it as a value.',
    ),
    "error_cell": (
        'Sel "{column}" berisi galat {found}. Ketik nilainya, atau kosongkan dan tulis '
        "alasannya di Catatan.",
        'The cell "{column}" holds the error {found}. Type the value, or leave it empty '
        "and give the reason in Catatan.",
    ),
    "text_number": (
        '"{found}" tersimpan sebagai teks. Ketik ulang sebagai angka ({number}).{hint}',
        '"{found}" is stored as text. Type it again as a number ({number}).{hint_en}',
    ),
    "not_a_number": (
        '"{found}" bukan angka. Ketik angka saja, tanpa satuan atau kata.{hint}',
        '"{found}" is not a number. Type the number only, no unit or words.{hint_en}',
    ),
    "boolean": (
        "Isian berupa BENAR/SALAH ({found}), padahal diminta angka.",
        "The cell holds TRUE/FALSE ({found}) where a number is asked.",
    ),
    "percent_cell": (
        "Sel berformat persen: tampil {shown} %, tersimpan {stored}. Ubah format sel "
        "menjadi angka dan ketik {shown}.",
        "The cell is formatted as a percentage: it shows {shown} % and holds {stored}. "
        "Change its format to number and type {shown}.",
    ),
    "date_as_number": (
        "Isian terbaca sebagai tanggal ({found}), padahal diminta angka. Ubah format "
        "sel menjadi angka, lalu ketik ulang dengan koma desimal.",
        "The cell was taken for a date ({found}) where a number is asked. Change its "
        "format to number and type it again.",
    ),
    "not_finite": (
        '"{found}" bukan bilangan yang dapat dipakai.',
        '"{found}" is not a number that can be used.',
    ),
    "above_maximum": (
        "{value} {unit} di atas batas tertinggi {limit} {unit} untuk {indicator}.",
        "{value} {unit_en} is above the maximum of {limit} {unit_en} for {indicator_en}.",
    ),
    "below_minimum": (
        "{value} {unit} di bawah batas terendah {limit} {unit} untuk {indicator}.",
        "{value} {unit_en} is below the minimum of {limit} {unit_en} for {indicator_en}.",
    ),
    "not_an_option": (
        "{value} tidak ada dalam daftar pilihan {indicator}: {options}.",
        "{value} is not in the list for {indicator_en}: {options_en}.",
    ),
    "missing": (
        'Kolom "{column}" wajib diisi karena nilainya diisi.',
        'The column "{column}" must be filled because a value is given.',
    ),
    "not_a_date": (
        '"{found}" bukan tanggal yang ada. Tulis seperti 31/12/2025 atau 2025-12-31.',
        '"{found}" is not a date that exists. Write it like 31/12/2025 or 2025-12-31.',
    ),
    "future_date": (
        "Tanggal bukti {found} belum terjadi (hari ini {today}).",
        "The evidence date {found} lies in the future (today is {today}).",
    ),
    "too_old": (
        "Tanggal bukti {found} terlalu lampau; paling awal {earliest}.",
        "The evidence date {found} is too long ago; the earliest is {earliest}.",
    ),
    "text_too_long": (
        'Isi kolom "{column}" {length} huruf; batasnya {limit}.',
        'The column "{column}" holds {length} letters; the limit is {limit}.',
    ),
    "more_errors": ("dan {count} kesalahan lagi.", "and {count} more errors."),
}

_WARNINGS: dict[str, tuple[str, str]] = {
    "csv_dress": (
        "Dibaca sebagai CSV: pemisah {delimiter}, {decimal} desimal, huruf {encoding}.",
        "Read as CSV: delimiter {delimiter_en}, decimal {decimal_en}, "
        "encoding {encoding}.",
    ),
    "old_encoding": (
        "Berkas tidak memakai UTF-8 dan dibaca sebagai Windows-1252. Periksa huruf "
        "beraksen, atau simpan sebagai CSV UTF-8.",
        "The file is not UTF-8 and was read as Windows-1252. Check accented letters, or "
        "save it as CSV UTF-8.",
    ),
    "ambiguous_number": (
        '{count} angka dapat dibaca dengan dua cara; "{found}" dibaca {value}. '
        "Bila keliru, tulis tanpa pemisah ribuan.",
        '{count} numbers can be read in two ways; "{found}" was read as {value}. '
        "If that is wrong, write them without a thousands separator.",
    ),
    "sheet_ignored": (
        "Lembar ini bukan bagian templat dan tidak dibaca.",
        "This sheet is not part of the template and was not read.",
    ),
    "column_ignored": (
        'Kolom "{column}" tidak dikenal dan tidak dibaca.',
        'The column "{column}" is not known and was not read.',
    ),
    "percent_shown": (
        "Sel berformat persen; yang disimpan adalah {stored} {unit}.",
        "The cell is formatted as a percentage; what is kept is {stored} {unit_en}.",
    ),
    "far_from_last": (
        "{value} jauh dari nilai terakhir {last} ({period}). Jelaskan di Catatan.",
        "{value} is far from the last value {last} ({period}). Explain it in Catatan.",
    ),
    "not_filled": (
        "{count} dari {total} isian belum diisi.",
        "{count} of {total} values are not filled in yet.",
    ),
    "more_warnings": ("dan {count} peringatan lagi.", "and {count} more warnings."),
}


_WHOLE = Place()
_EXACT = 1e15  # the whole numbers below it are written out


class Refused(Exception):  # noqa: N818 - it tells of the file, not of the program
    """The file is not read any further; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text())
        self.problem = problem


def problem(code: str, place: Place = _WHOLE, **said: object) -> Problem:
    """Return the problem of that code in both languages, at a place.

    Numbers in ``said`` are written as each language writes them. What only one language
    says ends in ``_en``; without it the Indonesian serves both.
    """
    severity: Severity = "error" if code in _ERRORS else "warning"
    indonesian, english = (_ERRORS if code in _ERRORS else _WARNINGS)[code]
    return Problem(
        severity=severity,
        code=code,
        place=place,
        message=Text(
            indonesian.format_map(_words(said, "id")),
            english.format_map(_words(said, "en")),
        ),
    )


def spoken(number: float, language: Language) -> str:
    """Return a number as people of a language write it, exact to 15 digits."""
    text = f"{number:,.15g}" if abs(number) < _EXACT else f"{number:.15g}"
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text


def _words(said: dict[str, object], language: Language) -> dict[str, str]:
    return {
        name: spoken(value, language) if isinstance(value, int | float) else str(value)
        for name, value in said.items()
    } | {
        f"{name}_en": str(value)
        for name, value in said.items()
        if f"{name}_en" not in said and not isinstance(value, int | float)
    }
