"""The facts of the books, asked of each part, and the editions there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from rancang.documents.boards import columns
from rancang.documents.facts import (
    Account,
    Budget,
    Buku1,
    Fact,
    Gap,
    Source,
    Standing,
    Trend,
    every_fact,
)
from rancang.documents.positions import Group, Scope, group_median
from rancang.methods.budget import CHART, Heading
from rancang.methods.budget import Account as Entry
from rancang.methods.budget_checks import Oddity, checks, part_year
from rancang.methods.framework import Framework, Indicator, Node
from rancang.web.accounts import queries as accounts
from rancang.web.accounts.rules import Right
from rancang.web.assessment import queries as assessment
from rancang.web.collection import queries as collection
from rancang.web.frameworks import queries as frameworks
from rancang.web.masterplan.models import Edition
from rancang.web.masterplan.rules import BUDGET, SERIES_REMARKS, WANTED, Wanted
from rancang.web.regions import queries as regions


if TYPE_CHECKING:
    from rancang.web.accounts.models import Person
    from rancang.web.assessment.models import Selection


SIDES = ("anggaran", "realisasi")


def editions(person: Person) -> QuerySet[Edition]:
    """Return the editions that the person may read, the newest first."""
    held = accounts.scope(person, Right.READ_EDITION)
    found = Edition.objects.order_by("-at", "-pk")
    if held.everything:
        return found
    return found.filter(region_id__in=[code for code in held.regions if code])


def latest(region: str, book: str) -> Edition | None:
    """Return the last edition of a region's book."""
    found = Edition.objects.filter(region_id=region, book=book)
    return found.order_by("number").last()


def buku1(region: str, selection: Selection) -> Buku1:
    """Return all that Buku 1 of a region is made from, as yet without number and date."""
    run = selection.run
    framework = frameworks.framework(run.version)
    standing = assessment.standing(run, selection, region)
    budget = _budget(region)
    facts = Buku1(
        profile=regions.profile(region),
        standing=standing,
        trends=tuple(_trends(framework, region)),
        budget=budget,
        gaps=tuple(_gaps(framework, standing, budget)),
        sources=(),
        edition="",
        date="",
    )
    told = tuple(every_fact(facts))
    return replace(
        facts,
        sources=_sources(told),
        demo=any("contoh" in fact.flags for fact in told),
    )


def _sources(facts: Iterable[Fact]) -> tuple[Source, ...]:
    """Return each publication once, without the rows."""
    found = {(f.source.publisher, f.source.title): f.source for f in facts}
    return tuple(
        Source(
            publisher=publisher, title=title, date=found[publisher, title].date, row=""
        )
        for publisher, title in sorted(found)
    )


def _trends(framework: Framework, region: str) -> Iterator[Trend]:
    """Yield the indicators of which the region has more than one period."""
    told = {indicator.code: indicator for indicator in framework.indicators()}
    for code, facts in series(framework, region).items():
        if len(facts) > 1:
            yield trend(told[code], region, facts)


def series(
    framework: Framework, region: str, indicator: str | None = None
) -> dict[str, list[Fact]]:
    """Return a region's figures of every period, by indicator and in order."""
    codes = [i.code for i in framework.indicators() if indicator in {None, i.code}]
    return years(collection.facts(framework, indicators=codes, regions=[region]))


def years(facts: Mapping[collection.Key, Fact]) -> dict[str, list[Fact]]:
    """Return the figures of one region that are not missing, by indicator and in order."""
    found: dict[str, list[Fact]] = {}
    for (_, code, _), fact in sorted(facts.items()):
        if fact.value is not None:
            found.setdefault(code, []).append(fact)
    return found


