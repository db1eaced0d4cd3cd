"""From a file someone sent to rows and problems, each with its place."""

from __future__ import annotations

import hashlib
from datetime import date

from rancang.workbooks import checks, child, dress
from rancang.workbooks.complaints import Refused, problem
from rancang.workbooks.container import refuse_stranger, stranger
from rancang.workbooks.contents import Terms
from rancang.workbooks.grid import Grid
from rancang.workbooks.limits import Limits
from rancang.workbooks.numbers import DecimalMark
from rancang.workbooks.records import Form, Problem, Reading
from rancang.workbooks.tables import Table


_USUAL = Limits()
_WORKBOOK_NAMES = (".xlsx", ".xlsm", ".xls", ".xltx", ".ods")
_NOT_A_TABLE = {"not_text", "no_header", "csv_quotes"}


def read(
    content: bytes,
    filename: str,
    form: Form,
    limits: Limits = _USUAL,
    *,
    today: date,
) -> Reading:
    """Return the rows of a filled template or CSV, and everything wrong with it.

    What the file is, is told by its content; ``filename`` tells only what its sender takes
    it for. ``today`` bounds evidence dates. With one error there are no rows at all. The
    reading's fingerprint is the SHA-256 of the file. Never raises for a bad file.
    """
    try:
        findings = _findings(content, form, limits, today)
    except Refused as refused:
        findings = checks.Findings(problems=[refused.problem])
    problems = [_named(found, filename) for found in findings.problems]
    right = all(found.severity == "warning" for found in problems)
    return Reading(
        fingerprint=hashlib.sha256(content).hexdigest(),
        rows=tuple(findings.rows) if right else (),
        problems=tuple(_listed(problems, limits.problems)),
    )


def _findings(
    content: bytes, form: Form, limits: Limits, today: date
) -> checks.Findings:
    if refusal := refuse_stranger(content, limits):
        raise Refused(refusal)
    grid = child.parse(content, limits)
    if not grid.csv and (refusal := checks.check_stamp(grid, form)):
        raise Refused(refusal)
    tables, problems = checks.tables_of(grid)
    if any(found.severity == "error" for found in problems):
        return checks.Findings(problems=problems)
    decimal, told = _decimal(grid, tables)
    terms = Terms(today=today, decimal=decimal, text=limits.text)
    findings = checks.check_rows(tables, form, terms)
    findings.problems[:0] = problems + told
    return findings


def _decimal(
    grid: Grid, tables: list[Table]
) -> tuple[DecimalMark | None, list[Problem]]:
    if not grid.csv:
        return None, []
    worn, told = dress.decide(grid, tables[0])
    return worn.decimal, told


def _named(found: Problem, filename: str) -> Problem:
    """Say of text named as a workbook that it is none, rather than which titles it lacks."""
    if found.code in _NOT_A_TABLE and filename.lower().endswith(_WORKBOOK_NAMES):
        return stranger("teks biasa", "plain text")
    return found


def _listed(problems: list[Problem], most: int) -> list[Problem]:
    """Put errors before warnings and count those beyond what anyone reads."""
    listed: list[Problem] = []
    for severity, more in (("error", "more_errors"), ("warning", "more_warnings")):
        found = [each for each in problems if each.severity == severity]
        listed += found[:most]
        if len(found) > most:
            listed.append(problem(more, count=len(found) - most))
    return listed
