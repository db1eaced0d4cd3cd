"""The form of the workbook, known to the one who writes it and the one who reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rancang.workbooks.records import Form


VERSION = "1"
GUIDE_SHEET = "Petunjuk"
STAMP_SHEET = "_rancang"
HEADER_ROW = 3  # counted as people do; the title and a hint stand above
SHEET_NAME_LENGTH = 31

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a sheet: ``field`` is its name in code, ``title`` in the workbook."""

    field: str
    title: str
    width: float
    filled_in: bool = False
    hidden: bool = False
    advice: str = ""


COLUMNS = (
    Column(field="shown_region", title="Kode wilayah", width=11),
    Column(field="region_name", title="Wilayah", width=26),
    Column(field="indicator_name", title="Indikator", width=40),
    Column(field="unit", title="Satuan", width=16),
    Column(field="shown_period", title="Periode", width=10),
    Column(
        field="last_value",
        title="Nilai terakhir",
        width=14,
        advice="Nilai yang sudah tercatat sebelumnya, sebagai pembanding.",
    ),
    Column(
        field="last_period",
        title="Periode terakhir",
        width=10,
        advice="Periode nilai terakhir.",
    ),
    Column(
        field="value",
        title="Nilai",
        width=15,
        filled_in=True,
        advice="Ketik angka saja, tanpa satuan, tanpa rumus. Persen ditulis 12,56, "
        "bukan 0,1256. Kosongkan bila tidak ada datanya dan tulis alasannya di Catatan.",
    ),
    Column(
        field="source",
        title="Sumber",
        width=30,
        filled_in=True,
        advice="Dokumen, survei, atau sistem asal angka. Wajib bila nilai diisi.",
    ),
    Column(
        field="method",
        title="Metode",
        width=24,
        filled_in=True,
        advice="Cara memperoleh angka: survei, registrasi, perhitungan. "
        "Wajib bila nilai diisi.",
    ),
    Column(
        field="evidence_date",
        title="Tanggal bukti",
        width=13,
        filled_in=True,
        advice="Tanggal dokumen sumber, misalnya 31/12/2025. Wajib bila nilai diisi.",
    ),
    Column(
        field="note",
        title="Catatan",
        width=36,
        filled_in=True,
        advice="Alasan bila nilai kosong atau tidak biasa.",
    ),
    Column(field="indicator", title="id_indikator", width=12, hidden=True),
    Column(field="region", title="id_wilayah", width=12, hidden=True),
    Column(field="period", title="id_periode", width=12, hidden=True),
)

# What a CSV may call its columns; the first of each is what is written.
CSV_NAMES: dict[str, tuple[str, ...]] = {
    "region": ("wilayah", "region", "kode_wilayah", "region_code"),
    "indicator": ("indikator", "indicator", "kode_indikator", "indicator_code"),
    "period": ("periode", "period"),
    "value": ("nilai", "value"),
    "source": ("sumber", "source"),
    "method": ("metode", "method"),
    "evidence_date": ("tanggal_bukti", "evidence_date"),
    "note": ("catatan", "note"),
}
CSV_REQUIRED = ("region", "indicator", "period", "value")


def column_of(field: str) -> int:
    """Return where a field stands, counted from 0."""
    return next(at for at, column in enumerate(COLUMNS) if column.field == field)


def stamp(form: Form) -> dict[str, str]:
    """Return what tells this form's workbook from another's."""
    return {
        "layout": VERSION,
        "call": form.call,
        "agency": form.agency,
        "framework": form.framework,
        "fingerprint": form.fingerprint,
        "entries": str(len(form.entries)),
    }


def sheet_names(wanted: Iterable[str]) -> dict[str, str]:
    """Give each wanted name one a workbook accepts: short, plain and unlike the others.

    The result keeps the order in which the names are first met.
    """
    taken = {GUIDE_SHEET.casefold(), STAMP_SHEET.casefold(), "history"}
    names: dict[str, str] = {}
    for name in dict.fromkeys(wanted):
        names[name] = _free(name.translate(_FORBIDDEN).strip(" '") or "Isian", taken)
        taken.add(names[name].casefold())
    return names


def _free(name: str, taken: set[str]) -> str:
    candidate, number = name[:SHEET_NAME_LENGTH].rstrip(" '"), 1
    while candidate.casefold() in taken:
        number += 1
        tail = f" ({number})"
        candidate = name[: SHEET_NAME_LENGTH - len(tail)] + tail
    return candidate