def trend(indicator: Indicator, region: str, facts: list[Fact]) -> Trend:
    """Return a region's figures of an indicator beside the medians of its groups."""
    codes = list(regions.regencies().order_by("code").values_list("code", flat=True))
    groups = assessment.groups(assessment.kinds(codes), regions.region(region))
    periods = [fact.period for fact in facts]
    values = columns(
        codes,
        (
            (o.period, o.region, o.number)
            for o in collection.observations([indicator.code], periods)
            if o.number is not None
        ),
    )

    def medians(scope: Scope) -> tuple[Fact, ...]:
        group = groups[scope]
        return tuple(
            group_median(group, fact, values[fact.period], _median_source(fact, group))
            for fact in facts
        )

    return Trend(
        indicator=indicator.code,
        name=indicator.name.id,
        unit=indicator.unit.id,
        region=tuple(facts),
        median_kind=medians("kind"),
        median_province=medians("province"),
        remarks=tuple(_remarks(facts)),
    )


def _median_source(fact: Fact, group: Group) -> Source:
    indicator, period = fact.code.split("/")[1:]
    row = f"nilai {indicator}/{period} yang disetujui, {group.name}"
    return replace(fact.source, row=row)


def _remarks(facts: list[Fact]) -> Iterator[str]:
    """Yield what is to be known of a series: its source's faults, then its own."""
    titles = {fact.source.title for fact in facts}
    for part, remarks in SERIES_REMARKS.items():
        if any(part in title for title in titles):
            yield from remarks
    flags: dict[str, list[str]] = {}
    for fact in facts:
        for flag in fact.flags:
            flags.setdefault(flag, []).append(fact.period)
    for flag, periods in flags.items():
        span = periods[0] if len(periods) == 1 else f"{periods[0]} sampai {periods[-1]}"
        yield f"{span}: {flag}."


def _budget(region: str) -> Budget | None:
    """Return the region's accounts by year with what is odd; None without any."""
    published = frameworks.versions().filter(code="apbd", state="published")
    version = published.order_by("published_at").last()
    if version is None:
        return None
    framework = frameworks.framework(version)
    codes = [indicator.code for indicator in framework.indicators()]
    facts = {
        (code, period): fact
        for (_, code, period), fact in collection.facts(
            framework, indicators=codes, regions=[region]
        ).items()
    }
    years = sorted(
        {period for (_, period), fact in facts.items() if fact.value is not None}
    )
    if not years:
        return None
    sheets = {year: _sheets(codes, year) for year in years}
    odd = {year: _odd(sheets[year], region) for year in years}
    return Budget(
        unit=framework.indicators()[0].unit.id,
        years=tuple(years),
        part_years=tuple(year for year in years if part_year(sheets[year])),
        accounts=tuple(
            account
            for year in years
            for account in _accounts(facts, year, {o.account: o for o in odd[year]})
        ),
        remarks=tuple(_budget_remarks(facts, odd)),
    )


def _sheets(codes: list[str], year: str) -> dict[str, list[Entry]]:
    """Return the accounts of every region in a year, as the checks need them."""
    found = collection.observations(codes, [year])
    amounts = {(o.region, o.indicator): o.number for o in found}
    return {
        region: [
            Entry(
                code=heading.code,
                name=heading.name,
                parent=heading.parent,
                depth=heading.depth,
                sign=heading.sign,
                order=order,
                budgeted=amounts.get((region, f"apbd.{heading.code}.anggaran")),
                realised=amounts.get((region, f"apbd.{heading.code}.realisasi")),
            )
            for order, heading in enumerate(CHART)
            if any((region, f"apbd.{heading.code}.{side}") in amounts for side in SIDES)
        ]
        for region in sorted({o.region for o in found if o.number is not None})
    }


def _odd(sheets: dict[str, list[Entry]], region: str) -> list[Oddity]:
    return [oddity for oddity in checks(sheets) if oddity.region == region]


def _accounts(
    facts: dict[tuple[str, str], Fact], year: str, odd: dict[str, Oddity]
) -> Iterator[Account]:
    """Yield the lines of a year; lines that only repeat others are left out."""
    for number, heading in outline():
        sides = [facts.get((f"apbd.{heading.code}.{side}", year)) for side in SIDES]
        if not heading.sign or all(fact is None for fact in sides):
            continue
        flag = (odd[heading.code].message.id,) if heading.code in odd else ()
        budgeted, realised = (
            fact and replace(fact, flags=(*fact.flags, *flag)) for fact in sides
        )
        yield Account(
            code=number,
            name=heading.name,
            depth=heading.depth,
            year=year,
            budgeted=budgeted,
            realised=realised,
            share=_share(heading, budgeted, realised),
        )


