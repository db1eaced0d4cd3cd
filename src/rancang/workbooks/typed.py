"""A value typed in without a file, held against the same rules as one in a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rancang.workbooks import checks, delimited
from rancang.workbooks.contents import Terms
from rancang.workbooks.dress import INDONESIAN
from rancang.workbooks.limits import Limits
from rancang.workbooks.records import Form, Problem, Row


def check(row: Row, form: Form, *, today: date) -> tuple[Problem, ...]:
    """Return everything wrong with one row."""
    limits = Limits()
    asked = (row.region, row.indicator, row.period)
    entries = tuple(
        entry
        for entry in form.entries
        if (entry.region, entry.indicator.code, entry.period) == asked
    )
    grid = delimited.cells(delimited.write_csv([row]), limits)
    tables, problems = checks.tables_of(grid)
    terms = Terms(today=today, decimal=INDONESIAN.decimal, text=limits.text)
    # Of a row that nobody asked for, the whole form tells what is wrong.
    narrow = replace(form, entries=entries) if entries else form
    return (*problems, *checks.check_rows(tables, narrow, terms).problems)
