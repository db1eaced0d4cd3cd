"""Bab 5: the regional budget, as planned and as realised."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rancang.documents import drawing
from rancang.documents.book import (
    Block,
    BulletList,
    Callout,
    Chapter,
    Codes,
    Column,
    Figure,
    Heading,
    Mention,
    Paragraph,
    Row,
    Span,
    Spans,
    Table,
)
from rancang.documents.charts import money
from rancang.documents.facts import Account, Budget, Fact
from rancang.documents.sentences import cell, figure, line, listed
from rancang.documents.subject import Subject


DEEPEST = 2
YEARS_A_TABLE = 2


def chapter(subject: Subject) -> Chapter:
    """Write the budget chapter."""
    budget = subject.facts.budget
    if budget is None or not budget.accounts:
        blocks: tuple[Block, ...] = (
            Heading(1, "Anggaran daerah", "apbd"),
            Paragraph(line(f"Data APBD {subject.place} belum tersedia.")),
        )
        return Chapter(blocks)
    years = f"{budget.years[0]}–{budget.years[-1]}"
    return Chapter(
        (
            Heading(1, f"APBD {years}", "apbd"),
            *_words(subject, budget),
            _totals(subject, budget),
            *_composition(budget),
            *_remarks(budget),
            *_tables(budget),
        )
    )


def _tops(budget: Budget) -> tuple[str, ...]:
    """Return the codes of revenue and spending: the first two at the top of the tree."""
    codes = {a.code for a in budget.accounts if a.depth == 0}
    return tuple(sorted(codes, key=_natural)[:2])


def _natural(code: str) -> list[tuple[int, str]]:
    parts = re.findall(r"\d+|\D+", code)
    return [(int(p) if p.isdigit() else -1, p) for p in parts]


def _of(budget: Budget, code: str) -> tuple[Account, ...]:
    return tuple(a for a in budget.accounts if a.code == code)


def _words(subject: Subject, budget: Budget) -> Iterator[Block]:
    whole = [y for y in budget.years if y not in budget.part_years]
    year = whole[-1] if whole else budget.years[-1]
    told: list[Spans] = []
    for code in _tops(budget):
        told += [_sum(a) for a in _of(budget, code) if a.year == year]
    opening = f"Pada tahun {year}" if whole else f"Pada sebagian tahun {year}"
    parts: list[str | Span | Spans] = [f"{opening}, "]
    for at, spans in enumerate(told):
        parts += ["; " if at else "", spans]
    shown = line(". Perbandingan antartahun tampak pada ", Mention("gambar-apbd"), ".")
    yield Paragraph(line(*parts, shown), lead=True)
    if budget.part_years:
        years = listed(budget.part_years)
        words = line(
            f"Data tahun {years} baru mencakup sebagian tahun. Realisasinya bukan capaian setahun dan tidak dibandingkan dengan tahun lain; pada tabel diberi tanda bintang dan pada gambar diarsir."
        )
        yield Callout(f"Tahun {years} belum setahun penuh", words)


def _sum(account: Account) -> Spans:
    return line(
        f"{account.name} terealisasi ",
        figure(account.realised),
        " dari anggaran ",
        figure(account.budgeted),
        " (",
        figure(account.share),
        ")",
    )


def _totals(subject: Subject, budget: Budget) -> Figure:
    panels = [(_of(budget, code)[0].name, _of(budget, code)) for code in _tops(budget)]
    told: list[Spans] = []
    for name, accounts in panels:
        told.append(line(f"{name}: "))
        for a in accounts:
            part = " (sebagian tahun)" if a.year in budget.part_years else ""
            told.append(
                line(
                    f"{a.year}{part} realisasi ",
                    figure(a.realised),
                    ", anggaran ",
                    figure(a.budgeted),
                    "; ",
                )
            )
    facts = [
        f for _, accounts in panels for a in accounts for f in (a.realised, a.budgeted)
    ]
    return Figure(
        "gambar-apbd",
        line(f"Anggaran dan realisasi {subject.place} ({budget.unit})"),
        line("Grafik batang. ", *told),
        drawing.svg(money.budget(panels, budget.part_years)),
        _reference(facts),
    )


def _reference(facts: list[Fact | None]) -> Spans:
    codes = Codes(tuple(fact.code for fact in facts if fact))
    return line("Rujukan: ", Mention("lampiran-sumber"), " nomor ", codes, ".")


def _composition(budget: Budget) -> Iterator[Block]:
    """Yield what spending was made of, where the tree goes deep enough."""
    spending = _tops(budget)[-1]
    parts = [(year, _below(budget, spending, year)) for year in budget.years]
    if not any(accounts for _, accounts in parts):
        return
    told: list[Spans] = []
    for year, accounts in parts:
        told.append(line(f"{year}: "))
        told += [line(f"{a.name} ", figure(a.realised), ", ") for a in accounts]
    name = _of(budget, spending)[0].name
    facts = [a.realised for _, accounts in parts for a in accounts]
    star = "Tanda * : sebagian tahun. " if budget.part_years else ""
    yield Figure(
        "gambar-susunan",
        line(f"Susunan realisasi {name} ({budget.unit})"),
        line("Grafik batang bertumpuk. ", *told),
        drawing.svg(money.composition(parts, budget.part_years)),
        line(star, _reference(facts)),
    )


def _below(budget: Budget, top: str, year: str) -> tuple[Account, ...]:
    """Return the accounts right below the top in one year: those that follow it."""
    found: list[Account] = []
    inside = False
    for account in (a for a in budget.accounts if a.year == year):
        if account.depth == 0:
            inside = account.code == top
        elif inside and account.depth == 1:
            found.append(account)
    return tuple(found)


def _remarks(budget: Budget) -> Iterator[Block]:
    if budget.remarks:
        yield Heading(2, "Angka yang perlu diperhatikan")
        yield BulletList(tuple(line(remark) for remark in budget.remarks))


def _tables(budget: Budget) -> Iterator[Block]:
    yield Heading(2, "Rincian menurut akun")
    for at in range(0, len(budget.years), YEARS_A_TABLE):
        yield _table(budget, budget.years[at : at + YEARS_A_TABLE])


def _table(budget: Budget, years: tuple[str, ...]) -> Table:
    columns = [Column("Akun", width=3.6)]
    for year in years:
        star = "*" if year in budget.part_years else ""
        columns += [
            Column(f"Anggaran {year}", "right", 1.15),
            Column(f"Realisasi {year}{star}", "right", 1.15),
            Column(f"Realisasi (%) {year}{star}", "right", 1.15),
        ]
    shown = [a for a in budget.accounts if a.year in years and a.depth <= DEEPEST]
    rows = tuple(_rows(shown, years))
    facts = [f for a in shown for f in (a.budgeted, a.realised, a.share)]
    note = line(
        "Tanda * : sebagian tahun, atau angka yang perlu diperhatikan. ",
        _reference(facts),
    )
    caption = line(f"APBD menurut akun, tahun {listed(years)} ({budget.unit})")
    return Table(f"tabel-apbd-{years[0]}", caption, tuple(columns), rows, note)


def _rows(accounts: list[Account], years: tuple[str, ...]) -> Iterator[Row]:
    cells = {(a.code, a.year): a for a in accounts}
    first = {a.code: a for a in reversed(accounts)}
    for code in sorted(first, key=_natural):
        account = first[code]
        found = [cells.get((code, year)) for year in years]
        told = [s for a in found for s in _cells(a)]
        row = (line(account.name), *told)
        yield Row(row, strong=account.depth == 0, indent=account.depth)


def _cells(account: Account | None) -> tuple[Spans, ...]:
    if account is None:
        return (cell(None),) * 3
    return cell(account.budgeted), cell(account.realised), cell(account.share)
