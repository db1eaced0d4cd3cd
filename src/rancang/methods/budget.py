"""The account tree of a regional budget, out of an ordered list of lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from rancang.methods.framework import MethodError


class Line(NamedTuple):
    """One printed line: its place in the list, the account's name, and two sums.

    Sums are in billions of rupiah; None where the cell is empty.
    """

    order: int
    name: str
    budgeted: float | None
    realised: float | None


@dataclass(frozen=True, slots=True)
class Heading:
    """An account of the chart.

    ``sign`` is how it enters its parent: 1 adds, -1 is taken off, and 0 is a line that
    repeats what other lines hold under another grouping and is never added. ``aliases``
    are other spellings met in print.
    """

    code: str
    name: str
    sign: int = 1
    aliases: tuple[str, ...] = ()

    @property
    def parent(self) -> str:
        """Return the code of the account above; empty at the top."""
        return self.code.rpartition(".")[0]

    @property
    def depth(self) -> int:
        """Return how far below the top it stands; 0 is the top."""
        return self.code.count(".")


CHART: tuple[Heading, ...] = (
    Heading("pendapatan", "Pendapatan Daerah"),
    Heading("pendapatan.pad", "Pendapatan Asli Daerah", 1, ("PAD",)),
    Heading("pendapatan.pad.pajak", "Pajak Daerah"),
    Heading("pendapatan.pad.retribusi", "Retribusi Daerah"),
    Heading(
        "pendapatan.pad.kekayaan", "Hasil Pengelolaan Kekayaan Daerah yang Dipisahkan"
    ),
    Heading("pendapatan.pad.lain", "Lain-Lain PAD yang Sah"),
    Heading(
        "pendapatan.transfer", "Transfer ke Daerah dan Dana Desa", 1, ("TKDD", "TKD")
    ),
    Heading("pendapatan.transfer.pusat", "Pendapatan Transfer Pemerintah Pusat"),
    Heading("pendapatan.lainnya", "Pendapatan Lainnya"),
    Heading("pendapatan.lainnya.antar_daerah", "Pendapatan Transfer Antar Daerah"),
    Heading("pendapatan.lainnya.hibah", "Pendapatan Hibah"),
    Heading("pendapatan.lainnya.darurat", "Dana Darurat"),
    Heading(
        "pendapatan.lainnya.lain",
        "Lain-lain Pendapatan Sesuai dengan Ketentuan Peraturan Perundang-Undangan",
    ),
    Heading("belanja", "Belanja Daerah"),
    Heading("belanja.pegawai", "Belanja Pegawai"),
    Heading(
        "belanja.barang_jasa", "Belanja Barang dan Jasa", 1, ("Belanja Barang Jasa",)
    ),
    Heading("belanja.modal", "Belanja Modal", 1, ("Belanjaodal",)),
    Heading("belanja.lainnya", "Belanja Lainnya"),
    Heading("belanja.lainnya.bunga", "Belanja Bunga"),
    Heading("belanja.lainnya.subsidi", "Belanja Subsidi"),
    Heading("belanja.lainnya.hibah", "Belanja Hibah"),
    Heading("belanja.lainnya.bantuan_sosial", "Belanja Bantuan Sosial"),
    Heading("belanja.lainnya.tidak_terduga", "Belanja Tidak Terduga"),
    Heading("belanja.lainnya.bagi_hasil", "Belanja Bagi Hasil"),
    Heading("belanja.lainnya.bantuan_keuangan", "Belanja Bantuan Keuangan"),
    Heading("surplus", "Surplus/(Defisit)", 1, ("Surplus/Defisit",)),
    Heading("pembiayaan", "Pembiayaan Daerah"),
    Heading("pembiayaan.penerimaan", "Penerimaan Pembiayaan Daerah"),
    Heading(
        "pembiayaan.penerimaan.silpa",
        "Sisa Lebih Perhitungan Anggaran Tahun Sebelumnya",
    ),
    Heading("pembiayaan.penerimaan.dana_cadangan", "Pencairan Dana Cadangan"),
    Heading(
        "pembiayaan.penerimaan.penjualan", "Penjualan Kekayaan Daerah yang Dipisahkan"
    ),
    Heading("pembiayaan.penerimaan.pinjaman", "Penerimaan Pinjaman Daerah"),
    Heading(
        "pembiayaan.penerimaan.kembali", "Penerimaan Kembali Pemberian Pinjaman Daerah"
    ),
    Heading(
        "pembiayaan.penerimaan.lain",
        "Penerimaan Pembiayaan Lainnya Sesuai dengan Ketentuan Peraturan "
        "Perundang-Undangan",
    ),
    Heading(
        "pembiayaan.penerimaan.ringkasan_lainnya", "Penerimaan Pembiayaan Lainnya", 0
    ),
    Heading("pembiayaan.pengeluaran", "Pengeluaran Pembiayaan Daerah", -1),
    Heading("pembiayaan.pengeluaran.dana_cadangan", "Pembentukan Dana Cadangan"),
    Heading(
        "pembiayaan.pengeluaran.penyertaan_modal",
        "Penyertaan Modal Daerah",
        1,
        ("Penyertaanodal Daerah",),
    ),
    Heading(
        "pembiayaan.pengeluaran.pokok_utang",
        "Pembayaran Cicilan Pokok Utang yang Jatuh Tempo",
    ),
    Heading("pembiayaan.pengeluaran.pinjaman", "Pemberian Pinjaman Daerah"),
    Heading(
        "pembiayaan.pengeluaran.lain",
        "Pengeluaran Pembiayaan Lainnya Sesuai dengan Ketentuan Peraturan "
        "Perundang-Undangan",
    ),
    Heading("pembiayaan.pengeluaran.ringkasan_modal", "Penyertaan Modal", 0),
    Heading(
        "pembiayaan.pengeluaran.ringkasan_pokok_utang",
        "Pembayaran Pokok Utang",
        0,
        ("Pembayaaran Pokok Utang",),
    ),
    Heading(
        "pembiayaan.pengeluaran.ringkasan_lainnya", "Pengeluaran Pembiayaan Lainnya", 0
    ),
)
"""The chart of accounts, in canonical order, parents before children."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A line in its place: code, canonical name, parent, depth and the two sums."""

    code: str
    name: str
    parent: str
    depth: int
    sign: int
    order: int
    budgeted: float | None
    realised: float | None


