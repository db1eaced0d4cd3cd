"""A small form, its template, and ways to spoil a workbook."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import openpyxl
import pytest

from rancang.methods.framework import Indicator, Text
from rancang.workbooks import child, reader, template
from rancang.workbooks.records import Entry, Form, Place, Reading, Row


TODAY = date(2026, 3, 1)
POOR = Indicator(
    code="ec.poverty",
    name=Text("Penduduk miskin", "Poverty"),
    unit=Text("persen", "percent"),
    minimum=0,
    maximum=100,
)
SPENDING = Indicator(
    code="ec.spending",
    name=Text("Pengeluaran per kapita", "Expenditure per head"),
    unit=Text("ribu rupiah", "thousand rupiah"),
)
MATURITY = Indicator(
    code="gov.level",
    name=Text("Tingkat kematangan", "Maturity level"),
    unit=Text("tingkat", "level"),
    options=(1.0, 2.0, 3.5),
    decimals=1,
)
REGIONS = (("35.76", "Kota Mojokerto"), ("35.70", "Kota Lama"), ("11.01", "Aceh X"))


@pytest.fixture(scope="session")
def form() -> Form:
    entries = [
        Entry(
            sheet=sheet,
            region=code,
            region_name=name,
            indicator=indicator,
            period="2025",
            last_value=12.0 if indicator is POOR else None,
            last_period="2024" if indicator is POOR else "",
            source="Susenas" if indicator is POOR else "",
            method="survei" if indicator is POOR else "",
        )
        for sheet, indicator in (
            ("Smart Economy", POOR),
            ("Smart Economy", SPENDING),
            ("Smart Governance: layanan/[SPBE] sangat panjang", MATURITY),
        )
        for code, name in REGIONS
    ]
    return Form(
        agency="35.76.bps",
        agency_name="Badan Pusat Statistik",
        call="2026-1",
        call_title="Permintaan data 2026",
        framework="kota-cerdas",
        framework_title=Text("Kota cerdas", "Smart city"),
        fingerprint="f" * 64,
        entries=tuple(entries),
    )


@pytest.fixture
def row() -> Callable[..., Row]:
    def build(**changes: Any) -> Row:
        told = {
            "region": "35.76",
            "indicator": POOR.code,
            "period": "2025",
            "number": 5.25,
            "source": "Susenas Maret 2025",
            "method": "survei",
            "evidence_date": date(2025, 9, 1),
            "note": "",
            "place": Place(),
        }
        return Row(**(told | changes))

    return build


@pytest.fixture
def filled(form: Form, row: Callable[..., Row]) -> bytes:
    """A template with one value, in H4 of Smart Economy."""
    return template.write(form, [row()])


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse in this process, where no child is what is tested."""
    monkeypatch.setattr(child, "parse", child.parse_here)


@pytest.fixture
def read(form: Form, here: None) -> Callable[..., Reading]:
    def call(content: bytes, filename: str = "isian.xlsx", **more: Any) -> Reading:
        return reader.read(content, filename, **({"form": form, "today": TODAY} | more))

    return call


@pytest.fixture
def edit(filled: bytes) -> Callable[..., bytes]:
    """Change cells as another program would: ``edit({"H4": 3}, sheet=...)``."""

    def change(cells: dict[str, Any], sheet: str = "Smart Economy") -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(filled))
        for name, content in cells.items():
            cell = book[sheet][name]
            cell.value, shown = content if isinstance(content, tuple) else (content, "")
            cell.number_format = shown or cell.number_format
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    return change


@pytest.fixture
def repack() -> Callable[..., bytes]:
    """Rewrite the parts of a zip: ``repack(content, {"xl/a.xml": change})``."""

    def change(
        content: bytes,
        changes: dict[str, Callable[[bytes], bytes]],
        added: dict[str, bytes] | None = None,
    ) -> bytes:
        file = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(content)) as old,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                new.writestr(name, changes.get(name, bytes)(old.read(name)))
            for name, part in (added or {}).items():
                new.writestr(name, part)
        return file.getvalue()

    return change


@pytest.fixture
def csv(read: Callable[..., Reading]) -> Callable[..., Reading]:
    """Read lines as a CSV of UTF-8."""

    def call(*lines: str, encoding: str = "utf-8", **more: Any) -> Reading:
        content = "\r\n".join(lines).encode(encoding)
        return partial(read, content, "isian.csv")(**more)

    return call
