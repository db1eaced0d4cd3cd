"""The first sheet of a template: what to do, in few words."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from rancang.workbooks.complaints import spoken
from rancang.workbooks.layout import HEADER_ROW, column_of
from rancang.workbooks.records import Form
from rancang.workbooks.styles import Styles


_STEPS = (
    "Buka lembar isian lewat daftar di bawah. Isi hanya sel kuning.",
    "Nilai: ketik angka saja, tanpa satuan dan tanpa rumus. Persen ditulis 12,56, "
    "bukan 0,1256.",
    "Bila nilai diisi, Sumber, Metode, dan Tanggal bukti wajib diisi.",
    "Bila tidak ada datanya, kosongkan Nilai dan tulis alasannya di Catatan.",
    "Simpan sebagai .xlsx (tanpa makro dan tanpa kata sandi), lalu unggah di Rancang. "
    "Berkas diperiksa dahulu; tidak ada yang tersimpan sebelum Anda mengonfirmasi.",
)
_LINE_LENGTH = 100
_STATES = (
    ("Draf", "sudah diunggah, masih dapat diubah"),
    ("Diajukan", "dikirim petugas data kepada walidata"),
    ("Diperiksa", "diperiksa walidata; bila perlu Dikembalikan dengan catatan"),
    ("Disetujui", "disetujui kepala perangkat daerah"),
    ("Terkunci", "permintaan data ditutup"),
)


def write(
    sheet: Worksheet, styles: Styles, form: Form, filled: dict[str, tuple[int, int]]
) -> None:
    """Write the guide; ``filled`` tells per sheet how many of how many values stand."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 74)
    sheet.set_column(2, 3, 12)
    sheet.write_string(0, 0, form.call_title, styles.title)
    sheet.set_row(0, 24)
    row = _facts(sheet, styles, form)
    row = _steps(sheet, styles, row + 1)
    row = _contents(sheet, styles, row + 1, filled)
    row = _colours(sheet, styles, row + 1)
    _pairs(sheet, styles, row + 1, "Status data", _STATES)
    sheet.protect("")
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def number(value: float) -> str:
    """Return a number as Indonesians write it."""
    return spoken(value, "id")


def _facts(sheet: Worksheet, styles: Styles, form: Form) -> int:
    facts = (
        ("Perangkat daerah", f"{form.agency_name} ({form.agency})"),
        ("Permintaan data", form.call),
        ("Kerangka", f"{form.framework_title.id} ({form.framework})"),
        ("Jumlah isian", number(len(form.entries))),
    )
    for row, (label, text) in enumerate(facts, start=1):
        sheet.write_string(row, 0, label, styles.label)
        sheet.write_string(row, 1, text, styles.plain)
    return len(facts) + 1


def _steps(sheet: Worksheet, styles: Styles, row: int) -> int:
    sheet.write_string(row, 0, "Cara mengisi", styles.heading)
    for step, text in enumerate(_STEPS, start=1):
        sheet.write_string(row + step, 0, f"Langkah {step}", styles.label)
        sheet.write_string(row + step, 1, text, styles.plain)
        if len(text) > _LINE_LENGTH:
            sheet.set_row(row + step, 28)
    return row + len(_STEPS) + 1


def _contents(
    sheet: Worksheet, styles: Styles, row: int, filled: dict[str, tuple[int, int]]
) -> int:
    sheet.write_string(row, 0, "Lembar isian", styles.heading)
    sheet.write_string(row, 2, "Terisi", styles.right_label)
    sheet.write_string(row, 3, "Diminta", styles.right_label)
    letter = chr(ord("A") + column_of("value"))
    for at, (name, (done, total)) in enumerate(filled.items(), start=row + 1):
        quoted = name.replace("'", "''")
        first, last = HEADER_ROW + 1, HEADER_ROW + total
        sheet.write_url(
            at, 1, f"internal:'{quoted}'!{letter}{first}", styles.link, name
        )
        count = f"=COUNT('{quoted}'!{letter}{first}:{letter}{last})"
        sheet.write_formula(at, 2, count, styles.count, done)
        sheet.write_number(at, 3, total, styles.count)
    return row + len(filled) + 1


def _colours(sheet: Worksheet, styles: Styles, row: int) -> int:
    colours: tuple[tuple[Format, str], ...] = (
        (styles.input_swatch, "Sel kuning: diisi oleh perangkat daerah"),
        (styles.fixed_swatch, "Sel abu-abu: terkunci, jangan diubah"),
        (styles.gap_swatch, "Sel merah muda: wajib dilengkapi karena nilainya diisi"),
    )
    sheet.write_string(row, 0, "Arti warna", styles.heading)
    for at, (style, text) in enumerate(colours, start=row + 1):
        sheet.write_blank(at, 0, None, style)
        sheet.write_string(at, 1, text, styles.plain)
    return row + len(colours) + 1


def _pairs(
    sheet: Worksheet,
    styles: Styles,
    row: int,
    heading: str,
    pairs: tuple[tuple[str, str], ...],
) -> None:
    sheet.write_string(row, 0, heading, styles.heading)
    for at, (label, text) in enumerate(pairs, start=row + 1):
        sheet.write_string(at, 0, label, styles.label)
        sheet.write_string(at, 1, text, styles.plain)
