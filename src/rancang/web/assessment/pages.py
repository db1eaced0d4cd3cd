"""What the pages of an assessment show: the ranking, its map, and other weights."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from rancang import __version__
from rancang.documents.charts.atlas import Atlas, draw
from rancang.documents.choices import quota_words
from rancang.documents.positions import Board
from rancang.documents.ranking import Proposal, Ranked, ordered, proposal
from rancang.documents.scenarios import Basis, Family, Shift, compare, movable
from rancang.methods.framework import MethodError
from rancang.methods.selection import Rule
from rancang.web.accounts import queries as accounts
from rancang.web.accounts.queries import Work
from rancang.web.accounts.rules import Right
from rancang.web.accounts.templatetags.spoken import spoken
from rancang.web.assessment import queries
from rancang.web.assessment.models import Choice, Input, Rank, Run, Selection
from rancang.web.assessment.rules import NEIGHBOURS, Refused
from rancang.web.assessment.templatetags.figures import figure
from rancang.web.frameworks import queries as frameworks
from rancang.web.regions import queries as regions
from rancang.workbooks.inputs import sheet


if TYPE_CHECKING:
    from rancang.documents.facts import Fact
    from rancang.methods.framework import Framework
    from rancang.web.accounts.models import Person
    from rancang.web.collection.queries import Key
    from rancang.web.regions.models import Region


# Names of regions may change under the same run, though seldom.
HOUR = 3_600


def board(
    run: Run, framework: Framework, own: Region, facts: Mapping[Key, Fact]
) -> Board:
    """Lay a run out for a region's page, where a figure changed since is only marked."""
    key = _key("known", run)
    known: queries.Known | None = cache.get(key)
    if known is None:
        known = queries.known(run)
        cache.set(key, known, HOUR)
    return queries.laid_out(run, framework, own, known, facts)


def _key(part: str, run: Run) -> str:
    """Name what is kept of a run: its record tells inputs, choices and seed."""
    return f"{part}-{__version__}-{sha256(run.record.encode()).hexdigest()}"


def statement(run: Run) -> dict[str, str]:
    """Say on how many dimensions the index of a run stands, in both languages."""
    told: dict[str, str] = json.loads(run.record)["statement"]
    return told


def nation(person: Person) -> None:
    """Refuse whoever may not read the assessment of all regions."""
    accounts.require(person, Right.READ_ASSESSMENT)


def ranked(person: Person, run: Run) -> list[Ranked]:
    """Return the regions of a run that the person may see, the best first."""
    held = accounts.scope(person, Right.READ_ASSESSMENT)
    selection = queries.proposed(run)
    key = mark(run, selection)
    rows: list[Ranked] | None = cache.get(key)
    if rows is None:
        rows = _ranked(run, selection)
        cache.set(key, rows, HOUR)
    return [row for row in rows if held.covers(region=row.code)]


def mark(run: Run, selection: Selection | None) -> str:
    """Return what changes when the ranking or the proposal on it would be another."""
    terms = selection and [
        selection.size,
        selection.quotas,
        selection.only_autonomous,
    ]
    return _key(f"ranked-{sha256(repr(terms).encode()).hexdigest()[:12]}", run)


def _ranked(run: Run, selection: Selection | None) -> list[Ranked]:
    ranks = {r.region_id: r for r in Rank.objects.filter(run=run)}
    choices = {c.region_id: c for c in Choice.objects.filter(selection=selection)}
    scores = dict(queries.map_scores(run))
    imputed = Input.objects.filter(run=run, imputed=True)
    filled = Counter(imputed.values_list("region_id", flat=True))
    return ordered(
        Ranked(
            code=place.code,
            name=place.name,
            kind=place.kind,
            province=place.parent_id or "",
            province_name=place.parent.name if place.parent else "",
            island_group=place.island_group,
            of=len(ranks),
            index=scores.get(place.code),
            imputed=filled[place.code],
            **_rank_told(ranks.get(place.code)),
            **_choice_told(choices.get(place.code)),
        )
        for place in queries.members(run)
    )


def _rank_told(rank: Rank | None) -> dict[str, Any]:
    return {"rank": rank.rank, "low": rank.p05, "high": rank.p95} if rank else {}


