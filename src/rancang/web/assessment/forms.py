"""What is typed in on the pages of an assessment: filters, and weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from rancang.web.accounts.templatetags.spoken import spoken


MOST = 100
SIDES = ("a", "b")


class Filter(forms.Form):
    """Which rows of the ranking are asked for; the choices are those of the rows."""

    province = forms.ChoiceField(label=later("Provinsi"), required=False)
    island_group = forms.ChoiceField(label=later("Kelompok pulau"), required=False)
    kind = forms.ChoiceField(label=later("Jenis"), required=False)
    name = forms.CharField(
        label=later("Nama daerah"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "form-control", "type": "search"}),
    )

    def __init__(self, asked: Any, known: dict[str, list[tuple[str, str]]]) -> None:
        super().__init__(asked)
        for name, choices in known.items():
            field = forms.ChoiceField(
                label=self.fields[name].label,
                required=False,
                choices=[("", _("Semua")), *choices],
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            self.fields[name] = field


class Weights(forms.Form):
    """Weights of two scenarios for each family of siblings; the first is the published."""

    def __init__(self, asked: Any, families: Sequence[Any]) -> None:
        self.families = families
        fields = {
            f"{side}.{node.code}": _weight(node)
            for side in SIDES
            for family in families
            for node in family.nodes
        }
        super().__init__(asked if any(name in asked for name in fields) else None)
        self.fields.update(fields)

    def clean(self) -> dict[str, Any]:
        """Refuse a family in which every weight is zero."""
        for side in SIDES:
            for family in self.families:
                names = [f"{side}.{node.code}" for node in family.nodes]
                if all(self.cleaned_data.get(name) == 0 for name in names):
                    self.add_error(
                        names[0],
                        _("Paling sedikit satu dari bobot ini harus lebih dari nol."),
                    )
        return self.cleaned_data

    def weights(self, side: str) -> dict[str, float]:
        """Return the weights of a scenario by node; those published where not given."""
        told = self.cleaned_data if self.is_bound else {}
        return {
            name.partition(".")[2]: told.get(name, field.initial)
            for name, field in self.fields.items()
            if name.startswith(f"{side}.")
        }

    def rows(self) -> Iterator[tuple[Any, list[tuple[Any, Any]]]]:
        """Yield each family's parent with its fields, the scenarios beside each other."""
        for family in self.families:
            codes = [node.code for node in family.nodes]
            yield family.parent, [(self[f"a.{c}"], self[f"b.{c}"]) for c in codes]


def _weight(node: Any) -> forms.FloatField:
    return forms.FloatField(
        label=spoken(node.name),
        min_value=0,
        max_value=MOST,
        initial=node.weight,
        localize=True,
        # plain text, so that even what is no number stays as it was typed
        widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "decimal"}),
    )