class BudgetError(MethodError):
    """The lines are no budget of this chart; the message names the line."""


def account_tree(lines: Iterable[Line]) -> tuple[Account, ...]:
    """Put the lines of one region and year in their places.

    Parameters
    ----------
    lines : iterable of Line
        In any order; names as printed.

    Returns
    -------
    tuple of Account
        In the order of `CHART`, one for each account that has a line. Where a parent and
        its only child have one name (Belanja Pegawai, Belanja Modal, Belanja Barang dan
        Jasa), the two lines say the same and become one account.

    Raises
    ------
    BudgetError
        If a name is not in the chart, if lines of one account differ in their sums, or
        if an account's parent has no line.

    Notes
    -----
    Lines are found by name, since their places shift between years. An account without a
    line is left out, not taken for zero.

    Examples
    --------
    >>> lines = [
    ...     Line(1, "Belanja Daerah", 9.0, 8.0),
    ...     Line(2, "Belanjaodal", 9.0, 8.0),
    ...     Line(3, "Belanja Modal", 9.0, 8.0),
    ... ]
    >>> [(a.code, a.depth, a.budgeted) for a in account_tree(lines)]
    [('belanja', 0, 9.0), ('belanja.modal', 1, 9.0)]
    """
    found: dict[str, Line] = {}
    for line in sorted(lines):
        heading = _BY_NAME.get(_key(line.name))
        if heading is None:
            raise BudgetError(
                f"baris {line.order}: akun '{line.name}' tidak dikenal",
                f"line {line.order}: account '{line.name}' is not known",
            )
        first = found.setdefault(heading.code, line)
        if first[2:] != line[2:]:
            raise BudgetError(
                f"baris {first.order} dan {line.order}: '{line.name}' berbeda angkanya",
                f"lines {first.order} and {line.order}: '{line.name}' differs",
            )
    return tuple(_account(h, found) for h in CHART if h.code in found)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


_BY_NAME = {_key(name): h for h in CHART for name in (h.name, *h.aliases)}


def _account(heading: Heading, found: dict[str, Line]) -> Account:
    line = found[heading.code]
    if heading.parent and heading.parent not in found:
        raise BudgetError(
            f"baris {line.order}: '{line.name}' tanpa akun induk '{heading.parent}'",
            f"line {line.order}: '{line.name}' without its parent '{heading.parent}'",
        )
    return Account(
        code=heading.code,
        name=heading.name,
        parent=heading.parent,
        depth=heading.depth,
        sign=heading.sign,
        order=line.order,
        budgeted=line.budgeted,
        realised=line.realised,
    )