def _choice_told(choice: Choice | None) -> dict[str, Any]:
    if choice is None:
        return {}
    names = ("eligible", "chosen", "probability", "reason")
    return {name: getattr(choice, name) for name in names}


def scored(run: Run) -> list[Family]:
    """Return the families of nodes whose weights can change the index of a run."""
    codes = json.loads(run.record)["scored"]
    return list(movable(frameworks.framework(run.version), codes))


def scenarios(
    person: Person, run: Run, before: Mapping[str, float], after: Mapping[str, float]
) -> list[Shift]:
    """Return every region under two sets of weights, from what the run stored."""
    nation(person)
    entered, places = queries.table(run), queries.members(run)
    basis = Basis(
        values=entered.matrix(),
        units=list(entered.units),
        groups=list(entered.units.values()),
        framework=entered.framework,
        choices=queries.recipe(run).choices,
        rule=_rule(
            queries.proposed(run), {place.code: place.island_group for place in places}
        ),
    )
    names = {p.code: (p.name, p.parent.name if p.parent else "") for p in places}
    try:
        return compare(basis, (before, after), names)
    except MethodError as error:
        raise Refused(
            _("Skenario tidak dapat dihitung: {}.").format(spoken(error.message))
        ) from error


def _rule(selection: Selection | None, groups: Mapping[str, str]) -> Rule | None:
    """Return by which rule a proposal chose, for units in the order of their codes."""
    if selection is None:
        return None
    barred = queries.candidates(selection).filter(eligible=False)
    return Rule(
        size=selection.size,
        groups=tuple(groups[code] for code in sorted(groups)),
        quotas=queries.quotas(selection),
        excluded=frozenset(barred.values_list("region_id", flat=True)),
    )


def atlas(person: Person, run: Run, words: tuple[str, ...], label: str) -> str:
    """Draw the index of all regions; ``label`` has places for name, index and rank."""
    nation(person)
    key = _key(f"atlas-{sha256(label.encode()).hexdigest()[:8]}", run)
    drawn: str | None = cache.get(key)
    if drawn is None:
        drawn = _drawn(ranked(person, run), words, label)
        cache.set(key, drawn, None)
    return drawn


def _drawn(rows: list[Ranked], words: tuple[str, ...], label: str) -> str:
    title, *legend, missing = words
    told = {
        row.code: label.format(row.name, figure(row.index), row.rank)
        if row.index is not None
        else f"{row.name}: {missing}"
        for row in rows
    }
    picture = Atlas(
        title=title,
        legend=[*legend, missing],
        scores={row.code: row.index for row in rows},
        told=told,
        addresses={row.code: f"/daerah/{row.code}/" for row in rows},
    )
    return draw(picture, regions.shapes())


def proposed(person: Person, run: Run) -> Proposal:
    """Return the latest proposal sorted into who is in, was near, could not be."""
    return proposal(ranked(person, run), NEIGHBOURS)


def filled(selection: Selection, chosen: Iterable[Ranked]) -> list[tuple[str, int]]:
    """Return each quota in words, and how many of its group are proposed."""
    counts = Counter(row.island_group for row in chosen)
    return [
        (quota_words(quota), counts[quota.group]) for quota in queries.quotas(selection)
    ]


def known(rows: Iterable[Ranked]) -> dict[str, list[tuple[str, str]]]:
    """Return by what the rows can be filtered: code and name of each choice."""
    found = list(rows)
    return {
        "province": sorted({(r.province, r.province_name) for r in found}),
        "island_group": [(g, g) for g in sorted({r.island_group for r in found})],
        "kind": [(k, k.capitalize()) for k in sorted({r.kind for r in found})],
    }


def file(titles: list[str], rows: Iterable[Ranked]) -> bytes:
    """Return the rows as CSV, words never a formula."""
    return sheet(
        titles,
        (
            [
                *(r.rank, r.low, r.high, r.code, r.name, r.province_name),
                *(r.island_group, r.index, r.imputed, r.probability),
                "ya" if r.chosen else "tidak",
            ]
            for r in rows
        ),
    )


def work(person: Person, _today: date) -> Iterator[Work]:
    """Yield the newest run with its proposal, for those who run assessments."""
    run = queries.newest()
    if run is None or not accounts.may(person, Right.RUN_ASSESSMENT):
        return
    about = {"run": run, "selection": queries.proposed(run)}
    yield Work(kind="assessed", about=about)