def _share(
    heading: Heading, budgeted: Fact | None, realised: Fact | None
) -> Fact | None:
    if not budgeted or not realised or not budgeted.value or realised.value is None:
        return None
    return replace(
        realised,
        code=realised.code.replace(".realisasi/", ".persentase/"),
        label=f"{heading.name}, realisasi terhadap anggaran",
        value=100.0 * realised.value / budgeted.value,
        unit="%",
        decimals=2,
        derived="realisasi dibagi anggaran",
        rests_on=(budgeted.code, realised.code),
    )


def outline() -> Iterator[tuple[str, Heading]]:
    """Yield the chart with numbers such as "1.2", which sort as the chart stands."""
    children: dict[str, int] = {}
    numbers: dict[str, str] = {"": ""}
    for heading in CHART:
        children[heading.parent] = children.get(heading.parent, 0) + 1
        number = f"{numbers[heading.parent]}.{children[heading.parent]}".lstrip(".")
        numbers[heading.code] = number
        yield number, heading


def _budget_remarks(
    facts: dict[tuple[str, str], Fact], odd: dict[str, list[Oddity]]
) -> Iterator[str]:
    for year in sorted({period for _, period in facts}):
        for oddity in odd.get(year, []):
            yield f"{year}: {oddity.message.id}."
        empty = [f for (_, period), f in facts.items() if period == year]
        notes = {flag for f in empty if f.value is None for flag in f.flags}
        for note in sorted(notes):
            yield f"{year}: {note}."


def _gaps(
    framework: Framework, standing: Standing, budget: Budget | None
) -> Iterator[Gap]:
    """Yield what is missing, dimension by dimension, then the budget."""
    figures = {p.code: p.figure for p in standing.positions if p.kind == "indicator"}
    for dimension in framework.dimensions:
        for node in dimension.children or (dimension,):
            name = node.name.id if node is not dimension else ""
            yield from _wanted(dimension, node, name)
            yield from _missing(dimension, node, name, figures)
    if budget is None:
        yield Gap(
            dimension="Anggaran daerah",
            subdimension="",
            indicator=BUDGET.indicator,
            custodian=BUDGET.custodian,
            reason="Belum ada nilai yang disetujui.",
        )


def _wanted(dimension: Node, node: Node, name: str) -> Iterator[Gap]:
    """Yield what the yearly evaluation asks about and no indicator measures."""
    if not dimension.all_indicators():
        reason = "Dimensi belum dinilai: belum ada indikatornya."
    elif not node.all_indicators():
        reason = "Subdimensi belum dinilai: belum ada indikatornya."
    else:
        reason = "Ditanyakan pada evaluasi tahunan; belum ada indikatornya."
    wanted = WANTED.get(node.code, ())
    if not wanted and not node.all_indicators():
        wanted = (Wanted("", ""),)
    for indicator, custodian in wanted:
        yield Gap(
            dimension=dimension.name.id,
            subdimension=name,
            indicator=indicator,
            custodian=custodian,
            reason=reason,
        )


def _missing(
    dimension: Node, node: Node, name: str, figures: dict[str, Fact | None]
) -> Iterator[Gap]:
    """Yield the indicators of which the region has no value of its own."""
    for indicator in node.all_indicators():
        figure = figures[indicator.code]
        if figure is None:
            reason = "Belum ada nilai yang disetujui."
        elif figure.imputed:
            reason = "Nilai kosong dan diisi dengan imputasi."
        elif figure.value is None:
            reason = f"Dinyatakan kosong: {'; '.join(figure.flags)}."
        else:
            continue
        yield Gap(
            dimension=dimension.name.id,
            subdimension=name,
            indicator=indicator.name.id,
            custodian=indicator.custodian,
            reason=reason,
        )
