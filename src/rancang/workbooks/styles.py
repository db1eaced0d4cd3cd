"""How the cells of a template look."""

from __future__ import annotations

from functools import cache
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format


INPUT, FIXED, GAP = "#FFF8D6", "#F4F6F7", "#F8C9C0"
_DARK, _LINE, _GREY = "#12424F", "#C9D1D4", "#5B676B"
_BASE = {"font_name": "Calibri", "font_size": 10, "valign": "vcenter"}
_CELL = _BASE | {"border": 1, "border_color": _LINE, "indent": 1}
_OPEN = _CELL | {"bg_color": INPUT, "locked": False}
_SHUT = _CELL | {"bg_color": FIXED, "font_color": "#2B3336"}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self.title = self._new(bold=True, font_size=14, font_color=_DARK)
        self.heading = self._new(bold=True, font_size=11, font_color=_DARK)
        self.hint = self._new(italic=True, font_color=_GREY)
        self.plain = self._new(text_wrap=True, valign="top")
        self.label = self._new(font_color=_GREY, valign="top")
        self.right_label = self._new(font_color=_GREY, align="right")
        self.link = self._new(font_color="#1F5FA8", underline=1)
        header = {"bold": True, "text_wrap": True, "font_color": "#FFFFFF", "indent": 1}
        self.header = self._new(**_CELL | header | {"bg_color": _DARK})
        self.input_header = self._new(**_CELL | header | {"bg_color": "#9A6B00"})
        self.fixed = self._new(**_SHUT, num_format="@")
        # Text that is typed stays text, also where it begins with an equals sign.
        self.input_text = self._new(**_OPEN, num_format="@", quote_prefix=True)
        self.input_date = self._new(**_OPEN, num_format="dd/mm/yyyy", align="right")
        self.input_swatch = self._new(**_OPEN)
        self.fixed_swatch = self._new(**_SHUT)
        self.gap_swatch = self._new(**_CELL | {"bg_color": GAP})
        self.gap = book.add_format({"bg_color": GAP})
        self.count = self._new(num_format="#,##0", align="right")
        self.fixed_number = cache(self._fixed_number)
        self.input_number = cache(self._input_number)

    def _fixed_number(self, decimals: int) -> Format:
        return self._new(**_SHUT, align="right", num_format=_pattern(decimals))

    def _input_number(self, decimals: int) -> Format:
        return self._new(**_OPEN, align="right", num_format=_pattern(decimals))

    def _new(self, **properties: Any) -> Format:
        return self._book.add_format(_BASE | properties)


def _pattern(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals > 0 else "")
