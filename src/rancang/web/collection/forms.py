"""What is typed in, chosen and sent at the door in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from rancang.web.accounts.templatetags.spoken import language, spoken
from rancang.web.collection.rules import Verb
from rancang.workbooks.numbers import DecimalMark, date_of, number_of
from rancang.workbooks.records import Place, Row


if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files.uploadedfile import UploadedFile

    from rancang.web.collection.models import Value
    from rancang.workbooks.records import Entry, Problem


# What is done to values marked on a page.
DECIDED = (Verb.CHECK, Verb.SEND_BACK, Verb.APPROVE)
KEY = re.compile(r"[0-9]{1,18}")


class FileForm(forms.Form):
    """A filled workbook."""

    file = forms.FileField(
        label=later("Berkas"),
        help_text=later("XLSX dari templat, atau CSV; paling besar 20 MB."),
        allow_empty_file=True,
        error_messages={"required": later("Pilih berkas yang akan dikirim.")},
        widget=forms.ClearableFileInput(
            attrs={"class": "form-control", "accept": ".xlsx,.csv"}
        ),
    )

    def sent(self) -> UploadedFile[Any]:
        """Return the file that was chosen."""
        found: UploadedFile[Any] = self.cleaned_data["file"]
        return found


class NumberText(forms.CharField):
    """A number as people of the page's language write it."""

    def to_python(self, value: Any) -> Any:
        """Return the number, or None where the field is empty."""
        text = super().to_python(value)
        if not text:
            return None
        mark: DecimalMark = "." if language() == "en" else ","
        number = number_of(text, mark)
        if number is None:
            example = "12.56" if mark == "." else "12,56"
            raise forms.ValidationError(
                _("“%(text)s” bukan angka. Tulis misalnya %(example)s."),
                params={"text": text, "example": example},
            )
        return number


class DateText(forms.DateField):
    """A date from the browser's own calendar, or typed as 31/12/2025."""

    def to_python(self, value: Any) -> Any:
        """Return the date, or None where the field is empty."""
        if not value:
            return None
        found = date_of(str(value))
        if found is None:
            raise forms.ValidationError(
                _("“%(text)s” bukan tanggal. Tulis misalnya 31/12/2025."),
                params={"text": value},
            )
        return found


def _text(label: Any, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "form-control"})
    return forms.CharField(label=label, required=False, widget=widget, **more)


class EntryForm(forms.Form):
    """One value with all that makes it worth believing."""

    value = NumberText(
        label=later("Nilai"),
        required=False,
        help_text=later("Kosongkan bila tidak ada datanya, dan tulis alasannya."),
        widget=forms.TextInput(
            attrs={"class": "form-control", "inputmode": "decimal", "autofocus": True}
        ),
    )
    source = _text(
        later("Sumber"),
        max_length=300,
        help_text=later("Dokumen, survei, atau sistem asal angka."),
    )
    method = _text(
        later("Metode"),
        max_length=200,
        help_text=later("Cara memperoleh angka: survei, registrasi, perhitungan."),
    )
    evidence_date = DateText(
        label=later("Tanggal bukti"),
        required=False,
        help_text=later("Tanggal dokumen sumber, bukan tanggal pengisian."),
        widget=forms.DateInput(
            attrs={"class": "form-control", "type": "date"}, format="%Y-%m-%d"
        ),
    )
    note = _text(
        later("Catatan"),
        max_length=500,
        help_text=later("Alasan bila nilai kosong atau tidak biasa."),
    )

    @staticmethod
    def known(entry: Entry, value: Value | None) -> dict[str, Any]:
        """Return what stands in the form at first: the value so far, or its usual source."""
        if value is None:
            return {"source": entry.source, "method": entry.method}
        return {
            "value": _written(value.number),
            "source": value.source,
            "method": value.method,
            "evidence_date": value.evidence_date,
            "note": value.note,
        }

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where there is no number."""
        told = super().clean() or {}
        if "value" in told and told["value"] is None and not told.get("note"):
            self.add_error(
                "note", _("Isi nilainya, atau tulis di sini mengapa tidak ada.")
            )
        return told

    def row(self, entry: Entry) -> Row:
        """Return what was typed as a row of a file would say it."""
        told = self.cleaned_data
        return Row(
            region=entry.region,
            indicator=entry.indicator.code,
            period=entry.period,
            number=told["value"],
            source=told["source"],
            method=told["method"],
            evidence_date=told["evidence_date"],
            note=told["note"],
            place=Place(),
        )

    def refuse(self, faults: Iterable[tuple[str, Problem]]) -> bool:
        """Put errors beside their fields; say whether there were any."""
        for field, fault in faults:
            if fault.severity == "error":
                beside = field if field in self.fields else None
                self.add_error(beside, spoken(fault.message))
        return bool(self.errors)


def _written(number: float | None) -> str:
    if number is None:
        return ""
    text = repr(number).removesuffix(".0")
    return text if language() == "en" else text.replace(".", ",")


class Decision(forms.Form):
    """Which of the values on a page are meant, and what is to be done to them."""

    act = forms.ChoiceField(
        choices=[(verb.value, verb.value) for verb in DECIDED],
        error_messages={"required": later("Pilih tindakannya.")},
    )
    everything = forms.BooleanField(required=False)
    count = forms.IntegerField(required=False, min_value=0)
    note = forms.CharField(required=False, max_length=500)

    def __init__(self, *told: Any, **more: Any) -> None:
        super().__init__(*told, **more)
        keys = self.data.getlist("value") if isinstance(self.data, QueryDict) else []
        self.chosen = {int(key) for key in keys if KEY.fullmatch(key)}

    def clean(self) -> dict[str, Any]:
        """Refuse a decision about nothing."""
        told = super().clean() or {}
        if not told.get("everything") and not self.chosen:
            raise forms.ValidationError(_("Tandai dahulu nilai yang dimaksud."))
        return told

    def expected(self) -> int:
        """Return how many values were meant when the page was seen."""
        if self.cleaned_data["everything"]:
            return self.cleaned_data["count"] or 0
        return len(self.chosen)

    def notes(self, values: Iterable[Value]) -> dict[Value, str]:
        """Return each value's own note, or the note for all of them."""
        common = self.cleaned_data["note"]
        notes = {v: str(self.data.get(f"note-{v.pk}", "")) for v in values}
        return {v: (own.strip() or common)[:500] for v, own in notes.items()}
